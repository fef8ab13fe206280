"""Say quickly which two sentences cannot be in dispute, before either is read closely.

Every dispute needs words in common, and either a denial on one side or numbers on both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.conflict.claims import LIGHT, TURNED_DOWN
from bot.conflict.corrections import correcting
from bot.conflict.cues import opposing
from bot.conflict.facts import tells_numbers
from bot.conflict.words import alike
from index.words.terms import STOP_WORDS, rarity, stems

_WORD = re.compile(r"[^\W_]+(?:[.'’\-&][^\W_]+)*")
_SHARED, _SHARED_BEFORE = 2, 3
"""Words in common: of two sentences, and of one with what stands before a bare correction."""

_DENIAL_WORDS = (
    *(
        "denie",
        "deny",
        "reject",
        "dismiss",
        "refut",
        "disput",
        "debunk",
        "ontrary to",
        "rongly ",
        "alsely ",
    ),
    *(
        "istakenly",
        "rroneously",
        "ncorrect",
        "misreport",
        "misquot",
        "naccura",
        "ntrue",
        "baseless",
        "fabricated",
    ),
    *("not true", "a lie", "no truth", "retracted", " false", "correct the record", "a correction"),
    "formal correction",
)


def may_clash(one: str, other: str, before_one: str | None, before_other: str | None) -> bool:
    """Say whether two sentences may be in dispute; ``before_…`` are the sentences before them."""
    if len(content(one) & content(other)) >= _SHARED:
        if opposing(one) or opposing(other):
            return True
        return tells_numbers(one) and tells_numbers(other)
    return _may_correct(one, before_one, other) or _may_correct(other, before_other, one)


def _may_correct(correction: str, before: str | None, other: str) -> bool:
    """Say whether "this was incorrect", after a sentence, may be about another one."""
    if before is None or len(content(before) & content(other)) < _SHARED_BEFORE:
        return False
    return correcting(correction)


@lru_cache(4096)
def content(text: str) -> frozenset[str]:
    """Return the stems of a sentence's words of content, words that mean alike as one."""
    found = frozenset().union(*map(_content_of_word, _WORD.findall(text)))
    return found | {alike("refus")} if TURNED_DOWN.search(text) else found


@lru_cache(65_536)
def _content_of_word(word: str) -> frozenset[str]:
    bare = re.sub(r"['’]s?$", "", word)
    light = not word[0].isupper() and rarity(bare) <= LIGHT
    if light or bare.lower().replace("’", "'") in STOP_WORDS:
        return frozenset()
    return frozenset(map(alike, stems(bare)))


def denial_places(text: str) -> Iterator[int]:
    """Yield the places of words by which a text may deny or correct something outright; quick, and too many."""
    for word in _DENIAL_WORDS:
        place = text.find(word)
        while place >= 0:
            yield place
            place = text.find(word, place + 1)
