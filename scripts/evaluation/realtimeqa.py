"""RealTimeQA: real quiz questions on whole articles whose outlet follows from the URL alone."""

from __future__ import annotations

from typing import Any

from bot.serving.service import AnsweringService
from bot.values import Answer, Question, Quote
from scripts.evaluation.data import contains, data_folder, halves, lines

_TOGETHER = 16


def asked(half: int | None = None) -> list[dict[str, Any]]:
    """Return all questions, those included that no article answers."""
    read = list(lines(data_folder() / "realtimeqa" / "questions.jsonl"))
    if half is None:
        return read
    kept = halves([one["id"] for one in read])[half]
    return [one for one in read if one["id"] in kept]


def questions(sample: int | None = None, half: int | None = None) -> list[dict[str, Any]]:
    """Return the questions whose answer's words occur in the archive."""
    return [one for one in asked(half) if one["answer_in_articles"]][:sample]


def measure(
    service: AnsweringService,
    sample: int | None = None,
    half: int | None = None,
    within: frozenset[str] | None = None,
) -> dict[str, Any]:
    """Return how often the first quote and the first three hold the answer's words."""
    put = [one for one in questions(None, half) if within is None or one["id"] in within][:sample]
    first = three = refused = wrong = letters = quotes = 0
    for start in range(0, len(put), _TOGETHER):
        part = put[start : start + _TOGETHER]
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
    count = max(1, len(put))
    return {
        "questions": len(put),
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
