"""Cut a long question into the parts that are worth searching for by themselves."""

from __future__ import annotations

import re
from itertools import pairwise

from index.words.terms import find_terms

_CUT = re.compile(
    r"(?:[;:]|,(?! (?:19|20)\d\d))\s+"
    r"|(?<!\s)\s++(?:and|while|but|whereas|than|compared (?:to|with)|as well as|despite)\s+",
    re.IGNORECASE,
)
_LEAST_TERMS, _MOST_PARTS = 4, 4


def split_clauses(text: str) -> list[tuple[int, int]]:
    """Return the parts as (start, end), in order and without gaps: at most four, none under four terms.

    Cut are commas, semicolons and joining words; a piece too small to search for joins its neighbour.
    A short question is one part.
    """
    edges = [0, *(match.end() for match in _CUT.finditer(text)), len(text)]
    parts: list[tuple[int, int]] = []
    for start, end in pairwise(edges):
        if parts and _weight(text, parts[-1]) < _LEAST_TERMS:
            parts[-1] = (parts[-1][0], end)
        elif end > start:
            parts.append((start, end))
    if len(parts) > 1 and _weight(text, parts[-1]) < _LEAST_TERMS:
        parts[-2:] = [(parts[-2][0], parts[-1][1])]
    while len(parts) > _MOST_PARTS:
        place = min(range(len(parts) - 1), key=lambda i: parts[i + 1][1] - parts[i][0])
        parts[place : place + 2] = [(parts[place][0], parts[place + 1][1])]
    return parts or [(0, len(text))]


def _weight(text: str, part: tuple[int, int]) -> int:
    return len(find_terms(text[part[0] : part[1]]))
