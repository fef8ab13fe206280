"""Names that link the best passages: each stands in several of their articles and not in the question.

It is often what the question asks for, and other passages that hold it are of the same story.
"""

from __future__ import annotations

import math
import re

import numpy as np
import numpy.typing as npt

from index.snapshot.archive import Archive
from index.words.terms import stemmed, stems

Rows = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]

_LINKS = 4
# What stands before the capital is looked at after it: so a text is searched by capitals, several times as fast.
_NAME = re.compile(r"[A-Z](?<!^.)(?<!\w.)(?<![.!?\"“”'‘’]\s.)[\w’'&-]+")


def linked(archive: Archive, question: str, rows: Rows, best: Rows) -> tuple[Floats, Floats]:
    """Return how much each row holds of the first name that links the best ones, and of the first few: (n,), (n,).

    ``rows`` rise; ``best`` are places in them, best first.
    """
    names = _names(archive, question, rows[best])
    if not names:
        return np.zeros(len(rows), np.float32), np.zeros(len(rows), np.float32)
    first = next(iter(names))
    held = archive.lexical_scores_at([{first: 1.0}, names], rows)
    held /= np.maximum(held.max(1, keepdims=True), 1e-6)
    return held[0], held[1]


def _names(archive: Archive, question: str, rows: Rows) -> dict[str, float]:
    """Return the names in the texts of several articles among the best, weighed by rank and rarity."""
    asked = stems(question)
    weights: dict[str, float] = {}
    articles: dict[str, set[str]] = {}
    for rank, passage in enumerate(archive.passages(rows)):
        for word in {_bare(name) for name in _NAME.findall(passage.text)}:
            if len(word) > 2 and stemmed(word) not in asked:
                weights[word] = weights.get(word, 0.0) + 1 / (1 + rank / 3)
                articles.setdefault(word, set()).add(passage.article_id)
    total = archive.counts.passages
    rare = {
        word: weight * max(0.0, math.log(total / (1 + archive.frequency(word))))
        for word, weight in weights.items()
        if len(articles[word]) > 1
    }
    chosen = sorted(rare, key=lambda word: (-rare[word], word))[:_LINKS]
    most = max((rare[word] for word in chosen), default=0.0)
    return {word: rare[word] / most for word in chosen} if most else {}


def _bare(name: str) -> str:
    return name.rstrip("’'").removesuffix("'s").removesuffix("’s")
