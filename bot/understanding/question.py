"""Understand a question: the outlets and periods it is confined to, what it asks for, and its parts.

Pure: the archive is known here only by the names of its outlets. Limits set outright (options of a
command) always hold; limits read from the words hold where the words plainly speak of who printed it
or when, and else only order the hits.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.understanding.asked import Asked, Demand, read_demand
from bot.understanding.clauses import split_clauses
from bot.understanding.leads import bare_question
from bot.understanding.matter import matter_of
from bot.understanding.naming import NamedOutlet, Part, name_outlets
from bot.understanding.news_asked import asks_of_days, news_asked, outlet_asked, small_outlet_asked
from bot.understanding.periods import Period, find_periods
from bot.understanding.quoted_words import words_whose_speaker
from bot.values import Question, Reading
from config.outlets import OutletRegistry
from index.values import Filter, Span
from index.words.terms import Term, find_terms, rarity, stemmed, stems


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A part of a question that is searched for by itself, with the outlets and period named in it."""

    text: str
    span: Span
    """Where it stands in the question."""
    outlets: tuple[str, ...] = ()
    period: Period | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The question's terms by their stems, with weights: rarer words weigh more; names apart."""

    terms: dict[str, float]
    names: dict[str, float]
    stems: frozenset[str]
    """Of the terms."""
    all_stems: frozenset[str]
    """Of every word of the question."""

    @classmethod
    def of(cls, text: str, terms: Sequence[Term]) -> Subject:
        """Weigh the terms of a question."""
        weights: dict[str, float] = {}
        for term in terms:
            weights[term.stem] = max(weights.get(term.stem, 0.0), 0.2 + rarity(term.word))
        names = {term.stem: weights[term.stem] for term in terms if term.name}
        return cls(terms=weights, names=names, stems=frozenset(weights), all_stems=stems(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """A question as understood. ``filter`` must hold for every quote; all else is weighed."""

    question: Question
    reading: Reading
    filter: Filter
    demand: Demand
    terms: tuple[Term, ...]
    """Words of its subject: neither outlets asked for, nor dates, nor words like "article" and "reported"."""
    subject: Subject
    clauses: tuple[Clause, ...]
    """The whole question first; then its parts, where it has several."""
    printed: tuple[str, ...]
    """Outlets whose own words are asked for; a quote is theirs or relays them."""
    heard: tuple[str, ...]
    """Outlets that somebody told something; quotes that relay them come first."""
    absent: tuple[str, ...]
    """Outlets among the two that the archive has no article of."""
    matter: str
    """The question without the outlets that it asks: what a sentence can answer."""
    news: str | None = None
    """The topic that news is asked of, empty for any; None where the question asks for something else."""
    capitals: bool = True
    """Whether it was typed with capitals, so that they tell its names."""

    @property
    def several(self) -> bool:
        """Whether no one sentence answers it: it has several parts, or asks how outlets' reports agree."""
        return len(self.clauses) > 1 or self._weighs_reports

    @property
    def compares(self) -> bool:
        """Whether it has several parts and names outlets: the checker reads no sentence for it."""
        return self.several and bool(self.printed or self.heard)

    @property
    def _weighs_reports(self) -> bool:
        """Whether it is a yes-or-no question on what outlets wrote, of two or of many words."""
        outlets = len(self.printed) + len(self.heard)
        long = outlets > 1 or len(self.terms) >= _MANY_TERMS
        return self.demand.asked is Asked.POLAR and outlets > 0 and long


_SCAFFOLD_WORDS = """
    article articles report reports reported reporting reportedly say says said according accord
    suggest suggests suggested mention mentions mentioned describe described claim claims claimed
    piece story coverage publish published publication state states stated indicate indicates source
    sources tell told discuss discussed discussing detail detailed detailing detailing information
    based considering question answer following which letter initial represents represented
    consistent consistency inconsistent portrayal narrative change individual entity figure person
    someone name also recently recent week today outlet outlets newspaper newspapers press quoted
    quote words understood thought happen happened happening please give find show article's
""".split()  # noqa: SIM905
_SCAFFOLDING = frozenset(map(stemmed, _SCAFFOLD_WORDS))
_MANY_TERMS = 8
_ASKS = re.compile(
    r"(?i)\b(?:who|whom|whose|what|whats|when|where|which|why|how)\b"
    r"|^\W*(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should)\b"
)
_NEXT_NAME = re.compile(r" [A-Z][a-z]+")
_FIRM_BEFORE = re.compile(
    r"(?i)\b(?:publish\w*|print\w*|report\w*|articles?|coverage|covered|stor(?:y|ies)|written|wrote|said|say|write"
    r"|quoted|appear\w*|posted|released)\b[^.?!]{0,40}$"
)


def read_question(
    asked: Question,
    registry: OutletRegistry,
    held: frozenset[str],
    today: date,
    last: date | None = None,
) -> Understood:
    """Understand a question of an archive of the outlets ``held`` (canonical names) up to the day ``last``."""
    typed = bare_question(asked.text)
    question = replace(asked, text=_with_mark(typed))
    text = question.text
    quoted = words_whose_speaker(text) or Span(0, 0)
    alone = outlet_asked(text, today, registry, held)
    of_one = alone or small_outlet_asked(text, registry, held)
    named = [
        one
        for one in ((of_one,) if of_one else name_outlets(text, registry, held))
        if not quoted.overlaps(Span(one.start, one.end))
    ]
    periods = [
        one
        for one in find_periods(text, today, last)
        if not _in_a_name(text, one, named, registry)
        and not quoted.overlaps(Span(one.start, one.end))
    ]
    of_days = bool(periods) and asks_of_days(text, today, named)
    if of_days:  # "What was in The Lantern in May?"
        named = [replace(one, part=Part.PRINTED) for one in named]
    printed, heard = _outlets(named, Part.PRINTED), _outlets(named, Part.HEARD)
    options = tuple(_canonical(name, registry) for name in question.outlets)
    asked_for = options or tuple(dict.fromkeys((*printed, *heard)))
    firm = (
        _firm_period(text, periods, bool(printed))
        if not (question.since or question.until)
        else None
    )
    since, until = question.since, question.until
    if firm:
        since, until = firm.since, firm.until
    demand = _demand(text, named)
    terms = _subject_terms(text, named, periods)
    return Understood(
        question=question,
        reading=Reading(
            outlets=tuple(name for name in asked_for if name in held),
            unknown_outlets=tuple(name for name in asked_for if name not in held),
            since=since,
            until=until,
        ),
        filter=Filter(outlets=options, since=since, until=until),
        demand=demand,
        terms=terms,
        subject=Subject.of(text, terms),
        clauses=_clauses(text, named, periods),
        printed=options or printed,
        heard=heard,
        absent=tuple(name for name in asked_for if name not in held),
        matter=matter_of(text, [one for one in named if one.part is Part.PRINTED]),
        news="" if alone or of_days else news_asked(asked.text, today),
        capitals=_has_capitals(typed),
    )


def _with_mark(text: str) -> str:
    """Return a question with its mark, which people leave out: what is plainly asked is read as such."""
    asks = _ASKS.search(text) and text.rstrip()[-1] not in ".?!…:;,"
    return f"{text.rstrip()}?" if asks else text


def _has_capitals(text: str) -> bool:
    """Say whether capitals tell the names of a question: it has some after its first letter, and not those alone.

    One that opens with a capital and ends with its mark is taken to be written with care: it names nothing.
    """
    inner = text[1:]
    with_care = text[:1].isupper() and text.rstrip().endswith(("?", "."))
    return inner != inner.upper() and (inner != inner.lower() or with_care)


def plain_subject(text: str) -> Subject:
    """Return the subject of a question that is taken to name neither outlets nor periods."""
    return Subject.of(text, _subject_terms(text, (), ()))


def _in_a_name(
    text: str, period: Period, named: Sequence[NamedOutlet], registry: OutletRegistry
) -> bool:
    """Say whether a period is part of an outlet's name: "the Sunday Times" speaks of no Sunday."""
    if any(one.start < period.end and period.start < one.end for one in named):
        return True
    following = _NEXT_NAME.match(text, period.end)
    return bool(following and registry.by_name(text[period.start : following.end()]))


def _outlets(named: Sequence[NamedOutlet], part: Part) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.name for one in named if one.part is part))


def _canonical(name: str, registry: OutletRegistry) -> str:
    outlet = registry.by_name(name) or registry.by_label(name)
    return outlet.name if outlet else name


def _demand(text: str, named: Sequence[NamedOutlet]) -> Demand:
    """Return what is asked for; an outlet that "says" something is a publisher, no speaker."""
    demand = read_demand(text)
    if demand.speaker and any(text[one.start : one.end] in demand.speaker for one in named):
        return Demand(asked=Asked.THING)
    return demand


def _firm_period(text: str, periods: Sequence[Period], outlet_asked: bool) -> Period | None:
    """Return the one period that the question confines publication to, where it plainly does.

    A question of several parts speaks of several articles, some of which may state no date: there a
    period only weighs.
    """
    if len(periods) != 1 or len(split_clauses(text)) > 1:
        return None
    period = periods[0]
    said_when = bool(_FIRM_BEFORE.search(text[: period.start]))
    return period if said_when or outlet_asked else None


def _subject_terms(
    text: str, named: Sequence[NamedOutlet], periods: Sequence[Period]
) -> tuple[Term, ...]:
    """Return the words of the question's subject."""
    left_out = [(one.start, one.end) for one in named if one.part is not Part.SUBJECT]
    left_out += [(period.start, period.end) for period in periods]
    return tuple(
        term
        for term in find_terms(text)
        if term.stem not in _SCAFFOLDING
        and not any(start < term.end and term.start < end for start, end in left_out)
    )


def _clauses(
    text: str, named: Sequence[NamedOutlet], periods: Sequence[Period]
) -> tuple[Clause, ...]:
    whole = Clause(
        text=text,
        span=Span(0, len(text)),
        outlets=tuple(dict.fromkeys(one.name for one in named if one.part is not Part.SUBJECT)),
        period=periods[0] if len(periods) == 1 else None,
    )
    parts = []
    for start, end in split_clauses(text):
        inside = [p for p in periods if start <= p.start < end]
        span = _trimmed(text, start, end)
        parts.append(
            Clause(
                text=span.of(text),
                span=span,
                outlets=tuple(
                    dict.fromkeys(
                        one.name
                        for one in named
                        if start <= one.start < end and one.part is not Part.SUBJECT
                    )
                ),
                period=inside[0] if len(inside) == 1 else None,
            )
        )
    return (whole, *parts) if len(parts) > 1 else (whole,)


def _trimmed(text: str, start: int, end: int) -> Span:
    """Return a range without the blanks and commas at its ends."""
    inner = text[start:end].lstrip(" ,;")
    first = end - len(inner)
    return Span(first, first + len(inner.rstrip(" ,;")))
