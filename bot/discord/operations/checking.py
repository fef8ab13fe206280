"""``--check``: everything that can be wrong before connecting, one line each."""

from __future__ import annotations

import glob
import time
from collections.abc import Callable, Iterator
from http.client import HTTPException
from pathlib import Path
from tempfile import NamedTemporaryFile
from urllib.request import urlopen

from bot.discord.core import intents
from bot.discord.reporting.metrics import Metrics
from bot.memory.database import BotDatabase
from bot.serving.service import AnsweringService
from bot.token import usable_token
from bot.wording import age_words, count_words
from bot.wording.renewal import renewal_words
from config.outlets import OutletsError
from config.settings import Settings
from index.errors import UsageError, WhosaidError
from index.snapshot.archive import Archive


def check(settings: Settings) -> Iterator[tuple[bool, str]]:
    """Yield whether each thing is right, and what it is or how to mend it. Nothing is connected."""
    yield True, "settings: valid"
    yield _try("token", lambda: _token(settings))
    yield _try("intents", _intents)
    yield _try("database", lambda: _database(settings))
    archive = _try("archive", lambda: _archive(settings))
    yield archive
    if archive[0]:
        yield _try("answers", lambda: _answers(settings))
    yield _try("articles", lambda: _articles(settings))
    if settings.discord.metrics_port is not None:
        yield _try("metrics", lambda: _metrics(settings.discord.metrics_port or 0))
    if settings.discord.health_file is not None:
        yield _try("health file", lambda: _health_file(settings.discord.health_file or Path()))


def _try(name: str, trial: Callable[[], str]) -> tuple[bool, str]:
    try:
        return True, f"{name}: {trial()}"
    except (WhosaidError, OutletsError, OSError) as wrong:
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


def _answers(settings: Settings) -> str:
    """Load what answers need, as the bot would, and ask something."""
    began = time.perf_counter()
    with AnsweringService.warm(settings) as service:
        encoder = service.encoder.name
        spent = time.perf_counter() - began
        renewal = f". {renewal_words(settings.index.folder)}" if service.outdated else ""
    return f"the models are there ({encoder}); loaded and a question answered in {spent:.1f} s{renewal}"


def _articles(settings: Settings) -> str:
    given = [Path(one).expanduser() for one in settings.index.articles]
    missing = [one for one in given if not glob.has_magic(str(one)) and not one.exists()]
    if missing:
        raise UsageError(
            f"index.articles: {', '.join(map(str, missing))} does not exist; a rebuild would leave its"
            " articles out: make it, or take it out of the setting"
        )
    return f"{', '.join(map(str, given))} (read by rebuilds)"


def _metrics(port: int) -> str:
    if _served_by_the_bot(port):
        return f"port {port} is served by the bot, which is running"
    metrics = Metrics()
    metrics.serve(port)
    metrics.stop()
    return f"port {port} of the loopback address is free"


def _served_by_the_bot(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/metrics", timeout=2) as told:
            return b"whosaid_" in told.read(1 << 20)
    except (OSError, HTTPException):
        return False


def _health_file(path: Path) -> str:
    """Say whether the file could be written; it is not, for it would look as if the bot were well."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, prefix=".whosaid-"):
            pass
    except OSError as fault:
        raise UsageError(
            f"discord.health_file = {path} cannot be written ({fault.strerror}); set another file"
        ) from fault
    return f"{path} can be written"
