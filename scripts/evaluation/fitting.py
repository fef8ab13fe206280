"""Fit the weights of confidence by logistic regression (scikit-learn)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from bot.calibration import MARKS
from bot.service import AnsweringService
from bot.values import Question
from scripts.evaluation import multihop, seeds, squad2
from scripts.evaluation.data import lines

Floats = npt.NDArray[np.float32]
_WEIGHT_OF_SET = {"seeds": 1.0, "squad2": 0.2, "multihop": 1.0}
_STRENGTH = {False: 0.1, True: 0.3}
"""Inverse of the regularisation, for questions of one part and of several."""
_UNUSED = {False: ("words", "kind", "polar", "outlets_absent"), True: ("words", "kind")}
"""Marks that would only tell one set from another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A question with its marks, whether it has an answer, and the set that it is of."""

    name: str
    marks: Floats
    answerable: bool
    several: bool


def marked(service: AnsweringService, name: str, sample: int) -> list[Marked]:
    """Mark questions of a set's first half; those without any admissible evidence are left out."""
    found = []
    for text, answerable in _asked(name, sample):
        held, understood, vectors = service.understand(Question(text=text))
        ground = service.answerer.find(held, understood, vectors)
        if ground.evidence:
            several = len(understood.clauses) > 1
            found.append(
                Marked(name=name, marks=ground.marks, answerable=answerable, several=several)
            )
    return found


def _asked(name: str, sample: int) -> list[tuple[str, bool]]:
    if name == "seeds":
        return [(one["question"], bool(one["answers"])) for one in lines(seeds.QUESTIONS)]
    if name == "squad2":
        return [(one["question"], not one["impossible"]) for one in squad2.questions(sample, 0)]
    read = multihop.questions(None, 0)
    nulls = [one for one in read if not one["evidence"]]
    others = [one for one in read if one["evidence"]][:sample]
    return [(one["question"], bool(one["evidence"])) for one in (*others, *nulls)]


def fit_confidence(questions: Sequence[Marked], *, several: bool) -> dict[str, Any]:
    """Return weights and bias; answered and unanswered questions of a set weigh the same."""
    used = [one for one in questions if one.several == several]
    marks = np.array([one.marks for one in used])
    marks[:, [MARKS.index(name) for name in _UNUSED[several]]] = 0
    labels = np.array([one.answerable for one in used])
    counts = {(o.name, o.answerable): 0 for o in used}
    for one in used:
        counts[one.name, one.answerable] += 1
    weigh = np.array([50 * _WEIGHT_OF_SET[o.name] / counts[o.name, o.answerable] for o in used])
    centre, spread = marks.mean(0), marks.std(0) + 1e-2
    model = LogisticRegression(C=_STRENGTH[several], max_iter=3000)
    model.fit((marks - centre) / spread, labels, sample_weight=weigh)
    weights = model.coef_[0] / spread
    bias = float(model.intercept_[0] - weights @ centre)
    return {
        "weights": {name: round(float(w), 4) for name, w in zip(MARKS, weights, strict=True)},
        "bias": round(bias, 4),
    }
