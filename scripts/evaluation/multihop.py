"""MultiHop-RAG among 3,500 other articles: is all the evidence found, are null questions refused?"""

from __future__ import annotations

from typing import Any

from bot.serving.service import AnsweringService
from bot.values import Answer, Question
from scripts.evaluation.data import data_folder, halves, lines, plain

_TOGETHER = 16


def questions(sample: int | None = None, half: int | None = None) -> list[dict[str, Any]]:
    """Return the questions; ``half`` 0 is the one that weights are fitted on, 1 the other."""
    read = list(lines(data_folder() / "multihop_rag" / "questions.jsonl"))
    if half is not None:
        kept = halves([one["id"] for one in read])[half]
        read = [one for one in read if one["id"] in kept]
    return read[:sample]


def measure(
    service: AnsweringService, sample: int | None = None, half: int | None = None
) -> dict[str, Any]:
    """Return the shares of questions with all and some evidence in ten passages, MRR@10, refusals."""
    asked = questions(sample, half)
    found_all = found_some = answered = nulls = refused = 0
    reciprocal = 0.0
    for start in range(0, len(asked), _TOGETHER):
        part = asked[start : start + _TOGETHER]
        replies = service.answer_many([Question(text=one["question"]) for one in part])
        for one, reply in zip(part, replies, strict=True):
            if not one["evidence"]:
                nulls += 1
                refused += not isinstance(reply, Answer)
                continue
            ranks = evidence_ranks(one, [hit.passage.text for hit in reply.hits[:10]])
            found_all += all(ranks)
            found_some += any(ranks)
            reciprocal += 1 / min(filter(None, ranks)) if any(ranks) else 0.0
            answered += isinstance(reply, Answer)
    others = max(1, len(asked) - nulls)
    return {
        "questions": len(asked) - nulls,
        "all_evidence": found_all / others,
        "some_evidence": found_some / others,
        "mrr": reciprocal / others,
        "wrongly_refused": 1 - answered / others,
        "nulls": nulls,
        "nulls_refused": refused / max(1, nulls),
    }


def evidence_ranks(one: dict[str, Any], passages: list[str]) -> list[int]:
    """Return for each evidence sentence the rank of the first passage that holds it; 0 where none does."""
    texts = [plain(text) for text in passages]
    return [
        next((rank for rank, text in enumerate(texts, 1) if plain(evidence["fact"]) in text), 0)
        for evidence in one["evidence"]
    ]
