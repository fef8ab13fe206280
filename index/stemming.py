"""Reduce English words to stems with Porter's algorithm.

Source: M. F. Porter, "An algorithm for suffix stripping", Program 14 (3), 1980.
"""

from __future__ import annotations

import re
from functools import lru_cache

_VOWEL_RUN = re.compile(r"(?:(?<=[^aeiou])y|[aeiou])+")
_DOUBLE_SUFFIXES = (
    ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"),
    ("abli", "able"), ("alli", "al"), ("entli", "ent"), ("eli", "e"), ("ousli", "ous"),
    ("ization", "ize"), ("ation", "ate"), ("ator", "ate"), ("alism", "al"), ("iveness", "ive"),
    ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"), ("iviti", "ive"), ("biliti", "ble"),
)  # fmt: skip
_SINGLE_SUFFIXES = (
    ("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"),
    ("ful", ""), ("ness", ""),
)  # fmt: skip
_ENDINGS = [
    "al",
    "ance",
    "ence",
    "er",
    "ic",
    "able",
    "ible",
    "ant",
    "ement",
    "ment",
    "ent",
    "ion",
    "ou",
    "ism",
    "ate",
    "iti",
    "ous",
    "ive",
    "ize",
]


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return the stem of a lower-case word; words with anything but a–z are returned as they are."""
    if len(word) < 3 or not (word.isascii() and word.isalpha()):
        return word
    word = _inflections(word)
    word = _replaced(word, _DOUBLE_SUFFIXES)
    word = _replaced(word, _SINGLE_SUFFIXES)
    return _final_e(_without_ending(word))


def _measure(stemmed: str) -> int:
    """Count vowel runs that a consonant follows (Porter's m)."""
    return sum(run.end() < len(stemmed) for run in _VOWEL_RUN.finditer(stemmed))


def _has_vowel(stemmed: str) -> bool:
    return bool(_VOWEL_RUN.search(stemmed))


def _ends_short(word: str) -> bool:
    """Say whether it ends consonant–vowel–consonant, the last not w, x or y (Porter's *o)."""
    return bool(re.search(r"[^aeiou][aeiouy][^aeiouwxy]$", word))


def _inflections(word: str) -> str:
    """Strip plurals, -ed, -ing, and turn a final y to i (steps 1a to 1c)."""
    if word.endswith(("sses", "ies")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    if word.endswith("eed"):
        word = word[:-1] if _measure(word[:-3]) else word
    else:
        suffix = next((s for s in ("ed", "ing") if word.endswith(s)), "")
        if suffix and _has_vowel(word[: -len(suffix)]):
            word = _mended(word[: -len(suffix)])
    return word[:-1] + "i" if word.endswith("y") and _has_vowel(word[:-1]) else word


def _mended(word: str) -> str:
    """Give back the e, or drop the doubled consonant, that -ed or -ing had changed."""
    if word.endswith(("at", "bl", "iz")):
        return word + "e"
    if re.search(r"([^aeioulsz])\1$", word):
        return word[:-1]
    return word + "e" if _measure(word) == 1 and _ends_short(word) else word


def _replaced(word: str, suffixes: tuple[tuple[str, str], ...]) -> str:
    for suffix, other in suffixes:
        if word.endswith(suffix):
            stemmed = word[: -len(suffix)]
            return stemmed + other if _measure(stemmed) else word
    return word


def _without_ending(word: str) -> str:
    """Strip the endings that stand after a long enough stem (step 4)."""
    ending = max((e for e in _ENDINGS if word.endswith(e)), key=len, default="")
    stemmed = word[: -len(ending)] if ending else word
    if not ending or _measure(stemmed) < 2 or (ending == "ion" and stemmed[-1:] not in ("s", "t")):
        return word
    return stemmed


def _final_e(word: str) -> str:
    """Drop a final e and one of a final double l (step 5)."""
    if word.endswith("e"):
        measure = _measure(word[:-1])
        if measure > 1 or (measure == 1 and not _ends_short(word[:-1])):
            word = word[:-1]
    return word[:-1] if word.endswith("ll") and _measure(word) > 1 else word
