"""WikiQA: which of an article's sentences answers, and how sure that is."""

from __future__ import annotations

import csv
from collections import defaultdict
from typing import Any

import numpy as np

from bot.evidence.ranking import Ranker
from bot.serving.service import AnsweringService
from scripts.evaluation.data import data_folder, halves
from scripts.evaluation.squad2 import auroc


def questions(sample: int | None = None, half: int | None = None) -> list[dict[str, Any]]:
    """Return questions as {id, question, title, sentences, labels}."""
    grouped: dict[str, dict[str, Any]] = defaultdict(lambda: {"sentences": [], "labels": []})
    path = data_folder() / "wikiqa" / "WikiQA-dev.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            one = grouped[row["QuestionID"]]
            one |= {
                "id": row["QuestionID"],
                "question": row["Question"],
                "title": row["DocumentTitle"],
            }
            one["sentences"].append(row["Sentence"])
            one["labels"].append(row["Label"] == "1")
    found = list(grouped.values())
    if half is not None:
        kept = halves([one["id"] for one in found])[half]
        found = [one for one in found if one["id"] in kept]
    return found[:sample]


def measure(
    service: AnsweringService, sample: int | None = None, half: int | None = None
) -> dict[str, Any]:
    """Return MAP and MRR over answerable questions, and the risk–coverage curve over all."""
    ranker = Ranker(service.encoder, service.checker)
    precisions, firsts, sure, right = [], [], [], []
    for one in questions(sample, half):
        scores = ranker.scores(one["question"], one["sentences"], title=one["title"])
        order = np.argsort(-scores, kind="stable")
        labels = np.array(one["labels"])[order]
        if labels.any():
            places = np.flatnonzero(labels) + 1
            precisions.append(float(np.mean(np.arange(1, len(places) + 1) / places)))
            firsts.append(1 / float(places[0]))
        sure.append(float(scores.max()))
        right.append(bool(labels[0]))
    answerable = [any(one["labels"]) for one in questions(sample, half)]
    return {
        "answerable": len(precisions),
        "map": float(np.mean(precisions)),
        "mrr": float(np.mean(firsts)),
        "auroc_answerable": auroc(np.array(sure), np.array(answerable)),
        "risk_at_coverage": risk_coverage(np.array(sure), np.array(right)),
    }


def risk_coverage(sure: np.ndarray, right: np.ndarray) -> dict[str, float]:
    """Return the share of wrong first sentences among the surest part of the questions, by its size."""
    order = np.argsort(-sure, kind="stable")
    shares = (0.1, 0.2, 0.3, 0.4, 0.5, 0.75, 1.0)
    return {
        str(share): round(1 - float(np.mean(right[order][: max(1, round(share * len(order)))])), 4)
        for share in shares
    }
