"""Finding articles by what is typed of their titles, in memory: 100,000 titles within milliseconds."""

from __future__ import annotations

import asyncio
import bisect
from collections.abc import Iterable
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot import wording
from bot.discord import limits
from bot.discord.frames import plain
from index.snapshot import Archive

if TYPE_CHECKING:
    from bot.discord.app import WhosaidBot

_END = "\n"
Listed = tuple[str, str | None, str | None]
"""An article's id, title and outlet."""


class TitleIndex:
    """All titles in one folded text, searched as a whole."""

    def __init__(self, articles: Iterable[Listed]) -> None:
        self._articles = [one for one in articles if one[1] and len(one[0]) <= limits.CHOICE]
        self._starts: list[int] = []
        parts, at = [], 0
        for _, title, _ in self._articles:
            folded = " ".join((title or "").casefold().split())
            self._starts.append(at)
            parts.append(folded)
            at += len(folded) + 1
        self._text = _END.join(parts)

    def search(self, typed: str, most: int = limits.CHOICES) -> list[Listed]:
        """Return articles whose title begins with the text, then those with a word that does, then any."""
        wanted = " ".join(typed.casefold().split())
        if not wanted:
            return self._articles[:most]
        found: dict[int, None] = {}
        for needle in (f"{_END}{wanted}", f" {wanted}", wanted):
            if needle[0] == _END and self._text.startswith(wanted):
                found[0] = None
            self._collect(needle, found, most)
        return [self._articles[at] for at in list(found)[:most]]

    def _collect(self, needle: str, found: dict[int, None], most: int) -> None:
        at = self._text.find(needle)
        while at >= 0 and len(found) < most:
            position = bisect.bisect_right(self._starts, at + 1) - 1
            found[max(position, 0)] = None
            following = position + 1
            if following >= len(self._starts):
                return
            at = self._text.find(needle, self._starts[following] - 1)


class TitleList:
    """The titles of the current snapshot, read once a snapshot in another thread."""

    def __init__(self, bot: WhosaidBot) -> None:
        self._bot = bot
        self._snapshot: str | None = None
        self._index = TitleIndex([])
        self._reading: asyncio.Future[None] | None = None

    async def choices(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer articles for what is typed."""
        index = await self._current()
        return [
            app_commands.Choice(name=_label(title, outlet), value=article_id)
            for article_id, title, outlet in index.search(typed)
        ]

    async def _current(self) -> TitleIndex:
        """Return the titles last read; only the first one to ask waits for them."""
        archive = await self._bot.desk.archive()
        if archive.id != self._snapshot:
            if self._reading is None or self._reading.done():
                self._reading = asyncio.ensure_future(asyncio.to_thread(self._read, archive))
            if self._snapshot is None:
                await asyncio.shield(self._reading)
        return self._index

    def _read(self, archive: Archive) -> None:
        self._index = TitleIndex(archive.titles())
        self._snapshot = archive.id


def _label(title: str | None, outlet: str | None) -> str:
    name = plain(wording.outlet_words(outlet), 30)
    return f"{plain(title or '', limits.CHOICE - limits.units(name) - 2)}, {name}"
