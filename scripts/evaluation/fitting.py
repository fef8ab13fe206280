"""Fit the weights of confidence by logistic regression (scikit-learn)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from bot.evidence.calibration import MARKS, SHORT, Kind, kind_of
from bot.evidence.weighing import Evidence
from bot.serving.service import AnsweringService
from bot.values import Question
from scripts.evaluation import multihop, news, realtimeqa, seeds, squad2
from scripts.evaluation.data import lines

Floats = npt.NDArray[np.float32]
SETS = ("seeds", "squad2", "multihop", "realtimeqa", "news")
_OF_ONE_PART = {"seeds": 1.0, "squad2": 0.5, "multihop": 0.01, "realtimeqa": 0.6, "news": 1.5}
_WEIGHT_OF_SET: dict[Kind, dict[str, float]] = {
    "one": _OF_ONE_PART,
    "unread": _OF_ONE_PART,
    "several": {"seeds": 1.0, "squad2": 0.2, "multihop": 1.0, "realtimeqa": 0.3, "news": 0.1},
}
"""By the kind of question; the few of multihop in one part are all answerable."""
_STRENGTH: dict[Kind, float] = {"one": 0.1, "unread": 0.1, "several": 0.3}
"""Inverse of the regularisation."""
_READ = frozenset({"checked", "checked_next", "around"})
_USED: dict[Kind, frozenset[str]] = {
    "one": _READ | {"name_missing", "speaker_missing", "count_missing", "matter_unlike"},
    "unread": frozenset(
        ("similar", "names", "term_absent", "missing", "name_missing", "alike", "speaker_missing", "count_missing")
    ),
    "several": frozenset(MARKS) - _READ - {"name_missing", "count_missing", "matter_unlike"},
}  # fmt: skip
"""More marks than these fit the questions at hand better and others worse."""
_FOLDS = 6
_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A question with its marks, whether it has an answer, and the set that it is of."""

    name: str
    marks: Floats
    answerable: bool
    kind: Kind
    terms: int
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question to fit on; ``spans`` (article, start, end) that answer it, where they are known.

    ``weight`` is less for one whose wording alone tells whether it is answered.
    """

    text: str
    answerable: bool
    weight: float = 1.0
    spans: tuple[tuple[str, int, int], ...] = ()


def marked(
    service: AnsweringService, name: str, sample: int | None, *, read: bool = True
) -> list[Marked]:
    """Mark a set's questions; not ``read``: as without a checker, those of one part alone.

    Left out are those without any admissible evidence, refused anyway, and those whose answer was not found.
    """
    found = []
    answerer = replace(service.answerer, all_marks=True)
    if not read:
        answerer = replace(answerer, checker=None)
    for one in _asked(name)[:sample]:
        held, understood, vectors = service.understand(Question(text=one.text))
        if understood.several and not read:
            continue
        ground = answerer.find(held, understood, vectors)
        if ground.evidence and (not one.spans or _found(ground.evidence[:_SHOWN], one.spans)):
            found.append(
                Marked(
                    name=name,
                    marks=ground.marks,
                    answerable=one.answerable,
                    kind=kind_of(understood, ground.evidence),
                    terms=len(understood.subject.terms),
                    weight=one.weight,
                )
            )
    return found


def _found(evidence: Sequence[Evidence], spans: Sequence[tuple[str, int, int]]) -> bool:
    """Say whether a sentence of the evidence lies on one of the spans, mostly."""
    for one in evidence:
        sentence = one.page.sentences[one.place]
        for article, start, end in spans:
            shared = min(end, sentence.end) - max(start, sentence.start)
            if one.page.article.id == article and shared > (end - start) / 2:
                return True
    return False


def _asked(name: str) -> list[Asked]:
    match name:
        case "seeds":
            return [
                Asked(text=one["question"], answerable=bool(one["answers"]))
                for one in lines(seeds.QUESTIONS)
            ]
        case "squad2":
            return [
                Asked(text=one["question"], answerable=not one["impossible"])
                for one in squad2.questions(None, 0)
            ]
        case "realtimeqa":
            return [
                Asked(text=one["question"], answerable=one["answer_in_articles"])
                for one in realtimeqa.asked()
            ]
        case "news":
            return [
                Asked(
                    text=one["question"],
                    answerable=bool(one["answers"]),
                    weight=weight,
                    spans=tuple(one["answers"]),
                )
                for one, weight in news.weighed(half=0)
            ]
        case _:
            return [
                Asked(text=one["question"], answerable=bool(one["evidence"]))
                for one in multihop.questions()
            ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A regression over the marks: coefficients and bias."""

    weights: Floats
    bias: float

    def confidence(self, marks: Floats) -> Floats:
        """Return the probability (n,) that each question is answered."""
        found: Floats = 1 / (1 + np.exp(-(marks @ self.weights) - self.bias))
        return found

    def form(self) -> dict[str, Any]:
        """Return it as ``config/confidence.json`` has it."""
        weights = {n: round(float(w), 4) for n, w in zip(MARKS, self.weights, strict=True)}
        return {"weights": weights, "bias": round(self.bias, 4)}


def fit_confidence(questions: Sequence[Marked], kind: Kind) -> Fit:
    """Fit the questions of a kind; a set's answered and unanswered ones weigh the same."""
    used = [one for one in questions if one.kind == kind]
    marks = np.array([one.marks for one in used])
    marks[:, [name not in _USED[kind] for name in MARKS]] = 0
    counts: Counter[tuple[str, bool]] = Counter()
    for one in used:
        counts[one.name, one.answerable] += one.weight
    weigh = [
        50 * one.weight * _WEIGHT_OF_SET[kind][one.name] / counts[one.name, one.answerable]
        for one in used
    ]
    centre, spread = marks.mean(0), marks.std(0) + 1e-2
    model = LogisticRegression(C=_STRENGTH[kind], max_iter=3000)
    labels = [one.answerable for one in used]
    model.fit((marks - centre) / spread, labels, sample_weight=weigh)
    weights = model.coef_[0] / spread
    return Fit(weights=weights, bias=float(model.intercept_[0] - weights @ centre))


def crossed(
    questions: Sequence[Marked], thresholds: dict[Kind, tuple[float, float]]
) -> dict[str, float]:
    """Return the shares answered and refused of each set, each sixth weighed by what the others taught."""
    folds = np.random.RandomState(0).permutation(len(questions)) % _FOLDS
    told: dict[str, list[bool]] = {}
    for fold in range(_FOLDS):
        others = [one for one, own in zip(questions, folds, strict=True) if own != fold]
        fits = {kind: fit_confidence(others, kind) for kind in thresholds}
        for one in (one for one, own in zip(questions, folds, strict=True) if own == fold):
            short, long = thresholds[one.kind]
            least = short if one.terms <= SHORT else long
            sure = fits[one.kind].confidence(one.marks) >= least
            asked = f"{one.name}, unread" if one.kind == "unread" else one.name
            told.setdefault(f"{asked} {'answered' if one.answerable else 'refused'}", []).append(
                bool(sure) == one.answerable
            )
    return {name: round(float(np.mean(right)), 3) for name, right in sorted(told.items())}
