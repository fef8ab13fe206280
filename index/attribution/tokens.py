"""Cut a body into words and signs, with their places and the parts they may play."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from .lexicon import CUES, Cue
from .runs import LAYOUT, PIECE, PIECES, Pieces, Runs
from .tags import CUE, QUOTE

Numbers = npt.NDArray[np.int64]

_RUNS = Runs()
_UNEVEN = re.compile(r"[^\S ] \s|\s [^\S ]|\A [^\S ]|[^\S ]\Z")
"""Blanks of other kinds beside one that parts runs and a third one, or at the ends of the body."""
_MANY = re.compile(r"\A {2,}|(?<= ) {2,}")
"""Blanks beyond the one behind a piece."""


_UNCUT = "x" * 300 + " "
"""A run that is too long to be cut by itself."""


class Tokens:
    """The words and signs of one body; every character lies in exactly one piece.

    ``starts`` has the place of every piece and the body's length. ``tags`` says what part each may
    play, one byte a piece, ``numbers`` (n,) which word it is. ``cues`` are the places of words that
    may be cues, ``marks`` those of quotation marks and paragraph breaks. ``counts`` (n, 2) are the
    tiktoken tokens and the encoder's of the word that a piece opens, where ``runs`` knows them. A
    piece carries the blank behind it. ``subjects`` is what the search for subjects remembers.
    """

    __slots__ = (
        "_met", "_starts", "body", "counts", "cues", "marks", "numbers", "starts", "subjects", "tags",
    )  # fmt: skip

    def __init__(self, body: str, cut: Pieces | None = None, *, counted: bool = False) -> None:
        """``cut`` are the body's pieces as ``Runs`` has them, ``counted`` their tokens, too."""
        self.body = body
        self._met: dict[int, Cue] = {}
        self.subjects: dict[tuple[int, int, int], tuple[int, int] | None] = {}
        self.counts: npt.NDArray[np.uint8] | None = None
        if cut is None:
            tags, self.numbers, lengths = _by_pattern(body)
        else:
            tags, self.numbers, lengths = cut["tag"], cut["number"], cut["length"]
            if counted:
                self.counts = cut.view(np.uint8).reshape(-1, LAYOUT.itemsize)[:, -2:]
        self._starts: Numbers = np.zeros(len(tags) + 1, np.int64)
        np.cumsum(lengths, out=self._starts[1:])
        self._starts[-1] = len(body)  # the last run has no blank behind it
        self.starts: list[int] = self._starts.tolist()
        self.tags = tags.tobytes()
        self.cues: Numbers = np.flatnonzero(tags >= CUE)
        self.marks: list[int] = np.flatnonzero((tags >= QUOTE) & (tags < CUE)).tolist()

    def __len__(self) -> int:
        return len(self.tags)

    def word(self, at: int) -> str:
        """Return a word without the blank behind it; nothing for a blank by itself."""
        return self.body[self.starts[at] : self.starts[at + 1]].rstrip()

    def cue(self, at: int) -> Cue:
        """Return the cue that a word is by its form; it is asked for again and again."""
        found = self._met.get(at)
        if found is None:
            found = self._met[at] = CUES[self.word(at)]
        return found

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

    def places(self, spans: Sequence[tuple[int, int]]) -> Numbers:
        """Return for the offsets of spans in the body the first pieces that begin there or later
        (n, 2)."""
        return np.searchsorted(self._starts, np.array(spans, np.int64).reshape(-1, 2))


def cut_bodies(bodies: Sequence[str], runs: Runs = _RUNS) -> list[Tokens]:
    """Cut several bodies into words and signs, with the help of what ``runs`` remembers."""
    cuts = runs.cut(list(map(_evenly, bodies)))
    return [Tokens(body, cut, counted=runs.counted) for body, cut in zip(bodies, cuts, strict=True)]


def _evenly(body: str) -> str:
    """Set a body's runs apart by single blanks, so that cutting each by itself cuts the whole.

    A piece takes one blank, so that of several the others make pieces in pairs. Where other blanks
    do not let a body be cut so, one run that is too long stands for it.
    """
    flat = body.replace("\n", " ")
    # All other blanks are not printable, which is told ten times as fast.
    if not flat.isprintable() and _UNEVEN.search(flat):
        return _UNCUT
    if "   " in flat or flat.startswith("  "):
        flat = _MANY.sub(lambda many: "\t " * (len(many[0]) // 2) + " " * (len(many[0]) % 2), flat)
    return flat if not flat or flat.endswith(" ") else f"{flat} "


def _by_pattern(body: str) -> tuple[Numbers, Numbers, Numbers]:
    pieces = PIECE.findall(body)
    told = np.array([(*PIECES[piece], len(piece)) for piece in pieces], np.int64).reshape(-1, 3)
    return told[:, 0].astype(np.uint8), told[:, 1].astype(np.uint16), told[:, 2]
