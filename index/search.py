"""Find the passages that a question needs: dense and lexical search of the whole and of its parts, fused.

A question that names several outlets, or asks two things in one breath, is rarely answered by the
passages nearest to the whole of it. So each part is searched for by itself, each outlet named gets its
share of the candidates, and one linear score (weights fitted by ``scripts/calibrate.py``) orders them all.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.encoder import Matrix
from index.snapshot import Archive
from index.values import Filter, Hit

Rows = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]

FEATURES = (
    "dense", "dense_part", "words", "words_part", "best_part", "outlet", "outlet_rank", "unstated", "day"
)  # fmt: skip
_WEIGHTS = Path(__file__).resolve().parent.parent / "config" / "ranking.json"
_DENSE, _WORDS, _PART, _SHARE = 60, 80, 40, 15
_NEAR_RANKS = 5.0
_BLOCK = 64
_ABOVE_ZERO = float(np.finfo(np.float32).tiny)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Something to look for: its words with their weights, and the outlets and days that it names."""

    text: str
    words: Mapping[str, float]
    outlets: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """What each row's article is, as arrays over all rows of a snapshot: made once, then shared."""

    codes: Mapping[str, int]
    """Number of each outlet."""
    outlet: npt.NDArray[np.int32]
    """Outlet's number by row; -1 where it is not stated (or the row holds nothing)."""
    day: npt.NDArray[np.int32]
    """Day of publication by row as a proleptic ordinal; 0 where it is not stated."""

    @classmethod
    def of(cls, archive: Archive) -> Catalogue:
        """Read a snapshot's catalogue."""
        extents = archive.article_rows()[1]
        outlet = np.full(archive.manifest.rows, -1, np.int32)
        day = np.zeros(archive.manifest.rows, np.int32)
        codes: dict[str, int] = {}
        for (first, count), (name, published) in zip(extents, archive.article_facts(), strict=True):
            if name is not None:
                outlet[first : first + count] = codes.setdefault(name, len(codes))
            if published:
                day[first : first + count] = date.fromisoformat(published[:10]).toordinal()
        return cls(codes=codes, outlet=outlet, day=day)

    def rows_for(self, within: Filter) -> Rows | None:
        """Return the rows of articles that a filter of outlets and days lets through; None for all."""
        if within.empty:
            return None
        kept = np.ones(len(self.day), bool)
        if within.outlets:
            kept[:] = False
            for name in within.outlets:
                if name in self.codes:
                    kept |= self.outlet == self.codes[name]
        if within.since or within.until:
            kept &= self.day >= (within.since.toordinal() if within.since else 1)
        if within.until:
            kept &= self.day <= within.until.toordinal()
        return np.flatnonzero(kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """Rows found for a question and how each fits: ``features`` (n, len(FEATURES)), ``scores`` (n,)."""

    rows: Rows
    features: Floats
    scores: Floats
    outlets: tuple[int, ...] = field(default=())


def search(
    archive: Archive,
    catalogue: Catalogue,
    wanted: Sequence[Wanted],
    vectors: Matrix,
    within: Filter,
    limit: int,
) -> list[Hit]:
    """Return the best passages, best first: ``wanted`` is the whole question, then its parts.

    ``vectors`` (len(wanted), d) are their embeddings. ``within`` confines the search; outlets and days
    named by ``wanted`` only weigh.
    """
    allowed = archive.rows_for(within) if within.article_ids else catalogue.rows_for(within)
    found = find_candidates(archive, catalogue, wanted, vectors, allowed)
    chosen = shared_out(found, catalogue, limit)
    passages = archive.passages(found.rows[chosen])
    articles = {p.article_id: archive.article(p.article_id) for p in passages}
    hits = []
    for rank, (place, passage) in enumerate(zip(chosen, passages, strict=True), 1):
        article = articles[passage.article_id]
        assert article is not None
        hits.append(
            Hit(
                row=int(found.rows[place]),
                passage=passage,
                article=article,
                score=float(found.scores[place]),
                rank=rank,
            )
        )
    return hits


def find_candidates(
    archive: Archive,
    catalogue: Catalogue,
    wanted: Sequence[Wanted],
    vectors: Matrix,
    allowed: Rows | None,
) -> Candidates:
    """Gather rows that the whole, a part or an outlet's share brings up, and score them."""
    words = archive.lexical_scores_of([one.words for one in wanted])
    named = tuple(
        code
        for name in dict.fromkeys(name for one in wanted for name in one.outlets)
        if (code := catalogue.codes.get(name)) is not None
    )
    rows = _gather(archive, catalogue, words, vectors, allowed, named)
    features = _features(archive, catalogue, wanted, vectors, words, rows, named)
    return Candidates(rows=rows, features=features, scores=features @ weights(), outlets=named)


def shared_out(found: Candidates, catalogue: Catalogue, limit: int) -> list[int]:
    """Return the places of the best candidates, best first, two at least of each outlet named."""
    order = np.argsort(-found.scores, kind="stable")
    kept: set[int] = set()
    if found.outlets and limit >= 2 * len(found.outlets):
        outlets = catalogue.outlet[found.rows]
        for code in found.outlets:
            kept.update(int(place) for place in order[outlets[order] == code][:2])
    for place in order:
        if len(kept) >= limit:
            break
        kept.add(int(place))
    return sorted(kept, key=lambda place: (-found.scores[place], place))[:limit]


def _gather(
    archive: Archive,
    catalogue: Catalogue,
    words: Floats,
    vectors: Matrix,
    allowed: Rows | None,
    named: Sequence[int],
) -> Rows:
    found = [_best(words[0], _WORDS, allowed)]
    found += [_best(scores, _PART, allowed) for scores in words[1:]]
    found.append(archive.dense(vectors, _DENSE, allowed)[1].ravel())
    for code in named:
        if allowed is None:
            own = np.flatnonzero(catalogue.outlet == code)
        else:
            own = allowed[catalogue.outlet[allowed] == code]
        found += [_best(scores, _SHARE, own) for scores in words]
        found.append(_nearest(archive, vectors, own))
    rows = np.unique(np.concatenate(found))
    return rows[rows >= 0]


def _nearest(archive: Archive, vectors: Matrix, own: Rows) -> Rows:
    """Return an outlet's rows nearest to each vector; a small outlet's are looked at one by one."""
    if len(own) > 4096:
        return archive.dense(vectors, _SHARE, own)[1].ravel()
    scores = vectors @ archive.passage_vectors(own).T
    best = np.argsort(-scores, axis=1)[:, :_SHARE]
    return own[best].ravel()


def _best(scores: Floats, count: int, allowed: Rows | None) -> Rows:
    """Return the rows of the highest scores above zero; of equal ones the first."""
    if allowed is not None:
        scores = scores[allowed]
    places = np.flatnonzero(scores >= max(_floor(scores, count), _ABOVE_ZERO))
    if len(places) > count:
        found = scores[places]
        least = np.partition(found, len(found) - count)[len(found) - count]
        above = places[found > least]
        places = np.concatenate([above, places[found == least][: count - len(above)]])
    return places if allowed is None else allowed[places]


def _floor(scores: Floats, count: int) -> float:
    """Return a score that ``count`` rows reach, or 0: the count-th best among the best of each block."""
    blocks = len(scores) // _BLOCK
    if blocks < count:
        return 0.0
    best = scores[: blocks * _BLOCK].reshape(blocks, _BLOCK).max(axis=1)
    return float(np.partition(best, blocks - count)[blocks - count])


def _features(
    archive: Archive,
    catalogue: Catalogue,
    wanted: Sequence[Wanted],
    vectors: Matrix,
    words: Floats,
    rows: Rows,
    named: Sequence[int],
) -> Floats:
    """Return how each row fits, one column a feature."""
    if not len(rows):
        return np.zeros((0, len(FEATURES)), np.float32)
    dense = archive.passage_vectors(rows) @ vectors.T
    lexical = np.stack([scores[rows] / max(float(scores[rows].max()), 1e-6) for scores in words], 1)
    outlets = catalogue.outlet[rows]
    ours = np.isin(outlets, named) if named else np.zeros(len(rows), bool)
    parts = slice(1, None) if len(wanted) > 1 else slice(0, 1)
    fit = lexical[:, parts] + 2 * dense[:, parts] + _outlet_fit(catalogue, wanted[parts], outlets)
    columns = (
        dense[:, 0],
        dense.max(1),
        lexical[:, 0],
        lexical[:, parts].max(1),
        np.max([_near_first(column) for column in fit.T], axis=0),
        ours,
        _outlet_ranks(5 * lexical[:, 0] + 2 * dense[:, 0] + 2 * dense.max(1), outlets, named),
        (outlets < 0) & bool(named),
        _day_fit(catalogue.day[rows], wanted),
    )
    return np.stack([np.asarray(column, np.float32) for column in columns], 1)


def _outlet_fit(
    catalogue: Catalogue, parts: Sequence[Wanted], outlets: npt.NDArray[np.int32]
) -> Floats:
    """Say of each row and part: +½ the outlet that the part names, −½ another one, 0 not stated."""
    fit = np.zeros((len(outlets), len(parts)), np.float32)
    for column, part in enumerate(parts):
        codes = [catalogue.codes[name] for name in part.outlets if name in catalogue.codes]
        if codes:
            fit[:, column] = np.where(np.isin(outlets, codes), 0.5, np.where(outlets < 0, 0, -0.5))
    return fit


def _outlet_ranks(scores: Floats, outlets: npt.NDArray[np.int32], named: Sequence[int]) -> Floats:
    """Return how near the first of its outlet's rows each row is, for the outlets named."""
    near = np.zeros(len(scores), np.float32)
    for code in named:
        own = outlets == code
        if own.any():
            near[own] = _near_first(scores[own])
    return near


def _near_first(scores: Floats) -> Floats:
    """Return 1 for the highest score, falling towards 0 with rank."""
    ranks = np.empty(len(scores), np.float32)
    ranks[np.argsort(-scores, kind="stable")] = np.arange(len(scores), dtype=np.float32)
    return _NEAR_RANKS / (_NEAR_RANKS + ranks)


def _day_fit(days: npt.NDArray[np.int32], wanted: Sequence[Wanted]) -> Floats:
    """Return 1 where the day lies in a period that the question names."""
    fit = np.zeros(len(days), np.float32)
    for since, until in {(one.since, one.until) for one in wanted if one.since or one.until}:
        low = since.toordinal() if since else 1
        high = until.toordinal() if until else date.max.toordinal()
        fit[(days >= low) & (days <= high)] = 1.0
    return fit


@cache
def weights() -> Floats:
    """Return the fitted weight of each feature."""
    fitted = json.loads(_WEIGHTS.read_text(encoding="utf-8"))["weights"]
    return np.array([fitted[name] for name in FEATURES], np.float32)
