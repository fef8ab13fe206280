"""A hundred and twenty whole articles on forty events, three outlets each: our own questions and near misses.

Nothing is fitted on them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.serving.service import AnsweringService
from scripts.evaluation.data import ROOT, lines
from scripts.evaluation.seeds import shown_for, tally

QUESTIONS = ROOT / "tests" / "answering" / "event_questions.jsonl"
"""One question a line, the event that it was asked about, and the spans that answer it."""


def articles(data: Path) -> Iterator[dict[str, Any]]:
    """Yield the records of the articles of every event asked about."""
    wanted = {one["event"] for one in lines(QUESTIONS)}
    yield from (
        one for one in lines(data / "seesaw" / "articles.jsonl") if one["cluster"] in wanted
    )


def measure(
    service: AnsweringService, sample: int | None = None, half: int | None = None
) -> dict[str, Any]:
    """Return how many are answered among the first three quotes, and how many near misses are refused."""
    return tally(shown_for(service, list(lines(QUESTIONS))[:sample]))
