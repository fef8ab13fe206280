"""The linear model that decides which words are cues: fitted weights, laid out for quick look-up.

The model (logistic regression, L2) is fitted by ``scripts/fit_cues.py``; ``cue_weights.json`` holds
a weight for each feature that matters. Features that look at the same clues share a table of sums,
so that all candidates of many articles cost a dozen look-ups in arrays.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from . import tags as part
from .clues import VALUES, Candidates, Mask, group_number
from .features import FEATURES, about, named
from .lexicon import CUES
from .numbers import CUE_WORDS

_LEAST = -0.25
"""Words whose own weights sum to less are not looked at: a hundredth of the cues for a quarter of
the time."""
_WORD = ("t", "f", "tf", "l", "lf", "nn", "cap")
_TABLES = (
    *(("near", "form", "tier"), ("before", "form", "tier"), ("before", "lemma")),
    *(("after", "form", "tier"), ("after", "lemma"), ("after", "second", "tier")),
    *(("next", "form", "tier"), ("next", "lemma"), ("governor",)),
    *(("group", "form", "tier"), ("subject", "form"), ("group", "subject", "tier")),
    *(("quote", "form", "tier"), ("inside", "form", "tier"), ("edge", "form", "tier")),
    *(("clause", "form", "tier"), ("clause", "lemma"), ("place", "form"), ("others", "tier")),
)
"""What the tables are by. Every feature that is not the word's own belongs to the first that has all
of its parts."""
_LEMMAS = tuple(sorted({cue.lemma for cue in CUES.values()}))
_OWN = VALUES | {
    "lemma": _LEMMAS,
    "tier": tuple("01234"),
    "form": tuple(map(str, range(part.ACCORDING - part.CUE + 1))),
}

Whole = npt.NDArray[np.int32]


class Model:
    """Weights of features, and what they sum to. Sums count thousandths: whole numbers, so that
    their order changes nothing."""

    def __init__(self, weights: dict[str, float], threshold: float) -> None:
        self.weights = weights
        self.threshold = threshold
        whole = {name: round(1000 * weight) for name, weight in weights.items()}
        own = [sum(whole.get(named(one, about(word)), 0) for one in _WORD) for word in CUE_WORDS]
        self._own = np.array(own, np.int32)
        self.looked_at: Mask = self._own >= 1000 * _LEAST
        """Which of ``CUE_WORDS`` may be cues at all."""
        cues = [CUES[word] for word in CUE_WORDS]
        self._words = {
            "lemma": np.array([_LEMMAS.index(cue.lemma) for cue in cues]),
            "tier": np.array([cue.tier for cue in cues]),
            "form": np.array([cue.form - part.CUE for cue in cues]),
        }
        self._governors = _met("governor", weights)
        self._groups = _met("group", weights)
        self._group_place = np.full(8**5, len(self._groups) - 1)
        for place, group in enumerate(self._groups[:-1]):
            self._group_place[group_number(group)] = place
        values = _OWN | {"governor": self._governors, "group": self._groups}
        self._tables = _filled(whole, values)

    @classmethod
    def load(cls) -> Model:
        """Read the shipped weights."""
        data = json.loads((files(__package__) / "cue_weights.json").read_text(encoding="utf-8"))
        return cls(data["weights"], data["threshold"])

    def accepts(self, found: Candidates) -> Mask:
        """Say of each candidate whether it is a cue where it stands."""
        columns = found.clues | {name: by[found.word] for name, by in self._words.items()}
        columns["group"] = self._group_place[columns["group"]]
        columns["governor"] = self._governed(found)
        total = self._own[found.word]
        for parts, table in self._tables.items():
            total += table[tuple([columns[one] for one in parts])]
        return total >= round(1000 * self.threshold)

    def _governed(self, found: Candidates) -> npt.NDArray[np.int64]:
        places = np.full(len(found.at), self._governors.index(""))
        known = {word: place for place, word in enumerate(self._governors)}
        for one, word in found.governors.items():
            places[one] = known.get(word, len(self._governors) - 1)
        return places


def _met(clue: str, weights: dict[str, float]) -> Sequence[str]:
    """List the values of a clue that have weights, the empty one, and None for all others."""
    found = {""}
    for name in weights:
        short, _, told = name.partition(" ")
        found |= {value for one, value in _parts(short, told) if one == clue}
    return (*sorted(found), "\0")


def _parts(short: str, told: str) -> list[tuple[str, str]]:
    parts = FEATURES[short].split()
    return list(zip(parts, told.split(",") if len(parts) > 1 else [told], strict=True))


def _filled(
    weights: dict[str, int], values: dict[str, Sequence[str]]
) -> dict[tuple[str, ...], Whole]:
    tables: dict[tuple[str, ...], Whole] = {
        parts: np.zeros([len(values[one]) for one in parts], np.int32) for parts in _TABLES
    }
    places = {
        name: {v: at for at, v in reversed(list(enumerate(of)))} for name, of in values.items()
    }
    for name, weight in weights.items():
        short, _, told = name.partition(" ")
        if short in _WORD:
            continue
        given = {one: places[one][value] for one, value in _parts(short, told)}
        table = next(one for one in _TABLES if given.keys() <= set(one))
        tables[table][tuple([given.get(one, slice(None)) for one in table])] += weight
    return tables


@cache
def shipped() -> Model:
    """Return the shipped model, read at the first use: to show a chain needs none."""
    return Model.load()
