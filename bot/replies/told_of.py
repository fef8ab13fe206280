"""Answers on days of which the archive has no article, from articles of other days that tell of them.

"What happened in January?" asks for what was printed then. Where nothing was, an article of November may still
say what came out in January.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.archive.holding import Held
from bot.replies.answering import Answerer
from bot.understanding.periods import Period
from bot.understanding.question import Subject, Understood
from bot.understanding.small_days import with_capital_days
from bot.values import Answer, NoAnswer, Question, Quote, Reason, Reply
from index.encoders.encoder import Matrix
from index.values import Filter
from index.words.terms import find_terms

_NAMED = re.compile(r"[A-Z][a-z]+|\d+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NO_YEAR_BEHIND = r"(?!\.?(?: \d{1,2}(?:st|nd|rd|th)?)?(?: of)?,? (?:19|20)\d\d)"


def told_of(
    answerer: Answerer,
    held: Held,
    understood: Understood,
    vectors: Matrix,
    reply: Reply,
    quotes: int | None,
) -> Reply:
    """Return an answer whose quotes name the days asked for, where nothing of those days is held; else the reply.

    Only days that the question's own words name by the calendar count: "yesterday" is another day in another
    article, and limits that were set outright hold.
    """
    period = _named_days(understood)
    if period is None or not _nothing_then(reply):
        return reply
    again = answerer.answer(held, _at_any_time(understood, period), vectors, quotes=quotes)
    if not isinstance(again, Answer):
        return reply
    words = understood.question.text[period.start : period.end]
    days = _Days(words, period)
    kept = [n for n, quote in enumerate(again.quotes) if days.named_in(quote)]
    if not kept:
        return reply
    return replace(
        again,
        question=reply.question,
        reading=replace(reply.reading, told_of=words, newest_on=None),
        quotes=tuple(again.quotes[n] for n in kept),
        disputed=_among(again.disputed, kept),
        elapsed_ms=reply.elapsed_ms + again.elapsed_ms,
    )


def _named_days(understood: Understood) -> Period | None:
    question: Question = understood.question
    period = understood.clauses[0].period
    if period is None or period.relative or question.since or question.until:
        return None
    return period


def _nothing_then(reply: Reply) -> bool:
    return isinstance(reply, NoAnswer) and reply.reason is Reason.NOTHING_IN_PERIOD


def _at_any_time(understood: Understood, period: Period) -> Understood:
    """Return the question read as one on what happened then, whenever it was printed."""
    days = [
        term
        for term in find_terms(understood.question.text)
        if term.start < period.end and period.start < term.end
    ]
    terms = tuple(sorted([*understood.terms, *days], key=lambda term: term.start))
    return replace(
        understood,
        filter=Filter(outlets=understood.filter.outlets),
        reading=replace(understood.reading, since=None, until=None),
        terms=terms,
        subject=Subject.of(understood.question.text, terms),
        clauses=tuple(replace(clause, period=None) for clause in understood.clauses),
        news=None,
    )


class _Days:
    """Days as a question names them, to be found in quotes."""

    def __init__(self, words: str, period: Period) -> None:
        named = _NAMED.findall(with_capital_days(words))
        self._words = [_whole(word) for word in named if not _YEAR.fullmatch(word)]
        months = [word for word in named if word.isalpha()]
        self._months = [_whole(word, _NO_YEAR_BEHIND) for word in months]
        self._years = [word for word in named if _YEAR.fullmatch(word)]
        self._since = period.since

    def named_in(self, quote: Quote) -> bool:
        """Say whether a quote names them all; the year of a month may follow from the day it was printed on."""
        if not (self._words or self._years):
            return False
        return all(word.search(quote.text) for word in self._words) and all(
            _whole(year).search(quote.text) or self._follows(int(year), quote)
            for year in self._years
        )

    def _follows(self, year: int, quote: Quote) -> bool:
        """Say whether a month without a year is of this one: the last that had begun when the article was printed."""
        printed = (quote.article.published or "")[:7]
        if self._since is None or not any(month.search(quote.text) for month in self._months):
            return False
        month = f"{self._since.month:02}"
        return printed[:4] == str(year + (printed[5:] < month)) if printed else False


def _whole(word: str, behind: str = "") -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.,]){word}(?:st|nd|rd|th)?(?!\w){behind}")


def _among(pairs: Sequence[tuple[int, int]], kept: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Return the pairs of those kept, by their new positions."""
    place = {old: new for new, old in enumerate(kept)}
    return tuple((place[a], place[b]) for a, b in pairs if a in place and b in place)
