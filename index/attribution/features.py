"""The features of a cue candidate, by name: what the word itself is, and what stands around it."""

from __future__ import annotations

from . import tags as part
from .clues import VALUES, Candidates, group_name
from .lexicon import CUES
from .numbers import CUE_WORDS

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


def about(word: str) -> dict[str, object]:
    """Return what a word itself brings to its features."""
    cue = CUES[word]
    return {
        "lemma": cue.lemma,
        "tier": cue.tier,
        "form": cue.form - part.CUE,
        "noun": cue.noun_too,
        "capital": word[0].isupper(),
    }


def named(short: str, known: dict[str, object]) -> str:
    """Return the whole name of a feature."""
    return f"{short} {','.join(str(known[one]) for one in FEATURES[short].split())}"


def names_of(found: Candidates, row: int) -> list[str]:
    """Return the names of every feature of a candidate."""
    known = about(CUE_WORDS[found.word[row]]) | {
        clue: VALUES[clue][column[row]] for clue, column in found.clues.items() if clue in VALUES
    }
    known["group"] = group_name(int(found.clues["group"][row]))
    known["governor"] = found.governors.get(row, "")
    return [named(short, known) for short in FEATURES]
