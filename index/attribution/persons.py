"""Tell from the words of a name whether it is one person's, and what is known of that person."""

from __future__ import annotations

import re
from functools import lru_cache

from . import tags as part
from .lexicon import CLASSES, LISTS, tag_of
from .printed import HEADS, TITLES

_ORGANISATION = re.compile(
    r"\b(?:Department|Court|Inc|Corp|Company|Co|University|Institute|Center|Centre|Committee|Commission|Council|Agency|Ministry|House|Senate"
    r"|Party|Association|Foundation|Group|Bank|Office|Board|Bureau|Police|Army|Union|Times|Post|News|campaign|report|study|poll|letter"
    r"|statement|lawsuit|complaint|bill|Republicans|Democrats|officials|critics|experts)\b"
)
_FEMALE, _MALE = LISTS["female"], LISTS["male"]
_PLACES = LISTS["places"]
_PARTICLES = frozenset({"of", "the", "de", "del", "van", "von", "der", "al", "bin", "la", "and"})
OF = re.compile(r"\s(?:of|for|from|at|with|in|on)\s|,")
_TWO_OFFICES = re.compile(
    r"(?!(?:The|An?|His|Her|Its|Their|Our)\s)(?:[\w.’'-]+\s){0,4}?(\w+[^s\W])\sand\s(?=(?:[\w.’'-]+\s)+[A-Z])(?!(?:the|an?|his|her|its|their)\s)",
    re.IGNORECASE,
)
"""Before a name: what one person is besides ("author and researcher Ann Roe")."""
_OFFICE_AND_NAME = re.compile(
    r"(?:\A|\s)(?!(?:and|of|for|from|at|to|in|on|by|with|the|an?|parent|company|firm|group|network|agency|team|paper|daily|site)\s)"
    r"([a-z][\w’'-]+)(?:\s[A-Z](?:[’'][A-Z])?[\w-]*\.?){2,3}\Z"
)
"""An office that ends with its holder's name ("harbour researcher Ann Roe")."""
_HOLDERS = ("er", "or", "ist", "man", "woman", "ian", "ant", "ess", "chief")


@lru_cache(10_000)
def is_office_and_name(name: str) -> bool:
    """Say whether a name stands behind what its holder is; with "the" only where that is told by the noun."""
    found = _OFFICE_AND_NAME.search(name)
    if found is None or not name.lower().startswith("the "):
        return found is not None
    return CLASSES.get(found[1]) == "person" or found[1].endswith(_HOLDERS)


@lru_cache(10_000)
def may_be_one(name: str) -> bool:
    """Say whether "he" or "she" may stand for a name: a person's, or a noun for one ("a source")."""
    if _ORGANISATION.search(name) or name in _PLACES:
        return False
    words, core = name.split(",")[0].split(), OF.split(name)[0].split()
    if name.lower().startswith(("a ", "an ", "the ", "one ")) or any(
        word[:1].islower() and word not in _PARTICLES for word in words
    ):
        if is_office_and_name(name):
            return True
        head = core[-1].lower() if core else ""
        return not head.endswith("s") and (CLASSES.get(head) == "person" or head in HEADS)
    return bool(words) and (
        tag_of(words[0]) == part.CAPITAL or words[0].lower().strip(".") in TITLES
    )


@lru_cache(10_000)
def sex_told(name: str) -> str | None:
    """Return the sex that a name's own words tell ("a young woman", "Mrs Smith")."""
    words = frozenset(re.findall(r"[a-z]+", OF.split(name)[0].lower()))
    return "m" if words & _MALE else "f" if words & _FEMALE else None


def without_office(name: str) -> str:
    """Return the name of one who is something besides ("author and researcher Ann Roe") without the first of it."""
    besides = _TWO_OFFICES.match(name) if " and " in name else None
    if besides is None or CLASSES.get(besides[1].lower()) != "person":
        return name
    return name[besides.end() :]
