"""What outlets that were not quoted yet say on the same question."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from bot.values import Answer, Question, Reply

NO_OTHERS = "No other outlet in the archive answers this question."
_WIDE = 50
SURE = 0.5
"""Confidence below which others do not "say so": something near is soon found in what they wrote."""
_OTHERS = 8
"""Outlets asked at most: those whose articles are nearest."""


def from_others(
    ask: Callable[[Question], Reply],
    question: Question,
    quoted: Collection[str | None],
    *,
    least: float = 0.0,
) -> Answer | None:
    """Return what outlets other than those ``quoted`` answer, or None; ``least`` is how sure it is at least."""
    hits = ask(replace(question, outlets=(), limit=_WIDE)).hits
    others = dict.fromkeys(
        hit.article.outlet
        for hit in hits
        if hit.article.outlet and hit.article.outlet not in quoted
    )
    if not others:
        return None
    reply = ask(replace(question, outlets=tuple(others)[:_OTHERS]))
    return reply if isinstance(reply, Answer) and reply.confidence >= least else None
