"""A pasted text made ready for looking up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from index.printings.alignment import Token, tokens
from index.printings.marks import without_marks
from index.values import Span
from index.words.folding import Folded, fold, words

_OUTER = " '…-"
"""Folded signs around a pasted text that say where it was cut or that it is a quotation."""


@dataclass(frozen=True)
class Pasted:
    """The part ``start:end`` of a pasted text's folded form, without quote marks and dots around
    it."""

    whole: Folded
    start: int
    end: int

    @classmethod
    def of(cls, text: str) -> Pasted:
        """Fold a text and leave out what surrounds its words."""
        folded = fold(text)
        return cls(folded, 0, len(folded.text)).trimmed()

    @classmethod
    def plain(cls, text: str) -> Pasted:
        """Do the same without what only formats the text; offsets are those of the text as given."""
        bare, places = without_marks(text)
        if len(bare) == len(text):
            return cls.of(text)
        folded = fold(bare)
        starts, ends = places[folded.starts], places[folded.ends - 1] + 1
        whole = Folded(text=folded.text, starts=starts, ends=ends)
        return cls(whole, 0, len(folded.text)).trimmed()

    def between(self, start: int, end: int) -> Pasted:
        """Return the part that stands for a range of the text as given."""
        first, last = np.searchsorted(self.whole.starts, (start, end))
        return Pasted(self.whole, int(first), int(last)).trimmed()

    def trimmed(self) -> Pasted:
        """Leave out quote marks, dashes, dots and blanks around the words."""
        text = self.needle
        inner = text.strip(_OUTER)
        start = self.start + len(text) - len(text.lstrip(_OUTER))
        return Pasted(self.whole, start, start + len(inner))

    def without_stop(self) -> Pasted:
        """Leave out a comma or full stop at the end, which belongs to the words around a quote."""
        return Pasted(self.whole, self.start, self.start + len(self.needle.rstrip(",. ")))

    def part(self, start: int, end: int) -> Pasted:
        """Return a part by folded offsets into this one."""
        return Pasted(self.whole, self.start + start, self.start + end).trimmed()

    @cached_property
    def needle(self) -> str:
        """The folded text to look for."""
        return self.whole.text[self.start : self.end]

    @cached_property
    def words(self) -> list[str]:
        """The words to look for."""
        return words(self.needle)

    @cached_property
    def tokens(self) -> list[Token]:
        """Words and punctuation, by offsets into ``needle``."""
        return tokens(self.needle)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds the needle in a folded body, not beginning or ending inside a word."""
        before = r"(?<!\w)" if self.needle[:1].isalnum() else ""
        after = r"(?!\w)" if self.needle[-1:].isalnum() else ""
        return re.compile(before + re.escape(self.needle) + after)

    def original(self, start: int, end: int) -> Span:
        """Map folded offsets into this part to the pasted text; an empty range stays empty."""
        start, end = self.start + start, self.start + end
        if start == end:
            place = int(self.whole.starts[start]) if start < len(self.whole.starts) else self.length
            return Span(place, place)
        return self.whole.original(start, end)

    @property
    def length(self) -> int:
        """Length of the pasted text as it was given."""
        return int(self.whole.ends[-1]) if len(self.whole.ends) else 0

    @property
    def span(self) -> Span:
        """The range of the pasted text that is looked for."""
        return self.original(0, len(self.needle))
