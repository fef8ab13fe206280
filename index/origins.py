"""Cluster articles that share one independent source: wire copy, relays and light rewrites."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.values import Article, Attribution


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The independent source behind one or more articles."""

    article_ids: tuple[str, ...]
    """The articles that share it, earliest first."""
    outlets: tuple[str | None, ...]
    reason: str
    """Why these are one, in plain English; empty where the article stands alone."""


def origins(
    articles: Sequence[Article],
    *,
    attributions: Callable[[str], Sequence[Attribution]] | None = None,
) -> tuple[Origin, ...]:
    """Group articles by origin, largest group first; every article is in exactly one group."""
    raise NotImplementedError
