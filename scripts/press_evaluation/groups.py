"""Measure the grouping of answers against people's groups."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import combinations
from typing import Any

import numpy as np

from bot.quotes.grouping import APART, group_answers
from index.encoders.encoder import Encoder
from scripts.press_evaluation.plain import DATA

_PERSON, _COMMON = "cluster_", "cluster_global"


def measure_groups(encoder: Encoder) -> dict[str, Any]:
    """Return mean adjusted Rand indices against people's common groups: ours, and plain embeddings with their
    best threshold; and of the people's own groups against each other's."""
    questions = json.loads((DATA / "nanco/questions.json").read_text("utf-8"))
    people = [[one[_COMMON] for one in question["answers"]] for question in questions]
    ours = [
        group_answers([one["Answer"] for one in question["answers"]], encoder)
        for question in questions
    ]
    found = [
        adjusted_rand(labels, _labels(groups, len(labels)))
        for labels, groups in zip(people, ours, strict=True)
    ]
    return {
        "questions": len(questions),
        "adjusted_rand": float(np.mean(found)),
        "threshold": APART,
        "people_with_each_other": _among_people(questions),
        "paragraph_embeddings_best_threshold": _plain(questions, people, encoder, "Paragraph"),
        "answer_embeddings_best_threshold": _plain(questions, people, encoder, "Answer"),
    }


def _among_people(questions: Sequence[dict[str, Any]]) -> float:
    """Return how well two people agree, over all questions and pairs of people."""
    found = []
    for question in questions:
        names = [key for key in question["answers"][0] if key.startswith(_PERSON)]
        own = [[one[name] for one in question["answers"]] for name in names if name != _COMMON]
        found += [adjusted_rand(one, other) for one, other in combinations(own, 2)]
    return float(np.mean(found))


def _plain(
    questions: Sequence[dict[str, Any]],
    people: Sequence[Sequence[int]],
    encoder: Encoder,
    field: str,
) -> float:
    """Cluster plain embeddings (average linkage), at the one threshold that suits people best."""
    from sklearn.cluster import AgglomerativeClustering

    tables = []
    for question in questions:
        vectors = encoder.encode_question([one[field] for one in question["answers"]])
        tables.append(np.clip(1.0 - vectors @ vectors.T, 0, None))
    best = 0.0
    for apart in np.arange(0.1, 1.2, 0.05):
        made = AgglomerativeClustering(
            n_clusters=None, distance_threshold=apart, metric="precomputed", linkage="average"
        )
        scores = [
            adjusted_rand(labels, made.fit_predict(table).tolist())
            for labels, table in zip(people, tables, strict=True)
        ]
        best = max(best, float(np.mean(scores)))
    return best


def _labels(groups: Sequence[Sequence[int]], count: int) -> list[int]:
    labels = [0] * count
    for number, group in enumerate(groups):
        for place in group:
            labels[place] = number
    return labels


def adjusted_rand(one: Sequence[int], other: Sequence[int]) -> float:
    """Return the adjusted Rand index of two clusterings (Hubert and Arabie, 1985)."""
    from sklearn.metrics import adjusted_rand_score

    return float(adjusted_rand_score(list(one), list(other)))
