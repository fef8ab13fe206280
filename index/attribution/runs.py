"""How runs between two blanks are cut into pieces, and how many tokens they have, remembered.

Most runs of an article have been met before, so that one look-up each tells everything about its
words: it is cut, tagged and counted at the speed of look-ups.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import islice, pairwise

import numpy as np
import numpy.typing as npt

from .lexicon import tag_of
from .numbers import number_of
from .run_keys import KeyTable, keyed_runs

PIECE = re.compile(r"\w+(?:[-.’'](?!s\b)\w+)*+\s?|['’]s\b\s?|\W\s?")
LAYOUT = np.dtype(
    [("tag", "u1"), ("length", "u1"), ("number", "<u2"), ("tiktoken", "u1"), ("own", "u1")]
)
"""What is kept of a piece: ``length`` counts the blank behind it, ``number`` is its word's, the
tokens are tiktoken's and the encoder's of the word that it opens."""
Pieces = npt.NDArray[np.void]
_pack = struct.Struct("<BBHBB").pack
_LARGEST_TABLE = 300_000
_MARKS = '.,;:!?"”)'

CountWords = Callable[[Sequence[str]], Sequence[tuple[int, int]]]
"""Says how many tokens words have behind a blank: tiktoken's and the encoder's."""


class Runs:
    """Remembers the pieces of runs, as ``LAYOUT`` has them.

    The blank behind a run counts with its last piece. A word's tokens stand with its first piece;
    without ``count`` they are not known. There are few ways to be cut, each of which is kept once.
    """

    def __init__(self, count: CountWords | None = None) -> None:
        self.counted = count is not None
        self._count = count or _uncounted
        self._known = KeyTable()
        self._ways = _Ways()

    def cut(self, texts: Sequence[str]) -> list[Pieces | None]:
        """Return the pieces of texts, every run of which has a blank behind it; None where one is
        too long to be cut by itself.

        What is met for the first time is learned for all texts together.
        """
        runs = keyed_runs(texts)
        ways = self._known.find(runs.keys)
        unknown = np.flatnonzero(ways < 0)
        if len(unknown):
            fresh, firsts, which = np.unique(
                runs.keys[unknown], return_index=True, return_inverse=True
            )
            learned = self._learn(runs.printed(texts, unknown[firsts]))
            ways[unknown] = learned[which]
            if len(self._known) > _LARGEST_TABLE:
                self._known = KeyTable()
            self._known.add(fresh, learned)
        return [self._ways.pieces(ways[first:end]) for first, end in pairwise(runs.bounds)]

    def _learn(self, runs: Sequence[str]) -> npt.NDArray[np.int32]:
        """Return the number of each run's way to be cut."""
        words = [run.split() for run in runs]
        counts = iter(self._count([word for each in words for word in each]))
        cuts = [
            _cut(run, list(islice(counts, len(each))))
            for run, each in zip(runs, words, strict=True)
        ]
        return self._ways.numbers(cuts)


class _Ways:
    """The ways in which runs are cut, by number. Number 0 is that of runs which cannot be."""

    def __init__(self) -> None:
        self._numbers = {b"": 0}
        self._firsts = np.zeros(1, np.int64)
        self._counts = np.zeros(1, np.int64)
        self._pieces: Pieces = np.zeros(0, LAYOUT)

    def numbers(self, cuts: Sequence[bytes]) -> npt.NDArray[np.int32]:
        """Return the numbers of ways, new or not."""
        fresh = [cut for cut in dict.fromkeys(cuts) if cut not in self._numbers]
        for cut in fresh:
            self._numbers[cut] = len(self._numbers)
        counts = np.array([len(cut) // LAYOUT.itemsize for cut in fresh], np.int64)
        firsts = len(self._pieces) + np.cumsum(counts) - counts
        self._counts, self._firsts = (
            np.append(self._counts, counts),
            np.append(self._firsts, firsts),
        )
        self._pieces = np.append(self._pieces, np.frombuffer(b"".join(fresh), LAYOUT))
        return np.array([self._numbers[cut] for cut in cuts], np.int32)

    def pieces(self, ways: npt.NDArray[np.int32]) -> Pieces | None:
        """Return the pieces of runs that follow each other."""
        counts = self._counts[ways]
        if not counts.all():
            return None
        before = np.cumsum(counts) - counts
        places = np.repeat(self._firsts[ways] - before, counts)
        return self._pieces[places + np.arange(len(places))]


def _uncounted(words: Sequence[str]) -> Sequence[tuple[int, int]]:
    return [(0, 0)] * len(words)


def _cut(run: str, counts: Sequence[tuple[int, int]]) -> bytes:
    """Cut one run, the words of which have ``counts``; nothing where a number fits into no byte."""
    try:
        return _by_word(run, counts) or _by_pattern(run, counts)
    except struct.error:
        return b""


def _by_word(run: str, counts: Sequence[tuple[int, int]]) -> bytes | None:
    """Cut letters and marks behind them: the pattern is not needed to tell."""
    core = run.rstrip(_MARKS)
    if not core.isalpha():
        return None
    length = len(core) + (core == run)
    return _pack(tag_of(core), length, number_of(core), *counts[0]) + _marks(run[len(core) :])


def _by_pattern(run: str, counts: Sequence[tuple[int, int]]) -> bytes:
    cut, each, opens = [], iter(counts), True
    for piece in PIECE.findall(f"{run} "):
        tag, number = PIECES[piece]
        count = next(each) if opens and not piece.isspace() else (0, 0)
        cut.append(_pack(tag, len(piece), number, *count))
        opens = piece[-1].isspace()
    return b"".join(cut)


@lru_cache(10_000)
def _marks(marks: str) -> bytes:
    """Cut marks, the last of which has the blank behind it."""
    last = len(marks) - 1
    return b"".join(
        _pack(tag_of(mark), 2 if place == last else 1, 0, 0, 0) for place, mark in enumerate(marks)
    )


class _Pieces(dict[str, tuple[int, int]]):
    """Remembers the tags and numbers of pieces."""

    def __missing__(self, piece: str) -> tuple[int, int]:
        if len(self) > _LARGEST_TABLE:
            self.clear()
        word = piece.rstrip()
        told = self[piece] = tag_of(word), number_of(word)
        return told


PIECES = _Pieces()
