"""Reduce English words to stems with Porter's algorithm, as Snowball's library has it.

Source: M. F. Porter, "An algorithm for suffix stripping", Program 14 (3), 1980.
"""

from __future__ import annotations

import threading
from functools import lru_cache

import Stemmer

_SHORTEST = 3
"""Letters of the shortest word that is stemmed, as the algorithm's author advises: "as" is no plural."""


class _Own(threading.local):
    """A stemmer for each thread: one must not be used by two at a time."""

    def __init__(self) -> None:
        self.porter = Stemmer.Stemmer("porter", 0)


_own = _Own()


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return the stem of a lower-case word; words with anything but a–z are returned as they are."""
    if len(word) < _SHORTEST or not (word.isascii() and word.isalpha()):
        return word
    stemmed: str = _own.porter.stemWord(word)
    return stemmed
