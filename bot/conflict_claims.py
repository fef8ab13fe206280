"""What a sentence asserts and what it denies, as far as contradiction needs it.

Negation reaches to the end of its clause (after NegEx: Chapman et al., 2001), a word of denial
("denied that", "wrongly suggested") to the end of the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from index.terms import Term, find_terms, rarity

_CLAUSE_END = re.compile(
    r"[,;:.!?—–]|\b(?:but|although|though|while|whereas|because|after|before|when|who)\b"
)
_NEGATION = re.compile(r"\b(?P<noun>no|neither)\b|\b(?:not|never|cannot)\b|n[’']t\b", re.IGNORECASE)
# What follows here leaves open whether something is so: that denies nothing.
_OPEN = re.compile(
    r"[\s“\"']*(?:only|just|immediately|yet|clear|known|say|saying|said|comment|respond|reply|replied"
    r"|know|discuss|specify|elaborate|name|identify|identified|disclose|confirm|return|reach"
    r"|be reached|available|sure|doubt|necessarily|longer|least|less|more|matter|one of|want|think"
    r"|believe|expect|going|able|mean|need|see|let|get|even)\b",
    re.IGNORECASE,
)
_OBJECT = r"(?:claim|report|allegation|suggestion|accusation|rumou?r)s?"
_DENIAL = re.compile(
    # To deny somebody a thing is to refuse it.
    r"\b(?:denie[sd](?! (?:coverage|access|bail|entry|permission|service|treatment|him|her a|them"
    r"|us|people)\b)|deny(?:ing)?(?= (?:that|having|being|any|all|wrongdoing|involvement"
    r"|the (?:claim|report|allegation|charge)))"
    rf"|refut(?:es|ed|ing|e)|(?:reject|dismiss)(?:ed|es|ing|s)?"
    rf" (?:the |any |those |these )?{_OBJECT}|contrary to|debunk\w*"
    r"|(?:wrongly|falsely|mistakenly|incorrectly|erroneously) \w+)\b",
    re.IGNORECASE,
)
_WRONGLY = re.compile(
    r"\b(?:wrongly|falsely|mistakenly|incorrectly|erroneously) "
    r"(?:suggest|report|claim|stat|sa[iy]|print|publish|attribut|quot)",
    re.IGNORECASE,
)
_CORRECTION = re.compile(
    r"\b(?:incorrect|misreport\w*|misquot\w*|misstat\w*|untrue|inaccura\w+|fabricated|baseless"
    r"|(?:formal |issued? an? )correction|correct(?:s|ed)? the record|set the record straight"
    r"|(?:report|claim|story|article|account|figure|allegation|rumou?r|suggestion)s?"
    r" (?:was|were|is|are) (?:\w+ )?(?:wrong|false|mistaken|a lie|not true)|never happened"
    r"|no truth|fake news|retracted"
    r"|we (?:misread|apologi[sz]e))\b",
    re.IGNORECASE,
)
# Advice and supposition deny no fact.
_SUPPOSED = re.compile(
    r"\b(?:should|would|could|must|may|might|ought|if|unless|whether)\b|\?", re.IGNORECASE
)
# "a formal correction after it was suggested that …": what was suggested is what is denied.
_REPORTED = re.compile(
    r"\b(?:suggest(?:ed|ions?)|report(?:ed|s)|claim(?:ed|s)|said|alleg(?:ed|ations?)|headlines?|rumou?rs?)\b"
    r"(?:,? that\b)?",
    re.IGNORECASE,
)
LIGHT = 0.12
"""Rarity below which a word says too little to be what a denial is about."""
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
        """Say whether it denies or corrects in so many words."""
        return self.corrects or any(scope.outright for scope in self.scopes)

    def weigh(self, stems: Iterable[str]) -> float:
        """Sum the rarity of some of its stems."""
        return sum(self.weights.get(stem, 0.0) for stem in stems)


@lru_cache(4096)
def read_claim(text: str) -> Claim:
    """Read one sentence."""
    terms = [term for term in find_terms(text) if term.name or rarity(term.word) > LIGHT]
    weights: dict[str, float] = {}
    for term in terms:
        weights[_stem(term)] = max(rarity(term.word), weights.get(_stem(term), 0.0))
    if TURNED_DOWN.search(text):
        weights[ALIKE["refus"]] = rarity("refusal")
    ranges = [*_negations(text), *_denials(text)]
    scopes = [_scope(terms, *one) for one in ranges]
    inside = {term for term in terms for start, end, *_ in ranges if start <= term.start < end}
    asserted = {_stem(term) for term in terms if term not in inside}
    if TURNED_DOWN.search(text):
        asserted.add(ALIKE["refus"])
    return Claim(
        text=text,
        weights=weights,
        names=frozenset(_stem(term) for term in terms if term.name),
        asserted=frozenset(asserted),
        scopes=tuple(scope for scope in scopes if scope.stems),
        corrects=bool(_CORRECTION.search(text)),
    )


@lru_cache(4096)
def opposing(text: str) -> bool:
    """Say quickly whether a text denies, negates or corrects anything at all."""
    return any(cue.search(text) for cue in (_CORRECTION, _DENIAL, _NEGATION))


@lru_cache(4096)
def correcting(text: str) -> bool:
    """Say whether a text calls something said before incorrect."""
    return bool(_CORRECTION.search(text) or _WRONGLY.search(text))


def _stem(term: Term) -> str:
    return ALIKE.get(term.stem, term.stem)


def _negations(text: str) -> Iterator[tuple[int, int, int, bool]]:
    """Yield the ranges that negations reach, and how many words say what is negated."""
    for found in _NEGATION.finditer(text):
        if _OPEN.match(text, found.end()):
            continue
        end = _CLAUSE_END.search(text, found.end())
        clause = text[max(0, found.start() - 25) : end.start() if end else len(text)]
        if _SUPPOSED.search(clause) or clause.lower().lstrip("“\"' ").startswith("you "):
            continue
        heads = 3 if found["noun"] else 1
        yield found.start(), end.start() if end else len(text), heads, False


def _denials(text: str) -> Iterator[tuple[int, int, int, bool]]:
    """Yield the ranges that words of denial reach: all that follows them."""
    for found in _DENIAL.finditer(text):
        yield found.end(), len(text), 1, True
    correction = _CORRECTION.search(text)
    reported = _REPORTED.search(text, correction.end()) if correction else None
    if reported and not _DENIAL.search(text):
        yield reported.end(), len(text), 2, True


def _scope(terms: list[Term], start: int, end: int, heads: int, outright: bool) -> Scope:
    inside = [term for term in terms if start <= term.start < end]
    said = [_stem(term) for term in inside if not term.name]
    return Scope(
        stems=tuple(_stem(term) for term in inside),
        outright=outright,
        heads=frozenset(said[:heads]),
        opening=frozenset(said[:5]),
    )
