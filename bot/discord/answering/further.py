"""Beyond the first answer: further quotes on the same question, and other outlets' quotes."""

from __future__ import annotations

from bot.memory.records import AnswerRecord
from bot.replies import others
from bot.replies.doubts import only
from bot.serving.service import AnsweringService
from bot.values import Answer, NoAnswer

NO_MORE = "That is all that the archive has on this question."
_FURTHER = 5


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
    return only(reply, kept) if kept else None


def from_others(
    service: AnsweringService, record: AnswerRecord, least: float = 0.0
) -> Answer | None:
    """Return what outlets that were not quoted answer, or None; ``least`` is how sure it is at least."""
    articles = service.archive.articles([quote.article_id for quote in record.quotes])
    quoted = {article.outlet for article in articles.values()}
    return others.from_others(
        lambda question: service.answer(question, quotes=_FURTHER),
        record.asked(),
        quoted,
        least=least,
    )
