"""Find the relayed outlet's own article: what "according to The Sun" refers to.

Made for precision: an article of that very outlet, printed shortly before the relaying one or on its
day, that prints the words quoted there, or that tells the same in a sentence and is near as a whole.
No article beats a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from index.values import Article, Chain, Filter, Link, Role, Span
from index.words.folding import fold_text, words

if TYPE_CHECKING:
    from index.snapshot.archive import Archive

Vector = npt.NDArray[np.float32]

_DAYS_BEFORE, _DAYS_AFTER = 14, 1
"""How far from the relaying article's day the own article may be dated; time zones make a day of
difference."""
_PASSAGES = 12
_LEAST_QUOTED, _LEAST_QUOTED_UNDATED = 5, 8
"""Words of a quotation that must stand in the own article word for word; more where a date is not
stated."""
_SENTENCE, _WHOLE = 0.78, 0.7
"""Cosines from which on an article without such words counts. Of 600 relays of outlets that an archive
of 4,000 articles holds, all above are right; from 0.7 on a third is about another day's news."""
_QUOTATION = re.compile(r"[“\"‘]([^“”\"]{15,600}?)[”\"]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How near a candidate is to the relaying words."""

    article: Article
    quoted: int
    """Words of the longest quotation there that it prints too."""
    sentence: float
    """Cosine of its nearest sentence to the relaying one."""
    whole: float
    """Cosine of the two articles."""


def with_own_articles(archive: Archive, article: Article, span: Span, chain: Chain) -> Chain:
    """Return the chain of a span with each relayed outlet's own article, where it is in the archive."""
    if not any(link.role is Role.OUTLET and link.name for link in chain):
        return chain
    return tuple(_with_own(archive, article, span, link) for link in chain)


def _with_own(archive: Archive, article: Article, span: Span, link: Link) -> Link:
    if link.role is not Role.OUTLET or not link.name or link.name == article.outlet:
        return link
    own = own_article(archive, article, span, link.name)
    return replace(link, own=own) if own else link


def own_article(archive: Archive, article: Article, span: Span, outlet: str) -> Article | None:
    """Return the outlet's own article that tells what a span relays, or None where that is not sure."""
    found = [one for one in likenesses(archive, article, span, outlet) if _sure(one, article)]
    best = max(found, key=lambda one: (one.quoted, one.sentence + one.whole), default=None)
    return best.article if best else None


def _sure(one: Likeness, relaying: Article) -> bool:
    if not (one.article.day and relaying.day):
        return one.quoted >= _LEAST_QUOTED_UNDATED
    alike = one.sentence >= _SENTENCE and one.whole >= _WHOLE
    return one.quoted >= _LEAST_QUOTED or alike


def likenesses(archive: Archive, article: Article, span: Span, outlet: str) -> Iterator[Likeness]:
    """Yield the outlet's articles of those days that are nearest to the relaying words."""
    rows = archive.rows_for(_window(article, outlet))
    vector = _vector(archive, article, span)
    if rows is None or not len(rows) or vector is None:
        return
    _, found = archive.dense(vector[None, :], min(_PASSAGES, len(rows)), rows)
    passages = archive.passages([int(row) for row in found[0] if row >= 0])
    quotations = _quotations(article, span)
    for article_id in dict.fromkeys(one.article_id for one in passages):
        candidate = archive.article(article_id)
        if candidate is None or candidate.id == article.id:
            continue
        sentences = archive.sentence_vectors(article_id) @ vector
        yield Likeness(
            article=candidate,
            quoted=_printed(quotations, candidate) if quotations else 0,
            sentence=float(sentences.max(initial=0.0)),
            whole=float(_whole(archive, article.id) @ _whole(archive, article_id)),
        )


def _window(article: Article, outlet: str) -> Filter:
    day = article.day
    return Filter(
        outlets=(outlet,),
        since=_shifted(day, -_DAYS_BEFORE) if day else None,
        until=_shifted(day, _DAYS_AFTER) if day else None,
    )


def _shifted(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day


def _vector(archive: Archive, article: Article, span: Span) -> Vector | None:
    """Return the mean vector of the sentences that a span reaches; None where there is none."""
    sentences = archive.sentences(article.id)
    vectors = archive.sentence_vectors(article.id)[: len(sentences)]
    inside = [n for n, one in enumerate(sentences[: len(vectors)]) if one.span.overlaps(span)]
    if not inside:
        return None
    return _mean(vectors[inside])


def _whole(archive: Archive, article_id: str) -> Vector:
    """Return the mean vector of an article's passages."""
    return _mean(archive.passage_vectors(list(archive.passage_rows(article_id))))


def _mean(vectors: Vector) -> Vector:
    mean: Vector = vectors.mean(axis=0)
    return mean / np.float32(max(float(np.linalg.norm(mean)), 1e-9))


def _quotations(article: Article, span: Span) -> list[str]:
    """Return what is quoted in a span, folded."""
    return [fold_text(one).strip(" '-….,") for one in _QUOTATION.findall(span.of(article.body))]


def _printed(quotations: Sequence[str], candidate: Article) -> int:
    """Count the words of the longest quotation that an article prints too."""
    body = fold_text(candidate.body)
    return max((len(words(one)) for one in quotations if one in body), default=0)
