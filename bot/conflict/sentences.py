"""The sentences of articles, as statements that may be in dispute and as quotes of a dispute."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING

from bot.conflict.strength import Statement
from bot.values import Quote
from index.attribution import chain_for
from index.sentences.splitting import split_sentences
from index.values import Article, Sentence, Span

if TYPE_CHECKING:
    from index.snapshot.archive import Archive


def sentences_of(article: Article, archive: Archive | None) -> Sequence[Sentence]:
    """Return an article's sentences: the archive's or, without one, as they are split."""
    return (archive.sentences(article.id) if archive else None) or _split(article.body)


def places_in(sentences: Sequence[Sentence], ranges: Sequence[Span] | None) -> Iterable[int]:
    """Return the places of the sentences that reach into one of the ranges, in order; None: of all."""
    if ranges is None:
        return range(len(sentences))
    places: set[int] = set()
    for one in ranges:
        first = bisect_right(sentences, one.start, key=attrgetter("end"))
        places.update(range(first, bisect_left(sentences, one.end, key=attrgetter("start"))))
    return sorted(places)


def statement_at(article: Article, sentences: Sequence[Sentence], place: int) -> Statement:
    """Return a sentence with those before and after it."""
    before, here, after = (
        sentences[near].span.of(article.body) if 0 <= near < len(sentences) else None
        for near in (place - 1, place, place + 1)
    )
    return Statement(article=article, text=here or "", preceding=before, following=after)


def side_quote(
    article: Article, sentence: Sentence, strength: float, archive: Archive | None
) -> Quote:
    """Return a sentence as a quote whose score is how surely it is disputed."""
    attributions = archive.attributions(article.id).near(sentence.span) if archive else []
    return Quote(
        article=article,
        text=sentence.span.of(article.body),
        start=sentence.start,
        end=sentence.end,
        score=strength,
        chain=chain_for(article, attributions, sentence.span),
    )


@lru_cache(64)
def _split(body: str) -> tuple[Sentence, ...]:
    return tuple(split_sentences(body))
