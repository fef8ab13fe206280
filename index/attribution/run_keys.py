"""Tell the runs of a text apart by 64-bit keys, and remember a number for each, all in arrays.

Python's own tables need an object for every run of a text, which takes longer than all the rest.
A key is the sum of a run's characters, each times a number that its place has (multilinear hashing;
Carter and Wegman, 1979). Every process draws these numbers anew: by chance not two of a billion runs
have one key, and nobody can write two that have.
"""

from __future__ import annotations

import os
import string
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
Keys = npt.NDArray[np.uint64]

LONGEST = 255
"""Characters of a run up to which keys are good."""
_BITS = 64
_PLACES: Keys = np.frombuffer(os.urandom(8 * LONGEST), np.uint64)
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_BLOCK = 1 << 16
_FEWEST = 16
_NONE = (*np.zeros((2, 0), np.int64), np.zeros(0, np.uint64), np.zeros(0, bool))
MARKS = '.,;:!?"”)'
"""What is told from the word that it stands behind: each of these is a piece."""
_PLAIN, _MARK = 1, 2
_KINDS = np.zeros(1 << 14, np.uint8)
_KINDS[[ord(sign) for sign in string.ascii_letters + string.digits]] = _PLAIN
_KINDS[[ord(sign) for sign in MARKS]] = _MARK


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyedRuns:
    """What stands between the blanks of a text, in order, marks behind a word by themselves.

    ``starts``, ``ends`` and ``keys`` (n,) are their characters and keys, ``marks`` which are marks
    behind a word, ``bare`` which have a blank behind them that is not told with them, as it is with
    marks.
    """

    text: str
    starts: Numbers
    ends: Numbers
    keys: Keys
    marks: Mask
    bare: Mask

    def printed(self, places: Numbers) -> list[str]:
        """Return what is printed at some places; marks with the blank behind them."""
        ends = self.ends[places] + self.marks[places]
        found = zip(self.starts[places].tolist(), ends.tolist(), strict=True)
        return [self.text[start:end] for start, end in found]


def keyed_runs(text: str) -> KeyedRuns:
    """Return the runs of a text, every one of which has a blank behind it."""
    parts = [_keyed(text[start:end], start) for start, end in _blocks(text)]
    starts, ends, keys, marks = (np.concatenate(one) for one in zip(_NONE, *parts, strict=True))
    bare = ~(marks | np.append(marks[1:], False))
    return KeyedRuns(text=text, starts=starts, ends=ends, keys=keys, marks=marks, bare=bare)


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Part a text at blanks, so that what is worked on stays in the processor's cache."""
    start = 0
    while start < len(text):
        blank = text.rfind(" ", start, start + _BLOCK)
        end = 1 + (blank if blank >= 0 else text.index(" ", start))
        yield start, end
        start = end


def _keyed(text: str, offset: int) -> tuple[Numbers, Numbers, Keys, Mask]:
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    blanks = np.flatnonzero(codes == ord(" "))
    starts = np.zeros_like(blanks)
    starts[1:] = blanks[:-1] + 1
    words = _word_ends(codes, starts, blanks)
    # One row for the word of each run, one more for the marks behind it.
    run = np.repeat(np.arange(len(blanks)), 1 + (words < blanks))
    marks = np.zeros(len(run), bool)
    marks[1:] = run[1:] == run[:-1]
    first, end = np.where(marks, words[run], starts[run]), np.where(marks, blanks[run], words[run])
    within = np.arange(len(codes)) - np.repeat(first, np.diff(first, append=len(codes)))
    sums = np.zeros(len(codes) + 1, np.uint64)
    np.cumsum((codes + 1) * _PLACES.take(within, mode="clip"), out=sums[1:])
    # The blank behind marks tells them from the same signs by themselves.
    return first + offset, end + offset, sums[end + marks] - sums[first], marks


def _word_ends(codes: npt.NDArray[np.uint32], starts: Numbers, blanks: Numbers) -> Numbers:
    """Return where the marks behind the word of each run begin; its end where there are none or
    they stand behind no plain letter or digit."""
    marked = np.flatnonzero((starts < blanks) & (_kinds(codes, blanks - 1) == _MARK))
    ends, least, todo = blanks[marked], starts[marked], np.arange(len(marked))
    while len(todo):
        ends[todo] -= 1
        todo = todo[(ends[todo] > least[todo]) & (_kinds(codes, ends[todo] - 1) == _MARK)]
    plain = (ends > least) & (_kinds(codes, ends - 1) == _PLAIN)
    words = blanks.copy()
    words[marked[plain]] = ends[plain]
    return words


def _kinds(codes: npt.NDArray[np.uint32], places: Numbers) -> npt.NDArray[np.uint8]:
    return _KINDS[np.minimum(codes[places], len(_KINDS) - 1)]


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
