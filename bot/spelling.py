"""Say whether a word may be another one, mistyped."""

from __future__ import annotations

_SHORTEST = 4
"""Letters from which on one slip leaves a word recognisable; one wrong letter only in longer ones."""


def mistyped(word: str, meant: str) -> bool:
    """Say whether one slip makes ``meant`` into ``word``: a letter too many, too few, another, or two swapped.

    Both are in lower case; the first letter is taken to be right, and short words are never a slip.
    """
    if word == meant or min(len(word), len(meant)) < _SHORTEST or word[0] != meant[0]:
        return False
    if abs(len(word) - len(meant)) > 1:
        return False
    start = 0
    while start < min(len(word), len(meant)) and word[start] == meant[start]:
        start += 1
    rest, other = word[start:], meant[start:]
    if len(word) == len(meant) == _SHORTEST:
        return sorted(rest) == sorted(other) and rest[2:] == other[2:]
    swapped = rest[:2] == other[1::-1] and rest[2:] == other[2:]
    return swapped or rest[1:] == other[1:] or rest[1:] == other or rest == other[1:]
