"""Fit the weights that order passages, on the questions of MultiHop-RAG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional as fn

from bot.replies.answering import wanted
from bot.serving.service import AnsweringService
from bot.values import Question
from index.search.ranking_weights import FEATURES, Network
from index.search.search import find_candidates, prepare
from index.values import Filter
from scripts.evaluation import multihop
from scripts.evaluation.data import halves, plain

Floats = npt.NDArray[np.float32]
_UNITS, _EPOCHS, _SEEDS, _BATCH, _RATE, _DECAY = 32, 60, 3, 64, 0.02, 0.1
_IN_TEN = 7
"""The place among the wrong passages that a right one has to beat, so that ten hold all the right ones."""
_OUT = -50.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """Candidate passages of a question: their features and which of its facts each holds (n, facts)."""

    id: str
    features: Floats
    facts: npt.NDArray[np.bool_]


def candidates(service: AnsweringService, sample: int | None) -> list[Ranked]:
    """Gather the candidates of the questions that have evidence; those of one part are left out."""
    asked = [one for one in multihop.questions() if one["evidence"]][:sample]
    found = [_ranked(service, one) for one in asked]
    return [one for one in found if one.features.shape[1] == len(FEATURES)]


def _ranked(service: AnsweringService, one: dict[str, Any]) -> Ranked:
    held, understood, vectors = service.understand(Question(text=one["question"]))
    prepared = prepare(held.archive, held.catalogue, wanted(understood), Filter())
    found = find_candidates(held.archive, held.catalogue, prepared, vectors)
    facts = [plain(evidence["fact"]) for evidence in one["evidence"]]
    texts = [plain(passage.text) for passage in held.archive.passages(found.rows)]
    return Ranked(
        id=one["id"],
        features=found.features,
        facts=np.array([[fact in text for fact in facts] for text in texts]),
    )


def fit_network(ranked: Sequence[Ranked]) -> Network:
    """Fit the network on all questions: a few small ones from different starts, put side by side.

    A right passage shall beat all wrong ones, and above all the one that would push it out of ten.
    """
    features = np.concatenate([one.features for one in ranked])
    centre, spread = features.mean(0), features.std(0) + 1e-3
    material = _padded(ranked, centre, spread)
    nets = [_trained(*material, seed=seed) for seed in range(_SEEDS)]
    return Network(
        centre=centre,
        spread=spread,
        hidden=np.concatenate([net[0].weight.numpy() for net in nets]),
        bias=np.concatenate([net[0].bias.numpy() for net in nets]),
        out=np.concatenate([net[3].weight[0].numpy() for net in nets]) / _SEEDS,
    )


def _padded(
    ranked: Sequence[Ranked], centre: Floats, spread: Floats
) -> tuple[Tensor, Tensor, Tensor]:
    """Return features (q, n, f), which places hold a candidate (q, n), and facts (q, n, facts)."""
    most = max(len(one.features) for one in ranked)
    facts = max(one.facts.shape[1] for one in ranked)
    table = np.zeros((len(ranked), most, len(centre)), np.float32)
    held, right = np.zeros((len(ranked), most), bool), np.zeros((len(ranked), most, facts), bool)
    for place, one in enumerate(ranked):
        count = len(one.features)
        table[place, :count] = (one.features - centre) / spread
        held[place, :count] = True
        right[place, :count, : one.facts.shape[1]] = one.facts
    return torch.tensor(table), torch.tensor(held), torch.tensor(right)


def _trained(table: Tensor, held: Tensor, right: Tensor, *, seed: int) -> nn.Sequential:
    torch.manual_seed(seed)
    hidden = nn.Linear(table.shape[2], _UNITS)
    net = nn.Sequential(hidden, nn.ReLU(), nn.Dropout(0.1), nn.Linear(_UNITS, 1))
    optimiser = torch.optim.AdamW(net.parameters(), lr=_RATE, weight_decay=_DECAY)
    batches = max(1, len(table) // _BATCH)
    step = 0
    for _ in range(_EPOCHS):
        for part in torch.randperm(len(table)).chunk(batches):
            step += 1
            optimiser.param_groups[0]["lr"] = _RATE * (1 - step / (_EPOCHS * batches + 1))
            optimiser.zero_grad()
            torch.autograd.backward(_loss(net(table[part])[..., 0], held[part], right[part]))
            optimiser.step()
    return net.requires_grad_(False)


def _loss(scores: Tensor, held: Tensor, right: Tensor) -> Tensor:
    wrong = scores.masked_fill(right.any(2) | ~held, _OUT)
    to_beat = wrong.topk(_IN_TEN, 1).values[:, -1:]
    all_wrong = torch.logsumexp(wrong, 1)[:, None]
    facts = torch.logsumexp(scores[..., None].masked_fill(~right, _OUT), 1)
    found = right.any(1)
    gap = fn.softplus(2 * (to_beat - facts)) + 0.3 * fn.softplus(all_wrong - facts)
    return (gap * found).sum() / found.sum()


def crossed(ranked: Sequence[Ranked]) -> dict[str, float]:
    """Return all evidence in ten passages and MRR@10, each half ordered by what the other half taught."""
    first, _ = halves([one.id for one in ranked])
    parts = (
        [one for one in ranked if one.id in first],
        [one for one in ranked if one.id not in first],
    )
    places = [_firsts(one, net) for mine, net in (
        (parts[1], fit_network(parts[0])), (parts[0], fit_network(parts[1]))
    ) for one in mine]  # fmt: skip
    return {
        "all_evidence": float(np.mean([max(one) <= 10 for one in places])),
        "mrr": float(np.mean([1 / min(one) if min(one) <= 10 else 0.0 for one in places])),
    }


def _firsts(one: Ranked, network: Network) -> list[int]:
    """Return the rank of the first passage that holds each fact; a high one where none does."""
    held = one.facts[np.argsort(-network.scores(one.features), kind="stable")]
    return [int(np.argmax(fact)) + 1 if fact.any() else len(held) + 1 for fact in held.T]
