"""What a sentence asserts and what it denies, as far as contradiction needs it.

Negation reaches to the end of its clause (after NegEx: Chapman et al., 2001), a word of denial
("denied that", "wrongly suggested") to the end of the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import attrgetter

from bot.conflict.clauses import clause_end, clause_start
from bot.conflict.corrections import corrects, of_itself, refers_back
from bot.conflict.cues import LAST, NOUN, denials, negations, negative, telling, unsaid
from bot.conflict.words import alike
from index.words.terms import Term, find_terms, rarity, stemmed

LIGHT = 0.12
"""Rarity below which a word says too little to be what a denial is about."""
_TITLES = frozenset({"mr", "mrs", "ms", "dr"})
_USE = "us"
"""The stem of "using", which is that of "U.S.", too."""
_FIRST = 0.25
"""Rarity from which on the first word of a sentence may be a name, where it is no plural."""
_ADVERBS = frozenset({"however", "meanwhile", "instead", "later", "earlier", "today", "yesterday"})
OBJECT_STEMS = frozenset(
    (
        *(
            "claim",
            "report",
            "alleg",
            "suggest",
            "accus",
            "assert",
            "stori",
            "charg",
            "rumor",
            "rumour",
        ),
        *("involv", "wrongdo", "knowledg"),
    )
)
"""What is denied where somebody "denied the allegation" or "any involvement": they do not say what that is about."""
_OPENING = 5
VERB = re.compile(r"\b(?:was|were|is|are|has|have|had|would|will|did|does|do|could|can|should)\b")
_HE = re.compile(r"\b(?:he|she)(?: \w+)? (?:denie[sd]|denying|disputed)\Z", re.IGNORECASE)
"""Before what is denied by a pronoun: that is mostly the one who is named first."""
_WHERE = re.compile(
    r"\b(?:at|in|on|near|to|from|outside|inside|into)(?: the)?(?: [A-Z][\w.'’-]*)* \Z"
)
_LOOK_BACK = 120
"""Characters before a name in which such a word is looked for."""
_ACT = re.compile(r"(?: ever| \w+ly)? \w{2,}ing\b")
_DOES = re.compile(r"(?: that)? ")
"""Before a name that something is denied of: "denied Kestrel withheld the list". The verb says what is denied."""
_THAT = re.compile(r" that\b")
_COMPOUND = 2
_SAYING_LITTLE = OBJECT_STEMS | frozenset(
    ("try", "seek", "want", "plan", "intend", "attempt", "regard", "concern", "relat")
)
_TITLES_HELD = """majesty highness king queen prince princess duke duchess president minister senator governor mayor
judge justice secretary chancellor sir lord lady general rep sen gov democrat democratic republican gop"""
OFFICES = frozenset(map(stemmed, _TITLES_HELD.split()))
"""What many are called: such a word names nobody else than a name does."""
_BARE = 4
"""Words of content up to which a sentence of correction leaves to its neighbour what it is about."""
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
    noun: str
    """Of "no such thing" the last of the words that stand side by side; empty where it is no such negation."""
    objects: frozenset[str]
    """The names among its first words that are no places."""
    act: bool
    """Whether it is an act of the denier's own ("denied having met her")."""
    clausal: bool
    """Whether it is a clause with a verb of its own that is denied, not a thing or an act."""
    subject: frozenset[str]
    """Of whom or what the clause tells: its stems before the verb that are no names."""
    told: tuple[str, ...]
    """What is said in that clause: its stems after the verb that are no names, in order."""


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
    def outright(self) -> bool:
        """Say whether it denies or corrects in so many words, or tells of a denial."""
        return self.corrects or any(scope.outright for scope in self.scopes) or telling(self.text)

    def weigh(self, stems: Iterable[str]) -> float:
        """Sum the rarity of some of its stems."""
        return sum(self.weights.get(stem, 0.0) for stem in stems)


@lru_cache(4096)
def read_claim(text: str) -> Claim:
    """Read one sentence."""
    terms = [term for term in _terms(text) if _telling(term)]
    weights: dict[str, float] = {}
    for term in terms:
        weights[_stem(term)] = max(rarity(term.word), weights.get(_stem(term), 0.0))
    ranges = [] if of_itself(text) else [*negations(text), *denials(text)]
    scopes = [_scope(text, terms, *one) for one in ranges]
    untold = [*unsaid(text), *((start, end) for start, end, *_ in ranges)]
    asserted = {
        _stem(term) for term in terms if not any(start <= term.start < end for start, end in untold)
    }
    return Claim(
        text=text,
        weights=weights,
        names=frozenset(_stem(term) for term in terms if term.name),
        asserted=frozenset(asserted),
        scopes=tuple(scope for scope in scopes if scope.stems),
        corrects=corrects(text),
        negated=negative(text),
    )


def bare_correction(text: str) -> bool:
    """Say whether a sentence calls incorrect what is said beside it, and says little else: "this was incorrect"."""
    claim = read_claim(text)
    bare = claim.corrects and not claim.scopes and len(claim.stems) <= _BARE
    return bare and refers_back(text)


def _terms(text: str) -> list[Term]:
    """Return the words of content in order; to turn something down is to refuse it."""
    turned = [
        Term(stem="refus", word="refusal", start=found.start(), end=found.end(), name=False)
        for found in TURNED_DOWN.finditer(text)
    ]
    return sorted([*find_terms(text), *turned], key=attrgetter("start"))


def _telling(term: Term) -> bool:
    heavy = term.name or term.stem == _USE or rarity(term.word) > LIGHT
    return heavy and term.stem not in _TITLES


def doers(text: str, heads: frozenset[str]) -> frozenset[str]:
    """Return the names before the first of some words: who does or is that."""
    terms = find_terms(text)
    head = next((term for term in terms if _stem(term) in heads), None)
    return _named(text, terms, head.start) if head else frozenset()


def _named(text: str, terms: Sequence[Term], place: int) -> frozenset[str]:
    """Return the names before a place in its clause; where that has none, in its sentence."""
    names = [term for term in terms if term.start < place and (term.name or _opens(text, term))]
    if names and _HE.search(text, 0, place):
        return frozenset((_stem(names[0]),))
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
    if term.word.lower() == "developments":  # news, and nothing that anybody develops
        return "event"
    return "use" if term.stem == _USE and not term.name else alike(term.stem)


def _scope(text: str, terms: list[Term], start: int, end: int, heads: int, outright: bool) -> Scope:
    inside = [term for term in terms if start <= term.start < end]
    content = [term for term in inside if not (term.name or term.word.endswith("ly"))]
    said = [_stem(term) for term in content]
    exact = [stem for stem in said if stem not in _SAYING_LITTLE] if outright else said
    exact = exact or said
    if outright and heads == _COMPOUND and inside and _DOES.fullmatch(text, start, inside[0].start):
        heads = 1 if inside[0].name else heads
    verb = _verb(text, start, end) if outright else None
    opening_end = content[_OPENING - 1].start if len(content) >= _OPENING else end
    act = verb is None and outright and bool(_ACT.match(text, start))
    if heads == _COMPOUND and not verb and (act or not _next_to(text, content)):
        heads = 1
    return Scope(
        stems=tuple(_stem(term) for term in inside),
        outright=outright,
        heads=frozenset(exact[-1:] if heads == LAST else exact[:heads]),
        noun=_noun(text, inside) if heads == NOUN and not outright else "",
        opening=frozenset(exact[:_OPENING]),
        deniers=_named(text, terms, start) - OFFICES,
        objects=_names_before(text, inside, opening_end),
        act=act,
        clausal=verb is not None,
        subject=frozenset(_told(content, 0)) - frozenset(_told(content, verb.end() if verb else 0)),
        told=_told(content, verb.end()) if verb else (),
    )


def _names_before(text: str, terms: list[Term], place: int) -> frozenset[str]:
    """Return the names before a place, those left out that only say where something was."""
    named = [term for term in terms if term.name and term.start < place]
    found = [
        term
        for term in named
        if not _WHERE.search(text, max(0, term.start - _LOOK_BACK), term.start)
    ]
    return frozenset(map(_stem, found)) - OFFICES


def _noun(text: str, terms: Sequence[Term]) -> str:
    """Return the last of the words that follow "no" side by side: "winner" of "no jackpot winner yet"."""
    run = list(terms[:1])
    for term in terms[1:]:
        if text[run[-1].end : term.start] != " " or _stem(term) in _SAYING_LITTLE:
            break
        run.append(term)
    return _stem(run[-1]) if run else ""


def _told(content: list[Term], place: int) -> tuple[str, ...]:
    stems = (_stem(term) for term in content if term.start >= place)
    return tuple(stem for stem in stems if stem not in _SAYING_LITTLE)


def _verb(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the verb that makes a clause of what is denied; its "that" where no verb can be told."""
    found = VERB.search(text, start, min(end, clause_end(text, start)))
    return found or _THAT.search(text, max(0, start - len(" that")), start + len(" that"))


def _next_to(text: str, content: list[Term]) -> bool:
    """Say whether the first two words stand side by side ("sexual misconduct")."""
    return len(content) > 1 and text[content[0].end : content[1].start] == " "
