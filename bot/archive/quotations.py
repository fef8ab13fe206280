"""Where a sentence stands in somebody's quotation that begins before it or goes on after it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.values import Sentence

_OPENING = r'“|(?<![^\s(\[—–-])"'
_MARK = re.compile(f'({_OPENING})|[”"]')


def goes_on(body: str, sentences: Sequence[Sentence], place: int) -> bool:
    """Say whether a quotation is open at the end of a sentence.

    A quotation ends with its paragraph: where it goes on in the next, that opens it anew. A straight mark opens
    where a blank, a bracket or a dash stands before it.
    """
    paragraph = sentences[place].paragraph
    if place + 1 == len(sentences) or sentences[place + 1].paragraph != paragraph:
        return False
    while place >= 0 and sentences[place].paragraph == paragraph:
        marks = [*_MARK.finditer(body, sentences[place].start, sentences[place].end)]
        if marks:
            return marks[-1][1] is not None
        place -= 1
    return False
