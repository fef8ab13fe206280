"""The features of a cue candidate, by name: what the word itself is, and what stands around it."""

from __future__ import annotations

from collections.abc import Iterable

from . import tags as part
from .lexicon import CUES

Known = dict[str, object]
"""Values by name: of clues, and of what a word itself brings."""
Clues = tuple[int, int, int, int, str, str, str, str, str, int, int, str, int, int]
"""What is seen around a candidate, in the order of ``CLUES``; tags as they are in the text."""
CLUES = (
    *("near", "before", "after", "second", "next"),
    *("group", "subject", "governor", "quote", "inside", "edge", "clause", "place", "others"),
)
_TAG_CLUES = frozenset(("near", "before", "after", "second", "edge"))
CLIP: tuple[int, ...] = (
    *range(part.CUE),
    *[part.CUE] * (part.CUE_ADJECTIVE - part.CUE),
    part.OTHER,  # an adjective beside a cue is a plain word
    part.CUE,
    -1,
)
"""Tags as the model sees them: every form of a cue alike; -1, which stands for no word, is the
last."""
FEATURES = {
    "t": "tier",
    "f": "form",
    "tf": "tier form",
    "l": "lemma",
    "lf": "lemma form",
    "nn": "noun form",
    "cap": "capital",
    "p": "near form",
    "pt": "near form tier",
    "b": "before form",
    "bt": "before form tier",
    "lb": "lemma before",
    "a": "after",
    "af": "after form",
    "at": "after form tier",
    "la": "lemma after",
    "a2": "after second",
    "a3": "after second tier",
    "w": "next",
    "wf": "next form",
    "wt": "next tier",
    "wl": "next lemma",
    "g": "group",
    "gf": "group form",
    "gt": "group form tier",
    "s": "subject",
    "sf": "subject form",
    "st": "group subject tier",
    "gov": "governor",
    "q": "quote",
    "qf": "quote form",
    "qt": "quote tier",
    "i": "inside",
    "if": "inside form",
    "it": "inside tier",
    "e": "edge",
    "ef": "edge form",
    "et": "edge form tier",
    "c": "clause",
    "cf": "clause form",
    "ct": "clause form tier",
    "cl": "clause lemma",
    "pos": "place form",
    "o": "others tier",
}
"""What each feature takes together: clues, and the word's lemma, tier, form and so on."""


def about(word: str) -> Known:
    """Return what a word itself brings to its features."""
    cue = CUES[word]
    return {
        "lemma": cue.lemma,
        "tier": cue.tier,
        "form": cue.form - part.CUE,
        "noun": cue.noun_too,
        "capital": word[0].isupper(),
    }


def seen_as(clues: Iterable[tuple[str, object]]) -> Known:
    """Return clues and their values as the model sees them."""
    return {
        clue: CLIP[value] if clue in _TAG_CLUES and isinstance(value, int) else value
        for clue, value in clues
    }


def named(short: str, known: Known) -> str:
    """Return the whole name of a feature."""
    return f"{short} {','.join(str(known[one]) for one in FEATURES[short].split())}"


def names_of(word: str, clues: Clues) -> list[str]:
    """Return the names of every feature of a candidate."""
    known = about(word) | seen_as(zip(CLUES, clues, strict=True))
    return [named(short, known) for short in FEATURES]
