"""The cheap signs that a sentence answers a question: of its words, its vector, and who stands behind it.

Nearness in meaning, the question's own terms, the kind of thing asked for, whose words are asked for.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.archive.pages import Page
from bot.evidence.ages import tells_ages_of_several, unnamed
from bot.evidence.listed import holds_listed
from bot.evidence.speaking import TITLES, speaker_fit
from bot.evidence.things import count_fit, fits, only_of_a_record, places_of
from bot.evidence.titled import age_by_title, is_title_alone
from bot.understanding.asked import Asked
from bot.understanding.question import Subject, Understood
from index.encoders.encoder import Matrix
from index.values import Hit, Role

Floats = npt.NDArray[np.float32]

SIGNS = (
    "similar", "similar_part", "passage", "passage_score", "terms", "terms_near", "names", "names_near",
    "held", "beside", "listed", "speaker", "relayed", "opening", "length", "recent",
)  # fmt: skip


_NEAR = 2
"""Sentences on either side in which somebody is named whose relatives' ages a sentence gives."""
_RELAYED = 0.8


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence that may be quoted, in its page and in the passage that was found."""

    page: Page
    place: int
    hit: Hit


def quotable_places(hits: Sequence[Hit], pages: Sequence[Page]) -> list[Place]:
    """Return the sentences of the hits that may be quoted, in their order; ``pages`` belong to ``hits``."""
    return [
        Place(page, place, hit)
        for hit, page in zip(hits, pages, strict=True)
        for place in range(hit.passage.first, hit.passage.last + 1)
        if page.quotable(place)
    ]


def signs_of(understood: Understood, vectors: Matrix, places: Sequence[Place]) -> Floats:
    """Return one row of ``SIGNS`` for each sentence: (n, signs).

    ``vectors`` (m, d) are the whole question's and its parts'; sentences of one hit stand together.
    """
    if not places:
        return np.zeros((0, len(SIGNS)), np.float32)
    similar = np.stack([one.page.vectors[one.place] for one in places]) @ vectors.T
    whole, best = similar[:, 0].tolist(), similar.max(axis=1).tolist()
    rows = []
    for first, last in _runs(places):
        passage = max(whole[first:last])
        inside = _within(understood, places[first])
        rows += [
            sign_row(
                similar=whole[at],
                similar_part=best[at],
                passage=passage,
                passage_score=places[at].hit.score,
                recent=places[at].hit.recent,
                **_of_words(understood, places[at], inside),
            )
            for at in range(first, last)
        ]
    return np.array(rows, np.float32)


def _runs(places: Sequence[Place]) -> Iterable[tuple[int, int]]:
    """Yield the ranges of places that are of one hit."""
    first = 0
    for at in range(1, len(places) + 1):
        if at == len(places) or places[at].hit is not places[first].hit:
            yield first, at
            first = at


def _within(understood: Understood, one: Place) -> frozenset[str]:
    """Return which of the question's terms a passage or its title holds."""
    page, passage = one.page, one.hit.passage
    held = page.title_stems & understood.subject.stems
    return held.union(
        *(
            page.stems(place) & understood.subject.stems
            for place in range(passage.first, passage.last + 1)
            if page.quotable(place)
        )
    )


def _of_words(understood: Understood, one: Place, inside: frozenset[str]) -> dict[str, float]:
    """Return the signs that the sentence's words give."""
    page, place, subject = one.page, one.place, understood.subject
    wanted = subject.stems
    own = page.stems(place) & wanted
    near = own.union(
        page.stems(place - 1) & wanted, page.stems(place + 1) & wanted, page.title_stems & wanted
    )
    text = page.text(place)
    asked = understood.demand.asked
    beside_what = anchors(subject) if asked is Asked.AGE else wanted
    held, beside = fits(asked, text, subject.all_stems, beside_what)
    if held and asked is Asked.AGE:
        beside = _beside_whom(understood, one, text, beside)
    if asked is Asked.DURATION:
        held = held and not only_of_a_record(understood.question.text, text)
    if held and understood.demand.counted:
        beside = count_fit(text, understood.demand.counted)
    return {
        "terms": covered(subject.terms, own),
        "terms_near": covered(subject.terms, near),
        "names": covered(subject.names, own),
        "names_near": covered(subject.names, near | inside),
        "held": held,
        "beside": beside,
        "listed": holds_listed(understood.demand.sort, text, understood.question.text),
        "speaker": speaker_fit(understood.demand, page, place),
        "relayed": relay_fit(understood, page, place),
        "opening": place == 0,
        "length": length_sign(text),
    }


def _beside_whom(understood: Understood, one: Place, text: str, beside: float) -> float:
    """Return how near an age stands to the one asked for, whose title may stand for the name.

    Where somebody's age is asked for who is not named, a name in the question is that of another ("Ada's children"),
    and stands near.
    """
    question, page, subject = understood.question.text, one.page, understood.subject
    if whom := unnamed(question):
        names = frozenset(subject.names) - TITLES
        steps = range(-_NEAR, _NEAR + 1)
        around = frozenset[str]().union(*(page.stems(one.place + step) for step in steps))
        of_others = names.isdisjoint(around) or whom.called.isdisjoint(around)
        if whom.relatives and names and of_others:
            return 0.0
        if whom.several and tells_ages_of_several(text):
            return 1.0
        near = fits(Asked.AGE, text, subject.all_stems, whom.called)[1]
        return near if whom.relatives else max(near, beside)
    ages = places_of(Asked.AGE, text, subject.all_stems)
    if age_by_title(question, page.article, text, ages):
        return 1.0
    return 0.0 if is_title_alone(question) else beside


def sign_row(**values: float) -> list[float]:
    """Return the values of ``SIGNS`` in their order; those not given are 0."""
    return [values.get(name, 0.0) for name in SIGNS]


def length_sign(text: str) -> float:
    """Return the sign of a sentence's length."""
    return math.log1p(len(text)) / 6


def covered(wanted: Mapping[str, float], found: frozenset[str]) -> float:
    """Return the weighted share of the wanted stems that are among those found; 1 where none is wanted."""
    total = sum(wanted.values())
    if not total:
        return 1.0
    if len(found) < len(wanted):
        return sum([wanted[stem] for stem in found if stem in wanted]) / total
    return sum([weight for stem, weight in wanted.items() if stem in found]) / total


def anchors(subject: Subject) -> frozenset[str]:
    """Return the stems that a thing asked for should stand beside: names without titles, else all terms."""
    return frozenset(subject.names) - TITLES or frozenset(subject.terms)


def relay_fit(understood: Understood, page: Page, place: int) -> float:
    """Say how far a sentence is of an outlet that the question asks about: 1 where that printed it itself.

    What another outlet relays of it is nearly as good, and stands behind its own words.
    """
    outlets = (*understood.printed, *understood.heard)
    if not outlets:
        return 0.0
    if page.article.outlet in outlets:
        return 1.0
    relayed = [name for name in outlets if page.may_relay(name)]
    if relayed and any(
        link.role is Role.OUTLET and link.name in relayed
        for link in page.chain(page.sentences[place].span)
    ):
        return _RELAYED
    text = page.text(place)
    return 0.5 if any(name in text for name in outlets) else 0.0
