"""Tell the runs of a text apart by 64-bit keys, and remember a number for each, all in arrays.

Python's own tables need an object for every run of a text, which takes longer than all the rest.
A key is a polynomial of the run's characters (Karp and Rabin, 1987), at a point that every process
draws anew: nobody can write two runs with one key, and by chance a billion runs have none.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
Keys = npt.NDArray[np.uint64]

_BITS = 64
_POINT = int.from_bytes(os.urandom(8), "little") | 5
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_FEWEST = 16
_NONE = (np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.uint64))


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyedRuns:
    """What stands between the blanks of several texts, in order: first characters, ends and keys
    (n,), and at which of them each text begins (t + 1,)."""

    starts: Numbers
    ends: Numbers
    keys: Keys
    bounds: list[int]

    def printed(self, texts: Sequence[str], places: Numbers) -> list[str]:
        """Return the runs at some places as they are printed."""
        text = np.searchsorted(self.bounds, places, "right") - 1
        found = zip(
            text.tolist(), self.starts[places].tolist(), self.ends[places].tolist(), strict=True
        )
        return [texts[one][start:end] for one, start, end in found]


class _Powers:
    """The powers of the point and of its inverse, as many as the longest text so far needed."""

    def __init__(self) -> None:
        self.up = self.down = np.ones(1, np.uint64)

    def reach(self, count: int) -> None:
        if count > len(self.up):
            size = max(count, 2 * len(self.up))
            self.up = _powers(_POINT, size)
            self.down = _powers(pow(_POINT, -1, 1 << _BITS), size)


def _powers(base: int, count: int) -> Keys:
    factors = np.full(count, base, np.uint64)
    factors[0] = 1
    return np.multiply.accumulate(factors)


_POWERS = _Powers()


def keyed_runs(texts: Sequence[str]) -> KeyedRuns:
    """Return the runs of texts, every one of which has a blank behind it."""
    parts = list(map(_keyed, texts))
    starts, ends, keys = (np.concatenate(one) for one in zip(_NONE, *parts, strict=True))
    bounds = np.cumsum([0, *(len(one) for one, _, _ in parts)]).tolist()
    return KeyedRuns(starts=starts, ends=ends, keys=keys, bounds=bounds)


def _keyed(text: str) -> tuple[Numbers, Numbers, Keys]:
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    _POWERS.reach(len(codes))
    ends = np.flatnonzero(codes == ord(" "))
    starts = np.zeros_like(ends)
    starts[1:] = ends[:-1] + 1
    sums = np.cumsum(codes * _POWERS.up[: len(codes)])[ends]
    sums[1:] -= sums[:-1].copy()
    return starts, ends, sums * _POWERS.down[starts]


class KeyTable:
    """Remembers a number, 0 or more, for each key (open addressing, half empty at least)."""

    def __init__(self) -> None:
        self._resize(_FEWEST)

    def __len__(self) -> int:
        return self._count

    def _resize(self, bits: int) -> None:
        self._shift, self._mask, self._count = np.uint64(_BITS - bits), (1 << bits) - 1, 0
        self._keys = np.zeros(1 << bits, np.uint64)
        self._values = np.full(1 << bits, -1, np.int32)

    def find(self, keys: Keys) -> npt.NDArray[np.int32]:
        """Return the numbers of keys; -1 where one is not known."""
        slots = self._slots(keys)
        values = self._values[slots]
        todo = np.flatnonzero((self._keys[slots] != keys) & (values >= 0))
        while len(todo):
            slots[todo] = (slots[todo] + 1) & self._mask
            values[todo] = self._values[slots[todo]]
            todo = todo[(self._keys[slots[todo]] != keys[todo]) & (values[todo] >= 0)]
        return values

    def add(self, keys: Keys, values: npt.NDArray[np.int32]) -> None:
        """Remember numbers for keys that are new and different from each other."""
        if 2 * (self._count + len(keys)) > len(self._keys):
            kept = self._values >= 0
            keys, values = np.append(self._keys[kept], keys), np.append(self._values[kept], values)
            self._resize((4 * len(keys)).bit_length())
        self._count += len(keys)
        slots = self._slots(keys)
        while len(keys):
            free = self._values[slots] < 0
            self._keys[slots[free]], self._values[slots[free]] = keys[free], values[free]
            left = self._keys[slots] != keys  # taken before, or by the last of several
            keys, values, slots = keys[left], values[left], (slots[left] + 1) & self._mask

    def _slots(self, keys: Keys) -> Numbers:
        return ((keys * _SPREAD) >> self._shift).astype(np.int64)
