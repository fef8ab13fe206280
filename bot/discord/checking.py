"""``--check``: everything that can be wrong before connecting, one line each."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.database import BotDatabase
from bot.discord.app import intents
from bot.token import usable_token
from bot.wording import age_words, count_words
from config.settings import Settings
from index.errors import WhosaidError
from index.snapshot import Archive


def check(settings: Settings) -> Iterator[tuple[bool, str]]:
    """Yield whether each thing is right, and what it is or how to mend it. Nothing is connected."""
    yield True, "settings: valid"
    yield _try("token", lambda: _token(settings))
    yield _try("intents", _intents)
    yield _try("database", lambda: _database(settings))
    yield _try("archive", lambda: _archive(settings))


def _try(name: str, trial: Callable[[], str]) -> tuple[bool, str]:
    try:
        return True, f"{name}: {trial()}"
    except (WhosaidError, OSError) as wrong:
        return False, f"{name}: {wrong}"


def _token(settings: Settings) -> str:
    usable_token(settings)
    return "has the form of a bot's token (whether Discord takes it shows when connecting)"


def _intents() -> str:
    wanted = [name for name, on in intents() if on]
    return f"{', '.join(wanted)} (none is privileged: nothing to switch on in the developer portal)"


def _database(settings: Settings) -> str:
    with BotDatabase(settings.discord.database) as database:
        database.open_rebuilds()
    return f"{settings.discord.database} can be read and written"


def _archive(settings: Settings) -> str:
    archive = Archive.open(settings.index.folder, verify="full")
    try:
        counts = archive.counts
        return (
            f"snapshot {archive.id}, built {age_words(archive.built)}, "
            f"{count_words(counts.articles, 'article')} from "
            f"{count_words(counts.outlets, 'outlet')}, every checksum right"
        )
    finally:
        archive.close()
