"""Outlet names as a member types them: the choices offered, answered from memory."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable

import discord
from discord import app_commands

from bot import wording
from bot.discord.rendering import limits
from bot.discord.rendering.frames import plain
from bot.discord.service.facts import Facts, OutletEntry

_LOOK_EVERY = 2.0


def matching(entries: Iterable[OutletEntry], typed: str) -> list[OutletEntry]:
    """Return the outlets that the typed text begins, then those that hold it, each by number of articles."""
    wanted = typed.casefold().strip()
    ranked = []
    for entry in entries:
        names = [name.casefold() for name in (entry.name, *entry.others)]
        bare = [name.removeprefix("the ") for name in names]
        if any(name.startswith(wanted) for name in names + bare):
            ranked.append((0, -entry.articles, entry.name, entry))
        elif any(wanted in name for name in names):
            ranked.append((1, -entry.articles, entry.name, entry))
    return [entry for *_, entry in sorted(ranked, key=lambda row: row[:3])]


class OutletList:
    """The outlets of the current snapshot as choices, from memory."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._looked = 0.0

    async def entries(self) -> tuple[OutletEntry, ...]:
        """Return all outlets of the current snapshot."""
        self._looked = time.monotonic()
        return (await self._facts.current()).outlets

    @property
    def known(self) -> tuple[str, ...]:
        """All names of all outlets, as last read."""
        return self._facts.last.all_names if self._facts.last else ()

    def split(self, text: str | None) -> tuple[str, ...]:
        """Return the names in an option, set apart by commas; a name of the archive may hold some itself."""
        facts = self._facts.last
        return split_outlets(text, [entry.name for entry in facts.outlets] if facts else ())

    async def named(self, name: str) -> str | None:
        """Return the outlet of the archive that goes by a name, or None."""
        wanted = _plain(name)
        for entry in await self.entries():
            if wanted in map(_plain, (entry.name, *entry.others)):
                return entry.name
        return None

    async def choices(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer outlets for what is typed; after a comma, a further one to those already there.

        They are those last read, so that nobody waits for a snapshot to be opened.
        """
        if time.monotonic() - self._looked > _LOOK_EVERY:
            self._looked = time.monotonic()
            self._refresh = asyncio.ensure_future(self.entries())
        before, comma, last = typed.rpartition(",")
        facts = self._facts.last
        found = matching(facts.outlets if facts else (), last)
        head = f"{before.strip()}, " if comma else ""
        return [
            app_commands.Choice(name=name, value=value)
            for entry in found
            if (name := _label(head, entry)) and len(value := head + entry.name) <= limits.CHOICE
        ][: limits.CHOICES]


def _label(head: str, entry: OutletEntry) -> str:
    label = f"{head}{entry.name} ({wording.count_words(entry.articles, 'article')})"
    return plain(label, limits.CHOICE)


def split_outlets(text: str | None, known: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the names in an option: several are set apart by commas, which known names may hold, too."""
    parts, found, at = (text or "").split(","), [], 0
    whole = {_plain(name) for name in known if "," in name}
    longest = max((name.count(",") + 1 for name in whole), default=1)
    while at < len(parts):
        ends = range(min(len(parts), at + longest), at + 1, -1)
        end = next((end for end in ends if _plain(",".join(parts[at:end])) in whole), at + 1)
        found.append(" ".join(",".join(parts[at:end]).split()))
        at = end
    return tuple(dict.fromkeys(filter(None, found)))


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold().removeprefix("the ")
