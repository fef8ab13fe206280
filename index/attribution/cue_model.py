"""The linear model that decides which words are cues: fitted weights, laid out for quick look-up.

The model (logistic regression, L2) is fitted by ``scripts/fit_cues.py``; ``cue_weights.json`` holds
a weight for each feature that matters. Every feature takes the word's form, tier or lemma together
with one clue or two, so each word has short tables of sums by clue, and a candidate costs a dozen
look-ups. The tables do not grow with the text.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from .features import CLIP, FEATURES, Clues, Known, about, named, seen_as

_LEAST = -0.25
"""Words whose own weights sum to less are not looked at: a hundredth of the cues for a quarter of
the time."""
_WORD = ("t", "f", "tf", "l", "lf", "nn", "cap")
_LEMMA_FEATURES = ("lb", "la", "wl")
_MOST = 20_000


class Model:
    """Weights of features, and what they sum to. Sums count thousandths: whole numbers, so that
    their order changes nothing."""

    def __init__(self, weights: dict[str, float], threshold: float) -> None:
        self.weights = weights
        self.threshold = threshold
        self.tables = _ByWord(weights)
        """What is known of each word that may be a cue; None of one that is not looked at."""
        self._least = round(1000 * threshold)

    @classmethod
    def load(cls) -> Model:
        """Read the shipped weights."""
        data = json.loads((files(__package__) / "cue_weights.json").read_text(encoding="utf-8"))
        return cls(data["weights"], data["threshold"])

    def accepts(self, word: str, clues: Clues) -> bool:
        """Say whether a word is a cue where it stands."""
        near, before, after, second, following, group, subject, governor = clues[:8]
        quote, inside, edge, clause, place, others = clues[8:]
        known = self.tables[word]
        return known is not None and self._least <= (
            known.own
            + known.near[near]
            + known.before[before]
            + known.after[after]
            + known.second[after, second]
            + known.following[following]
            + known.lemma_following.get(following, 0)
            + known.group[group, subject]
            + known.governor[governor]
            + known.quote[quote, inside]
            + known.edge[edge]
            + known.clause[clause]
            + known.place[place]
            + known.others[others]
        )


class _ByWord(dict[str, "_Tables | None"]):
    def __init__(self, weights: dict[str, float]) -> None:
        super().__init__()
        self._parts = _Parts(weights)

    def __missing__(self, word: str) -> _Tables | None:
        own = self._parts.sum(_WORD, about(word))
        found = self[word] = _Tables(word, own, self._parts) if own >= 1000 * _LEAST else None
        return found


class _Parts:
    """Sums over features that words share, each worked out once."""

    def __init__(self, weights: dict[str, float]) -> None:
        self._weights = {name: round(1000 * weight) for name, weight in weights.items()}
        self._by_lemma: dict[tuple[str, str], dict[str, int]] = {}
        for name, weight in self._weights.items():
            short, _, values = name.partition(" ")
            if short in _LEMMA_FEATURES:
                pair = dict(zip(FEATURES[short].split(), values.split(","), strict=True))
                lemma, (value,) = pair.pop("lemma"), pair.values()
                self._by_lemma.setdefault((short, lemma), {})[value] = weight
        self._lists: dict[tuple[object, ...], list[int]] = {}
        self._sums: dict[tuple[object, ...], _Sums] = {}

    def sum(self, shorts: Sequence[str], known: Known) -> int:
        """Sum the weights of some features."""
        return sum([self._weights.get(named(short, known), 0) for short in shorts])

    def of_lemma(self, short: str, known: Known) -> dict[str, int]:
        """Return the weights of a feature of the lemma and one clue, by the clue's printed value."""
        return self._by_lemma.get((short, str(known["lemma"])), {})

    def by_number(
        self, clue: str, shorts: Sequence[str], values: Sequence[int], known: Known
    ) -> list[int]:
        """Return the sums for each value of a clue, in order; of features without the lemma."""
        key = (clue, known["form"], known["tier"])
        if key not in self._lists:
            self._lists[key] = [self.sum(shorts, known | {clue: value}) for value in values]
        return self._lists[key]

    def by_tag(self, clue: str, shorts: Sequence[str], of_lemma: str, known: Known) -> list[int]:
        """Return the sums for each tag, with the weights of one feature of the lemma."""
        shared = self.by_number(clue, shorts, CLIP, known)
        own = self.of_lemma(of_lemma, known)
        return [total + own.get(str(tag), 0) for total, tag in zip(shared, CLIP, strict=True)]

    def by_values(self, clues: tuple[str, ...], shorts: str, known: Known) -> _Sums:
        """Return the sums by the values of some clues, worked out as they come; there are few."""
        lemma = known["lemma"] if any("lemma" in FEATURES[one] for one in shorts.split()) else ""
        key = (clues, known["form"], known["tier"], lemma)
        if key not in self._sums:
            self._sums[key] = _Sums(self, clues, shorts.split(), known)
        return self._sums[key]


class _Sums(dict[object, int]):
    def __init__(
        self, parts: _Parts, clues: tuple[str, ...], shorts: Sequence[str], known: Known
    ) -> None:
        super().__init__()
        self._parts, self._clues, self._shorts, self._known = parts, clues, shorts, known

    def __missing__(self, values: object) -> int:
        each = values if isinstance(values, tuple) else (values,)
        seen = seen_as(zip(self._clues, each, strict=True))
        total = self._parts.sum(self._shorts, self._known | seen)
        if len(self) < _MOST:
            self[values] = total
        return total


class _Tables:
    """What the clues around one word add, by their values."""

    __slots__ = (
        *("after", "before", "clause", "edge", "following", "governor", "group"),
        *("lemma_following", "near", "others", "own", "place", "quote", "second"),
    )

    def __init__(self, word: str, own: int, parts: _Parts) -> None:
        known = about(word)
        self.own = own
        self.near = parts.by_number("near", ("p", "pt"), CLIP, known)
        self.before = parts.by_tag("before", ("b", "bt"), "lb", known)
        self.after = parts.by_tag("after", ("a", "af", "at"), "la", known)
        self.second = parts.by_values(("after", "second"), "a2 a3", known)
        self.following = parts.by_values(("next",), "w wf wt", known)
        self.lemma_following = parts.of_lemma("wl", known)
        self.group = parts.by_values(("group", "subject"), "g gf gt s sf st", known)
        self.governor = parts.by_values(("governor",), "gov", known)
        self.quote = parts.by_values(("quote", "inside"), "q qf qt i if it", known)
        self.edge = parts.by_number("edge", ("e", "ef", "et"), CLIP, known)
        self.clause = parts.by_values(("clause",), "c cf ct cl", known)
        self.place = parts.by_number("place", ("pos",), range(4), known)
        self.others = parts.by_number("others", ("o",), range(3), known)


@cache
def shipped() -> Model:
    """Return the shipped model, read at the first use: to show a chain needs none."""
    return Model.load()
