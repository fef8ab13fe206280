"""Sixteen whole articles on eight stories: our own questions, half of them near misses; nothing is
fitted on them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.serving.service import AnsweringService
from scripts.evaluation.data import ROOT, lines
from scripts.evaluation.seeds import shown_for, tally

QUESTIONS = ROOT / "tests" / "answering" / "small_questions.jsonl"
"""One question a line, the articles that it was asked about, and the spans that answer it."""


def articles(data: Path) -> Iterator[dict[str, Any]]:
    """Yield the records of the sixteen articles."""
    wanted = {article for one in lines(QUESTIONS) for article in one["articles"]}
    for name in (
        "seesaw/articles.jsonl",
        "allsides/articles.jsonl.gz",
        "realtimeqa/articles.jsonl.gz",
    ):
        yield from (record for record in lines(data / name) if record["id"] in wanted)


def measure(
    service: AnsweringService, sample: int | None = None, half: int | None = None
) -> dict[str, Any]:
    """Return how many are answered among the first three quotes, and how many near misses are refused."""
    return tally(shown_for(service, list(lines(QUESTIONS))[:sample]))
