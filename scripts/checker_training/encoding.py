"""Token ids of pairs, laid out as the runtime lays them out, and batches of similar length."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from bot.evidence.checker import Layout, bare, lay_out
from scripts.checker_training.pairs import Pair


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One encoded pair; ``tags`` has one value a token: 1 answer, 0 not, -1 not scored.

    ``wanted`` is the teachers' logit, nan without one; ``prior`` that of the question's wording, nan where
    the pair is only ranked.
    """

    ids: NDArray[np.uint16]
    segments: NDArray[np.int8]
    tags: NDArray[np.int8]
    answers: bool
    wanted: float = math.nan
    prior: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Padded pairs; ``groups`` numbers the question of each pair inside the batch."""

    ids: torch.Tensor
    segments: torch.Tensor
    tags: torch.Tensor
    answers: torch.Tensor
    groups: torch.Tensor
    wanted: torch.Tensor
    priors: torch.Tensor

    def to(self, device: str) -> Batch:
        """Return the batch on a device."""
        return Batch(
            ids=self.ids.to(device),
            segments=self.segments.to(device),
            tags=self.tags.to(device),
            answers=self.answers.to(device),
            groups=self.groups.to(device),
            wanted=self.wanted.to(device),
            priors=self.priors.to(device),
        )


Pack = list[tuple[int, Row]]
"""Rows, each with the number of its question inside the batch."""


class PairEncoder:
    """Encode pairs with a cache of each text's tokens."""

    def __init__(self, tokenizer: Tokenizer, layout: Layout) -> None:
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self._tokenizer, self._layout = tokenizer, layout
        self._known: dict[str, tuple[list[int], list[tuple[int, int]]]] = {}

    def _tokens(self, text: str) -> tuple[list[int], list[tuple[int, int]]]:
        if text not in self._known:
            made = self._tokenizer.encode(text, add_special_tokens=False)
            self._known[text] = (made.ids, made.offsets)
        return self._known[text]

    def row(self, pair: Pair, prior: float = 0.0) -> Row:
        """Encode one pair."""
        question = self._tokens(bare(pair.question))[0]
        sentence, offsets = self._tokens(pair.sentence)
        before = self._tokens(pair.before)[0] if pair.before else []
        ids, segments, start = lay_out(question, sentence, before, self._layout)
        tags = [-1] * len(ids)
        at = pair.sentence.find(pair.words) if pair.words else -1
        if at >= 0 or not pair.answers:
            end = at + len(pair.words) if at >= 0 else -1
            for k, (a, b) in enumerate(offsets[: segments.count(1) - 1]):
                tags[start + k] = int(at >= 0 and a < end and b > at)
        return Row(
            ids=np.array(ids, np.uint16),
            segments=np.array(segments, np.int8),
            tags=np.array(tags, np.int8),
            answers=pair.answers,
            prior=prior,
        )


def batches(groups: Sequence[Sequence[Row]], size: int, seed: int) -> list[Pack]:
    """Return packs of about ``size`` pairs, in mixed order.

    The groups of a pack have similar lengths, and teachers have labelled all of them or none.
    """
    chance = random.Random(seed)
    order = sorted(
        range(len(groups)),
        key=lambda g: (
            math.isnan(groups[g][0].wanted),
            max(len(r.ids) for r in groups[g]) + chance.random() * 4,
        ),
    )
    packs: list[Pack] = [[]]
    count = 0
    for g in order:
        if len(packs[-1]) >= size:
            packs.append([])
            count = 0
        packs[-1] += [(count, row) for row in groups[g]]
        count += 1
    chance.shuffle(packs)
    return packs


def pad(pack: Pack) -> Batch:
    """Pad rows into tensors; widths are multiples of eight, which processors like."""
    width = -(-max(len(row.ids) for _, row in pack) // 8) * 8
    table = np.zeros((3, len(pack), width), np.int64)
    table[2] = -1
    for place, (_, row) in enumerate(pack):
        for kind, values in enumerate((row.ids, row.segments, row.tags)):
            table[kind, place, : len(values)] = values
    ids, segments, tags = torch.from_numpy(table)
    return Batch(
        ids=ids,
        segments=segments,
        tags=tags,
        answers=torch.tensor([float(row.answers) for _, row in pack]),
        groups=torch.tensor([number for number, _ in pack]),
        wanted=torch.tensor([row.wanted for _, row in pack]),
        priors=torch.tensor([row.prior for _, row in pack]),
    )
