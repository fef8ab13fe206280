"""The two seed articles as the only archive: answers, refusals, attribution."""

from __future__ import annotations

from typing import Any

from bot.service import AnsweringService
from bot.values import Answer, Question, Quote
from index.values import Role
from scripts.evaluation.data import ROOT, lines

QUESTIONS = ROOT / "tests" / "answering" / "seed_questions.jsonl"
APART = ROOT / "tests" / "answering" / "seed_questions_apart.jsonl"
"""Questions that nothing is fitted on."""


def measure(service: AnsweringService, sample: int | None = None) -> dict[str, Any]:
    """Ask our own lists of questions: those that weights are fitted on, and those ``apart``."""
    apart = _measured(service, list(lines(APART))[:sample])
    return _measured(service, list(lines(QUESTIONS))[:sample]) | {
        f"apart_{name}": value for name, value in apart.items()
    }


def _measured(service: AnsweringService, asked: list[dict[str, Any]]) -> dict[str, Any]:
    """Return how many are answered among the first three quotes, how many refused; wrong outlets."""
    answered = refused = wrong = relayed = 0
    for one in asked:
        reply = service.answer(Question(text=one["question"]))
        quotes = reply.quotes[:3] if isinstance(reply, Answer) else ()
        if one["answers"]:
            answered += any(holds(quote, span) for quote in quotes for span in one["answers"])
            if one["relayed"]:
                relayed += any(one["relayed"] in _outlets(quote) for quote in quotes)
        else:
            refused += not quotes
        wrong += any(quote.article.outlet is not None for quote in quotes)
        wrong += any(not _named_in_body(quote) for quote in quotes)
    answerable = sum(bool(one["answers"]) for one in asked)
    return {
        "answerable": answerable,
        "answered": answered,
        "unanswerable": len(asked) - answerable,
        "refused": refused,
        "relay_asked": sum(bool(one["relayed"]) for one in asked),
        "relay_shown": relayed,
        "wrong_outlets": wrong,
    }


def holds(quote: Quote, span: tuple[str, int, int]) -> bool:
    """Say whether a quote holds a span (article, start, end)."""
    article, start, end = span
    return quote.article.id == article and quote.start <= start and end <= quote.end


def _outlets(quote: Quote) -> set[str | None]:
    return {link.name for link in quote.chain if link.role is not Role.SPEAKER}


def _named_in_body(quote: Quote) -> bool:
    """Say whether every outlet of the chain is at least named in the article."""
    body = quote.article.body
    return all(name is None or name.removeprefix("The ") in body for name in _outlets(quote))
