"""What a sentence asserts and what it denies, as far as contradiction needs it.

Negation reaches to the end of its clause (after NegEx: Chapman et al., 2001), a word of denial
("denied that", "wrongly suggested") to the end of the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from bot.conflict_cues import (
    clause_end,
    clause_start,
    corrects,
    denials,
    negations,
    negative,
    of_itself,
    telling,
    unsaid,
)
from index.terms import Term, find_terms, rarity

LIGHT = 0.12
"""Rarity below which a word says too little to be what a denial is about."""
_TITLES = frozenset({"mr", "mrs", "ms", "dr"})
_FIRST = 0.25
"""Rarity from which on the first word of a sentence may be a name, where it is no plural."""
_ADVERBS = frozenset({"however", "meanwhile", "instead", "later", "earlier", "today", "yesterday"})
ALIKE = {
    word: group[0]
    for group in (
        ("refus", "declin", "snub", "reject", "spurn", "refusal"),
        ("job", "post", "posit"),
        ("kill", "die", "dead", "death"),
        ("resign", "quit"),
        ("bui", "acquir", "purchas"),
    )
    for word in group
}
OBJECT_STEMS = frozenset(
    ("claim", "report", "alleg", "suggest", "accus", "assert", "stori", "charg", "rumor", "rumour")
)
"""What is denied where somebody "denied the allegation": they do not say what that is about."""
_OPENING = 5
VERB = re.compile(
    r"\b(?:was|were|is|are|has|have|had|would|will|did|does|do|could|can|should)\b(?! been\b)"
)
TURNED_DOWN = re.compile(r"\bturn(?:s|ed|ing)?\b[^.;:!?]{0,40}?\bdown\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What one negation or denial reaches: stems in order, and whether it is an outright denial."""

    stems: tuple[str, ...]
    outright: bool
    heads: frozenset[str]
    """The stems that say what it is that is denied."""
    opening: frozenset[str]
    """The first five stems that are no names."""
    deniers: frozenset[str]
    """The names before it: who denies, or of whom something is denied."""
    objects: frozenset[str]
    """The names among its first words."""
    clausal: bool
    """Whether it is a clause with a verb of its own that is denied, not a thing or an act."""
    told: frozenset[str]
    """What is said in that clause: its stems after the verb."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One sentence's content, as stems."""

    text: str
    weights: Mapping[str, float] = field(repr=False)
    """Every stem of content with its rarity (0 to 1)."""
    names: frozenset[str]
    """The stems that are written as names, days and months among them."""
    asserted: frozenset[str]
    """The stems that stand outside of every negation."""
    scopes: tuple[Scope, ...]
    corrects: bool
    """Whether the sentence calls something said before incorrect."""
    negated: bool
    """Whether it says anywhere that something is not so, or is lacking, refused or unknown."""

    @property
    def stems(self) -> frozenset[str]:
        """All stems of content."""
        return frozenset(self.weights)

    @property
    def opposes(self) -> bool:
        """Say whether the sentence denies or negates anything."""
        return bool(self.scopes or self.corrects)

    @property
    def outright(self) -> bool:
        """Say whether it denies or corrects in so many words, or tells of a denial."""
        return self.corrects or any(scope.outright for scope in self.scopes) or telling(self.text)

    def weigh(self, stems: Iterable[str]) -> float:
        """Sum the rarity of some of its stems."""
        return sum(self.weights.get(stem, 0.0) for stem in stems)


@lru_cache(4096)
def read_claim(text: str) -> Claim:
    """Read one sentence."""
    terms = [term for term in find_terms(text) if _telling(term)]
    weights: dict[str, float] = {}
    for term in terms:
        weights[_stem(term)] = max(rarity(term.word), weights.get(_stem(term), 0.0))
    if TURNED_DOWN.search(text):
        weights[ALIKE["refus"]] = rarity("refusal")
    ranges = [] if of_itself(text) else [*negations(text), *denials(text)]
    scopes = [_scope(text, terms, *one) for one in ranges]
    untold = [*unsaid(text), *((start, end) for start, end, *_ in ranges)]
    asserted = {
        _stem(term) for term in terms if not any(start <= term.start < end for start, end in untold)
    }
    if TURNED_DOWN.search(text):
        asserted.add(ALIKE["refus"])
    return Claim(
        text=text,
        weights=weights,
        names=frozenset(_stem(term) for term in terms if term.name),
        asserted=frozenset(asserted),
        scopes=tuple(scope for scope in scopes if scope.stems),
        corrects=corrects(text),
        negated=negative(text),
    )


def _telling(term: Term) -> bool:
    return term.stem not in _TITLES and (term.name or rarity(term.word) > LIGHT)


def doers(text: str, heads: frozenset[str]) -> frozenset[str]:
    """Return the names before the first of some words: who does or is that."""
    terms = find_terms(text)
    head = next((term for term in terms if _stem(term) in heads), None)
    return _named(text, terms, head.start) if head else frozenset()


def _named(text: str, terms: Sequence[Term], place: int) -> frozenset[str]:
    """Return the names before a place in its clause; where that has none, in its sentence."""
    names = [term for term in terms if term.start < place and (term.name or _opens(text, term))]
    first = clause_start(text, place)
    return frozenset(_stem(term) for term in names if term.start >= first) or frozenset(
        _stem(term) for term in names
    )


def _opens(text: str, term: Term) -> bool:
    """Say whether a term that opens a sentence may be a name."""
    return (
        not text[: term.start].strip("“\"'‘ ")
        and not term.word.endswith("s")
        and term.word.lower() not in _ADVERBS
        and rarity(term.word) >= _FIRST
    )


def _stem(term: Term) -> str:
    return ALIKE.get(term.stem, term.stem)


def _scope(text: str, terms: list[Term], start: int, end: int, heads: int, outright: bool) -> Scope:
    inside = [term for term in terms if start <= term.start < end]
    content = [term for term in inside if not (term.name or term.word.endswith("ly"))]
    said = [_stem(term) for term in content]
    verb = VERB.search(text, start, min(end, clause_end(text, start))) if outright else None
    opening_end = content[_OPENING - 1].start if len(content) >= _OPENING else end
    exact = [stem for stem in said if stem not in OBJECT_STEMS] if outright else said
    return Scope(
        stems=tuple(_stem(term) for term in inside),
        outright=outright,
        heads=frozenset((exact or said)[:heads]),
        opening=frozenset(said[:_OPENING]),
        deniers=_named(text, terms, start),
        objects=frozenset(_stem(term) for term in inside if term.name and term.start < opening_end),
        clausal=verb is not None,
        told=frozenset(_stem(t) for t in inside if t.start > verb.end()) if verb else frozenset(),
    )
