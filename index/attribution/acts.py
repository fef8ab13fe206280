"""Where a subject ends and what it did begins, for verbs that no list of cues knows."""

from __future__ import annotations

from . import tags as part
from .lexicon import LISTS
from .phrases import Range
from .tokens import Tokens


def _acts(tokens: Tokens, place: int) -> bool:
    return tokens.tags[place] == part.OTHER and tokens.word(place).endswith("ed")


IRREGULAR = LISTS["did"]


def before_act(tokens: Tokens, phrase: Range) -> Range:
    """Leave out what somebody did before he spoke ("Smith walked out and said")."""
    start, end = phrase
    for place in range(start + 1, end):
        if tokens.word(place) not in IRREGULAR and not _acts(tokens, place):
            continue
        last = place - 1
        while last > start and tokens.tags[last] == part.ADVERB:
            last -= 1
        if tokens.tags[last] == part.CAPITAL:
            return (start, last + 1)
    return phrase
