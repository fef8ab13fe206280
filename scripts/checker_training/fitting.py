"""Train a checker network: answer or not, which words, and which sentence of a question first."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as fn

from scripts.checker_training.drawings import Drawn
from scripts.checker_training.encoding import Batch, Row, batches, pad
from scripts.checker_training.network import CheckerNet


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How to train, in steps of ``size`` pairs; it rounds as the int8 model does after a share of them."""

    size: int = 384
    rate: float = 1.5e-4
    warm: float = 0.06
    seed: int = 7
    save_every: int = 250
    limit: int | None = None
    device: str = "cpu"
    quantised_after: float = 1.0


def loss_of(net: CheckerNet, batch: Batch) -> Tensor:
    """Binary loss, ranking loss inside a question, word tags, and the teachers' logits if given."""
    logits, tags = net(batch.ids, batch.segments)
    judged = ~batch.priors.isnan()
    total = 0.5 * _ranking(logits, batch)
    if judged.any():
        told = (logits + batch.priors)[judged]
        total = total + fn.binary_cross_entropy_with_logits(told, batch.answers[judged])
    scored = batch.tags >= 0
    if scored.any():
        truth = batch.tags[scored].float()
        total = total + 0.3 * fn.binary_cross_entropy_with_logits(
            tags[scored], truth, pos_weight=truth.new_tensor(3.0)
        )
    if not batch.wanted.isnan().any():
        soft = fn.binary_cross_entropy_with_logits(logits, batch.wanted.sigmoid())
        total = 0.25 * total + soft + 0.1 * fn.mse_loss(logits, batch.wanted.clamp(-8, 8))
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
    net: CheckerNet, rows: Sequence[Row], size: int = 128, device: str = "cpu"
) -> NDArray[np.float32]:
    """Return the logits (n,) of encoded pairs, in order; on a GPU in bfloat16."""
    net.eval()
    out = np.zeros(len(rows), np.float32)
    order = sorted(range(len(rows)), key=lambda i: len(rows[i].ids))
    for start in range(0, len(order), size):
        part = order[start : start + size]
        batch = pad([(0, rows[i]) for i in part]).to(device)
        with torch.autocast(device, torch.bfloat16, enabled=device != "cpu"):
            out[part] = net(batch.ids, batch.segments)[0].float().cpu().numpy()
    return out


def _rate(step: int, steps: int, plan: Plan) -> float:
    warm = max(1, int(steps * plan.warm))
    return plan.rate * min(step / warm, max(0.02, (steps - step) / max(1, steps - warm)))


def fit(net: CheckerNet, drawings: Drawn, plan: Plan, folder: Path) -> None:
    """Train, saving ``state.pt`` every so many steps and resuming from it where it is there."""
    folder.mkdir(parents=True, exist_ok=True)
    state = folder / "state.pt"
    net.to(plan.device).train()
    weights = [p for p in net.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(weights, lr=plan.rate, weight_decay=0.01)
    done = 0
    if state.exists():
        kept = torch.load(state, weights_only=True, map_location=plan.device)
        net.load_state_dict(kept["net"])
        optimiser.load_state_dict(kept["optimiser"])
        done = int(kept["done"])
    torch.manual_seed(plan.seed + done)
    step, steps, begun, mean = 0, 0, time.monotonic(), 0.0
    for epoch, groups in enumerate(drawings.groups()):
        packs = batches(groups, plan.size, plan.seed + epoch)
        steps = steps or min(len(packs) * drawings.epochs, plan.limit or 1 << 30)
        for pack in packs:
            step += 1
            if step <= done or step > steps:
                continue
            for part in optimiser.param_groups:
                part["lr"] = _rate(step, steps, plan)
            net.quantise(step > plan.quantised_after * steps)
            batch = pad(pack).to(plan.device)
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
    torch.save({k: v.cpu() for k, v in net.state_dict().items()}, folder / "net.pt")
    (folder / "plan.json").write_text(
        json.dumps({"steps": steps, "rate": plan.rate, "seed": plan.seed}), "utf-8"
    )


def _save(path: Path, net: CheckerNet, optimiser: torch.optim.Optimizer, done: int) -> None:
    spare = path.with_suffix(".part")
    torch.save({"net": net.state_dict(), "optimiser": optimiser.state_dict(), "done": done}, spare)
    spare.replace(path)
