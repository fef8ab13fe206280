"""Where a subject ends and what it did begins, for verbs that no list of cues knows."""

from __future__ import annotations

from . import tags as part
from .lexicon import LISTS
from .phrases import Range
from .tokens import Tokens

IRREGULAR = LISTS["did"]


def is_act(word: str) -> bool:
    """Say whether a word tells what somebody did, by its ending or as one of the irregular ones."""
    return word.endswith("ed") or word in IRREGULAR


def _acts(tokens: Tokens, place: int) -> bool:
    return tokens.tags[place] == part.OTHER and tokens.word(place).endswith("ed")


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
