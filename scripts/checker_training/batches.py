"""Batches of pairs of similar length, laid out on the device from the tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from bot.evidence.checker import CLS, PAD, SEP, Layout
from scripts.checker_training.tables import Drawing, PairTable

_JITTER = 6.0
"""Tokens by which the order by length is disturbed, so that every round has other batches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidOut:
    """Pairs (n, t) as the runtime lays them out, padded: ids, segments, and the ordinal of each
    token inside the sentence (-1: not of it)."""

    ids: Tensor
    segments: Tensor
    ordinals: Tensor


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Pairs to learn from: ids, segments and tags (n, t); answers, groups, priors and wanted (n,).

    ``tags`` has one value a token: 1 answer, 0 not, -1 not scored. ``groups`` numbers the question of each
    pair inside the batch, ``priors`` are log odds by the question's wording (nan: only ranked), ``wanted`` the
    teacher's logits, None without one.
    """

    ids: Tensor
    segments: Tensor
    tags: Tensor
    answers: Tensor
    groups: Tensor
    priors: Tensor
    wanted: Tensor | None


class Assembler:
    """Lay pairs of a table out on a device, as ``bot.evidence.checker.lay_out`` does one by one."""

    def __init__(self, table: PairTable, device: str = "cpu", layout: Layout | None = None) -> None:
        self._layout = layout or Layout()
        self._pairs = table.pairs.astype(np.int64)
        lengths = table.lengths.astype(np.int64)
        self.totals = self._totals(lengths)
        starts = np.cumsum(lengths) - lengths
        self._tokens = torch.from_numpy(table.tokens.astype(np.int64)).to(device)
        self._lengths = torch.from_numpy(lengths).to(device)
        self._starts = torch.from_numpy(starts).to(device)
        self._device = device

    def _totals(self, lengths: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return how many tokens each pair has in all, (n,)."""
        asked, said, before = self._pairs.T
        both = lengths[asked] + lengths[said]
        tail = np.where(before < 0, 0, lengths[before]).clip(max=self._layout.before)
        tail = np.minimum(tail, self._layout.all - both - 4).clip(min=0)
        whole: NDArray[np.int64] = both + 3 + np.where(tail > 0, tail + 1, 0)
        return whole

    def laid_out(self, chosen: NDArray[np.int64]) -> LaidOut:
        """Return the chosen pairs, in order; widths are multiples of eight, which processors like."""
        width = -(-int(self.totals[chosen].max()) // 8) * 8
        rows = torch.from_numpy(self._pairs[chosen]).to(self._device)
        asked, said, before = rows.T[:, :, None]
        asked_length, said_length = self._lengths[asked], self._lengths[said]
        end = asked_length + said_length + 2  # place of the second separator
        room = (self._layout.all - end - 2).clamp(max=self._layout.before)
        known = before.clamp(min=0)
        length = torch.where(before < 0, 0, self._lengths[known])
        tail = torch.minimum(length, room).clamp(min=0)
        place = torch.arange(width, device=self._device)[None]
        inside = (place > asked_length + 1) & (place < end)
        behind = (place > end) & (place <= end + tail)
        ids = torch.full((len(rows), width), PAD, device=self._device)
        ids = torch.where(place == 0, CLS, ids)
        ids = torch.where((place > 0) & (place <= asked_length), self._read(asked, place - 1), ids)
        ids = torch.where(inside, self._read(said, place - asked_length - 2), ids)
        ids = torch.where(behind, self._read(known, place - end - 1 + length - tail), ids)
        last = (place == end + tail + 1) & (tail > 0)
        ids = torch.where((place == asked_length + 1) | (place == end) | last, SEP, ids)
        return LaidOut(
            ids=ids,
            segments=(inside | (place == end)).long(),
            ordinals=torch.where(inside, place - asked_length - 2, -1),
        )

    def _read(self, texts: Tensor, places: Tensor) -> Tensor:
        """Return the tokens at places (n, t) of texts (n, 1); any token where a place is outside."""
        return self._tokens[(self._starts[texts] + places).clamp(0, len(self._tokens) - 1)]

    def batch(
        self, drawing: Drawing, rows: NDArray[np.int64], labels: NDArray[np.float32] | None
    ) -> Batch:
        """Return the rows of a drawing, with the teacher's logits of all the table's pairs (n,) if given."""
        chosen = drawing.pairs[rows].astype(np.int64)
        out = self.laid_out(chosen)
        spans = self._sent(drawing.spans[rows].astype(np.int64))
        first, behind = spans[:, :1], spans[:, 1:]
        tags = ((out.ordinals >= first) & (out.ordinals < behind)).long()
        groups = np.unique(drawing.groups[rows], return_inverse=True)[1]
        return Batch(
            ids=out.ids,
            segments=out.segments,
            tags=torch.where((out.ordinals >= 0) & (first >= 0), tags, -1),
            answers=self._sent(drawing.answers[rows].astype(np.float32)),
            groups=self._sent(groups),
            priors=self._sent(drawing.priors[rows]),
            wanted=None if labels is None else self._sent(labels[chosen]),
        )

    def _sent(self, values: NDArray[np.generic]) -> Tensor:
        return torch.from_numpy(values).to(self._device)


def together(drawings: Sequence[Drawing]) -> Drawing:
    """Return one drawing of several, whose questions are kept apart."""
    counts = [int(one.groups.max()) + 1 for one in drawings]
    firsts = np.cumsum([0, *counts[:-1]])
    joined = {
        f.name: np.concatenate([getattr(d, f.name) for d in drawings]) for f in fields(Drawing)
    }
    groups = [one.groups + int(first) for one, first in zip(drawings, firsts, strict=True)]
    return Drawing(**joined | {"groups": np.concatenate(groups).astype(np.int32)})


def packs(
    drawing: Drawing, totals: NDArray[np.int64], size: int, seed: int
) -> list[NDArray[np.int64]]:
    """Return the rows of each batch, in mixed order: ``size`` of them or a few more.

    Questions stay whole, and those of a batch have pairs of similar length (``totals``: tokens of each of the
    table's pairs). Every row is in one batch.
    """
    cuts = np.flatnonzero(np.diff(drawing.groups)) + 1
    starts, ends = np.r_[0, cuts], np.r_[cuts, len(drawing.groups)]
    chance = np.random.default_rng(seed)
    longest = np.maximum.reduceat(totals[drawing.pairs], starts)
    order = np.argsort(longest + chance.random(len(longest)) * _JITTER, kind="stable")
    before = np.cumsum(ends[order] - starts[order])
    found: list[NDArray[np.int64]] = []
    at = 0
    while at < len(order):
        full = (before[at - 1] if at else 0) + size
        stop = int(np.searchsorted(before, full)) + 1
        found.append(np.concatenate([np.arange(starts[g], ends[g]) for g in order[at:stop]]))
        at = stop
    chance.shuffle(found)
    return found
