"""Show both sides of what is denied: beside the quotes that answer, and where a dispute is all that is asked about."""

from __future__ import annotations

from collections.abc import Sequence

from bot.choosing import standing_alone, without
from bot.conflict import counterparts
from bot.conflict_claims import OFFICES
from bot.conflict_matter import sides_asked_about
from bot.holding import Held
from bot.pages import Page
from bot.question import Understood
from bot.values import Quote
from index.terms import stems
from index.values import Hit, Span

SPARED = 0.14
"""How much less sure the answer may be where it is asked whether something is so, and the best quote is denied."""
_MOST_QUOTES = 5
Disputes = tuple[tuple[int, int], ...]
"""Pairs of positions of quotes."""


def other_side(
    held: Held, chosen: Sequence[Quote], hits: Sequence[Hit], *, beyond: bool
) -> list[Quote]:
    """Return what denies or corrects the quotes chosen, or what they deny, for a reader to see both.

    ``beyond`` looks for denials in the whole articles found, not only in their passages.
    """
    if not chosen:
        return []
    within: dict[str, list[Span]] = {}
    for hit in hits:
        within.setdefault(hit.article.id, []).append(Span(hit.passage.start, hit.passage.end))
    articles = [hit.article for hit in hits]
    found = counterparts(chosen, articles, archive=held.archive, within=within, beyond=beyond)
    others = [_alone(held, other) for other in found]
    return without(chosen, others)[: max(0, _MOST_QUOTES - len(chosen))]


def best_denied(understood: Understood, chosen: Sequence[Quote], disputed: Disputes) -> bool:
    """Say whether the best quote is denied, and the sentences in dispute name all whom the question names."""
    quotes = [chosen[place] for pair in disputed if 0 in pair for place in pair]
    named = stems(" ".join((one.core or one.span).of(one.article.body) for one in quotes))
    return bool(quotes) and understood.subject.names.keys() <= named | OFFICES


def with_sides(
    held: Held, question: str, chosen: Sequence[Quote], hits: Sequence[Hit], pages: Sequence[Page]
) -> list[Quote]:
    """Return quotes with both sides of the dispute that the question is about, where it is about one."""
    found = sides_asked_about(question, hits, pages, held.archive)
    kept = list(chosen[: _MOST_QUOTES - len(found)])
    return [*kept, *without(kept, [_alone(held, side) for side in found])]


def _alone(held: Held, quote: Quote) -> Quote:
    return standing_alone(held.pages.page(quote.article), quote)
