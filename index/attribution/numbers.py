"""Numbers for the words that decide about cues, so that whole articles are looked at in arrays.

0 stands for all other words; then come the kinds of words beside a cue, then every form of a cue.
"""

from __future__ import annotations

import numpy as np

from .lexicon import CLASSES, CUES, LISTS, PRONOUNS

NEXT_KINDS = (*sorted(set(CLASSES.values())), *sorted(LISTS["next_words"]))
"""What a word behind a cue counts as: a noun's class, or itself."""
KINDS = ("", *NEXT_KINDS, *sorted(set(PRONOUNS.values())))
"""What a word counts as beside a cue: the same, or what a pronoun stands for."""
CUE_WORDS = tuple(CUES)
FIRST_CUE = len(KINDS)
"""The number of the first of ``CUE_WORDS``; the others follow."""
_KIND_OF = {
    word: KINDS.index(kind)
    for word, kind in (
        *((word, word) for word in LISTS["next_words"]),
        *CLASSES.items(),
        *PRONOUNS.items(),
    )
}
_NUMBER_OF = {word: place for place, word in enumerate(CUE_WORDS, FIRST_CUE)}
KIND_OF_NUMBER = np.array(
    [*range(len(KINDS)), *(_KIND_OF.get(word.lower(), 0) for word in CUE_WORDS)], np.uint8
)
"""The kind of each number's word, as its place in ``KINDS``."""


def number_of(word: str) -> int:
    """Return the number of a word."""
    return _NUMBER_OF.get(word) or _KIND_OF.get(word.lower(), 0)
