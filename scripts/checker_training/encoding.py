"""Token ids of pairs, laid out as the runtime lays them out, and batches of similar length."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer

from bot.checker import Layout, lay_out
from scripts.checker_training.pairs import Pair


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One encoded pair; ``tags`` has one value a token: 1 answer, 0 not, -1 not scored."""

    ids: list[int]
    segments: list[int]
    tags: list[int]
    answers: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Padded pairs; ``groups`` numbers the question of each pair inside the batch."""

    ids: torch.Tensor
    segments: torch.Tensor
    tags: torch.Tensor
    answers: torch.Tensor
    groups: torch.Tensor
    rows: tuple[int, ...]


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

    def row(self, pair: Pair) -> Row:
        """Encode one pair."""
        question, (sentence, offsets) = self._tokens(pair.question)[0], self._tokens(pair.sentence)
        before = self._tokens(pair.before)[0] if pair.before else []
        ids, segments, start = lay_out(question, sentence, before, self._layout)
        tags = [-1] * len(ids)
        at = pair.sentence.find(pair.words) if pair.words else -1
        if at >= 0 or not pair.answers:
            end = at + len(pair.words) if at >= 0 else -1
            for k, (a, b) in enumerate(offsets[: segments.count(1) - 1]):
                tags[start + k] = int(at >= 0 and a < end and b > at)
        return Row(ids=ids, segments=segments, tags=tags, answers=pair.answers)


def batches(groups: Sequence[Sequence[Row]], size: int, seed: int) -> Iterator[Batch]:
    """Yield padded batches of about ``size`` pairs whose groups have similar lengths."""
    chance = random.Random(seed)
    order = sorted(
        range(len(groups)), key=lambda g: max(len(r.ids) for r in groups[g]) + chance.random() * 4
    )
    packs: list[list[int]] = [[]]
    for g in order:
        if sum(len(groups[x]) for x in packs[-1]) >= size:
            packs.append([])
        packs[-1].append(g)
    chance.shuffle(packs)
    starts = np.concatenate([[0], np.cumsum([len(g) for g in groups])])
    for pack in packs:
        rows = [(n, r) for n, g in enumerate(pack) for r in groups[g]]
        numbers = tuple(int(starts[g]) + k for g in pack for k in range(len(groups[g])))
        yield pad(rows, numbers)


def pad(rows: Sequence[tuple[int, Row]], numbers: tuple[int, ...]) -> Batch:
    """Pad rows (with the number of their group) into tensors."""
    width = max(len(r.ids) for _, r in rows)

    def table(values: list[list[int]], fill: int) -> torch.Tensor:
        return torch.tensor([v + [fill] * (width - len(v)) for v in values])

    return Batch(
        ids=table([r.ids for _, r in rows], 0),
        segments=table([r.segments for _, r in rows], 0),
        tags=table([r.tags for _, r in rows], -1),
        answers=torch.tensor([float(r.answers) for _, r in rows]),
        groups=torch.tensor([n for n, _ in rows]),
        rows=numbers,
    )
