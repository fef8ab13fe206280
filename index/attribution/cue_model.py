"""The linear model that decides which words are cues: fitted weights, laid out for quick look-up.

The model (logistic regression, L2) is fitted by ``scripts/fit_cues.py``; ``cue_weights.json`` holds
a weight for each feature that matters. Features that look at the same clues share a table of sums,
so that all candidates of many articles cost a dozen look-ups in arrays.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from . import tags as part
from .clues import MOST_GROUPS, VALUES, Candidates, Mask, group_number
from .features import FEATURES, about
from .lexicon import CUES
from .numbers import CUE_WORDS
from .tape import Numbers

_LEAST = -0.25
"""Words whose own weights sum to less are not looked at: a hundredth of the cues for a quarter of
the time."""
_WORD = (("tier", "form"), ("lemma", "form"), ("noun", "form"), ("capital",))
"""What the tables of a word by itself are by."""
_AROUND = (
    *(("near", "form", "tier"), ("before", "form", "tier"), ("before", "lemma")),
    *(("after", "form", "tier"), ("after", "lemma"), ("after", "second", "tier")),
    *(("next", "form", "tier"), ("next", "lemma"), ("governor",)),
    *(("group", "form", "tier"), ("subject", "form"), ("group", "subject", "tier")),
    *(("quote", "form", "tier"), ("inside", "form", "tier"), ("edge", "form", "tier")),
    *(("clause", "form", "tier"), ("clause", "lemma"), ("place", "form"), ("others", "tier")),
)
"""What the tables of a word with what stands around it are by."""
_LEMMAS = tuple(sorted({cue.lemma for cue in CUES.values()}))
_VALUES = VALUES | {
    "lemma": _LEMMAS,
    "tier": tuple("01234"),
    "form": tuple(map(str, range(part.ACCORDING - part.CUE + 1))),
    "noun": ("False", "True"),
    "capital": ("False", "True"),
}
"""What the places in a table stand for, beside the governors and groups that have weights."""
_PARTS = {short: tuple(parts.split()) for short, parts in FEATURES.items()}
Told = dict[str, list[tuple[list[str], int]]]
Whole = npt.NDArray[np.int32]
Tables = dict[tuple[str, ...], Whole]


class Model:
    """Weights of features, and what they sum to. Sums count thousandths: whole numbers, so that
    their order changes nothing."""

    def __init__(self, weights: dict[str, float], threshold: float) -> None:
        self.weights = weights
        self.threshold = threshold
        told = _by_feature(weights)
        self._governors, groups = _met("governor", told), _met("group", told)
        self._groups = _group_places(groups)
        values = _VALUES | {"governor": self._governors, "group": groups}
        places = {name: _first_places(of) for name, of in values.items()}
        self._tables = _filled(told, places)
        self._words = _word_columns(places)
        self._own = _sums(_WORD, self._tables, self._words)
        self.looked_at: Mask = self._own >= 1000 * _LEAST
        """Which of ``CUE_WORDS`` may be cues at all."""

    @classmethod
    def load(cls) -> Model:
        """Read the shipped weights."""
        data = json.loads((files(__package__) / "cue_weights.json").read_text(encoding="utf-8"))
        return cls(data["weights"], data["threshold"])

    def accepts(self, found: Candidates) -> Mask:
        """Say of each candidate whether it is a cue where it stands."""
        columns = found.clues | {name: by[found.word] for name, by in self._words.items()}
        columns["group"] = self._groups[columns["group"]]
        columns["governor"] = self._governed(found)
        total = self._own[found.word] + _sums(_AROUND, self._tables, columns)
        accepted: Mask = total >= round(1000 * self.threshold)
        return accepted

    def _governed(self, found: Candidates) -> Numbers:
        places = np.full(len(found.at), self._governors.index(""))
        known = {word: place for place, word in enumerate(self._governors)}
        for one, word in found.governors.items():
            places[one] = known.get(word, len(self._governors) - 1)
        return places


def _by_feature(weights: Mapping[str, float]) -> Told:
    """Return the values and whole weights of each feature."""
    found: Told = {short: [] for short in _PARTS}
    for name, weight in weights.items():
        short, _, told = name.partition(" ")
        values = told.split(",") if len(_PARTS[short]) > 1 else [told]
        found[short].append((values, round(1000 * weight)))
    return found


def _sums(
    looked_at: Sequence[tuple[str, ...]], tables: Tables, columns: Mapping[str, Numbers]
) -> Whole:
    """Return the sum over some tables for each row of the columns."""
    total: Whole = np.zeros(1, np.int32)
    for parts in looked_at:
        total = total + tables[parts][tuple([columns[one] for one in parts])]
    return total


def _word_columns(places: Mapping[str, Mapping[str, int]]) -> dict[str, Numbers]:
    """Return what each of ``CUE_WORDS`` brings by itself."""
    words = [about(word) for word in CUE_WORDS]
    return {
        name: np.array([places[name][str(word[name])] for word in words])
        for name in ("lemma", "tier", "form", "noun", "capital")
    }


def _first_places(values: Sequence[str]) -> dict[str, int]:
    return {value: place for place, value in reversed(list(enumerate(values)))}


def _group_places(groups: Sequence[str]) -> Numbers:
    """Return for the number of every group its place among those that have weights, else the
    last."""
    found = np.full(MOST_GROUPS, len(groups) - 1)
    for place, group in enumerate(groups[:-1]):
        found[group_number(group)] = place
    return found


def _met(clue: str, told: Told) -> Sequence[str]:
    """List the values of a clue that have weights, the empty one, and one that no text has for all
    others."""
    places = {short: parts.index(clue) for short, parts in _PARTS.items() if clue in parts}
    found = {values[place] for short, place in places.items() for values, _ in told[short]}
    return (*sorted({"", *found}), "\0")


def _filled(told: Told, places: Mapping[str, Mapping[str, int]]) -> Tables:
    """Return the sums of features by what they look at; each counts in the first table that looks at
    all of its parts."""
    tables: Tables = {
        parts: np.zeros([1 + max(places[one].values()) for one in parts], np.int32)
        for parts in _WORD + _AROUND
    }
    for short, parts in _PARTS.items():
        table = next(one for one in tables if set(parts) <= set(one))
        own = np.zeros([1 + max(places[one].values()) for one in parts], np.int32)
        for values, weight in told[short]:
            own[tuple([places[one][v] for one, v in zip(parts, values, strict=True)])] = weight
        order = own.transpose([parts.index(one) for one in table if one in parts])
        tables[table] += order[tuple([slice(None) if one in parts else None for one in table])]
    return tables


@cache
def shipped() -> Model:
    """Return the shipped model, read at the first use: to show a chain needs none."""
    return Model.load()
