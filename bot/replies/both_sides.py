"""Show both sides of what is denied: beside the quotes that answer, and where a dispute is all that is asked about."""

from __future__ import annotations

from collections.abc import Sequence

from bot.archive.holding import Held
from bot.archive.pages import Page
from bot.conflict.disputes import counterparts, opposed_sentences
from bot.conflict.matter import sides_asked_about
from bot.quotes.choosing import without
from bot.quotes.runs import cut_down, standing_alone
from bot.values import Quote
from index.values import Hit, Span

ALL, MOST = 1.0, 0.7
"""The part of what a question names that a dispute holds: less will do where the question is nearly answered."""
SPARED = 0.14
"""How much less sure an answer may be to be nearly one."""
_MOST_QUOTES = 5
_SHORT = 800
"""Letters up to which a quote stands for the side that it holds."""
Disputes = tuple[tuple[int, int], ...]
"""Pairs of positions of quotes."""


def other_side(
    held: Held,
    chosen: Sequence[Quote],
    hits: Sequence[Hit],
    *,
    beyond: bool,
    figures: bool = False,
) -> list[Quote]:
    """Return what denies or corrects the quotes chosen, or what they deny, for a reader to see both.

    ``beyond`` looks for denials in the whole articles found, not only in their passages; ``figures`` looks at what is
    counted and dated alone.
    """
    if not chosen:
        return []
    within: dict[str, list[Span]] = {}
    for hit in hits:
        within.setdefault(hit.article.id, []).append(Span(hit.passage.start, hit.passage.end))
    articles = [hit.article for hit in hits]
    found = counterparts(
        chosen, articles, archive=held.archive, within=within, beyond=beyond, figures=figures
    )
    others = [_alone(held, other) for other in found]
    return without(chosen, others)[: max(0, _MOST_QUOTES - len(chosen))]


def with_sides(
    held: Held,
    question: str,
    chosen: Sequence[Quote],
    hits: Sequence[Hit],
    pages: Sequence[Page],
    part: float,
) -> list[Quote]:
    """Return quotes with both sides of the dispute that the question is about; none where it is about none.

    ``part`` of what the question names is in that dispute, and every name.
    """
    found = sides_asked_about(question, hits, pages, held.archive, part=part)
    if not found:
        return []
    sides = [_alone(held, side) for side in found]
    shown: list[Quote] = []
    for side in sides:
        shown += without(shown, [_as_chosen(side, sides, chosen)])
    apart = [one for quote in chosen for one in _beside(held, quote, shown)]
    best, *others = [*without(shown, apart), None]
    return [one for one in (*shown[:2], best, *shown[2:], *others) if one][:_MOST_QUOTES]


def to_the_point(held: Held, quotes: Sequence[Quote], pairs: Disputes) -> list[Quote]:
    """Return quotes with those in dispute cut down to what answers and what the others contradict."""
    needed: dict[int, list[Span]] = {place: [] for pair in pairs for place in pair}
    for one, other in pairs:
        sides = opposed_sentences(quotes[one], quotes[other], held.archive)
        for place, side in zip((one, other), sides, strict=False):
            needed[place].append(side.span)
    return [
        cut_down(held.pages.page(quote.article), quote, needed[place], best=place == 0)
        if place in needed
        else quote
        for place, quote in enumerate(quotes)
    ]


def _as_chosen(side: Quote, sides: Sequence[Quote], chosen: Sequence[Quote]) -> Quote:
    """Return the short quote chosen that holds a side and no other one; else the side."""
    for quote in chosen:
        inside = len(sides) - len(without([quote], sides))
        if inside == 1 and not without([quote], [side]) and len(quote.text) <= _SHORT:
            return quote
    return side


def _beside(held: Held, quote: Quote, sides: Sequence[Quote]) -> list[Quote]:
    """Return what of a quote stands beside the sides: one that holds them shows no two, so they stand in its place."""
    if len(without([quote], sides)) == len(sides):
        return [quote]
    return without(sides, [_alone(held, quote.bare)]) if quote.core else []


def _alone(held: Held, quote: Quote) -> Quote:
    return standing_alone(held.pages.page(quote.article), quote)
