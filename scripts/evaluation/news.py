"""Excerpts of news articles that the checker never learnt from: our own questions, half of them near misses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from bot.serving.service import AnsweringService
from bot.values import Answer, Question
from scripts.checker_training.news import articles_of, excerpts, news
from scripts.checker_training.wording import told_by_wording
from scripts.evaluation.data import data_folder, halves
from scripts.evaluation.seeds import tally
from scripts.evaluation.squad2 import auroc

_TOGETHER = 16


def questions(sample: int | None = None, half: int | None = None) -> list[dict[str, Any]]:
    """Return questions as {id, question, answers}: spans (article, start, end) that answer, none for near misses."""
    found = [
        {
            "id": f"{row['article']}:{number}",
            "question": question,
            "answers": [
                (
                    row["article"],
                    *(place - row["sentences"][0][0] for place in row["sentences"][at]),
                )
                for at in (places if kind == "A" else ())
            ],
        }
        for row in excerpts(apart=True)
        for number, (kind, places, question) in enumerate(row["questions"])
    ]
    if half is not None:
        kept = halves([one["id"] for one in found])[half]
        found = [one for one in found if one["id"] in kept]
    return sorted(found, key=lambda one: one["id"])[:sample]


def weighed(half: int) -> Iterator[tuple[dict[str, Any], float]]:
    """Yield the questions of a half, each with a weight: the less, the more its wording tells.

    A question with an answer weighs as much as its like are without one (overlap weights, Li et al., 2018).
    """
    items = [*news(data_folder(), apart=True), *news(data_folder(), apart=False)]
    told = dict(zip(((i.group, i.question) for i in items), told_by_wording(items), strict=True))
    for one in questions(half=half):
        answered = told[one["id"].rpartition(":")[0], one["question"]]
        yield one, float(1 - answered if one["answers"] else answered)


def articles(data: Path) -> Iterator[dict[str, Any]]:
    """Yield the excerpts as articles: nothing outside them can answer."""
    known = articles_of(data)
    for row in excerpts(apart=True):
        article = known[row["article"]]
        start, end = row["sentences"][0][0], row["sentences"][-1][1]
        kept = {name: article[name] for name in ("id", "title", "source", "published_at")}
        yield kept | {"body": article["body"][start:end]}


def measure(
    service: AnsweringService, sample: int | None = None, half: int | None = None
) -> dict[str, Any]:
    """Return how many are answered among the first three quotes, how many near misses are refused, and the AUROC."""
    asked = questions(sample, half)
    shown, confidence = [], []
    for start in range(0, len(asked), _TOGETHER):
        part = asked[start : start + _TOGETHER]
        replies = service.answer_many([Question(text=one["question"]) for one in part])
        for one, reply in zip(part, replies, strict=True):
            shown.append((one, reply.quotes[:3] if isinstance(reply, Answer) else ()))
            confidence.append(reply.confidence)
    able = np.array([bool(one["answers"]) for one in asked])
    return tally(shown) | {"auroc": auroc(np.array(confidence), able)}
