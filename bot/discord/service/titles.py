"""Finding articles by what is typed of their titles, in memory: 100,000 titles within milliseconds."""

from __future__ import annotations

import bisect
import threading
from collections.abc import Iterable
from weakref import WeakKeyDictionary

from discord import app_commands

from bot import wording
from bot.discord.rendering import limits
from bot.discord.rendering.frames import plain
from bot.discord.service.desk import Desk
from bot.serving.service import AnsweringService
from index.snapshot.archive import Archive

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
    """The titles of a service's current snapshot; those of a new one are read while the old are searched."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._snapshot: str | None = None
        self._index = TitleIndex([])

    def search(self, archive: Archive, typed: str) -> list[Listed]:
        """Return articles for what is typed; only the first call waits for titles to be read."""
        if self._snapshot is None:
            with self._lock:
                self._read(archive)
        elif self._snapshot != archive.id and self._lock.acquire(blocking=False):
            threading.Thread(target=self._take_over, args=(archive,), daemon=True).start()
        return self._index.search(typed)

    def _take_over(self, archive: Archive) -> None:
        try:
            self._read(archive)
        finally:
            self._lock.release()

    def _read(self, archive: Archive) -> None:
        if self._snapshot != archive.id:
            self._index = TitleIndex(archive.titles())
            self._snapshot = archive.id


_lists: WeakKeyDictionary[AnsweringService, TitleList] = WeakKeyDictionary()
"""The titles of each service in this process."""


def search_titles(service: AnsweringService, typed: str) -> list[Listed]:
    """Return articles of a service's archive whose titles hold what is typed."""
    return _lists.setdefault(service, TitleList()).search(service.archive, typed)


def the_only(service: AnsweringService, typed: str) -> str | None:
    """Return the id of the only article that has what is typed as its title, or in it; None where there are more."""
    found = search_titles(service, typed) if typed.strip() else []
    wanted = " ".join(typed.casefold().split())
    same = [one for one in found if " ".join((one[1] or "").casefold().split()) == wanted]
    return next((one[0] for one in (same or found)), None) if len(same or found) == 1 else None


async def title_choices(desk: Desk, typed: str) -> list[app_commands.Choice[str]]:
    """Offer articles for what is typed."""
    found = await desk.peek(search_titles, typed)
    return [
        app_commands.Choice(name=_label(title, outlet), value=article_id)
        for article_id, title, outlet in found
    ]


def _label(title: str | None, outlet: str | None) -> str:
    name = plain(wording.outlet_words(outlet), 30)
    return f"{plain(title or '', limits.CHOICE - limits.units(name) - 2)}, {name}"
