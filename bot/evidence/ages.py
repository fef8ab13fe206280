"""Ages of persons whom a question does not name: "Archie, four, and Lilibet, two," where the children are meant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from index.words.terms import stems

_KINDS = (
    "child children kid kids son sons daughter daughters baby babies twins boy girl",
    "grandchild grandchildren grandkids grandson granddaughter grandfather grandmother grandparents",
    "brother brothers sister sisters sibling siblings",
    "parent parents couple",
)
"""What several persons of one kind are called, and those by whom they are told."""
_SAME = ("mother mum mom", "father dad")
_SEVERAL = (
    r"children|kids|babies|sons|daughters|twins|triplets|siblings|brothers|sisters|grand(?:children|kids|sons|daughters)"
    r"|parents|couple|victims|survivors|suspects|hostages|passengers|defendants|boys|girls|men|women|teens|teenagers"
    r"|students|pupils|winners"
)
_RELATIVE = (
    r"(?:step|grand)?(?:son|daughter|child|mother|father)|baby|wife|husband|spouse|widow|partner|girlfriend|boyfriend"
    r"|fianc[eé]e?|brother|sister|mum|mom|dad|niece|nephew|uncle|aunt|cousin"
)
_END = (
    r"(?=\s*\??\s*\Z| (?:of|in|at|on|from|who|that|now|today|killed|injured|arrested|charged|involved|when|found"
    r"|held)\b)"
)
_ASKED = re.compile(
    rf"\bhow old (?:are|were) [^?,]*?\b(?P<several>{_SEVERAL}){_END}"
    rf"|\b(?:what|which|the) ages? (?:are|were|of) [^?,]*?\b(?P<several2>{_SEVERAL}){_END}"
    rf"|\bhow old (?:is|was) [^?,]*?(?:['’]s|s['’]) (?:[a-z]+ ){{0,2}}(?P<one>{_RELATIVE}){_END}",
    re.IGNORECASE,
)
"""A question for the age of persons whom it does not name; whose they are it may say ("Ada's children")."""
_NUMBER = (
    r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|(?:eleven|twelve)|\w+teen"
    r"|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?)"
)
_NAMED_AGE = re.compile(
    rf"(?:[A-Z][\w.’'-]*\w)(?:,| \() ?(?:aged |who is )?{_NUMBER}(?=\s?[,.;)–—]|\s*\Z|\s(?:and|[–—-])\s)"
)
"""A name with the age behind it."""
_EACH = re.compile(
    rf"\b(?:aged?|ages) (?:of )?(?:between )?{_NUMBER}(?:,? (?:and|to) |, |-){_NUMBER}\b",
    re.IGNORECASE,
)
"""Ages in a row: "the brothers, aged 9 and 12"."""


@dataclass(frozen=True, slots=True)
class Unnamed:
    """Whose age is asked for without a name: the stems for them, whether they are several, and somebody's relatives."""

    called: frozenset[str]
    several: bool
    relatives: bool


@lru_cache(maxsize=256)
def unnamed(question: str) -> Unnamed | None:
    """Return whose ages a question asks for without naming them; None where it does not."""
    found = _ASKED.search(question)
    if found is None:
        return None
    who = stems((found["one"] or found["several"] or found["several2"]).lower())
    kinds = map(stems, _SAME if found["one"] else _KINDS)
    kind = next((kind for kind in kinds if who <= kind), None)
    several = found["one"] is None
    return Unnamed(kind or who, several=several, relatives=bool(kind) or not several)


def tells_ages_of_several(text: str) -> bool:
    """Say whether a text gives the ages of several persons, each beside a name or all in a row."""
    if _EACH.search(text):
        return True
    return sum(1 for _ in _NAMED_AGE.finditer(text)) >= 2
