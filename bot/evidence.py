"""Weigh every sentence of the nearest passages as evidence for a question.

Cheap signs first (similarity, the question's own terms, the kind of thing asked for, whose words are
asked for), for all sentences; the trained checker then reads the most promising ones. A fitted linear
score joins the signs (``config/evidence.json``, made by ``scripts/calibrate.py``).
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.asked import Asked, Demand, holds
from bot.checker import Candidate, Checker
from bot.pages import Page
from bot.question import Understood
from index.encoder import Matrix
from index.terms import rarity, stems
from index.values import Hit, Role

Floats = npt.NDArray[np.float32]

SIGNS = (
    "similar", "similar_part", "passage", "passage_score", "terms", "terms_near", "names", "names_near",
    "held", "speaker", "relayed", "opening", "length",
)  # fmt: skip
_FITTED = Path(__file__).resolve().parent.parent / "config" / "evidence.json"
_READ = 12
"""Sentences that the checker reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A sentence weighed for a question: its place in its page, its signs, and the checker's view."""

    page: Page
    place: int
    hit: Hit
    signs: Floats
    """One value for each of ``SIGNS``."""
    cheap: float
    checked: float | None = None
    """The checker's probability that the sentence answers; None where it was not read."""
    score: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The question's terms with their weights (rarer words weigh more), names apart."""

    terms: dict[str, float]
    names: dict[str, float]
    all_stems: frozenset[str]

    @classmethod
    def of(cls, understood: Understood) -> Subject:
        """Weigh the terms of a question."""
        terms: dict[str, float] = {}
        names: dict[str, float] = {}
        for term in understood.terms:
            terms[term.stem] = max(terms.get(term.stem, 0.0), 0.2 + rarity(term.word))
            if term.name:
                names[term.stem] = terms[term.stem]
        return cls(terms=terms, names=names, all_stems=stems(understood.question.text))


def weigh(
    understood: Understood,
    vectors: Matrix,
    hits: Sequence[Hit],
    pages: Sequence[Page],
    checker: Checker | None,
) -> list[Evidence]:
    """Return the sentences of the hits as evidence, best first.

    ``vectors`` (n, d) are the whole question's and its parts'; ``pages`` belong to ``hits``.
    """
    subject = Subject.of(understood)
    found = [
        one
        for hit, page in zip(hits, pages, strict=True)
        for one in _sentences(understood, subject, vectors, hit, page)
    ]
    found.sort(key=lambda one: (-one.cheap, one.hit.rank, one.place))
    return checked(understood.question.text, found, checker)


def checked(question: str, found: Sequence[Evidence], checker: Checker | None) -> list[Evidence]:
    """Let the checker read the best, then order all by the joint score."""
    fitted = _fitted()
    read = found[:_READ] if checker else []
    views = checker.score(question, [_candidate(one) for one in read]) if checker and read else ()
    weight, share = fitted.checker, fitted.cheap
    joint = [
        _with_view(one, float(view), weight * logit(float(view)) + share * one.cheap)
        for one, view in zip(read, views, strict=True)
    ]
    floor = min((one.score for one in joint), default=0.0)
    rest = [
        _with_view(
            one, None, (min(floor, 0.0) - 1.0 if joint else 0.0) + one.cheap - found[0].cheap
        )
        for one in found[len(joint) :]
    ]
    return sorted(joint, key=lambda one: -one.score) + rest


def _with_view(one: Evidence, view: float | None, score: float) -> Evidence:
    return Evidence(
        page=one.page, place=one.place, hit=one.hit, signs=one.signs, cheap=one.cheap,
        checked=view, score=score,
    )  # fmt: skip


def _candidate(one: Evidence) -> Candidate:
    page, place = one.page, one.place
    before = page.text(place - 1) if place else page.article.title or ""
    return Candidate(sentence=page.text(place), before=before)


def _sentences(
    understood: Understood, subject: Subject, vectors: Matrix, hit: Hit, page: Page
) -> list[Evidence]:
    places = [p for p in range(hit.passage.first, hit.passage.last + 1) if page.quotable(p)]
    if not places:
        return []
    similar = page.vectors[places] @ vectors.T
    nearest = float(similar[:, 0].max())
    inside = frozenset().union(*(page.stems(p) for p in places), page.title_stems)
    found = []
    for row, place in enumerate(places):
        signs = _signs(understood, subject, similar[row], nearest, inside, hit, page, place)
        found.append(
            Evidence(page=page, place=place, hit=hit, signs=signs, cheap=_fitted().of(signs))
        )
    return found


def _signs(
    understood: Understood,
    subject: Subject,
    similar: Floats,
    nearest: float,
    inside: frozenset[str],
    hit: Hit,
    page: Page,
    place: int,
) -> Floats:
    own = page.stems(place)
    near = own | page.stems(place - 1) | page.stems(place + 1) | page.title_stems
    text = page.text(place)
    return np.array(
        (
            similar[0],
            similar.max(),
            nearest,
            hit.score,
            covered(subject.terms, own),
            covered(subject.terms, near),
            covered(subject.names, own),
            covered(subject.names, near | inside),
            holds(understood.demand.asked, text, subject.all_stems),
            speaker_fit(understood.demand, page, place),
            relay_fit(understood, page, place),
            place == 0,
            math.log1p(len(text)) / 6,
        ),
        np.float32,
    )


def covered(wanted: dict[str, float], found: frozenset[str]) -> float:
    """Return the weighted share of the wanted stems that are among those found; 1 where none is wanted."""
    total = sum(wanted.values())
    return sum(w for stem, w in wanted.items() if stem in found) / total if total else 1.0


def speaker_fit(demand: Demand, page: Page, place: int) -> float:
    """Say whether the sentence gives the words of the one asked for: 1 yes, ½ named, 0 no or not asked."""
    if demand.asked is not Asked.WORDS or not demand.speaker:
        return 0.0
    wanted = stems(demand.speaker)
    sentence = page.sentences[place].span
    for one in page.attributions:
        if one.content.overlaps(sentence) or (one.source and sentence.covers(one.source)):
            names = " ".join(
                filter(None, (one.speaker, one.source and one.source.of(page.article.body)))
            )
            if wanted & stems(names) - _TITLES:
                return 1.0
    return 0.5 if wanted & page.stems(place) - _TITLES else 0.0


_TITLES = stems(
    "the a an of mr mrs ms dr sir lord lady prince princess king queen president duke duchess minister"
)


def relay_fit(understood: Understood, page: Page, place: int) -> float:
    """Say whether the sentence relays, or is printed by, an outlet that the question asks about."""
    outlets = (*understood.printed, *understood.heard)
    if not outlets:
        return 0.0
    if page.article.outlet in outlets:
        return 1.0
    chain = page.chain(page.sentences[place].span)
    return float(any(link.role is Role.OUTLET and link.name in outlets for link in chain))


def logit(probability: float) -> float:
    """Return the log odds of a probability, kept finite."""
    clear = min(max(probability, 1e-4), 1 - 1e-4)
    return math.log(clear / (1 - clear))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fitted:
    signs: Floats
    checker: float
    cheap: float

    def of(self, signs: Floats) -> float:
        return float(self.signs @ signs)


@cache
def _fitted() -> _Fitted:
    read = json.loads(_FITTED.read_text(encoding="utf-8"))
    return _Fitted(
        signs=np.array([read["signs"][name] for name in SIGNS], np.float32),
        checker=read["checker"],
        cheap=read["cheap"],
    )
