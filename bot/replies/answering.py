"""From a question as understood to a reply: search, weigh, choose, and say how sure that is."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

from bot.archive.holding import Held
from bot.archive.pages import Page
from bot.conflict.disputes import disputed_pairs
from bot.conflict.question import asks_for_truth
from bot.evidence.calibration import MARKS, Floats, calibration, kind_of, question_marks
from bot.evidence.checker import Checker
from bot.evidence.signs import SIGNS
from bot.evidence.titled import is_title_alone
from bot.evidence.weighing import Evidence, checked, read_around, weigh
from bot.quotes.choosing import choose
from bot.replies.both_sides import ALL, MOST, SPARED, Disputes, other_side, to_the_point, with_sides
from bot.replies.latest import latest
from bot.replies.marking import marked, only_marked
from bot.replies.printed_words import quotes_printing
from bot.understanding.asked import Asked
from bot.understanding.capitals import with_capitals
from bot.understanding.question import Understood
from bot.values import Answer, NoAnswer, Quote, Reason, Reply
from index.encoders.encoder import Matrix
from index.search.ranking import Wanted
from index.search.search import Prepared, prepare, search
from index.values import Filter, Hit
from index.words.terms import find_terms

_LOOKED_AT = 12
"""Passages whose sentences are weighed, and searched for another side."""
_LOOKED_AT_FOR_ONE = 15
"""The same for a question of one part, whose answer is spread over more of them."""
_LEARNT_FROM = 8_000
"""Characters of each article that tell how a question's names are written."""
_COUNTED = frozenset(
    {Asked.SUM, Asked.NUMBER, Asked.AGE, Asked.ORDINAL, Asked.DURATION, Asked.DATE, Asked.HOUR}
)
_EXACT = _COUNTED | {Asked.PLACE}
"""What asks for one number, day or place: no denial of anything else is in dispute there."""
_VERBATIM = 0.99
"""How sure an answer is that prints the very words asked about."""
_ABOUT = 0.9
"""How sure it is that articles tell of a topic whose words their titles or openings hold."""
_NEXT_TO = 0.5
"""Nearness from which an age stands beside a name."""
_RELAYED, _SPEAKER, _HELD, _BESIDE = (
    SIGNS.index(name) for name in ("relayed", "speaker", "held", "beside")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search brought up, weighed: the ground for an answer or for none."""

    understood: Understood
    """The question, its names with capitals where it was typed without any."""
    hits: list[Hit]
    pages: list[Page]
    evidence: list[Evidence]
    """Sentences that can be an answer, best first."""
    nearest: float
    """Similarity of the nearest sentence, whether or not it can be an answer."""
    marks: Floats
    """``bot.evidence.calibration.MARKS`` of the question; those that do not weigh may be 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answerer:
    """Answers questions from a snapshot.

    ``least`` overrides the calibrated threshold; ``all_marks`` finds those as well that do not weigh, to fit weights.
    """

    checker: Checker | None
    quotes: int
    least: float | None = None
    all_marks: bool = False

    def answer(
        self,
        held: Held,
        understood: Understood,
        vectors: Matrix,
        *,
        prepared: Prepared | None = None,
        quotes: int | None = None,
        spent: float = 0.0,
    ) -> Reply:
        """Return the reply; ``spent`` (seconds) counts towards its time.

        ``prepared`` is what ``prepared_for`` gives, where it is there already.
        """
        began = time.perf_counter() - spent
        found = self.find(held, understood, vectors, prepared)
        understood = found.understood
        fitted = calibration(kind_of(understood, found.evidence))
        confidence = fitted.confidence(found.marks)
        least = fitted.least(len(understood.subject.terms)) if self.least is None else self.least
        reason = _nothing(understood, held, found.hits)
        chosen: list[Quote] = []
        disputed: Disputes = ()
        reading = understood.reading
        printed = quotes_printing(held, understood, quotes or self.quotes)
        news = latest(held, understood, vectors[0], quotes or self.quotes)
        if news is not None:
            chosen, confidence, reason = news.quotes, _ABOUT, None
            since, until = news.within.since, news.within.until
            newest_on = news.topic if chosen else None
            reading = replace(reading, newest_on=newest_on, since=since, until=until)
            if not chosen:
                confidence, reason = 0.0, _none_of(news.within)
        elif printed is not None:
            chosen, confidence = printed, _VERBATIM if printed else min(confidence, least)
            reason = None if printed else Reason.NOT_IN_ARCHIVE
        elif reason is None:
            short = least - confidence
            chosen, disputed = _shown(held, understood, found, quotes or self.quotes, short)
        if not chosen:
            reason = reason or _refusal(understood, found, confidence)
        hits = tuple(found.hits[: understood.question.limit])
        milliseconds = (time.perf_counter() - began) * 1000
        if reason is not None:
            return NoAnswer(
                question=understood.question,
                reading=reading,
                reason=reason,
                hits=hits,
                confidence=confidence,
                snapshot=held.archive.id,
                elapsed_ms=milliseconds,
            )
        return Answer(
            question=understood.question,
            reading=reading,
            quotes=tuple(chosen),
            hits=hits,
            confidence=confidence,
            snapshot=held.archive.id,
            elapsed_ms=milliseconds,
            disputed=disputed,
        )

    def find(
        self,
        held: Held,
        understood: Understood,
        vectors: Matrix,
        prepared: Prepared | None = None,
    ) -> Found:
        """Search and weigh."""
        most = _LOOKED_AT if understood.several else _LOOKED_AT_FOR_ONE
        limit = max(understood.question.limit, most)
        prepared = prepared or prepared_for(held, understood)
        hits = search(held.archive, held.catalogue, prepared, vectors, limit)
        looked_at = hits[:most]
        understood = with_capitals(
            understood, (hit.article.body[:_LEARNT_FROM] for hit in looked_at)
        )
        pages = [held.pages.page(hit.article) for hit in looked_at]
        weighed = weigh(understood, vectors, looked_at, pages)
        checker = None if understood.compares else self.checker
        size = held.archive.counts.passages
        evidence = checked(understood, admissible(understood, weighed), checker, passages=size)
        if not understood.several:
            evidence = read_around(understood.matter, evidence, checker)
        used = calibration(kind_of(understood, evidence)).used
        due = frozenset(MARKS) if self.all_marks else used
        marks = question_marks(understood, held.archive, vectors, evidence, looked_at, pages, due)
        nearest = max((one.signs[0] for one in weighed), default=0.0)
        return Found(
            understood=understood,
            hits=hits,
            pages=pages,
            evidence=evidence,
            nearest=float(nearest),
            marks=marks,
        )


def prepared_for(held: Held, understood: Understood) -> Prepared:
    """Do the part of a search that needs no vectors."""
    within = _within(understood, held)
    return prepare(held.archive, held.catalogue, wanted(understood), within)


def wanted(understood: Understood) -> list[Wanted]:
    """Return what to search for: the whole question, then its parts."""
    return [
        Wanted(
            text=clause.text,
            words=dict.fromkeys((term.word for term in find_terms(clause.text)), 1.0),
            outlets=clause.outlets,
            since=clause.period.since if clause.period else None,
            until=clause.period.until if clause.period else None,
        )
        for clause in understood.clauses
    ]


def _within(understood: Understood, held: Held) -> Filter:
    """Return the limits of the search; outlets that are only relayed here cannot confine it."""
    outlets = tuple(name for name in understood.filter.outlets if name in held.outlets)
    limits = understood.filter
    return Filter(outlets=outlets, since=limits.since, until=limits.until)


def admissible(understood: Understood, evidence: list[Evidence]) -> list[Evidence]:
    """Keep the evidence that can be an answer at all.

    Where an outlet's words are asked for, it printed them or is relayed as saying them; where
    somebody's words are asked for, they are his; where a sum, number, age or date is asked for, there is one.
    """
    if understood.several:
        return _of_several_parts(understood, evidence)
    kept = evidence
    if understood.printed:
        kept = [one for one in kept if one.signs[_RELAYED] > 0]
    if understood.heard:
        heard = [one for one in kept if one.signs[_RELAYED] > 0]
        kept = heard if heard or set(understood.heard) <= set(understood.absent) else kept
    if understood.demand.asked is Asked.WORDS and understood.demand.speaker:
        kept = [one for one in kept if one.signs[_SPEAKER] > 0.5]
    if understood.demand.asked in _COUNTED:
        kept = [one for one in kept if one.signs[_HELD] > 0]
    if understood.demand.asked is Asked.AGE and (
        understood.subject.names or is_title_alone(understood.question.text)
    ):
        kept = [one for one in kept if one.signs[_BESIDE] > _NEXT_TO]
    return kept


def _of_several_parts(understood: Understood, evidence: list[Evidence]) -> list[Evidence]:
    """Keep what the outlets named printed or are relayed as saying; failing that, what states no outlet."""
    if not understood.printed:
        return evidence
    own = [one for one in evidence if one.signs[_RELAYED] > 0]
    return own or [one for one in evidence if one.page.article.outlet is None] or evidence


def _shown(
    held: Held, understood: Understood, found: Found, count: int, short: float
) -> tuple[list[Quote], Disputes]:
    """Return the quotes to show and which of them are in dispute; ``short`` is how much less sure they are than needed.

    Where the question is about a dispute, its sides are shown; other quotes are in dispute where the sentences that
    answer are, not their surroundings.
    """
    hits, demand = found.hits[:_LOOKED_AT], understood.demand
    figures = demand.asked in _EXACT and not asks_for_truth(understood.question.text)
    chosen: list[Quote] = []
    if found.evidence and short <= 0:
        size, known = held.archive.counts.passages, found.understood.subject.all_stems
        chosen = choose(found.evidence, count, passages=size, known=known)
    others = other_side(held, chosen, hits, beyond=demand.whether, figures=figures)
    quotes = [*chosen, *others]
    opposed = disputed_pairs(quotes, held.archive, answering=True, figures=figures)
    pairs = marked(understood, found.evidence, quotes, opposed, len(chosen), held.archive)
    chosen, disputed = only_marked(chosen, others, pairs)
    if demand.asked not in _COUNTED - {Asked.DATE}:
        near = 0 < short <= SPARED or bool(opposed or disputed_pairs(chosen, held.archive))
        part = MOST if near else ALL
        both = with_sides(
            held, understood.question.text, chosen, hits, found.pages[: len(hits)], part
        )
        sides = disputed_pairs(both, held.archive) if both else ()
        if sides:
            return to_the_point(held, both, sides), sides
    return to_the_point(held, chosen, disputed), disputed


def _nothing(understood: Understood, held: Held, hits: list[Hit]) -> Reason | None:
    """Say why there can be no answer before any evidence is weighed."""
    if not (understood.terms or understood.demand.speaker or understood.heard):
        return Reason.NOT_ANSWERED
    if hits:
        return None
    return _none_of(understood.filter)


def _none_of(limits: Filter) -> Reason:
    """Say why nothing was found within limits."""
    return Reason.NOTHING_IN_PERIOD if limits.since or limits.until else Reason.NOT_IN_ARCHIVE


def _refusal(understood: Understood, found: Found, confidence: float) -> Reason:
    """Say why the evidence found is no answer."""
    asked_of = (*understood.printed, *understood.heard)
    none_held = bool(asked_of) and len(understood.absent) == len(asked_of)
    if none_held and not found.evidence:
        return Reason.OUTLET_NOT_IN_ARCHIVE
    return Reason.NOT_ANSWERED if found.nearest > 0.45 else Reason.NOT_IN_ARCHIVE
