"""Which outlets covered a topic: every article about it, not the best few."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from index.origins import Origin
from index.values import Article, Chain

if TYPE_CHECKING:
    from index.encoder import Encoder
    from index.snapshot import Archive


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
    """Return every article about the topic, by outlet."""
    raise NotImplementedError
