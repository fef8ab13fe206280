"""RealTimeQA: real quiz questions on whole articles whose outlet follows from the URL alone."""

from __future__ import annotations

from typing import Any

from bot.service import AnsweringService
from bot.values import Answer, Question, Quote
from scripts.evaluation.data import contains, data_folder, halves, lines

_TOGETHER = 16


def questions(sample: int | None = None, half: int | None = None) -> list[dict[str, Any]]:
    """Return the questions whose answer's words occur in the archive."""
    read = [
        one
        for one in lines(data_folder() / "realtimeqa" / "questions.jsonl")
        if one["answer_in_articles"]
    ]
    if half is not None:
        kept = halves([one["id"] for one in read])[half]
        read = [one for one in read if one["id"] in kept]
    return read[:sample]


def measure(
    service: AnsweringService,
    sample: int | None = None,
    half: int | None = None,
    within: frozenset[str] | None = None,
) -> dict[str, Any]:
    """Return how often the first quote and the first three hold the answer's words."""
    asked = [one for one in questions(None, half) if within is None or one["id"] in within][:sample]
    first = three = refused = wrong = letters = quotes = 0
    for start in range(0, len(asked), _TOGETHER):
        part = asked[start : start + _TOGETHER]
        replies = service.answer_many([Question(text=one["question"]) for one in part])
        for one, reply in zip(part, replies, strict=True):
            shown = reply.quotes[:3] if isinstance(reply, Answer) else ()
            refused += not shown
            held = [holds(quote, one["answers"]) for quote in shown]
            first += any(held[:1])
            three += any(held)
            wrong += sum(not right_outlet(service, quote) for quote in shown)
            letters += sum(len(quote.text) for quote in shown)
            quotes += len(shown)
    count = max(1, len(asked))
    return {
        "questions": len(asked),
        "first_quote": first / count,
        "three_quotes": three / count,
        "refused": refused / count,
        "wrong_outlets": wrong,
        "letters_a_quote": letters / max(1, quotes),
    }


def holds(quote: Quote, answers: list[str]) -> bool:
    """Say whether a quote holds the words of an answer."""
    return any(contains(quote.text, answer) for answer in answers)


def right_outlet(service: AnsweringService, quote: Quote) -> bool:
    """Say whether a quote's outlet is the one that its URL belongs to."""
    outlet = service.registry.by_domain(quote.article.url or "")
    return outlet is not None and quote.article.outlet == outlet.name
