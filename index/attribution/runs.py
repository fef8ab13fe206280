"""How runs between two blanks are cut into pieces, and how many tokens they have, remembered.

Most runs of an article have been met before, so that one look-up each tells everything about its
words: it is cut, tagged and counted at the speed of look-ups.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from struct import Struct, error

import numpy as np

from .lexicon import tag_of
from .numbers import number_of

PIECE = re.compile(r"\w+(?:[-.’'](?!s\b)\w+)*+\s?|['’]s\b\s?|\W\s?")
LAYOUT = np.dtype(
    [("tag", "u1"), ("length", "u1"), ("number", "<u2"), ("tiktoken", "u1"), ("own", "u1")]
)
"""What is kept of a piece: ``length`` counts the blank behind it, ``number`` is its word's, the
tokens are tiktoken's and the encoder's of the word that it opens."""
_pack = Struct("<BBHBB").pack
_LARGEST_TABLE = 300_000
_LONGEST_RUN = 255
_MARKS = '.,;:!?"”)'

CountWords = Callable[[Sequence[str]], Sequence[tuple[int, int]]]
"""Says how many tokens words have behind a blank: tiktoken's and the encoder's."""
Counts = Iterator[tuple[int, int]]


class Uneven(Exception):
    """A body's blanks do not let its runs be cut one by one."""


class Runs(dict[str, bytes]):
    """Remembers the pieces of runs, as ``LAYOUT`` has them.

    The blank behind a run counts with its last piece. A word's tokens stand with its first piece;
    without ``count`` they are not known. There are few ways to be cut; each is kept once, so that
    all of them stay in the processor's cache.
    """

    def __init__(self, count: CountWords | None = None) -> None:
        super().__init__()
        self.counted = count is not None
        self._count = count or _uncounted
        self._ways: dict[bytes, bytes] = {}
        self._unknown: list[str] = []

    def cut(self, runs: Sequence[str]) -> bytes:
        """Return the pieces of runs that follow each other. Raises ``Uneven``."""
        parts = list(map(self.__getitem__, runs))
        if self._unknown:
            unknown, self._unknown = self._unknown, []
            self._learn(list(dict.fromkeys(unknown)))
            _fill(parts, map(self.__getitem__, unknown))
        return b"".join(parts)

    def __missing__(self, run: str) -> bytes:
        self._unknown.append(run)
        return b""

    def _learn(self, runs: Sequence[str]) -> None:
        if len(self) > _LARGEST_TABLE:
            self.clear()
        counts = iter(self._count([word for run in runs for word in run.split()]))
        for run in runs:
            cut = _cut(run, counts)
            self[run] = self._ways.setdefault(cut, cut)


def _uncounted(words: Sequence[str]) -> Sequence[tuple[int, int]]:
    return [(0, 0)] * len(words)


def _fill(parts: list[bytes], found: Iterator[bytes]) -> None:
    """Put what was found where nothing was known, in order. Every run has pieces."""
    place = -1
    for cut in found:
        place = parts.index(b"", place + 1)
        parts[place] = cut


def _cut(run: str, counts: Counts) -> bytes:
    core = run.rstrip(_MARKS)
    try:
        if core.isalpha() and len(run) < _LONGEST_RUN:
            # Letters and marks behind them: the pattern is not needed to tell.
            length = len(core) + (core == run)
            return _pack(tag_of(core), length, number_of(core), *next(counts)) + _marks(
                run[len(core) :]
            )
        return _by_pattern(run, counts)
    except error:  # more tokens than a byte holds
        raise Uneven from None


def _by_pattern(run: str, counts: Counts) -> bytes:
    if len(run) >= _LONGEST_RUN:
        raise Uneven
    cut, opens = [], True
    for piece in PIECE.findall(f"{run} "):
        tag, number = PIECES[piece]
        count = next(counts) if opens and not piece.isspace() else (0, 0)
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
