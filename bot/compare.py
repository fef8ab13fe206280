"""Set outlets' claims about one thing side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.values import Quote

if TYPE_CHECKING:
    from index.encoder import Encoder
    from index.snapshot import Archive


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
    """Columns (by position) whose best quotes answer alike; every column is in exactly one group."""
    disputed: tuple[tuple[Quote, Quote], ...]
    """Quotes that deny, correct or contradict each other."""
    missing: tuple[str, ...]
    """Outlets asked for that have nothing on the topic."""
    snapshot: str
    elapsed_ms: float


def compare(
    archive: Archive, encoder: Encoder, topic: str, outlets: Sequence[str] = ()
) -> Comparison:
    """Return what each outlet says on the topic, and where they contradict each other."""
    raise NotImplementedError
