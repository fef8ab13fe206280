"""The features of a cue candidate: keys as they are looked up, and the names of what each key stands for."""

from __future__ import annotations

from typing import NamedTuple

from .lexicon import CUES
from .tags import CUE

Before = tuple[str, int, int]
After = tuple[str, int, int, str]
Group = tuple[str, str, str, str]
Quote = tuple[str, str, int]
Around = tuple[str, int, str, int, int]
Keys = tuple[Before, After, Group, Quote, Around]
"""What a candidate is judged by, beside the word itself. Every key opens with the word."""


class Kind(NamedTuple):
    """One kind of key: what its values are, behind the word, and which of them a feature takes."""

    values: tuple[str, ...]
    features: dict[str, str]


WORD = Kind(
    (),
    {
        "t": "tier",
        "f": "form",
        "tf": "tier form",
        "l": "lemma",
        "lf": "lemma form",
        "nn": "noun form",
        "cap": "capital",
    },
)
KINDS = (
    Kind(
        ("near", "before"),
        {
            "p": "near form",
            "pt": "near form tier",
            "b": "before form",
            "bt": "before form tier",
            "lb": "lemma before",
        },
    ),
    Kind(
        ("after", "second", "next"),
        {
            "a": "after",
            "af": "after form",
            "at": "after form tier",
            "a2": "after second",
            "a3": "after second tier",
            "la": "lemma after",
            "w": "next",
            "wf": "next form",
            "wt": "next tier",
            "wl": "next lemma",
        },
    ),
    Kind(
        ("group", "subject", "governor"),
        {
            "g": "group",
            "gf": "group form",
            "gt": "group form tier",
            "s": "subject",
            "sf": "subject form",
            "st": "group subject tier",
            "gov": "governor",
        },
    ),
    Kind(
        ("quote", "inside"),
        {
            "q": "quote",
            "qf": "quote form",
            "qt": "quote tier",
            "i": "inside",
            "if": "inside form",
            "it": "inside tier",
        },
    ),
    Kind(
        ("edge", "clause", "place", "others"),
        {
            "e": "edge",
            "ef": "edge form",
            "et": "edge form tier",
            "c": "clause",
            "cf": "clause form",
            "ct": "clause form tier",
            "cl": "clause lemma",
            "pos": "place form",
            "o": "others tier",
        },
    ),
)
"""The kinds of a candidate's keys, in their order."""


def names_of(kind: Kind, word: str, *values: object) -> list[str]:
    """Return the names of the features that a key stands for."""
    cue = CUES[word]
    known: dict[str, object] = {
        "lemma": cue.lemma,
        "tier": cue.tier,
        "form": cue.form - CUE,
        "noun": cue.noun_too,
        "capital": word[0].isupper(),
        **dict(zip(kind.values, values, strict=True)),
    }
    return [
        f"{short} {','.join(str(known[one]) for one in picked.split())}"
        for short, picked in kind.features.items()
    ]


def all_names(word: str, keys: Keys) -> list[str]:
    """Return the names of every feature of a candidate."""
    named = [names_of(kind, word, *key[1:]) for kind, key in zip(KINDS, keys, strict=True)]
    return [name for names in (names_of(WORD, word), *named) for name in names]
