"""Cut a body into words and signs, with their places and the parts they may play."""

from __future__ import annotations

import re
from itertools import accumulate

from .lexicon import tag_of
from .tags import CUE, QUOTE

_PIECE = re.compile(r"\w+(?:[-.’'](?!s\b)\w+)*+\s?|['’]s\b\s?|\W\s?")
_LARGEST_TABLE = 200_000


class _TagTable(dict[str, int]):
    """Remembers the tag of every piece seen, so that a known word costs one look-up in C."""

    def __missing__(self, piece: str) -> int:
        if len(self) > _LARGEST_TABLE:
            self.clear()
        tag = tag_of(piece.rstrip())
        self[piece] = tag
        return tag


_TABLE = _TagTable()


class Tokens:
    """The words and signs of one body, as parallel lists; every character lies in exactly one
    piece.

    ``cues`` are the places of words that may be cues, ``marks`` those of quotation marks and
    paragraph breaks.

    A piece carries the blank behind it; a tag says what part the word may play (``tags``).
    """

    __slots__ = ("cues", "marks", "pieces", "starts", "tags")

    def __init__(self, body: str) -> None:
        self.pieces: list[str] = _PIECE.findall(body)
        self.starts: list[int] = list(accumulate(map(len, self.pieces), initial=0))
        self.tags: list[int] = list(map(_TABLE.__getitem__, self.pieces))
        tags = self.tags
        special = [at for at, tag in enumerate(tags) if tag >= QUOTE]
        self.cues: list[int] = [at for at in special if tags[at] >= CUE]
        self.marks: list[int] = [at for at in special if tags[at] < CUE]

    def word(self, at: int) -> str:
        """Return a word without the blank behind it."""
        return self.pieces[at].rstrip()

    def end(self, at: int) -> int:
        """Return where a word ends in the body."""
        return self.starts[at] + len(self.pieces[at].rstrip())
