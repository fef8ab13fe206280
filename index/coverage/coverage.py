"""Which outlets covered a topic: every article about it, not the best few."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from index.attribution import chain_for
from index.coverage.choice import Chosen, choose
from index.coverage.opening import opening_gains
from index.origins.origins import Origin, origins
from index.origins.relayed import with_own_articles
from index.values import Article, Chain, SentenceKind, Span

if TYPE_CHECKING:
    from index.encoders.encoder import Encoder
    from index.snapshot.archive import Archive

Vector = npt.NDArray[np.float32]

_ARTICLES_QUOTED = 3
_SHORTEST, _LONGEST = 40, 420
_LEANING = 0.1
_LEANS = re.compile(r"[\"'“‘(]*(?:He|She|They|It|This|That|These|Those|His|Her|Their|Its)\b")
"""What a sentence loses, and by what it is known, that needs the one before it to be understood."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """A verbatim span of an article: ``article.body[start:end] == text``."""

    article: Article = field(repr=False)
    text: str
    start: int
    end: int
    score: float
    chain: Chain


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletCoverage:
    """One outlet's articles on the topic, earliest first. ``outlet`` is None where not stated."""

    outlet: str | None
    articles: tuple[Article, ...]
    first: str | None
    """ISO day of the first article that has a date."""
    last: str | None
    excerpts: tuple[Excerpt, ...]
    """The outlet's best quotes on the topic, best first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Everything the archive holds on a topic, outlets by first date."""

    topic: str
    outlets: tuple[OutletCoverage, ...]
    silent: tuple[str, ...]
    """Outlets of the archive that published in the period and had nothing on the topic."""
    origins: tuple[Origin, ...]
    first: str | None
    last: str | None
    snapshot: str
    elapsed_ms: float


def coverage(
    archive: Archive,
    encoder: Encoder,
    topic: str,
    *,
    since: date | None = None,
    until: date | None = None,
) -> Coverage:
    """Return every article about the topic, by outlet, within days where given (inclusive)."""
    began = time.perf_counter()
    chosen = choose(archive, encoder, topic, since=since, until=until)
    articles = list(archive.articles(chosen.article_ids).values())
    first, last = _period(articles)
    return Coverage(
        topic=topic,
        outlets=_outlets(archive, articles, chosen),
        silent=_silent(archive, articles, chosen.mentioned_by, since or first, until or last),
        origins=origins(articles, attributions=archive.attributions),
        first=first.isoformat() if first else None,
        last=last.isoformat() if last else None,
        snapshot=archive.id,
        elapsed_ms=(time.perf_counter() - began) * 1000,
    )


def _period(articles: Iterable[Article]) -> tuple[date | None, date | None]:
    days = [day for article in articles if (day := article.day)]
    return (min(days), max(days)) if days else (None, None)


def _outlets(
    archive: Archive, articles: Sequence[Article], chosen: Chosen
) -> tuple[OutletCoverage, ...]:
    """Group articles by outlet, the outlet that was first to come first."""
    groups: dict[str | None, list[Article]] = {}
    for article in sorted(articles, key=_when):
        groups.setdefault(article.outlet, []).append(article)
    rank = {article_id: place for place, article_id in enumerate(chosen.article_ids)}
    made = []
    for outlet, members in groups.items():
        first, last = _period(members)
        best = sorted(members, key=lambda one: rank[one.id])[:_ARTICLES_QUOTED]
        made.append(
            OutletCoverage(
                outlet=outlet,
                articles=tuple(members),
                first=first.isoformat() if first else None,
                last=last.isoformat() if last else None,
                excerpts=excerpts(archive, best, chosen.vector),
            )
        )
    return tuple(made)


def _when(article: Article) -> tuple[str, str]:
    return article.published or "9999", article.id


def excerpts(
    archive: Archive, articles: Sequence[Article], vector: Vector, most: int = 2
) -> tuple[Excerpt, ...]:
    """Return the sentences of some articles that are nearest to a question vector, best first."""
    found = [one for article in articles for one in _sentences(archive, article, vector)]
    found.sort(key=lambda one: -one.score)
    return tuple(_with_own(archive, one) for one in found[:most])


def _with_own(archive: Archive, one: Excerpt) -> Excerpt:
    span = Span(one.start, one.end)
    return replace(one, chain=with_own_articles(archive, one.article, span, one.chain))


def _sentences(archive: Archive, article: Article, vector: Vector) -> list[Excerpt]:
    sentences = archive.sentences(article.id)
    scores = archive.sentence_vectors(article.id)[: len(sentences)] @ vector
    scores = scores + opening_gains(len(scores))
    scores -= _LEANING * np.array([bool(_LEANS.match(article.body, s.start)) for s in sentences])
    attributions = archive.attributions(article.id)
    found: list[Excerpt] = []
    for place in np.argsort(-scores, kind="stable"):
        one = sentences[place]
        if one.kind is not SentenceKind.NEWS or not _SHORTEST <= one.end - one.start <= _LONGEST:
            continue
        found.append(
            Excerpt(
                article=article,
                text=one.span.of(article.body),
                start=one.start,
                end=one.end,
                score=float(scores[place]),
                chain=chain_for(article, attributions.near(one.span), one.span),
            )
        )
        if len(found) == 2:
            break
    return found


def _silent(
    archive: Archive,
    articles: Sequence[Article],
    mentioned_by: frozenset[str | None],
    first: date | None,
    last: date | None,
) -> tuple[str, ...]:
    """Name the outlets that published in the period and have nothing on the topic, not even a mention: those that
    published most first."""
    if first is None or last is None or not articles:
        return ()
    told = {article.outlet for article in articles} | mentioned_by
    low, high = first.isoformat(), last.isoformat()
    published = Counter(
        outlet
        for outlet, when in archive.article_facts()
        if outlet and outlet not in told and when and low <= when[:10] <= high
    )
    # By name where they published alike: the order of rows depends on how the index came about.
    return tuple(sorted(published, key=lambda outlet: (-published[outlet], outlet)))
