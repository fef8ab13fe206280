"""Where a sentence stands in somebody's quotation that begins before it or goes on after it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.values import Sentence

_OPENING = r'“|(?<![^\s(\[—–-])"'
_MARK = re.compile(f'({_OPENING})|[”"]')


def goes_on(body: str, sentences: Sequence[Sentence]) -> list[bool]:
    """Say of each sentence whether a quotation is open at its end.

    A quotation ends with its paragraph: where it goes on in the next, that opens it anew. A straight mark opens
    where a blank, a bracket or a dash stands before it.
    """
    opened = [False] * len(sentences)
    first = 0
    for place in range(1, len(sentences) + 1):
        if place == len(sentences) or sentences[place].paragraph != sentences[first].paragraph:
            _within_paragraph(body, sentences, first, place, opened)
            first = place
    return opened


def _within_paragraph(
    body: str, sentences: Sequence[Sentence], first: int, end: int, opened: list[bool]
) -> None:
    inside = False
    for place in range(first, end - 1):
        for mark in _MARK.finditer(body, sentences[place].start, sentences[place].end):
            inside = mark[1] is not None
        opened[place] = inside
