"""Find quotes that deny, correct or contradict each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.values import Quote
from index.values import Article

if TYPE_CHECKING:
    from index.snapshot import Archive


def disputed_pairs(
    quotes: Sequence[Quote], archive: Archive | None = None
) -> tuple[tuple[int, int], ...]:
    """Return the pairs of positions whose quotes deny, correct or contradict each other."""
    return ()


def counterparts(
    quotes: Sequence[Quote],
    articles: Sequence[Article],
    *,
    archive: Archive | None = None,
    limit: int = 2,
) -> tuple[Quote, ...]:
    """Return spans of the articles that deny or correct a quote, or that a quote denies or corrects."""
    return ()
