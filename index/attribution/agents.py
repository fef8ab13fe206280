"""Find who does what a passive verb tells, and what he says behind that ("was told by Ann Roe that …")."""

from __future__ import annotations

from . import tags as part
from .lexicon import LISTS
from .phrases import Range, right_phrase
from .tokens import Tokens

_ADDRESSED = LISTS["addressed"]
_NEAR = 8
_BEFORE_BY = frozenset((part.COMMA, part.STOP, part.QUOTE, part.THAT, part.BE))
_OPENS = frozenset(("that", "about", "whether", "if", "why", "how", "what"))
"""Words behind an agent that open what he says, and name him no further."""
_OWNED = frozenset((part.POSSESSIVE, part.OBJECT, part.CUE_ING))


def agent_of(tokens: Tokens, at: int, last: int) -> Range | None:
    """Return the agent of the passive cue at ``at``: what follows "by", up to what he says or does it for."""
    for place in range(at + 1, min(last - 1, at + _NEAR)):
        if tokens.tags[place] in _BEFORE_BY:
            return None  # "expected to be signed by Roe" tells nothing that Roe expects
        if tokens.word(place) == "by":
            found = right_phrase(tokens, place + 1, last)
            return found and (found[0], _end(tokens, *found))
    return None


def _end(tokens: Tokens, start: int, end: int) -> int:
    for place in range(start + 1, end):
        word = tokens.word(place)
        if word in _OPENS or (word == "for" and tokens.tags[place + 1] in _OWNED):
            return place
    return end


def told_by(tokens: Tokens, at: int, end: int, last: int) -> bool:
    """Say whether what an agent said begins at ``end``, behind him ("asked by Ann Roe whether …")."""
    return (
        tokens.cue(at).lemma in _ADDRESSED
        and tokens.word(at + 1) == "by"
        and end < last
        and tokens.word(end) in _OPENS
    )
