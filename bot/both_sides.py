"""Show both sides of what is denied: beside the quotes that answer, and where a dispute is all that is asked about."""

from __future__ import annotations

from collections.abc import Sequence

from bot.choosing import without
from bot.conflict.disputes import counterparts
from bot.conflict.matter import sides_asked_about
from bot.holding import Held
from bot.pages import Page
from bot.runs import standing_alone
from bot.values import Quote
from index.values import Hit, Span

ALL, MOST = 1.0, 0.7
"""The part of what a question names that a dispute holds: less will do where the question is nearly answered."""
SPARED = 0.14
"""How much less sure an answer may be to be nearly one."""
_MOST_QUOTES = 5
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
    # A quote that holds both sides shows no two: they stand by themselves in its place.
    apart = [quote for quote in chosen if without([quote], sides)]
    kept = apart[: _MOST_QUOTES - min(len(sides), 2)]
    shown: list[Quote] = kept
    for side in sides:
        shown = [*shown, *without(shown, [side])]
    return shown[:_MOST_QUOTES]


def _alone(held: Held, quote: Quote) -> Quote:
    return standing_alone(held.pages.page(quote.article), quote)
