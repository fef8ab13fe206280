"""Weigh every sentence of the nearest passages as evidence for a question.

Cheap signs first (similarity, the question's own terms, the kind of thing asked for, whose words are
asked for), for all sentences; the trained checker then reads the most promising ones. A linear
score joins the signs (``config/evidence.json``).
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.asked import Asked, Demand, holds, nearness
from bot.checker import Candidate, Checker
from bot.pages import Page
from bot.question import Subject, Understood
from index.encoder import Matrix
from index.terms import stems
from index.values import Hit, Role

Floats = npt.NDArray[np.float32]

SIGNS = (
    "similar", "similar_part", "passage", "passage_score", "terms", "terms_near", "names", "names_near",
    "held", "beside", "speaker", "relayed", "opening", "length",
)  # fmt: skip
_FITTED = Path(__file__).resolve().parent.parent / "config" / "evidence.json"
_READ = 6
"""Sentences that the checker reads."""
_LEANS_BACK = re.compile(
    r"[\"'“‘(]*(?:He|She|They|It|This|That|These|Those|His|Her|Their|Its|Both|Another|Such"
    r"|The (?:pair|two|couple|move|news|decision|latter|former|company|statement))\b"
)
_PRONOUN = re.compile(r"(?i)(?:he|she|they|it|him|her|them|who)")


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
    subject = understood.subject
    found = [
        one
        for hit, page in zip(hits, pages, strict=True)
        for one in _sentences(understood, subject, vectors, hit, page)
    ]
    found.sort(key=lambda one: (-one.cheap, one.hit.rank, one.place))
    return checked(understood.question.text, found, None if understood.compares else checker)


def checked(question: str, found: Sequence[Evidence], checker: Checker | None) -> list[Evidence]:
    """Let the checker read the best, then order all by the joint score; the others keep their order."""
    if checker is None or not found:
        return [replace(one, score=one.cheap) for one in found]
    read, rest = found[:_READ], found[_READ:]
    views = checker.score(question, [_candidate(one) for one in read])
    joint = [
        replace(one, checked=float(view), score=joint_score(float(view), one.cheap))
        for one, view in zip(read, views, strict=True)
    ]
    floor = min(one.score for one in joint)
    shift = floor - read[-1].cheap
    after = [replace(one, score=min(floor, one.cheap + shift)) for one in rest]
    return sorted(joint, key=lambda one: -one.score) + after


def _candidate(one: Evidence) -> Candidate:
    page, place = one.page, one.place
    before = ""
    if leans_back(page.text(place)):
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
            Evidence(page=page, place=place, hit=hit, signs=signs, cheap=sign_score(signs))
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
    return sign_values(
        similar=float(similar[0]),
        similar_part=float(similar.max()),
        passage=nearest,
        passage_score=hit.score,
        terms=covered(subject.terms, own),
        terms_near=covered(subject.terms, near),
        names=covered(subject.names, own),
        names_near=covered(subject.names, near | inside),
        held=holds(understood.demand.asked, text, subject.all_stems),
        beside=nearness(understood.demand.asked, text, subject.all_stems, frozenset(subject.terms)),
        speaker=speaker_fit(understood.demand, page, place),
        relayed=relay_fit(understood, page, place),
        opening=place == 0,
        length=len(text),
    )


def sign_values(*, length: int, **values: float) -> Floats:
    """Return the values of ``SIGNS``; those not given are 0, ``length`` is in characters."""
    values["length"] = math.log1p(length) / 6
    return np.array([values.get(name, 0.0) for name in SIGNS], np.float32)


def sign_score(signs: Floats) -> float:
    """Return the fitted score of signs, before the checker has read the sentence."""
    return float(fitted().signs @ signs)


def joint_score(view: float, cheap: float) -> float:
    """Return the score of a sentence that the checker has read."""
    return fitted().checker * logit(view) + fitted().cheap * cheap


def leans_back(text: str) -> bool:
    """Say whether a sentence opens with words that point to what stands before it."""
    return bool(_LEANS_BACK.match(text))


def covered(wanted: dict[str, float], found: frozenset[str]) -> float:
    """Return the weighted share of the wanted stems that are among those found; 1 where none is wanted."""
    total = sum(wanted.values())
    return sum(w for stem, w in wanted.items() if stem in found) / total if total else 1.0


def anchors(subject: Subject) -> frozenset[str]:
    """Return the stems that a thing asked for should stand beside: names without titles, else all terms."""
    return frozenset(subject.names) - _TITLES or frozenset(subject.terms)


def speaker_fit(demand: Demand, page: Page, place: int) -> float:
    """Say whether the sentence gives the words of the one asked for.

    1 where an attribution names that speaker, ¾ where its source is a pronoun and that name stands just
    before, ½ where the sentence only names him, 0 where it does not or nobody's words are asked for.
    """
    if demand.asked is not Asked.WORDS or not demand.speaker:
        return 0.0
    wanted = stems(demand.speaker) - _TITLES
    sentence, body = page.sentences[place].span, page.article.body
    around = page.stems(place) | page.stems(place - 1) | page.stems(place - 2)
    best = 0.5 if wanted & page.stems(place) else 0.0
    for one in page.attributions:
        behind = one.content.overlaps(sentence) or (one.cue and sentence.covers(one.cue))
        if not behind or one.source is None:
            continue
        source = one.source.of(body)
        if wanted & stems(f"{one.speaker or ''} {source}"):
            return 1.0
        if one.speaker is None and _PRONOUN.fullmatch(source) and wanted & around:
            best = 0.75
    return best


_TITLES = stems(
    "the a an of his her their for to s mr mrs ms dr sir lord lady prince princess king queen"
    " president duke duchess minister"
)


def relay_fit(understood: Understood, page: Page, place: int) -> float:
    """Say whether the sentence relays, or is printed by, an outlet that the question asks about."""
    outlets = (*understood.printed, *understood.heard)
    if not outlets:
        return 0.0
    if page.article.outlet in outlets:
        return 1.0
    chain = page.chain(page.sentences[place].span)
    if any(link.role is Role.OUTLET and link.name in outlets for link in chain):
        return 1.0
    text = page.text(place)
    return 0.5 if any(name in text for name in outlets) else 0.0


def logit(probability: float) -> float:
    """Return the log odds of a probability, kept finite."""
    clear = min(max(probability, 1e-4), 1 - 1e-4)
    return math.log(clear / (1 - clear))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """The fitted weights: of each sign, and of the checker's log odds and the signs' score jointly."""

    signs: Floats
    checker: float
    cheap: float


@cache
def fitted() -> Fitted:
    """Return the weights of ``config/evidence.json``."""
    read = json.loads(_FITTED.read_text(encoding="utf-8"))
    return Fitted(
        signs=np.array([read["signs"][name] for name in SIGNS], np.float32),
        checker=read["checker"],
        cheap=read["cheap"],
    )
