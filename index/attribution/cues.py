"""Decide which words are cues: a linear model over the words around each candidate.

The model (logistic regression, L2) is fitted by ``scripts/fit_cues.py``; ``cue_weights.json``
holds a weight for each
feature that matters. Features come in groups that share a key; the sum of a group's weights is
computed once for
each key and remembered, so that a candidate costs eleven look-ups.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from . import tags as part
from .contents import Scene
from .features import Key, names_of
from .lexicon import CLASSES, CUES, LISTS, Cue
from .tokens import Tokens

_NEXT_WORDS = LISTS["next_words"]
_PRONOUNS = {
    "i": "i",
    "we": "i",
    "you": "i",
    "it": "it",
    "who": "who",
    "he": "he",
    "she": "he",
    "they": "he",
}
_GROUP_SIGNS = {
    part.BE: "b",
    part.HAVE: "h",
    part.DO: "d",
    part.MODAL: "m",
    part.TO: "t",
    part.ADVERB: "",
    part.NOT: "n",
    part.TIME: "",
}
_NAMELIKE = frozenset((part.CAPITAL, part.SUBJECT, part.STOP, part.DETERMINER, part.OTHER))
_CLAUSE_SIGNS = {
    part.THAT: "t",
    part.QUOTE: "q",
    part.COLON: "q",
    part.RELATIVE: "r",
    part.COMMA: "c",
    part.STOP: "s",
    part.TO: "o",
    part.PREPOSITION: "p",
    **dict.fromkeys((part.BE, part.HAVE, part.DO, part.MODAL, part.VERB), "v"),
    part.CUE_PAST: "v",
    part.CUE_PRESENT: "v",
}
_OCCASIONS = LISTS["occasions"]
_CLIP = (
    *range(part.CUE),
    *[part.CUE] * (part.CUE_ADJECTIVE - part.CUE),
    part.OTHER,  # an adjective beside a cue is a plain word
    part.CUE,
    -1,
)
"""Tags as the model sees them: every form of a cue alike; -1, which stands for no word, is the
last."""
_SKIPPED = (part.ADVERB, part.TIME)
_FINITE = (part.CUE_PAST, part.CUE_PRESENT)


_LEAST = -0.25
"""Words whose own weights sum to less are not looked at: a hundredth of the cues for a quarter of
the time."""


class Model:
    """Weights of features, and the sums of those that a key stands for."""

    def __init__(self, weights: dict[str, float], threshold: float) -> None:
        self.weights = weights
        self.threshold = threshold
        self.sums = _Sums(weights)
        self.hopeless = frozenset(
            word for word in CUES if self.sums[_word_key(word, CUES[word])] < _LEAST
        )

    @classmethod
    def load(cls) -> Model:
        """Read the shipped weights."""
        data = json.loads((files(__package__) / "cue_weights.json").read_text(encoding="utf-8"))
        return cls(data["weights"], data["threshold"])


class _Sums(dict[Key, float]):
    def __init__(self, weights: dict[str, float]) -> None:
        self._weights = weights

    def __missing__(self, key: Key) -> float:
        if len(self) > 300_000:
            self.clear()
        total = sum(self._weights.get(name, 0.0) for name in names_of(key))
        self[key] = total
        return total


def _word_key(word: str, cue: Cue) -> Key:
    return ("word", cue.lemma, cue.tier, cue.form - part.CUE, cue.noun_too, word[0].isupper())


@cache
def shipped() -> Model:
    """Return the shipped model, read at the first use: to show a chain needs none."""
    return Model.load()


def accepted(scene: Scene, model: Model | None = None) -> list[tuple[int, int]]:
    """Return the places of the cues, each with the number of its sentence."""
    model = model or shipped()
    found: list[tuple[int, int]] = []
    total, threshold, tokens = model.sums.__getitem__, model.threshold, scene.tokens
    for at, number, keys in candidates(scene, model.hopeless):
        if sum(map(total, keys)) < threshold:
            continue
        if not (found and found[-1][1] == number and _explains(tokens, found[-1][0], at)):
            found.append((at, number))
    return found


def candidates(
    scene: Scene, hopeless: frozenset[str] = frozenset()
) -> Iterator[tuple[int, int, tuple[Key, ...]]]:
    """Yield every word that may be a cue: its place, its sentence's number and the keys of its
    features.

    Words in quotation marks are left out: who speaks there speaks of others, which few readers
    would call a report.
    """
    bounds, tokens, quoted = scene.bounds, scene.tokens, scene.quoted
    number, others, has_quote = -1, 0, False
    first = last = 0
    for at in tokens.cues:
        if at >= last:
            while number + 1 < len(bounds) and bounds[number + 1][1] <= at:
                number += 1
            number += 1
            if number >= len(bounds):
                return
            first, last = bounds[number]
            others, has_quote = 0, 1 in quoted[first:last]
        if at < first or (has_quote and quoted[at]):
            continue
        if tokens.tags[at] == part.ACCORDING and (at + 2 >= last or tokens.tags[at + 1] != part.TO):
            continue
        if tokens.word(at) in hopeless:
            continue
        yield at, number, _keys(tokens, at, first, last, quoted if has_quote else None, others)
        if tokens.tags[at] in _FINITE:
            others += 1


def _explains(tokens: Tokens, verb: int, at: int) -> bool:
    """Say whether a noun only tells how a verb before it was spoken ("said in an interview")."""
    if at - verb > 7 or tokens.word(at).lower() not in _OCCASIONS:
        return False
    between = tokens.tags[verb + 1 : at]
    return part.PREPOSITION in between and part.COMMA not in between and part.THAT not in between


def _keys(
    tokens: Tokens, at: int, first: int, last: int, quoted: bytearray | None, others: int
) -> tuple[Key, ...]:
    tags = tokens.tags
    cue = CUES[tokens.word(at)]
    form, tier, lemma = tags[at] - part.CUE, cue.tier, cue.lemma
    group, subject, left = _group(tokens, at, first)
    before = tags[left] if left >= first else -1
    near = tags[at - 1] if at > first else -1
    right = at + 1
    while right < last and tags[right] in _SKIPPED:
        right += 1
    after, word = -1, ""
    if right < last:
        after = tags[right]
        word = tokens.word(right).lower()
        if word not in _NEXT_WORDS:
            word = CLASSES.get(word, "")
    second = tags[right + 1] if right + 1 < last else -1
    governor = tokens.word(left - 1) if before == part.TO and "t" in group and left > first else ""
    edge = left
    while edge > first and left - edge < 6 and tags[edge] in _NAMELIKE:
        edge -= 1
    quote, inside = "", 0
    if quoted is not None:
        quote, inside = _quote(tags, quoted, at, first, last, left, right), quoted[at]
    near, before, after, second = _CLIP[near], _CLIP[before], _CLIP[after], _CLIP[second]
    return (
        ("word", lemma, tier, form, cue.noun_too, tokens.sign(at).isupper()),
        ("before", near, before, form, tier),
        ("lemma before", lemma, before),
        ("after", after, second, form, tier),
        ("lemma after", lemma, after),
        ("next", word, form, tier),
        ("lemma next", word, lemma),
        ("group", group, subject, form, tier),
        ("quote", quote, inside, form, tier),
        ("governor", governor),
        ("edge", _CLIP[tags[edge]] if edge >= first else -1, form, tier),
        ("clause", _clause(tags, right, last), form, tier, lemma),
        ("place", min(3, at - first), form, min(2, others), tier),
    )


def _clause(tags: bytes, right: int, last: int) -> str:
    """Say what comes first behind a cue: "that", a quotation, a verb with a subject of its own, an
    end …"""
    for place in range(right, min(last, right + 10)):
        sign = _CLAUSE_SIGNS.get(tags[place])
        if sign is not None:
            return sign
    return ""


def _quote(
    tags: bytes, quoted: bytearray, at: int, first: int, last: int, left: int, right: int
) -> str:
    """Say where quotations stand: before the subject (s), at once behind the cue (n), later (l),
    shortly before (b)."""
    start = left
    while start > first and left - start < 6 and tags[start] in _NAMELIKE:
        start -= 1
    found = "s" if start >= first and quoted[start] and tags[start] == part.QUOTE else ""
    if 1 in quoted[right : right + 3]:
        found += "n"
    elif 1 in quoted[right + 3 : last]:
        found += "l"
    return found + "b" if 1 in quoted[max(first, at - 8) : at] else found


def _group(tokens: Tokens, at: int, first: int) -> tuple[str, str, int]:
    """Return what carries the verb (be, have, do, modal, to), the kind of its subject, and the
    place before both."""
    tags, group, left = tokens.tags, "", at - 1
    while left >= first and len(group) < 5:
        sign = _GROUP_SIGNS.get(tags[left])
        if sign is None:
            break
        group += sign
        if sign == "t":
            return group, "to", left
        left -= 1
    if left < first:
        return group, "none", left
    tag = tags[left]
    if tag == part.SUBJECT:
        word = tokens.word(left).lower()
        return group, _PRONOUNS.get(word, "c" + word[-2:]), left
    if tag in (part.OTHER, part.CUE_NOUN, part.CUE_PRESENT, part.CUE_BASE, part.CAPITAL):
        return group, CLASSES.get(tokens.word(left).lower(), str(tag)), left
    return group, str(min(tag, part.CUE)), left
