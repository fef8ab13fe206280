"""The two seed articles as the only archive: answers, refusals, attribution."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.serving.service import AnsweringService
from bot.values import Answer, Question, Quote
from index.values import Role
from scripts.evaluation.data import ROOT, lines

QUESTIONS = ROOT / "tests" / "answering" / "seed_questions.jsonl"
APART = ROOT / "tests" / "answering" / "seed_questions_apart.jsonl"
"""Questions that nothing is fitted on."""
Shown = tuple[dict[str, Any], tuple[Quote, ...]]


def measure(service: AnsweringService, sample: int | None = None) -> dict[str, Any]:
    """Ask our own lists of questions: those that weights are fitted on, and those ``apart``."""
    apart = _measured(service, list(lines(APART))[:sample])
    return _measured(service, list(lines(QUESTIONS))[:sample]) | {
        f"apart_{name}": value for name, value in apart.items()
    }


def _measured(service: AnsweringService, asked: list[dict[str, Any]]) -> dict[str, Any]:
    """Return how many are answered and refused, how many relays are shown, and wrong outlets."""
    shown = shown_for(service, asked)
    relays = [(one, quotes) for one, quotes in shown if one["relayed"]]
    quoted = [quotes for _, quotes in shown]
    wrong = sum(any(quote.article.outlet is not None for quote in quotes) for quotes in quoted)
    wrong += sum(any(not _named_in_body(quote) for quote in quotes) for quotes in quoted)
    return tally(shown) | {
        "relay_asked": len(relays),
        "relay_shown": sum(
            any(one["relayed"] in _outlets(quote) for quote in quotes) for one, quotes in relays
        ),
        "wrong_outlets": wrong,
    }


def shown_for(service: AnsweringService, asked: Sequence[dict[str, Any]]) -> list[Shown]:
    """Return each question with the first three quotes that it is answered with."""
    replies = [service.answer(Question(text=one["question"])) for one in asked]
    return [
        (one, reply.quotes[:3] if isinstance(reply, Answer) else ())
        for one, reply in zip(asked, replies, strict=True)
    ]


def tally(shown: Sequence[Shown]) -> dict[str, Any]:
    """Return how many questions are answered by a quote that holds a span named, and how many refused."""
    able = [(one["answers"], quotes) for one, quotes in shown if one["answers"]]
    unable = [quotes for one, quotes in shown if not one["answers"]]
    return {
        "answerable": len(able),
        "answered": sum(
            any(holds(quote, span) for quote in quotes for span in spans) for spans, quotes in able
        ),
        "unanswerable": len(unable),
        "refused": sum(not quotes for quotes in unable),
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
