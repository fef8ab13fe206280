"""Let quotes that name something new go before those that name only what another one names.

Where it is not sure which of many sentences answers, three that name the same town answer no more than one does:
maximal marginal relevance (Carbonell and Goldstein, 1998) over the names that the question does not hold itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.evidence.weighing import Evidence
from index.words.terms import STOP_WORDS, stems

_LOOKED_AT = 15
"""Of the best evidence so much is put in another order."""
_SAME_NAMES = 1.0
"""What evidence loses that names nothing but what is named already."""
_CAPITALS = re.compile(r"(?<![.!?\"“])(?<=\s)[A-Z][\w’'&-]+|(?<!\w)[A-Z][\w’'&-]+(?= [A-Z])")
"""Words with a capital that do not open a sentence, or that another one follows."""


def varied(evidence: Sequence[Evidence], known: frozenset[str]) -> list[Evidence]:
    """Return evidence, best first, in an order that names more; ``known`` are the question's stems."""
    left = [(one, _names(one, known)) for one in evidence[:_LOOKED_AT]]
    found: list[Evidence] = []
    named: set[str] = set()
    while left:
        best = max(left, key=lambda pair: pair[0].score - _repeated(pair[1], named))
        left.remove(best)
        found.append(best[0])
        named |= best[1]
    return [*found, *evidence[_LOOKED_AT:]]


def _repeated(names: frozenset[str], named: set[str]) -> float:
    return _SAME_NAMES * len(names & named) / len(names) if names else 0.0


def _names(one: Evidence, known: frozenset[str]) -> frozenset[str]:
    words = (
        word.removesuffix("'s").removesuffix("’s").lower()
        for word in _CAPITALS.findall(one.page.text(one.place))
    )
    return frozenset(
        word for word in words if word not in STOP_WORDS and stems(word).isdisjoint(known)
    )
