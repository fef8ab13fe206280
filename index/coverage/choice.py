"""Choose every article about a topic, not the best few.

The topic is matched with all passages (dense and by words). The articles that match best are
anchors; around each, the articles on the same event are those near in content and in time, by a
logistic model of a pair of articles and the topic. An anchor weighs more where other outlets tell
of its event as well: a title that fits several events means the one that was widely told. An
article belongs to the topic where an anchor's weight times that probability passes the cut: a
sharp topic yields one event, a broad one many. Articles that speak of the topic in its own words
belong to it in any case.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from index.coverage.centroids import centroids
from index.coverage.synonyms import variants
from index.coverage.words import spoken_of, words_held
from index.values import Filter
from index.words.terms import find_terms

if TYPE_CHECKING:
    from index.encoders.encoder import Encoder
    from index.snapshot.archive import Archive

Numbers = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float32]

_ANCHORS = 24
_LEXICAL = 0.3
"""Weight of the words' share beside the dense score when anchors are chosen."""
# An anchor's weight: how far it is behind the best match, and how well other outlets support it;
# fitted on the same events, among the same articles, and rounded.
_STEEP, _SUPPORT, _SUPPORTERS = 28.0, 5.0, 2
_CUT = 0.08
_HOPELESS = (_SUPPORT * _SUPPORTERS - float(np.log(_CUT))) / _STEEP
"""An anchor this far behind the best match cannot pass the cut, whoever supports it."""
_AS_GOOD = 0.02
"""An article this little behind the best match is chosen even where no other outlet supports it."""
_DENSE = 5000
_NEAR, _NEAR_BY_WORDS = 0.5, 0.35
"""Best dense score from which an archive that nowhere has all words of a topic together has something on it: of a short
one that it has hardly a word of, and of others."""
_MENTIONED = 0.38
"""Best dense score below which an archive at most mentions a short topic: its articles then hold all its words."""
_SHORT = 3
"""Words of a short topic."""
# Logistic model of "reports the same event": fitted on events that three outlets tell each, among
# 3,500 other articles. Features: see _together.
_DATED = np.array([0.5, 3.4, 3.3, 1.1, 3.05, 5.4])
_DATED_BIAS = -3.95
_UNDATED = np.array([4.5, 0.0, 0.0, 0.0, 4.95, 8.5])
_UNDATED_BIAS = -2.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The articles about a topic, best first, and the question vector that they were chosen by."""

    article_ids: tuple[str, ...]
    scores: tuple[float, ...]
    vector: Scores
    mentioned_by: frozenset[str | None] = frozenset()
    """Outlets of articles, chosen or not, in which a passage holds the words that tell half of the topic."""


@dataclass(frozen=True, slots=True)
class _Field:
    """All articles that may be chosen, with what is known of each (arrays of one length)."""

    places: Numbers
    dense: Scores
    lexical: Scores
    whole: Numbers
    mostly: Numbers
    days: npt.NDArray[np.float64]
    outlets: Numbers
    vectors: Scores

    @property
    def direct(self) -> Scores:
        """How well each matches the topic by itself."""
        return self.dense + np.float32(_LEXICAL) * self.lexical


def choose(
    archive: Archive,
    encoder: Encoder,
    topic: str,
    *,
    since: date | None = None,
    until: date | None = None,
) -> Chosen:
    """Return all articles about a topic, within days where given (inclusive)."""
    topics = variants(archive, topic)
    vectors = np.stack([encoder.encode_question([one])[0] for one in topics])
    vector = vectors[0]
    field = _field(archive, vectors, topics, Filter(since=since, until=until))
    short = len({term.stem for term in find_terms(topic)}) <= _SHORT
    if not len(field.places) or _has_nothing(field, short=short):
        return Chosen(article_ids=(), scores=(), vector=vector)
    chances = _chances(field)
    behind = field.dense.max() - field.dense
    chances[spoken_of(archive, topics, field.places, behind, field.lexical, field.whole)] = 1.0
    if short and field.dense.max() < _MENTIONED and field.whole.any():
        chances[field.whole == 0] = 0.0
    members = np.flatnonzero(chances >= _CUT)
    members = members[np.lexsort((-field.direct[members], -np.round(chances[members], 2)))]
    ids, _ = archive.article_rows()
    return Chosen(
        article_ids=tuple(ids[place] for place in field.places[members]),
        scores=tuple(field.direct[members].tolist()),
        vector=vector,
        mentioned_by=_mentioned_by(archive, field),
    )


def _has_nothing(field: _Field, *, short: bool) -> bool:
    """Say whether the best match is no match: there is always a nearest article, also to what no article tells of."""
    by_meaning = short and not (field.mostly > 0).any()
    least = _NEAR if by_meaning else _NEAR_BY_WORDS
    return not field.whole.any() and bool(field.dense.max() < least)


def _mentioned_by(archive: Archive, field: _Field) -> frozenset[str | None]:
    names = [outlet for outlet, _ in archive.article_facts()]
    return frozenset(names[place] for place in field.places[field.mostly > 0])


def _field(archive: Archive, vectors: Scores, topics: Sequence[str], wanted: Filter) -> _Field:
    """Score all articles that the filter lets through, each by the name of the topic that it fits best."""
    _, extents = archive.article_rows()
    rows, whole = archive.rows_for(wanted), centroids(archive)
    places = np.arange(len(extents), dtype=np.int64)
    if rows is not None:
        places = np.unique(np.searchsorted(extents[:, 0], rows, side="right") - 1)
    dense = np.max([_dense(archive, one, rows, extents, whole) for one in vectors], 0)
    held = words_held(archive, topics, extents)
    lexical = held.score[places]
    return _Field(
        places=places,
        dense=dense[places],
        lexical=lexical / max(float(lexical.max(initial=0.0)), 1e-9),
        whole=held.whole[places],
        mostly=held.mostly[places],
        days=_days(archive)[places],
        outlets=_outlets(archive)[places],
        vectors=whole[places],
    )


def _dense(
    archive: Archive, vector: Scores, rows: Numbers | None, extents: Numbers, whole: Scores
) -> Scores:
    """Return each article's best passage score; an estimate beyond the nearest passages."""
    scores, found = archive.dense(vector[None, :], min(_DENSE, archive.manifest.rows), rows)
    scores, found = scores[0][found[0] >= 0], found[0][found[0] >= 0]
    best = whole @ vector
    if len(scores):
        best = np.minimum(best, scores[-1])
        owners = np.searchsorted(extents[:, 0], found, side="right") - 1
        np.maximum.at(best, owners, scores)
    return best.astype(np.float32)


def _days(archive: Archive) -> npt.NDArray[np.float64]:
    """Return each article's day (ordinal), NaN where it is not stated."""
    stated = (published for _, published in archive.article_facts())
    return np.array([date.fromisoformat(one[:10]).toordinal() if one else np.nan for one in stated])


def _outlets(archive: Archive) -> Numbers:
    """Return a number for each article's outlet, one number for all that state none."""
    named = [outlet or "" for outlet, _ in archive.article_facts()]
    return np.unique(named, return_inverse=True)[1].astype(np.int64)


def _chances(field: _Field) -> npt.NDArray[np.float64]:
    """Return how surely each article is about the topic: the best over all anchors."""
    direct = field.direct
    anchors = np.argsort(-direct, kind="stable")[:_ANCHORS]
    behind = direct.max() - direct
    anchors = anchors[behind[anchors] <= _HOPELESS]
    alike = field.vectors[anchors] @ field.vectors.T
    same = np.stack([_together(field, *one) for one in zip(anchors.tolist(), alike, strict=True)])
    same[np.arange(len(anchors)), anchors] = 1.0
    scores = _support(field, anchors, same, behind) - _STEEP * behind[anchors]
    chances = (np.exp(scores - scores.max())[:, None] * same).max(axis=0)
    chances[behind <= _AS_GOOD] = 1.0
    return np.asarray(chances)


def _support(
    field: _Field, anchors: Numbers, same: npt.NDArray[np.float64], behind: Scores
) -> npt.NDArray[np.float64]:
    """Return what each anchor gains by two more outlets that tell of its event and match too."""
    told = same * np.maximum(0.0, 1.0 - behind)
    gains = np.zeros(len(anchors))
    for place, anchor in enumerate(anchors):
        best = np.zeros(int(field.outlets.max()) + 2)
        np.maximum.at(best, field.outlets, told[place])
        best[field.outlets[anchor]] = 0.0
        gains[place] = _SUPPORT * np.sort(best)[-_SUPPORTERS:].sum()
    return gains


def _together(field: _Field, anchor: int, alike: Scores) -> npt.NDArray[np.float64]:
    """Return the probability that each article tells of the anchor's event and the topic."""
    apart = np.abs(field.days - field.days[anchor])
    soon = np.nan_to_num(np.exp(-apart / 1.5))
    features = np.stack(
        [
            alike,
            soon,
            np.nan_to_num(np.exp(-apart / 10)),
            (alike - 0.5) * soon,
            field.dense - field.dense.max(),
            field.lexical - field.lexical.max(initial=0.0),
        ],
        axis=1,
    )
    dated = features @ _DATED + _DATED_BIAS
    undated = features @ _UNDATED + _UNDATED_BIAS
    return np.asarray(1 / (1 + np.exp(-np.where(np.isnan(apart), undated, dated))))
