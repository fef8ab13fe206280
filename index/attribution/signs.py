"""Cues that are signs: a name and a colon in a headline or transcript, a dash and a name behind a
quotation."""

from __future__ import annotations

from dataclasses import dataclass

from . import tags as part
from .lexicon import LISTS
from .phrases import Range
from .scene import Scene

_NO_SPEAKERS = LISTS["no_speakers"]
_LONGEST_NAME = 5
_LONGEST_TURN = 40
"""Sentences of one turn in a transcript."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedWords:
    """An attribution whose cue is a sign; all ranges count pieces."""

    cue: int
    source: Range
    content: Range


def signed(scene: Scene) -> list[SignedWords]:
    """Return the attributions by colon and by dash."""
    found = []
    paragraphs, tags = scene.paragraphs, scene.tokens.tags
    for number, (first, last) in enumerate(scene.bounds):
        if part.COLON not in tags[first : first + _LONGEST_NAME + 2] or (
            number and paragraphs[number] == paragraphs[number - 1]
        ):
            continue
        one = _by_colon(scene, number, first, last)
        if one is not None:
            found.append(one)
    for quote in scene.quotations:
        at = quote.end
        if (
            at + 1 < len(tags)
            and tags[at] == part.DASH
            and tags[at + 1] == part.CAPITAL
            and not quote.single
        ):
            end = _name_end(scene, at + 1)
            if (
                end < len(tags)
                and "\n" not in scene.tokens.piece(end - 1)
                and tags[end] in _GOING_ON
            ):
                continue
            found.append(
                SignedWords(cue=at, source=(at + 1, end), content=(quote.start, quote.end))
            )
    return found


_GOING_ON = frozenset(
    (
        part.BE,
        part.HAVE,
        part.MODAL,
        part.VERB,
        part.CUE_PAST,
        part.CUE_PRESENT,
        part.ADVERB,
        part.ENDING,
        part.RELATIVE,
    )
)


def _by_colon(scene: Scene, number: int, first: int, last: int) -> SignedWords | None:
    """Read "SMITH: …" (a turn of a transcript) and "Smith: …" (a headline)."""
    tokens = scene.tokens
    start = first + 1 if tokens.tags[first] == part.QUOTE else first
    colon = start
    while (
        colon < last
        and colon - start < _LONGEST_NAME
        and tokens.tags[colon] in (part.CAPITAL, part.STOP, part.TIME)
    ):
        colon += 1
    if colon == start or colon + 1 >= last or tokens.tags[colon] != part.COLON:
        return None
    words = [tokens.word(at) for at in range(start, colon)]
    if words[0].lower() in _NO_SPEAKERS or tokens.piece(colon) == ":":
        return None
    loud = all(word.isupper() for word in words if word.isalpha()) and len(words[-1]) > 2
    if not loud and number > 0:
        return None
    end = number + 1
    if number > 0:
        while (
            end < len(scene.bounds)
            and scene.paragraphs[end] == scene.paragraphs[number]
            and end - number < _LONGEST_TURN
        ):
            end += 1
    return SignedWords(
        cue=colon, source=(start, colon), content=(colon + 1, scene.bounds[end - 1][1])
    )


def _name_end(scene: Scene, at: int) -> int:
    end = at
    while (
        end < len(scene.tokens.tags)
        and end - at < _LONGEST_NAME
        and scene.tokens.tags[end] in (part.CAPITAL, part.STOP)
    ):
        end += 1
        if "\n" in scene.tokens.piece(end - 1):
            break
    return end
