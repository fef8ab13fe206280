"""Say whether a word may be another one, mistyped."""

from __future__ import annotations

from rapidfuzz.distance import OSA

_SHORTEST = 4
"""Letters from which on one slip leaves a word recognisable; of the shortest only two swapped letters do."""


def mistyped(word: str, meant: str) -> bool:
    """Say whether one slip makes ``meant`` into ``word``: a letter too many, too few, another, or two swapped.

    Both are in lower case; the first letter is taken to be right, and short words are never a slip.
    """
    if min(len(word), len(meant)) < _SHORTEST or word[0] != meant[0]:
        return False
    if len(word) == len(meant) == _SHORTEST and sorted(word) != sorted(meant):
        return False
    return OSA.distance(word, meant, score_cutoff=1) == 1
