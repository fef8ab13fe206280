"""Sixteen whole articles on eight stories: our own questions, half of them near misses; nothing is
fitted on them."""

from __future__ import annotations

from typing import Any

from bot.service import AnsweringService
from bot.values import Answer, Question
from scripts.evaluation.data import ROOT, lines
from scripts.evaluation.seeds import holds

QUESTIONS = ROOT / "tests" / "answering" / "small_questions.jsonl"
"""One question a line, the articles that it was asked about, and the spans that answer it."""


def articles() -> set[str]:
    """Return the ids of the sixteen articles."""
    return {article for one in lines(QUESTIONS) for article in one["articles"]}


def measure(
    service: AnsweringService, sample: int | None = None, half: int | None = None
) -> dict[str, Any]:
    """Return how many are answered among the first three quotes, and how many near misses are refused."""
    asked = list(lines(QUESTIONS))[:sample]
    answered = refused = 0
    for one in asked:
        reply = service.answer(Question(text=one["question"]))
        quotes = reply.quotes[:3] if isinstance(reply, Answer) else ()
        if one["answers"]:
            answered += any(holds(quote, span) for quote in quotes for span in one["answers"])
        else:
            refused += not quotes
    answerable = sum(bool(one["answers"]) for one in asked)
    return {
        "answerable": answerable,
        "answered": answered,
        "unanswerable": len(asked) - answerable,
        "refused": refused,
    }
