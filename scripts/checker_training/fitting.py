"""Train a checker network: answer or not, which words, and which sentence of a question first."""

from __future__ import annotations

import itertools
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as fn

from index.errors import UsageError
from scripts.checker_training.batches import Assembler, Batch, packs, together
from scripts.checker_training.drawings import TABLE
from scripts.checker_training.network import CheckerNet
from scripts.checker_training.tables import Drawing, PairTable

_TRUTH, _AUXILIARY = 0.2, 0.3
"""Weights of the losses of truth beside a teacher's, and of those of the auxiliary head."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How to train, in steps of ``size`` pairs or a few more.

    Each of ``rounds`` names drawings that are learnt from together; they come again until ``steps`` are done
    (None: each once). After the share ``quantised_after`` of the steps it rounds as the int8 model does.
    """

    rounds: tuple[tuple[str, ...], ...]
    size: int = 768
    rate: float = 3e-4
    warm: float = 0.06
    seed: int = 7
    save_every: int = 250
    steps: int | None = None
    device: str = "cpu"
    quantised_after: float = 1.0


def loss_of(net: CheckerNet, batch: Batch) -> Tensor:
    """Return the loss of a batch, with that of the auxiliary head where the network has one."""
    found = net(batch.ids, batch.segments)
    total = _loss(found.answers, batch, found.tags)
    if found.auxiliary is not None:
        total = total + _AUXILIARY * _loss(found.auxiliary, batch)
    return total


def _loss(logits: Tensor, batch: Batch, tags: Tensor | None = None) -> Tensor:
    """Ranking loss inside a question, binary loss, word tags; and the teacher's logits if given.

    A teacher is followed by its probability (Hinton et al., 2015) and its logit (Ba and Caruana, 2014).
    """
    total = 0.5 * _ranking(logits, batch)
    judged = ~batch.priors.isnan()
    if judged.any():
        told = (logits + batch.priors)[judged]
        total = total + fn.binary_cross_entropy_with_logits(told, batch.answers[judged])
    scored = batch.tags >= 0
    if tags is not None and scored.any():
        truth = batch.tags[scored].float()
        total = total + 0.3 * fn.binary_cross_entropy_with_logits(
            tags[scored], truth, pos_weight=truth.new_tensor(3.0)
        )
    if batch.wanted is not None:
        soft = fn.binary_cross_entropy_with_logits(logits, batch.wanted.sigmoid())
        total = _TRUTH * total + soft + 0.1 * fn.mse_loss(logits, batch.wanted.clamp(-8, 8))
    return total


def _ranking(logits: Tensor, batch: Batch) -> Tensor:
    count = int(batch.groups.max()) + 1
    same = batch.groups[None, :] == torch.arange(count, device=logits.device)[:, None]
    table = logits[None, :].masked_fill(~same, -1e4)
    right = table.masked_fill(batch.answers[None, :] == 0, -1e4)
    has = (same & (batch.answers[None, :] > 0)).any(1)
    gap = torch.logsumexp(table, 1) - torch.logsumexp(right, 1)
    return gap[has].mean() if bool(has.any()) else logits.sum() * 0


@torch.no_grad()
def logits_of(
    net: CheckerNet, table: PairTable, device: str = "cpu", size: int | None = None
) -> NDArray[np.float32]:
    """Return the logits (n,) of a table's pairs, in order; on a GPU in bfloat16.

    ``size`` pairs are read at once: 128 on a processor, 2,048 on a GPU.
    """
    size = size or (128 if device == "cpu" else 2048)
    net.to(device).eval()
    assembler = Assembler(table, device)
    out = np.zeros(len(table.pairs), np.float32)
    order = np.argsort(assembler.totals, kind="stable")
    for start in range(0, len(order), size):
        part = order[start : start + size]
        laid_out = assembler.laid_out(part)
        with torch.autocast(device, torch.bfloat16, enabled=device != "cpu"):
            found = net(laid_out.ids, laid_out.segments)
        out[part] = found.answers.float().cpu().numpy()
    return out


def _rate(step: int, steps: int, plan: Plan) -> float:
    warm = max(1, int(steps * plan.warm))
    return plan.rate * min(step / warm, max(0.02, (steps - step) / max(1, steps - warm)))


class _Rounds:
    """The batches of a plan, from the tables in a folder."""

    def __init__(self, folder: Path, labels: NDArray[np.float32] | None, plan: Plan) -> None:
        self._folder, self._labels, self._plan = folder, labels, plan
        table = PairTable.load(folder / f"{TABLE}.npz")
        if labels is not None and len(labels) != len(table.pairs):
            raise UsageError(
                f"{len(labels)} labels for {len(table.pairs)} pairs: of another folder"
            )
        self._assembler = Assembler(table, plan.device)

    def _packed(self, number: int) -> tuple[Drawing, list[NDArray[np.int64]]]:
        names = self._plan.rounds[number % len(self._plan.rounds)]
        drawing = together([Drawing.load(self._folder / f"{name}.npz") for name in names])
        seed = self._plan.seed + number
        return drawing, packs(drawing, self._assembler.totals, self._plan.size, seed)

    def steps(self) -> int:
        """Return how many steps the plan has."""
        each = range(len(self._plan.rounds))
        return self._plan.steps or sum(len(self._packed(number)[1]) for number in each)

    def batches(self, done: int, steps: int) -> Iterator[tuple[int, Batch]]:
        """Yield the steps behind those that are done, numbered from one, with what each learns from."""
        step = 0
        for number in itertools.count():
            drawing, found = self._packed(number)
            for rows in found:
                step += 1
                if step > steps:
                    return
                if step > done:
                    yield step, self._assembler.batch(drawing, rows, self._labels)


def fit(
    net: CheckerNet, pairs: Path, labels: NDArray[np.float32] | None, plan: Plan, folder: Path
) -> None:
    """Train on the tables in ``pairs``, with a teacher's logits of all the table's pairs (n,) if given.

    Saves ``state.pt`` every so many steps and resumes from it where it is there; leaves ``net.pt``, without
    the auxiliary head. Raises ``UsageError`` where labels and pairs are not of each other, and ``OSError``
    where a drawing is not there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    state = folder / "state.pt"
    net.to(plan.device).train()
    weights = [p for p in net.parameters() if p.requires_grad]
    fused = plan.device != "cpu"
    optimiser = torch.optim.AdamW(weights, lr=plan.rate, weight_decay=0.01, fused=fused)
    done = 0
    if state.exists():
        kept = torch.load(state, weights_only=True, map_location=plan.device)
        net.load_state_dict(kept["net"])
        optimiser.load_state_dict(kept["optimiser"])
        done = int(kept["done"])
    torch.manual_seed(plan.seed + done)
    rounds = _Rounds(pairs, labels, plan)
    steps, begun, mean = rounds.steps(), time.monotonic(), 0.0
    for step, batch in rounds.batches(done, steps):
        for part in optimiser.param_groups:
            part["lr"] = _rate(step, steps, plan)
        net.quantise(step > plan.quantised_after * steps)
        with torch.autocast(plan.device, torch.bfloat16):
            loss = loss_of(net, batch)
        torch.autograd.backward(loss)
        torch.nn.utils.clip_grad_norm_(weights, 1.0)
        optimiser.step()
        optimiser.zero_grad()
        if step % 50 == 0 or step == steps:
            mean = 0.8 * mean + 0.2 * float(loss.detach()) if mean else float(loss.detach())
            pace = (time.monotonic() - begun) / (step - done)
            left = pace * (steps - step) / 60
            print(
                f"step {step}/{steps} loss {mean:.4f} {pace:.3f} s/step {left:.1f} min left",
                flush=True,
            )
        if step % plan.save_every == 0 or step == steps:
            _save(state, net, optimiser, step)
    torch.save(net.without_auxiliary(), folder / "net.pt")
    (folder / "plan.json").write_text(
        json.dumps({"steps": steps, "rate": plan.rate, "seed": plan.seed}), "utf-8"
    )


def _save(path: Path, net: CheckerNet, optimiser: torch.optim.Optimizer, done: int) -> None:
    spare = path.with_suffix(".part")
    torch.save({"net": net.state_dict(), "optimiser": optimiser.state_dict(), "done": done}, spare)
    spare.replace(path)
