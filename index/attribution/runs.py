"""How runs between two blanks are cut into pieces, and how many tokens they have, remembered.

Most runs of an article have been met before, so that one look-up each tells everything about its
words: it is cut, tagged and counted at the speed of look-ups.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from itertools import islice

import numpy as np

from .lexicon import tag_of
from .numbers import number_of

PIECE = re.compile(r"\w+(?:[-.’'](?!s\b)\w+)*+\s?|['’]s\b\s?|\W\s?")
LAYOUT = np.dtype(
    [("tag", "u1"), ("length", "u1"), ("number", "<u2"), ("tiktoken", "u1"), ("own", "u1")]
)
"""What is kept of a piece: ``length`` counts the blank behind it, ``number`` is its word's, the
tokens are tiktoken's and the encoder's of the word that it opens."""
_pack = struct.Struct("<BBHBB").pack
_LARGEST_TABLE = 300_000
_MARKS = '.,;:!?"”)'

CountWords = Callable[[Sequence[str]], Sequence[tuple[int, int]]]
"""Says how many tokens words have behind a blank: tiktoken's and the encoder's."""


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

    def cut(self, texts: Sequence[Sequence[str]]) -> list[bytes | None]:
        """Return the pieces of each text's runs; None where one is too long to be cut by itself.

        What is met for the first time is learned for all texts together.
        """
        parts = [list(map(self.__getitem__, runs)) for runs in texts]
        unknown, self._unknown = self._unknown, []
        self._learn(list(dict.fromkeys(unknown)))
        found = map(self.get, unknown)
        return [_joined(one, found) for one in parts]

    def __missing__(self, run: str) -> bytes:
        self._unknown.append(run)
        return b""

    def _learn(self, runs: Sequence[str]) -> None:
        if len(self) > _LARGEST_TABLE:
            self.clear()
        words = [run.split() for run in runs]
        counts = iter(self._count([word for each in words for word in each]))
        for run, each in zip(runs, words, strict=True):
            with suppress(struct.error):
                cut = _cut(run, list(islice(counts, len(each))))
                self[run] = self._ways.setdefault(cut, cut)


def _uncounted(words: Sequence[str]) -> Sequence[tuple[int, int]]:
    return [(0, 0)] * len(words)


def _joined(parts: list[bytes], found: Iterator[bytes | None]) -> bytes | None:
    """Join the parts of a text, with what was ``found`` where nothing was known. Every run has
    pieces."""
    place, whole = -1, True
    for cut in islice(found, parts.count(b"")):
        place = parts.index(b"", place + 1)
        parts[place] = cut or b"\0"
        whole = whole and cut is not None
    return b"".join(parts) if whole else None


def _cut(run: str, counts: Sequence[tuple[int, int]]) -> bytes:
    """Cut one run, the words of which have ``counts``. Raises ``struct.error`` where a number does not
    fit into a byte."""
    core = run.rstrip(_MARKS)
    if core.isalpha():
        # Letters and marks behind them: the pattern is not needed to tell.
        length = len(core) + (core == run)
        return _pack(tag_of(core), length, number_of(core), *counts[0]) + _marks(run[len(core) :])
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
