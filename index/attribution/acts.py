"""Where a subject ends and what it did begins, for verbs that no list of cues knows."""

from __future__ import annotations

from . import tags as part
from .lexicon import CLASSES, LISTS
from .phrases import Range
from .tokens import Tokens

IRREGULAR = LISTS["did"]
_DONE_BY = LISTS["done_by"]
_MOVES = LISTS["moves"]
MAY_BE_DONE = _DONE_BY | _MOVES
"""Cues that may be acts; all others are left alone."""
_PARTICIPLES = (part.CUE_PAST, part.CUE_PARTICIPLE)


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


def is_done(tokens: Tokens, at: int, source: Range) -> bool:
    """Say whether a cue tells what somebody or something did, and nothing said: "was discovered by Ann Roe", "a
    bulldozer pushed the car"."""
    lemma = tokens.cue(at).lemma
    if lemma in _DONE_BY and tokens.tags[at] in _PARTICIPLES and source[0] > at + 1:
        return tokens.word(at + 1) == "by"
    head = source[1] - 1
    if lemma not in _MOVES or tokens.tags[head] != part.OTHER or source[1] > at:
        return False
    word = tokens.word(head)
    return word not in CLASSES and not word.endswith("s")
