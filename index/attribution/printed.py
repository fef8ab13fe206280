"""What a source says by its own words, whatever article it stands in; remembered, since news repeats them."""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

from . import tags as part
from .lexicon import LISTS, tag_of

_HE = LISTS["he"]
_SHE = LISTS["she"]
_THEY = LISTS["they"]
_SILENT = LISTS["silent"]
HEADS = LISTS["heads"]
_MALE = LISTS["male"]
_FEMALE = LISTS["female"]
TITLES = LISTS["titles"]
_MANY = frozenset({"couple", "office", "officials", "aides", "lawyers", "critics", "sources"})
_WORD = re.compile(r"[\w’'-]+\.?")
_BRACKET = re.compile(r"\s[(\[–—]")


class Way(Enum):
    """How a source is named."""

    ONE = auto()
    """By "he" or "she"."""
    MANY = auto()
    """By "they"."""
    SILENT = auto()
    """By a word that says nothing ("it"), or by none."""
    NO_NAME = auto()
    """By a word that is no name, and stands for itself."""
    TITLE = auto()
    """By a title with "the" ("the Duke")."""
    NAME = auto()


class Printed(NamedTuple):
    """A source as printed: how it is named, and what is known by that."""

    way: Way
    sex: str | None
    many: bool
    head: str = ""
    """Its words without what explains them."""
    title: str = ""
    surname: str | None = None
    """Its one word that may be a surname, alone or behind titles."""


@lru_cache(50_000)
def read_printed(text: str) -> Printed:
    """Read the words of a source."""
    low = text.lower()
    words = low.split()
    sex = None
    if low in _HE or not _MALE.isdisjoint(words):
        sex = "m"
    elif low in _SHE or not _FEMALE.isdisjoint(words):
        sex = "f"
    many = low in _THEY or not _MANY.isdisjoint(words)
    if low in _HE or low in _SHE:
        return Printed(Way.ONE, "m" if low in _HE else "f", many)
    if low in _THEY:
        return Printed(Way.MANY, sex, many)
    head = _BRACKET.split(text.split(",", 1)[0])[0].strip(" \"“”'‘’")
    named = _WORD.findall(head)
    if low in _SILENT or not named or tag_of(low) == part.SUBJECT:
        return Printed(Way.SILENT, sex, many)
    if len(named) == 1 and tag_of(named[0]) in (part.ADVERB, part.PREPOSITION, part.CONJUNCTION):
        return Printed(Way.NO_NAME, sex, many)
    if len(named) == 2 and named[0].lower() == "the" and named[1].lower() in HEADS:
        return Printed(Way.TITLE, sex, many, head, named[1])
    return Printed(Way.NAME, sex, many, head, surname=_surname(named))


def _surname(words: list[str]) -> str | None:
    names = [word for word in words if word.lower().strip(".") not in TITLES]
    if len(names) != 1 or tag_of(names[0]) != part.CAPITAL:
        return None
    if names[0].isupper() or len(names[0]) < 3:
        return None
    return names[0].removesuffix("'s").removesuffix("’s")
