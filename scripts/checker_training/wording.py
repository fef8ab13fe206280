"""How far a question's wording alone tells whether it has an answer.

Near misses are worded by people who know them for near misses, and it shows ("What did … say about …?"). A
network that learns from them would learn the wording. So what the wording tells is estimated without any
text to answer from, added to the network's logit while it learns, and left out afterwards (Clark et al.,
2019, product of experts); of questions whose wording gives them away, a part only is learnt from.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from scripts.checker_training.sources import Item

_FOLDS = 5
_STRENGTH = 3.0
_LEAST_KEPT = 0.12
POSITIVE = 1 / 3
"""Share of the pairs of an answered question that answer."""


def told_by_wording(items: Sequence[Item]) -> NDArray[np.float64]:
    """Return the probability (n,) that each question has an answer, by words of questions on other articles."""
    terms = TfidfVectorizer(ngram_range=(1, 3), min_df=3, sublinear_tf=True)
    table = terms.fit_transform([item.question for item in items])
    able = np.array([bool(item.answers) for item in items])
    places = {group: n % _FOLDS for n, group in enumerate(sorted({i.group for i in items}))}
    fold = np.array([places[item.group] for item in items])
    told = np.zeros(len(items))
    for number in range(_FOLDS):
        model = LogisticRegression(C=_STRENGTH, max_iter=300)
        model.fit(table[fold != number], able[fold != number])
        told[fold == number] = model.predict_proba(table[fold == number])[:, 1]
    return told


def hard_to_tell(items: Sequence[Item], chance: random.Random) -> list[bool]:
    """Say of each question whether it is kept: the less its wording tells, the likelier."""
    right = [
        p if item.answers else 1 - p for item, p in zip(items, told_by_wording(items), strict=True)
    ]
    return [chance.random() < max(_LEAST_KEPT, 3 * (1 - p)) for p in right]


def priors(items: Sequence[Item]) -> list[float]:
    """Return the log odds, by wording alone, that a pair answers; their mean is that of all pairs."""
    told = told_by_wording(items)
    mean = float(np.mean(told)) * POSITIVE
    usual = math.log(mean / (1 - mean))
    odds = [max(p, 0.01) * POSITIVE for p in told]
    return [math.log(p / (1 - p)) - usual for p in odds]
