"""Articles that speak of a topic in its own words, whichever event they tell of: a broad topic has many.

Similarity alone takes a broad topic for the one event that it fits best. The words say more: how much of them an
article's best passage holds, and in how many passages all of them stand together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from index.words.terms import find_terms

if TYPE_CHECKING:
    from index.snapshot.archive import Archive

Numbers = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float32]

_SHORT_TOPIC = 3
_MOSTLY = 0.5
"""Share of what a topic's words tell (the rarer, the more) from which a passage speaks of it."""
_TITLES = 500
"""Articles whose titles are read for a short topic: those that hold most of its words."""
# Logistic model of "speaks of the topic", fitted on one half of the topics of scripts/press_evaluation/topics.py.
# Features: see spoken_of. The bias is 0.7 below what was fitted: sharp topics then gain few outlets.
_WEIGHTS, _BIAS = np.array([-3.5, 8.8, 3.0]), -11.0


@dataclass(frozen=True, slots=True)
class WordsHeld:
    """What the articles hold of a topic's words (arrays over all articles of a snapshot)."""

    score: Scores
    """BM25 score of the best passage, as a share of the best of all."""
    whole: Numbers
    """Passages that hold every word."""
    mostly: Numbers
    """Passages that hold words which tell half of the topic or more: "Kavanaugh" of "nomination of Kavanaugh"."""


def words_held(archive: Archive, topics: Sequence[str], extents: Numbers) -> WordsHeld:
    """Look for the words of a topic by any of its names; ``extents`` (articles, 2) are each article's first row and
    number of rows."""
    found = [_held(archive, topic, extents) for topic in topics]
    return WordsHeld(
        score=np.max(
            [one.score / max(float(one.score.max(initial=0.0)), 1e-9) for one in found], 0
        ),
        whole=np.max([one.whole for one in found], 0),
        mostly=np.max([one.mostly for one in found], 0),
    )


def _held(archive: Archive, topic: str, extents: Numbers) -> WordsHeld:
    words = dict.fromkeys(term.word.lower() for term in find_terms(topic))
    if not words or not len(extents):
        nothing = np.zeros(len(extents), np.int64)
        return WordsHeld(score=nothing.astype(np.float32), whole=nothing, mostly=nothing)
    total = np.zeros(archive.manifest.rows + 1, np.float32)
    weight = np.zeros(len(total), np.float32)
    held = np.ones(len(total), bool)
    whole_weight = 0.0
    for word in words:
        scores = archive.lexical_scores({word: 1.0})
        here = scores > 0
        count = int(np.count_nonzero(here))
        rarity = float(np.log1p(len(scores) / count)) if count else 0.0
        total[:-1] += scores
        weight[:-1] += rarity * here
        held[:-1] &= here
        whole_weight += rarity
    held[-1] = False
    mostly = (weight > 0) & (weight >= _MOSTLY * whole_weight)
    some = extents[:, 1] > 0
    best = np.maximum.reduceat(total, extents[:, 0])
    counted = (
        np.add.reduceat(one.astype(np.int64), extents[:, 0]) * some for one in (held, mostly)
    )
    return WordsHeld(np.where(some, best, 0).astype(np.float32), *counted)


def spoken_of(
    archive: Archive,
    topics: Sequence[str],
    places: Numbers,
    behind: Scores,
    lexical: Scores,
    whole: Numbers,
) -> npt.NDArray[np.bool_]:
    """Say which articles speak of a topic by any of its names.

    For each of the articles at ``places``: how far ``behind`` the best its similarity is, its ``lexical`` score as a
    share of the best, and the number of passages that hold the ``whole`` topic.
    """
    features = np.stack([behind, lexical, np.log1p(whole)], axis=1)
    found = features @ _WEIGHTS + _BIAS >= 0
    for topic in topics:
        found |= _titled(archive, topic, places, lexical)
    return np.asarray(found)


def _titled(
    archive: Archive, topic: str, places: Numbers, lexical: Scores
) -> npt.NDArray[np.bool_]:
    """Say which titles hold every word of a short topic, such as a mere name."""
    titled = np.zeros(len(places), bool)
    terms = {term.stem for term in find_terms(topic)}
    if not 1 <= len(terms) <= _SHORT_TOPIC:
        return titled
    likely = np.argsort(-lexical, kind="stable")[:_TITLES]
    likely = likely[lexical[likely] > 0]
    ids, _ = archive.article_rows()
    articles = archive.articles([ids[places[one]] for one in likely])
    for one in likely:
        title = articles[ids[places[one]]].title or ""
        titled[one] = terms <= {term.stem for term in find_terms(title)}
    return titled
