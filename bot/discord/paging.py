"""Beyond the first answer: further quotes on the same question, and other outlets' quotes."""

from __future__ import annotations

import dataclasses

from bot.records import AnswerRecord
from bot.service import AnsweringService
from bot.values import Answer, NoAnswer

NO_MORE = "That is all that the archive has on this question."
NO_OTHERS = "No other outlet in the archive answers this question."
_FURTHER = 5
_WIDE = 50
_OTHERS = 8


def further(service: AnsweringService, record: AnswerRecord) -> Answer | None:
    """Return the quotes that answer beyond those shown, or None."""
    reply = service.answer(record.asked(), quotes=_FURTHER)
    if isinstance(reply, NoAnswer):
        return None
    shown = {(quote.article_id, quote.start, quote.end) for quote in record.quotes}
    kept = [
        at
        for at, quote in enumerate(reply.quotes)
        if (quote.article.id, quote.start, quote.end) not in shown
    ]
    return _only(reply, kept) if kept else None


def from_others(service: AnsweringService, record: AnswerRecord) -> Answer | None:
    """Return what outlets that were not quoted answer, or None."""
    articles = service.archive.articles([quote.article_id for quote in record.quotes])
    quoted = {article.outlet for article in articles.values()}
    wide = dataclasses.replace(record.asked(), outlets=(), limit=_WIDE)
    others = dict.fromkeys(
        hit.article.outlet
        for hit in service.answer(wide).hits
        if hit.article.outlet and hit.article.outlet not in quoted
    )
    if not others:
        return None
    question = dataclasses.replace(record.asked(), outlets=tuple(others)[:_OTHERS])
    reply = service.answer(question, quotes=_FURTHER)
    return reply if isinstance(reply, Answer) else None


def _only(answer: Answer, kept: list[int]) -> Answer:
    place = {old: new for new, old in enumerate(kept)}
    return dataclasses.replace(
        answer,
        quotes=tuple(answer.quotes[at] for at in kept),
        disputed=tuple(
            (place[one], place[two])
            for one, two in answer.disputed
            if one in place and two in place
        ),
    )
