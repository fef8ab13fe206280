"""How runs between two blanks are cut into pieces, and how many tokens they have, remembered.

Most runs of an article have been met before, so that one look-up each tells everything about its
words: it is cut, tagged and counted at the speed of look-ups.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Sequence
from itertools import accumulate, islice, pairwise
from typing import Any, Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from .lexicon import tag_of
from .numbers import number_of
from .run_keys import LONGEST, KeyTable, Mask, keyed_runs

PIECE = re.compile(
    r"\w+(?:[-.’'](?!s\b)\w+)*+\s?|['’]s\b\s?|(?:(?<!\w)(?:''|’’|‘‘)|(?:''|’’|‘‘)(?!\w)|``)\s?|\W\s?"
)
"""A word, the possessive 's, a double mark typed as two single ones, or any other sign."""
LAYOUT = np.dtype(
    [("tag", "u1"), ("length", "u1"), ("number", "<u2"), ("tiktoken", "u1"), ("own", "u1")]
)
"""What is kept of a piece: ``length`` counts the blank behind it, ``number`` is its word's, the
tokens are tiktoken's and the encoder's of the word that it opens."""
Pieces = npt.NDArray[np.void]
Array = TypeVar("Array", bound=npt.NDArray[Any])
_pack = struct.Struct("<BBHBB").pack
_LARGEST_TABLE = 300_000
_ROOM = 1024


class Counting(Protocol):
    """Says how many tokens there are: tiktoken's and the encoder's."""

    def words(self, words: Sequence[str]) -> list[tuple[int, int]]:
        """Count the tokens of words behind a blank."""
        ...

    def exact(self, text: str) -> tuple[int, int]:
        """Count the tokens of a text by itself."""
        ...


class Runs:
    """Remembers the pieces of runs, as ``LAYOUT`` has them.

    The blank behind a run counts with its last piece. Tokens stand with the first piece of a word
    and with the first of marks behind it; without ``counting`` they are not known. There are few
    ways to be cut, each of which is kept once.
    """

    def __init__(self, counting: Counting | None = None) -> None:
        self.counted = counting is not None
        self._counting = counting
        self._known = KeyTable()
        self._ways = _Ways()

    def cut(self, texts: Sequence[str]) -> list[Pieces | None]:
        """Return the pieces of texts, every run of which has a blank behind it; None where one is
        too long to be cut by itself.

        What is met for the first time is learned for all texts together.
        """
        runs = keyed_runs("".join(texts))
        ways = self._known.find(runs.keys)
        ways[runs.ends - runs.starts > LONGEST] = 0
        unknown = np.flatnonzero(ways < 0)
        if len(unknown):
            fresh, firsts, which = np.unique(
                runs.keys[unknown], return_index=True, return_inverse=True
            )
            places = unknown[firsts]
            learned = self._learn(runs.printed(places), runs.marks[places].tolist())
            ways[unknown] = learned[which]
            if len(self._known) > _LARGEST_TABLE:
                self._known = KeyTable()
            self._known.add(fresh, learned)
        pieces, ends = self._ways.pieces(ways, runs.bare)
        bounds = np.searchsorted(runs.starts, [0, *accumulate(map(len, texts))])
        return [
            None if 0 in ways[first:end] else pieces[ends[first] : ends[end]]
            for first, end in pairwise(bounds.tolist())
        ]

    def _learn(self, runs: Sequence[str], marks: Sequence[bool]) -> npt.NDArray[np.int32]:
        """Return the number of each run's way to be cut."""
        words = [[] if mark else run.split() for run, mark in zip(runs, marks, strict=True)]
        counts = iter(self._counts([word for each in words for word in each]))
        cuts = [
            self._marks(run) if mark else _cut(run, list(islice(counts, len(each))))
            for run, mark, each in zip(runs, marks, words, strict=True)
        ]
        return self._ways.numbers(cuts)

    def _counts(self, words: Sequence[str]) -> Sequence[tuple[int, int]]:
        return self._counting.words(words) if self._counting else [(0, 0)] * len(words)

    def _marks(self, marks: str) -> bytes:
        """Cut marks and the blank behind them."""
        counts = self._counting.exact(marks[:-1]) if self._counting else (0, 0)
        try:
            return _by_pattern(marks, [counts])
        except struct.error:
            return b""


class _Ways:
    """The ways in which runs are cut, by number. Number 0 is that of runs which cannot be."""

    def __init__(self) -> None:
        self._numbers = {b"": 0}
        # With room to grow in: an article brings a few new ways, an archive hundreds of thousands.
        self._firsts = np.zeros(_ROOM, np.int64)
        self._counts = np.zeros(_ROOM, np.int64)
        self._pieces: Pieces = np.zeros(_ROOM, LAYOUT)
        self._used = 0

    def numbers(self, cuts: Sequence[bytes]) -> npt.NDArray[np.int32]:
        """Return the numbers of ways, new or not."""
        fresh = [cut for cut in dict.fromkeys(cuts) if cut not in self._numbers]
        known = len(self._numbers)
        for cut in fresh:
            self._numbers[cut] = len(self._numbers)
        counts = np.array([len(cut) // LAYOUT.itemsize for cut in fresh], np.int64)
        firsts = self._used + np.cumsum(counts) - counts
        self._counts = _appended(self._counts, known, counts)
        self._firsts = _appended(self._firsts, known, firsts)
        pieces = np.frombuffer(b"".join(fresh), LAYOUT)
        self._pieces = _appended(self._pieces, self._used, pieces)
        self._used += len(pieces)
        return np.array([self._numbers[cut] for cut in cuts], np.int32)

    def pieces(
        self, ways: npt.NDArray[np.int32], bare: Mask
    ) -> tuple[Pieces, npt.NDArray[np.int64]]:
        """Return the pieces of what follows each other, and where those of each begin (n + 1,).

        ``bare`` says what has a blank behind it that is not counted yet.
        """
        counts = self._counts[ways]
        bounds = np.zeros(len(ways) + 1, np.int64)
        np.cumsum(counts, out=bounds[1:])
        places = np.repeat(self._firsts[ways] - bounds[:-1], counts) + np.arange(bounds[-1])
        found = self._pieces[places]
        found["length"][bounds[1:][bare & (counts > 0)] - 1] += 1
        return found, bounds


def _appended(held: Array, used: int, more: Array) -> Array:
    """Write behind the first ``used`` values of an array, in one twice as large where they do not fit."""
    if used + len(more) > len(held):
        held = np.concatenate([held[:used], np.zeros(used + len(more), held.dtype)])  # type: ignore[assignment]
    held[used : used + len(more)] = more
    return held


def _cut(run: str, counts: Sequence[tuple[int, int]]) -> bytes:
    """Cut one run, the words of which have ``counts``, without the blank behind it; nothing where a
    number fits into no byte."""
    try:
        if run.isalpha():  # the pattern is not needed to tell
            return _pack(tag_of(run), len(run), number_of(run), *counts[0])
        return _by_pattern(f"{run} ", counts, less=1)
    except struct.error:
        return b""


def _by_pattern(text: str, counts: Sequence[tuple[int, int]], less: int = 0) -> bytes:
    """Cut a text, the last piece of which is to be ``less`` long than it is."""
    cut, each, opens = [], iter(counts), True
    pieces = PIECE.findall(text)
    for place, piece in enumerate(pieces, 1):
        tag, number = PIECES[piece]
        count = next(each) if opens and not piece.isspace() else (0, 0)
        long = len(piece) - less * (place == len(pieces))
        cut.append(_pack(tag, long, number, *count))
        opens = piece[-1].isspace()
    return b"".join(cut)


class _Pieces(dict[str, tuple[int, int]]):
    """Remembers the tags and numbers of pieces."""

    def __missing__(self, piece: str) -> tuple[int, int]:
        if len(self) > _LARGEST_TABLE:
            self.clear()
        word = piece.rstrip()
        told = self[piece] = tag_of(word), number_of(word)
        return told


PIECES = _Pieces()
