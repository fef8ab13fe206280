"""Find quotes that deny, correct or contradict each other.

Made for precision: a pair is disputed where one denies in so many words what the other asserts,
where one negates what the other asserts in nearly the same words, or where both give different
numbers for one thing. What merely differs in emphasis is left alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from bot.conflict.gate import denial_places
from bot.conflict.sentences import places_in, sentences_of, side_quote, statement_at
from bot.conflict.strength import Statement, strength_of
from bot.values import Quote
from index.values import Article, Sentence, SentenceKind, Span

if TYPE_CHECKING:
    from index.snapshot.archive import Archive


DISPUTED = 0.5
"""Strength from which on two statements are called disputed."""


def disputed_pairs(
    quotes: Sequence[Quote],
    archive: Archive | None = None,
    *,
    answering: bool = False,
    figures: bool = False,
) -> tuple[tuple[int, int], ...]:
    """Return the pairs of positions whose quotes deny, correct or contradict each other.

    ``answering`` looks at the sentences that they were chosen for and at what calls these incorrect and, against the
    first, at what else is counted or dated in the others; ``figures`` at what is counted and dated alone.
    """
    if len(quotes) < 2:
        return ()
    whole: list[Sequence[Statement]] = [
        statements_of(quote.article, quote.span, archive) for quote in quotes
    ]
    told = whole
    if answering:
        told = [_answering(quote, one, archive) for quote, one in zip(quotes, whole, strict=True)]

    def opposed(one: int, other: int) -> bool:
        strength = strength_of(told[one], told[other], figures=figures)
        if answering and one == 0:
            strength = max(strength, strength_of(told[one], whole[other], figures=True))
        return strength >= DISPUTED

    return tuple(pair for pair in combinations(range(len(quotes)), 2) if opposed(*pair))


def opposed_sentences(
    one: Quote, other: Quote, archive: Archive | None = None
) -> tuple[Quote, ...]:
    """Return the sentence of each quote that contradicts one of the other's most surely, or nothing."""
    sides = [(quote.article, sentences_of(quote.article, archive), quote) for quote in (one, other)]
    places = [places_in(sentences, [quote.span]) for _, sentences, quote in sides]
    strength, pair = max(
        ((_strength_at(sides, (a, b)), (a, b)) for a in places[0] for b in places[1]),
        default=(0.0, (0, 0)),
    )
    if strength < DISPUTED:
        return ()
    return tuple(
        side_quote(article, sentences[place], strength, archive)
        for (article, sentences, _), place in zip(sides, pair, strict=True)
    )


def _strength_at(
    sides: Sequence[tuple[Article, Sequence[Sentence], Quote]], pair: tuple[int, int]
) -> float:
    first, second = (
        statement_at(article, sentences, place)
        for (article, sentences, _), place in zip(sides, pair, strict=True)
    )
    return strength_of([first], [second])


def counterparts(
    quotes: Sequence[Quote],
    articles: Sequence[Article],
    *,
    archive: Archive | None = None,
    within: Mapping[str, Sequence[Span]] | None = None,
    beyond: bool = False,
    figures: bool = False,
    limit: int = 2,
) -> tuple[Quote, ...]:
    """Return sentences of the articles that deny or correct a quote, or that a quote denies.

    Strongest first, at most ``limit``, none that a quote already shows, one for each article;
    ``within`` (ranges by article id) confines the look; ``beyond`` lets it go on to what denies outright
    anywhere in those articles; ``figures`` looks at what is counted and dated alone.
    """
    told = [
        statement
        for quote in quotes
        for statement in statements_of(quote.article, quote.core or quote.span, archive)
    ]
    found: list[Quote] = []
    for article in {article.id: article for article in articles}.values():
        best = max(
            _against(told, quotes, article, archive, within, beyond, figures),
            key=lambda one: one.score,
            default=None,
        )
        if best is not None:
            found.append(best)
    return tuple(sorted(found, key=lambda quote: -quote.score)[:limit])


def _against(
    told: Sequence[Statement],
    quotes: Sequence[Quote],
    article: Article,
    archive: Archive | None,
    within: Mapping[str, Sequence[Span]] | None,
    beyond: bool,
    figures: bool,
) -> Iterator[Quote]:
    """Yield the sentences of an article that a quote is disputed with; score is the strength."""
    ranges = None if within is None else within.get(article.id, ())
    if ranges is not None and not ranges:
        return
    shown = [quote.span for quote in quotes if quote.article.id == article.id]
    sentences = sentences_of(article, archive)
    for place in _places_looked_at(article, sentences, ranges, beyond):
        sentence = sentences[place]
        if sentence.kind is not SentenceKind.NEWS or _in_any(sentence, shown):
            continue
        strength = strength_of([statement_at(article, sentences, place)], told, figures=figures)
        if strength >= DISPUTED:
            yield side_quote(article, sentence, strength, archive)


def _places_looked_at(
    article: Article, sentences: Sequence[Sentence], ranges: Sequence[Span] | None, beyond: bool
) -> Iterable[int]:
    """Return the places of the sentences in the ranges and, ``beyond`` them, of those that may deny something."""
    near = places_in(sentences, ranges)
    if ranges is None or not beyond:
        return near
    denials = [Span(place, place + 1) for place in denial_places(article.body)]
    return sorted({*near, *places_in(sentences, denials)})


def _in_any(sentence: Sentence, ranges: Sequence[Span]) -> bool:
    return any(sentence.start < one.end and one.start < sentence.end for one in ranges)


def statements_of(article: Article, span: Span, archive: Archive | None) -> list[Statement]:
    """Return the sentences of a quote, each as far as the quote goes."""
    sentences = sentences_of(article, archive)
    return [statement_at(article, sentences, place) for place in places_in(sentences, [span])]


def _answering(
    quote: Quote, shown: Sequence[Statement], archive: Archive | None
) -> Sequence[Statement]:
    """Return the sentence that a quote was chosen for, and those shown beside it that call it incorrect."""
    if quote.core is None:
        return shown
    told = statements_of(quote.article, quote.core, archive)
    around = {text for one in told for text in (one.preceding, one.following)}
    return [*told, *(one for one in shown if one.text in around and one.bare_correction)]
