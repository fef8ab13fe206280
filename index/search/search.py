"""Find the passages that a question needs: dense and lexical search of the whole and of its parts, fused.

A question that names several outlets, or asks two things in one breath, is rarely answered by the
passages nearest to the whole of it. So each part is searched for by itself, each outlet named gets its
share of the candidates, and ``index.search.ranking`` orders them all. What needs no vectors is prepared apart,
so that it can be done while the question is embedded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from index.encoders.encoder import Matrix
from index.search.catalogue import Catalogue
from index.search.ranking import RECENT, Field, Wanted, ranked, recency
from index.snapshot.archive import Archive
from index.snapshot.vectors import EXACT_UP_TO
from index.values import Filter, Hit

Rows = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]

_SHARED_BY = 20
_DENSE, _WORDS, _PART, _SHARE = 60, 80, 40, 15
_BLOCK, _APART = 64, 16
_ABOVE_ZERO = float(np.finfo(np.float32).tiny)
_NONE = np.zeros((0, 1), np.float32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """Rows found for a question and how each fits.

    ``features`` (n, f) as ``ranked`` gives them, ``recent`` (n,) as ``recency`` does, ``scores`` (n,) from both.
    """

    rows: Rows
    features: Floats
    recent: Floats
    scores: Floats
    outlets: tuple[int, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A question as far as its words go: their scores, and the rows that they bring up."""

    wanted: Sequence[Wanted]
    words: Floats
    """Lexical scores (len(wanted), passages), without common words."""
    common: int | None
    """The number of passages above which a word that they hold is common; None where none is."""
    allowed: Rows | None
    """Rows that the search is confined to; None where it is not."""
    own: dict[int, Rows]
    """For the code of each outlet named: its rows, within those allowed."""
    rows: tuple[Rows, ...]
    """Rows that the words bring up."""


def prepare(
    archive: Archive, catalogue: Catalogue, wanted: Sequence[Wanted], within: Filter
) -> Prepared:
    """Do the lexical half of a search: ``wanted`` is the whole question, then its parts.

    ``within`` confines the search; outlets and days named by ``wanted`` only weigh.
    """
    common = _common(archive.counts.passages)
    words = archive.lexical_scores_of([one.words for one in wanted], common)
    allowed = archive.rows_for(within) if within.article_ids else catalogue.rows_for(within)
    own = {
        code: _own_rows(catalogue, code, allowed)
        for name in dict.fromkeys(name for one in wanted for name in one.outlets)
        if (code := catalogue.codes.get(name)) is not None
    }
    counts = [_WORDS] + [_PART] * (len(words) - 1)
    rows = [_best(scores, count, allowed) for scores, count in zip(words, counts, strict=True)]
    rows += [_best(scores, _SHARE, mine) for mine in own.values() for scores in words]
    return Prepared(
        wanted=wanted, words=words, common=common, allowed=allowed, own=own, rows=tuple(rows)
    )


def search(
    archive: Archive, catalogue: Catalogue, prepared: Prepared, vectors: Matrix, limit: int
) -> list[Hit]:
    """Return the best passages, best first; ``vectors`` (n, d) are those of the n things wanted."""
    found = find_candidates(archive, catalogue, prepared, vectors)
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
                recent=float(found.recent[place]),
            )
        )
    return hits


def find_candidates(
    archive: Archive, catalogue: Catalogue, prepared: Prepared, vectors: Matrix
) -> Candidates:
    """Gather rows that the whole, a part or an outlet's share brings up, and score them."""
    rows = _gather(archive, prepared, vectors)
    if not len(rows):
        return Candidates(rows=rows, features=_NONE, recent=_NONE[:, 0], scores=_NONE[:, 0])
    words = prepared.words[:, rows]
    if prepared.common is not None:
        terms = [one.words for one in prepared.wanted]
        words += archive.lexical_scores_at(terms, rows, prepared.common)
    field = Field.of(archive, catalogue, prepared.wanted, vectors, words, rows)
    features, scores = ranked(field)
    recent = recency(field)
    return Candidates(
        rows=rows,
        features=features,
        recent=recent,
        scores=scores + RECENT * recent,
        outlets=tuple(prepared.own),
    )


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


def _own_rows(catalogue: Catalogue, code: int, allowed: Rows | None) -> Rows:
    if allowed is None:
        own: Rows = np.flatnonzero(catalogue.outlet == code)
    else:
        own = allowed[catalogue.outlet[allowed] == code]
    return own


def _common(passages: int) -> int | None:
    """Return how many passages hold a word that brings up none, among so many; None: every word does.

    Three words that everyone uses have three quarters of a question's postings, and tell little: in a large
    archive they are scored on the candidates alone.
    """
    return passages // _SHARED_BY if passages > EXACT_UP_TO else None


def _gather(archive: Archive, prepared: Prepared, vectors: Matrix) -> Rows:
    # The default encoder reads a part in its question, so that both vectors are near: one search finds the rows
    # of both. Where an encoder reads parts by themselves, their words bring up the rest. All that is found
    # is compared exactly when it is ranked, so that the codes are good enough here.
    count = _DENSE * min(2, len(vectors))
    found = [*prepared.rows, archive.near(vectors[:1], count, prepared.allowed).ravel()]
    found += [_nearest(archive, vectors, own) for own in prepared.own.values()]
    rows = np.unique(np.concatenate(found))
    return rows[rows >= 0]


def _nearest(archive: Archive, vectors: Matrix, own: Rows) -> Rows:
    """Return an outlet's rows nearest to each vector; a small outlet's are looked at one by one."""
    if len(own) > 4096:
        return archive.near(vectors, _SHARE, own).ravel()
    scores = vectors @ archive.passage_vectors(own).T
    best = np.argsort(-scores, axis=1)[:, :_SHARE]
    return own[best].ravel()


def _best(scores: Floats, count: int, allowed: Rows | None) -> Rows:
    """Return the rows of the highest scores above zero; of equal ones the first."""
    if allowed is not None:
        scores = scores.take(allowed)
    places = np.flatnonzero(scores >= max(_floor(scores, count), _ABOVE_ZERO))
    if len(places) > count:
        found = scores[places]
        least = np.partition(found, len(found) - count)[len(found) - count]
        above = places[found > least]
        places = np.concatenate([above, places[found == least][: count - len(above)]])
    return places if allowed is None else allowed[places]


def _floor(scores: Floats, count: int) -> float:
    """Return a score that ``count`` rows reach, or 0: the count-th best among the best of some blocks."""
    blocks = len(scores) // _BLOCK
    if blocks < count:
        return 0.0
    # Of a large archive some blocks are enough: a lower floor only lets a few more rows through.
    apart = min(_APART, max(1, blocks // (4 * count)))
    best = scores[: blocks * _BLOCK].reshape(blocks, _BLOCK)[::apart].max(axis=1)
    return float(np.partition(best, len(best) - count)[len(best) - count])
