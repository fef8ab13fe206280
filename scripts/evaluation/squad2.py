"""SQuAD 2.0: telling answers from near misses. Half of the questions have none."""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from bot.serving.service import AnsweringService
from bot.values import Answer, Question
from scripts.evaluation.data import contains, data_folder, halves

_TOGETHER = 16


def questions(sample: int | None = None, half: int | None = None) -> list[dict[str, Any]]:
    """Return questions as {id, question, impossible, answers}, in a mixed but fixed order."""
    read = json.loads((data_folder() / "squad2" / "questions.json").read_text(encoding="utf-8"))
    found = [
        {
            "id": one["id"],
            "question": one["question"],
            "impossible": one["is_impossible"],
            "answers": [answer["text"] for answer in one["answers"]],
        }
        for article in read["data"]
        for paragraph in article["paragraphs"]
        for one in paragraph["qas"]
    ]
    if half is not None:
        kept = halves([one["id"] for one in found])[half]
        found = [one for one in found if one["id"] in kept]
    return sorted(found, key=lambda one: one["id"])[:sample]


def measure(
    service: AnsweringService, sample: int | None = None, half: int | None = None
) -> dict[str, Any]:
    """Return the AUROC of the confidence, and how answers and refusals fall at the threshold."""
    asked = questions(sample, half)
    confidence, possible = [], []
    right = refused = 0
    for start in range(0, len(asked), _TOGETHER):
        part = asked[start : start + _TOGETHER]
        replies = service.answer_many([Question(text=one["question"]) for one in part])
        for one, reply in zip(part, replies, strict=True):
            confidence.append(reply.confidence)
            possible.append(not one["impossible"])
            shown = reply.quotes[:3] if isinstance(reply, Answer) else ()
            refused += one["impossible"] and not shown
            right += any(contains(q.text, a) for q in shown for a in one["answers"])
    answerable = sum(possible)
    return {
        "questions": len(asked),
        "auroc": auroc(np.array(confidence), np.array(possible)),
        "answered_right": right / max(1, answerable),
        "refused_right": refused / max(1, len(asked) - answerable),
    }


def auroc(scores: np.ndarray, positive: np.ndarray) -> float:
    """Return the chance that a positive scores above a negative; ties count half."""
    order = np.argsort(scores, kind="stable")
    ranks = np.empty(len(scores))
    ranks[order] = np.arange(1, len(scores) + 1)
    for value in np.unique(scores):
        same = scores == value
        ranks[same] = ranks[same].mean()
    count, others = int(positive.sum()), int((~positive).sum())
    if not count or not others:
        return 0.5
    return float((ranks[positive].sum() - count * (count + 1) / 2) / (count * others))
