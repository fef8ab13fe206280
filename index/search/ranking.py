"""How well candidate passages fit a question: their features, and the fitted scores that order them.

A linear score of the first features orders the candidates of any question. Those of a question in several
parts that compares outlets are then ordered by a small network over all features: there, a passage also
counts for what it shares with the best ones (pseudo-relevance feedback; Lavrenko and Croft, 2001), for the
names that link them, and for being of the very outlet and day that a part names. Where a question of one part
names no day, newer articles come before older ones that fit it as well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from index.encoders.encoder import Matrix
from index.search.catalogue import Catalogue
from index.search.links import linked
from index.search.ranking_weights import fitted
from index.snapshot.archive import Archive

Rows = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

_NEAR_RANKS = 5.0
RECENT = 0.8
"""Weight of ``recency``. By the questions of a news quiz over articles of fifteen years, 0.5 to 1.2 do as well; ages in
months instead of years do as well there, but put what happened since before what is asked for."""
_YEAR, _UNDATED = 365.25, 5.0
"""Days in a year; the age in years that an article without a day is taken to have."""
_BEST, _READ_FOR_NAMES = 8, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Something to look for: its words with their weights, and the outlets and days that it names."""

    text: str
    words: Mapping[str, float]
    outlets: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None

    @property
    def days(self) -> tuple[int, int] | None:
        """The first and last day that it names, as ordinals; None where it names none."""
        if not (self.since or self.until):
            return None
        return (
            self.since.toordinal() if self.since else 1,
            self.until.toordinal() if self.until else date.max.toordinal(),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """The candidates of one question, as they are compared with it.

    Of n candidates and m things wanted (the whole question first, then its parts, where it has several).
    """

    archive: Archive
    wanted: Sequence[Wanted]
    rows: Rows
    vectors: Matrix
    """(n, d) unit rows."""
    dense: Floats
    """(n, m) cosines."""
    lexical: Floats
    """(n, m) BM25 scores, each column scaled to at most 1."""
    outlets: npt.NDArray[np.int32]
    """(n,) number of each candidate's outlet, -1 where it is not stated."""
    days: npt.NDArray[np.int32]
    """(n,) ordinal of the day of publication, 0 where it is not stated."""
    codes: tuple[tuple[int, ...], ...]
    """Numbers of the outlets that each thing wanted names, those in the archive."""
    newest: int
    """Ordinal of the archive's last day of publication."""

    @classmethod
    def of(
        cls,
        archive: Archive,
        catalogue: Catalogue,
        wanted: Sequence[Wanted],
        queries: Matrix,
        words: Floats,
        rows: Rows,
    ) -> Field:
        """Compare the rows (n,) with ``queries`` (m, d), given their lexical scores ``words`` (m, n)."""
        vectors = archive.passage_vectors(rows)
        lexical = words.T
        return cls(
            archive=archive,
            wanted=wanted,
            rows=rows,
            vectors=vectors,
            dense=vectors @ queries.T,
            lexical=lexical / np.maximum(lexical.max(0), 1e-6),
            outlets=catalogue.outlet[rows],
            days=catalogue.day[rows],
            codes=tuple(
                tuple(catalogue.codes[name] for name in one.outlets if name in catalogue.codes)
                for one in wanted
            ),
            newest=catalogue.newest,
        )

    @property
    def several(self) -> bool:
        """Whether the question has several parts."""
        return len(self.wanted) > 1

    @property
    def parts(self) -> slice:
        """The columns of the parts; of the whole question where it has one part only."""
        return slice(1, None) if self.several else slice(0, 1)

    @property
    def named(self) -> tuple[int, ...]:
        """Numbers of all outlets named."""
        return tuple(dict.fromkeys(code for codes in self.codes for code in codes))

    @property
    def ours(self) -> Flags:
        """Which candidates are of an outlet named."""
        return self.of_any(self.named)

    def of_any(self, codes: Sequence[int]) -> Flags:
        """Say which candidates are of one of a few outlets."""
        found: Flags = (self.outlets[:, None] == np.array(codes, np.int32)).any(axis=1)
        return found


def ranked(field: Field) -> tuple[Floats, Floats]:
    """Return the features (n, f) and scores (n,) of n > 0 candidates."""
    first = _first(field)
    scores = first @ fitted().first
    if not (field.several and field.named):
        return first, scores
    features = np.concatenate([first, _further(field, scores)], 1)
    return features, fitted().network.scores(features)


def recency(field: Field) -> Floats:
    """Return how recent each candidate is (n,): 0 on the archive's last day, falling with the logarithm of its age.

    0 for all where the question names days, or several outlets' parts: then it says itself what it is about.
    """
    if (field.several and field.named) or field.wanted[0].days or not field.newest:
        return np.zeros(len(field.days), np.float32)
    years = (field.newest - field.days) / _YEAR
    fall: Floats = -np.log1p(np.where(field.days > 0, years, _UNDATED)).astype(np.float32)
    return fall


def _first(field: Field) -> Floats:
    dense, lexical, parts, ours = field.dense, field.lexical, field.parts, field.ours
    fit = lexical[:, parts] + 2 * dense[:, parts] + _outlet_fit(field)
    whole = 5 * lexical[:, 0] + 2 * dense[:, 0] + 2 * dense.max(1)
    return _columns(
        dense[:, 0],
        dense.max(1),
        lexical[:, 0],
        lexical[:, parts].max(1),
        _best_rank(fit),
        ours,
        _ranks_within(whole, [field.outlets == code for code in field.named]),
        (field.outlets < 0) & bool(field.named),
        np.any([_inside(field, one) for one in field.wanted], axis=0),
    )


def _further(field: Field, scores: Floats) -> Floats:
    best = np.argsort(-scores, kind="stable")
    dense, lexical, parts = field.dense, field.lexical, field.parts
    fit = dense[:, parts] + lexical[:, parts]
    of_outlet = [field.outlets == code for code in field.named]
    both = [
        _inside(field, one) & field.of_any(codes)
        for one, codes in zip(field.wanted, field.codes, strict=True)
    ]
    whole = 2 * dense[:, 0] + lexical[:, 0]
    exact = [one for one in field.wanted if one.days and one.days[1] - one.days[0] <= 1]
    return _columns(
        *_like_best(field, best[:_BEST]),
        _best_rank(dense[:, parts]),
        _best_rank(lexical[:, parts]),
        ~field.ours & bool(field.named) & (field.outlets >= 0),
        np.max([_ranks_within(column, of_outlet) for column in fit.T], axis=0),
        *linked(field.archive, field.wanted[0].text, field.rows, best[:_READ_FOR_NAMES]),
        np.any([_inside(field, one) for one in exact], axis=0) if exact else np.zeros(len(best)),
        np.any(both, axis=0),
        _ranks_within(whole, both),
    )


def _columns(*columns: npt.NDArray[np.generic]) -> Floats:
    return np.stack([np.asarray(column, np.float32) for column in columns], 1)


def _outlet_fit(field: Field) -> Floats:
    """Say of each row and part: +½ the outlet that the part names, −½ another one, 0 not stated."""
    fit = np.zeros_like(field.dense[:, field.parts])
    for column, codes in enumerate(field.codes[field.parts]):
        if codes:
            stated = np.where(field.outlets < 0, 0.0, -0.5)
            fit[:, column] = np.where(field.of_any(codes), 0.5, stated)
    return fit


def _inside(field: Field, one: Wanted) -> Flags:
    """Say which candidates are of the days that something wanted names; none where it names no day."""
    if one.days is None:
        return np.zeros(len(field.days), bool)
    return (field.days >= one.days[0]) & (field.days <= one.days[1])


def _best_rank(scores: Floats) -> Floats:
    """Return how near the top each row is in the column (n, parts) where it stands best."""
    best: Floats = _near_first(scores.T).max(axis=0)
    return best


def _ranks_within(scores: Floats, groups: Sequence[Flags]) -> Floats:
    """Return how near the first of its group each row is, where it stands best; 0 outside all groups."""
    near = np.zeros(len(scores), np.float32)
    for own in groups:
        if own.any():
            near[own] = np.maximum(near[own], _near_first(scores[own]))
    return near


def _near_first(scores: Floats) -> Floats:
    """Return 1 for the highest score, falling towards 0 with rank, along the last axis."""
    near = np.empty(scores.shape, np.float32)
    fall = _NEAR_RANKS / (_NEAR_RANKS + np.arange(scores.shape[-1], dtype=np.float32))
    order = np.argsort(-scores, axis=-1, kind="stable")
    np.put_along_axis(near, order, np.broadcast_to(fall, scores.shape), axis=-1)
    return near


def _like_best(field: Field, best: Rows) -> tuple[Floats, Floats]:
    """Return each row's mean and highest cosine to the best ones, itself left out."""
    near = field.vectors @ field.vectors[best].T
    near[best, np.arange(len(best))] = 0.0
    others = np.full(len(near), len(best), np.float32)
    others[best] = max(1, len(best) - 1)
    return near.sum(1) / others, near.max(1)
