"""What the bot has to know of the snapshot in service: read once a snapshot, then given from memory."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from bot.discord.service.desk import Desk
from bot.serving.service import AnsweringService
from index.snapshot.articles import OutletCount
from index.snapshot.manifest import Counts


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletEntry:
    """An outlet of the archive, its other names, and how many of its articles are there."""

    name: str
    others: tuple[str, ...]
    articles: int


@dataclass(frozen=True, kw_only=True)
class SnapshotFacts:
    """A snapshot's id, when it was built, its sizes, and its outlets, the largest first."""

    id: str
    built: datetime
    counts: Counts
    outlets: tuple[OutletEntry, ...]
    outdated: bool
    """Whether it was analysed by other rules than a build would find things by today."""

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of all outlets."""
        return frozenset(entry.name for entry in self.outlets)

    @cached_property
    def all_names(self) -> tuple[str, ...]:
        """The same, and their other names."""
        return tuple(name for entry in self.outlets for name in (entry.name, *entry.others))


def read_facts(service: AnsweringService, known: str | None) -> SnapshotFacts | None:
    """Read the facts of the snapshot in service, or return None where it is the one already known."""
    archive = service.archive
    if archive.id == known:
        return None
    registry = service.registry
    outlets = []
    for count in archive.outlets():
        listed = registry.by_name(count.outlet)
        others = tuple(listed.aliases) if listed else ()
        outlets.append(OutletEntry(name=count.outlet, others=others, articles=count.articles))
    return SnapshotFacts(
        id=archive.id,
        built=archive.built,
        counts=archive.counts,
        outlets=tuple(outlets),
        outdated=service.outdated,
    )


def outlet_counts(service: AnsweringService) -> list[OutletCount]:
    """Return the outlets with their articles' number and days."""
    return service.archive.outlets()


class Facts:
    """The facts last read."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.last: SnapshotFacts | None = None

    async def current(self, snapshot: str | None = None) -> SnapshotFacts:
        """Return the facts of the snapshot in service; where it is ``snapshot``, nothing is read."""
        if self.last is None or snapshot is None or self.last.id != snapshot:
            known = self.last.id if self.last else None
            read = await self._desk.peek(read_facts, known)
            if read is not None:
                self.last = read
        if self.last is None:
            raise RuntimeError("the desk is not open")
        return self.last
