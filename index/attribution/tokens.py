"""Cut a body into words and signs, with their places and the parts they may play."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from .lexicon import tag_of
from .tags import CUE, QUOTE

_PIECE = re.compile(r"\w+(?:[-.’'](?!s\b)\w+)*+\s?|['’]s\b\s?|\W\s?")
_LARGEST_TABLE = 300_000
_LONGEST_RUN = 255

Numbers = npt.NDArray[np.int64]


_MARKS = '.,;:!?"”)'


class _Uneven(Exception):
    """A body's blanks do not let its runs be cut one by one."""


class _Runs(dict[str, bytes]):
    """Remembers how a run between two blanks is cut: two bytes a piece, its tag and its length.

    The blank behind the run counts with its last piece. Most runs of an article have been met
    before, so that it is cut at the speed of look-ups. There are few ways to be cut; each is kept
    once, so that all of them stay in the processor's cache.
    """

    def __init__(self) -> None:
        super().__init__()
        self._ways: dict[bytes, bytes] = {}

    def __missing__(self, run: str) -> bytes:
        core = run.rstrip(_MARKS)
        if len(self) > _LARGEST_TABLE:
            self.clear()
        if core.isalpha() and len(run) < _LONGEST_RUN:
            # Letters and marks behind them: the pattern is not needed to tell.
            cut = bytes((tag_of(core), len(core) + (core == run))) + _marks(run[len(core) :])
        else:
            cut = _by_pattern(run)
        self[run] = cut = self._ways.setdefault(cut, cut)
        return cut


def _by_pattern(run: str) -> bytes:
    if len(run) >= _LONGEST_RUN or run != run.strip():
        raise _Uneven
    pieces = _PIECE.findall(f"{run} ")
    return bytes([n for one in pieces for n in (_TAGS[one], len(one))])


@lru_cache(10_000)
def _marks(marks: str) -> bytes:
    """Cut marks, the last of which has the blank behind it."""
    cut = bytearray(n for mark in marks for n in (tag_of(mark), 1))
    if cut:
        cut[-1] += 1
    return bytes(cut)


class _Tags(dict[str, int]):
    """Remembers the tags of pieces."""

    def __missing__(self, piece: str) -> int:
        if len(self) > _LARGEST_TABLE:
            self.clear()
        tag = self[piece] = tag_of(piece.rstrip())
        return tag


_TAGS = _Tags()
_RUNS = _Runs()


class Tokens:
    """The words and signs of one body; every character lies in exactly one piece.

    ``starts`` has the place of every piece and the body's length. ``tags`` says what part each may
    play, one byte a piece. ``cues`` are the places of words that may be cues, ``marks`` those of
    quotation marks and paragraph breaks. A piece carries the blank behind it.
    """

    __slots__ = ("_starts", "body", "cues", "marks", "starts", "tags")

    def __init__(self, body: str) -> None:
        self.body = body
        try:
            self.tags, lengths = _by_runs(body)
        except _Uneven:
            self.tags, lengths = _by_pieces(body)
        self._starts: Numbers = np.zeros(len(lengths) + 1, np.int64)
        np.cumsum(lengths, out=self._starts[1:])
        self._starts[-1] = len(body)  # the last run has no blank behind it
        self.starts: list[int] = self._starts.tolist()
        tags = np.frombuffer(self.tags, np.uint8)
        self.cues: list[int] = np.flatnonzero(tags >= CUE).tolist()
        self.marks: list[int] = np.flatnonzero((tags >= QUOTE) & (tags < CUE)).tolist()

    def __len__(self) -> int:
        return len(self.tags)

    def word(self, at: int) -> str:
        """Return a word without the blank behind it; nothing for a blank by itself."""
        return self.body[self.starts[at] : self.starts[at + 1]].rstrip()

    def piece(self, at: int) -> str:
        """Return a word or sign with the blank behind it."""
        return self.body[self.starts[at] : self.starts[at + 1]]

    def sign(self, at: int) -> str:
        """Return the first character of a word or sign."""
        return self.body[self.starts[at]]

    def end(self, at: int) -> int:
        """Return where a word or sign ends in the body, the blank behind it left out."""
        end = self.starts[at + 1]
        return end - 1 if self.body[end - 1].isspace() else end

    def places(self, offsets: Sequence[int]) -> list[int]:
        """Return for each offset in the body the first piece that begins there or later."""
        places: list[int] = np.searchsorted(self._starts, offsets).tolist()
        return places


def _by_runs(body: str) -> tuple[bytes, Numbers]:
    """Cut at single blanks first, then each run by itself.

    Raises ``_Uneven`` where that is not the same as cutting the whole: a piece takes one blank, so
    that in three or more the third belongs with the second.
    """
    flat = body.replace("\n", " ")
    if "   " in flat or flat.startswith("  "):
        raise _Uneven
    runs = flat.split(" ")
    if not runs[-1]:
        runs.pop()
    cut = b"".join(map(_RUNS.__getitem__, runs))
    return cut[::2], np.frombuffer(cut, np.uint8)[1::2].astype(np.int64)


def _by_pieces(body: str) -> tuple[bytes, Numbers]:
    pieces = _PIECE.findall(body)
    tags = bytes(map(_TAGS.__getitem__, pieces))
    return tags, np.fromiter(map(len, pieces), np.int64, len(pieces))
