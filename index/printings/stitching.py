"""Recognise a quote that joins pieces, each of which was really printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.printings.matching import Finder, Match
from index.printings.pasted import Pasted

_LEAST_WORDS = 5
_LEAST_DOTTED = 2
_SIGNS = re.compile(r"^[^\w]+|[^\w]+$")
"""Signs around a part of a quote between dots, such as the bracket of "[…]"."""
_MOST_PIECES = 4
_NEAR = 60
"""Characters left out of one article's text from which on its pieces are not mere neighbours."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the pasted text that stands word for word in the archive, with all its places."""

    pasted: Pasted
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Stitched:
    """Two to four pieces that make up the whole pasted text.

    ``shortened`` is true where dots mark every joint and one article prints all pieces in that
    order: that is fair quoting with something left out, not stitching.
    """

    pieces: tuple[Piece, ...]
    shortened: bool


def shortened(finder: Finder, pasted: Pasted) -> Stitched | None:
    """Read a text with dots in it as parts of one article, in order; None where that fails."""
    parts = _between_dots(pasted)
    few = len(parts) < 2 or len(parts) > _MOST_PIECES or len(pasted.words) < 2 * _LEAST_WORDS - 2
    if few or min(len(part.words) for part in parts) < _LEAST_DOTTED:
        return None
    longest = max(range(len(parts)), key=lambda n: len(parts[n].words))
    if not finder.holds(parts[longest]):
        return None
    pieces = tuple(Piece(part, tuple(finder.verbatim(part, cut=False)[0])) for part in parts)
    chosen = _together(pieces) if all(piece.matches for piece in pieces) else None
    if chosen is None:
        return None
    return Stitched(_at(pieces, chosen), shortened=True)


def _between_dots(pasted: Pasted) -> list[Pasted]:
    """Split at dots; the signs around each part are left out."""
    parts: list[Pasted] = []
    start = 0
    for found in re.finditer(r"…|$", pasted.needle):
        text = pasted.needle[start : found.start()]
        inner = _SIGNS.sub("", text)
        if inner:
            first = start + text.index(inner)
            parts.append(pasted.part(first, first + len(inner)))
        start = found.end()
    return parts


def _at(pieces: Sequence[Piece], chosen: Sequence[Match]) -> tuple[Piece, ...]:
    """Return the pieces with the one place chosen for each."""
    return tuple(Piece(piece.pasted, (match,)) for piece, match in zip(pieces, chosen, strict=True))


def stitched(finder: Finder, pasted: Pasted) -> Stitched | None:
    """Split a text that stands nowhere as a whole into printed pieces; None where that cannot be
    done."""
    parts = _parts(finder, pasted)
    if parts is None or len(parts) < 2:
        return None
    pieces = tuple(Piece(part, tuple(finder.verbatim(part, cut=False)[0])) for part in parts)
    chosen = _together(pieces)
    if chosen is None:
        return Stitched(pieces, shortened=False)
    if _neighbours(chosen):
        return None
    return Stitched(_at(pieces, chosen), shortened=_dotted(pasted, parts))


def _parts(finder: Finder, pasted: Pasted) -> list[Pasted] | None:
    """Cover the words from the left with the longest printed parts; None where a word stays
    over."""
    words = [token for token in pasted.tokens if token.is_word]
    parts: list[Pasted] = []
    at = 0
    while at < len(words):
        length = 0 if len(parts) == _MOST_PIECES else _longest(finder, pasted, at)
        if length < _LEAST_WORDS:
            return None
        parts.append(pasted.part(words[at].start, words[at + length - 1].end))
        at += length
    return parts


def _longest(finder: Finder, pasted: Pasted, at: int) -> int:
    """Return how many words from ``at`` on stand together in some article (binary search)."""
    words = [token for token in pasted.tokens if token.is_word]

    def stands(length: int) -> bool:
        return finder.holds(pasted.part(words[at].start, words[at + length - 1].end))

    low, high = _LEAST_WORDS - 1, len(words) - at
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if stands(middle) else (low, middle - 1)
    # What is left over must be long enough to be a piece of its own.
    rest = len(words) - at - low
    return low - (_LEAST_WORDS - rest) if 0 < rest < _LEAST_WORDS else low


def _together(pieces: Sequence[Piece]) -> tuple[Match, ...] | None:
    """Return one place for each piece, all in one article and in order; None where there is no
    such."""
    for first in pieces[0].matches:
        chosen = [first]
        for piece in pieces[1:]:
            later = [
                match
                for match in piece.matches
                if match.article.id == first.article.id and match.span.start >= chosen[-1].span.end
            ]
            if not later:
                break
            chosen.append(min(later, key=lambda match: match.span.start))
        if len(chosen) == len(pieces):
            return tuple(chosen)
    return None


def _neighbours(chosen: Sequence[Match]) -> bool:
    """Say whether all that is left out is a few words: an altered text, not a stitched one."""
    gaps = [two.span.start - one.span.end for one, two in pairwise(chosen)]
    return max(gaps) < _NEAR


def _dotted(pasted: Pasted, parts: Sequence[Pasted]) -> bool:
    """Say whether dots stand at every joint."""
    joints = [pasted.whole.text[one.end : two.start] for one, two in pairwise(parts)]
    return all("…" in joint for joint in joints)
