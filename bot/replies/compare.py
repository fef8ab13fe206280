"""Set outlets' claims about one thing side by side."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.archive.pages import Page
from bot.conflict.disputes import counterparts, disputed_pairs
from bot.quotes.grouping import group_answers
from bot.quotes.runs import standing_alone
from bot.values import Meant, Quote
from index.coverage.coverage import Coverage, Excerpt, coverage
from index.values import Article

if TYPE_CHECKING:
    from config.outlets import OutletRegistry
    from index.encoders.encoder import Encoder
    from index.snapshot.archive import Archive

_MOST_COLUMNS = 12
_APART = 0.3
"""Cosine distance from which on two sentences do not say alike: less than of two answers in a word or two."""
_LOOKED_THROUGH = 30
"""Articles in which the other side of a quote is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One outlet's claims, best first."""

    outlet: str | None
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Claims on a topic, one column an outlet."""

    topic: str
    columns: tuple[Column, ...]
    agreeing: tuple[tuple[int, ...], ...]
    """Columns (by position) whose first quotes say alike; every column is in exactly one group."""
    disputed: tuple[tuple[Quote, Quote], ...]
    """Quotes that deny, correct or contradict each other."""
    asked: tuple[str, ...] = ()
    """Outlets asked for, as the archive knows them, else as they are written."""
    missing: tuple[str, ...]
    """Outlets asked for that have nothing on the topic."""
    left_out: tuple[str | None, ...] = ()
    """Outlets that write about the topic, too, but have no column: there are too many, or they say nothing quotable."""
    snapshot: str
    elapsed_ms: float
    meant: tuple[Meant, ...] = ()
    """Those of the missing that are no outlet's name, with the outlet that each may be meant for."""


def compare(
    archive: Archive,
    encoder: Encoder,
    topic: str,
    outlets: Sequence[str] = (),
    *,
    registry: OutletRegistry | None = None,
    spelt: Callable[[str], str | None] | None = None,
) -> Comparison:
    """Return what each outlet says on the topic, and where they contradict each other.

    ``outlets`` are names or aliases; without any, all that covered the topic are compared. ``spelt`` tells which
    outlet a misspelt name stands for: that is asked back about, never guessed.
    """
    began = time.perf_counter()
    found = coverage(archive, encoder, topic)
    wanted = _canonical(outlets, registry)
    columns = _columns(found, wanted)
    told = {column.outlet for column in columns}
    covering = [one.outlet for one in found.outlets if not wanted or one.outlet in wanted]
    articles = [one for outlet in found.outlets if outlet.outlet in told for one in outlet.articles]
    missing = tuple(name for name in wanted if name not in covering)
    unknown = [name for name in missing if not (registry and registry.by_name(name))]
    return Comparison(
        topic=topic,
        columns=columns,
        agreeing=group_answers(
            [column.quotes[0].text for column in columns], encoder, apart=_APART
        ),
        disputed=_disputed(archive, columns, articles),
        asked=wanted,
        missing=missing,
        left_out=tuple(name for name in covering if name not in told),
        meant=_meant(unknown, wanted, topic, spelt) if spelt else (),
        snapshot=archive.id,
        elapsed_ms=(time.perf_counter() - began) * 1000,
    )


def comparison_meant(
    topic: str, outlets: Sequence[str], registry: OutletRegistry, spelt: Callable[[str], str | None]
) -> Meant | None:
    """Return the first outlet that a comparison asks back about, or None."""
    wanted = _canonical(outlets, registry)
    unknown = [name for name in wanted if not registry.by_name(name)]
    return next(iter(_meant(unknown, wanted, topic, spelt)), None)


def _canonical(names: Iterable[str], registry: OutletRegistry | None) -> tuple[str, ...]:
    """Return the names that the archive knows the outlets by; unknown ones stay as they are."""
    known = [(name, registry.by_name(name) if registry else None) for name in names]
    return tuple(dict.fromkeys(outlet.name if outlet else name for name, outlet in known))


def _meant(
    unknown: Iterable[str], wanted: Sequence[str], topic: str, spelt: Callable[[str], str | None]
) -> tuple[Meant, ...]:
    """Return the names that may be misspelt, each with the comparison that names the outlet."""
    found = []
    for name in unknown:
        if outlet := spelt(name):
            names = " and ".join(outlet if one == name else one for one in wanted)
            found.append(Meant(written=name, outlet=outlet, question=f"Compare {names} on {topic}"))
    return tuple(found)


def _columns(found: Coverage, wanted: Sequence[str]) -> tuple[Column, ...]:
    quoted = [
        Column(outlet=one.outlet, quotes=tuple(map(_quote, one.excerpts)))
        for one in found.outlets
        if one.excerpts and (not wanted or one.outlet in wanted)
    ]
    best = sorted(quoted, key=lambda column: -column.quotes[0].score)[:_MOST_COLUMNS]
    return tuple(column for column in quoted if column in best)


def _quote(excerpt: Excerpt) -> Quote:
    return Quote(
        article=excerpt.article,
        text=excerpt.text,
        start=excerpt.start,
        end=excerpt.end,
        score=excerpt.score,
        chain=excerpt.chain,
    )


def _disputed(
    archive: Archive, columns: Sequence[Column], articles: Sequence[Article]
) -> tuple[tuple[Quote, Quote], ...]:
    """Pair the quotes shown with each other, else with their other side in the articles."""
    quotes = [quote for column in columns for quote in column.quotes]
    pairs = [(quotes[one], quotes[two]) for one, two in disputed_pairs(quotes, archive)]
    for quote in quotes:
        if any(quote in pair for pair in pairs):
            continue
        # An article that quotes what it corrects is no other side of itself.
        apart = [one for one in articles[:_LOOKED_THROUGH] if one.id != quote.article.id]
        others = counterparts([quote], apart, archive=archive, limit=1)
        pairs += [(quote, standing_alone(Page(archive, one.article), one)) for one in others]
    return tuple(pair for pair in pairs if pair[0].article.id != pair[1].article.id)
