"""Articles that an admin adds: files (a feed is one, too), checked before they are kept beside the others."""

from __future__ import annotations

import asyncio
import re
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from bot.discord.administration.leftovers import hidden_name, holding
from config.outlets import OutletRegistry
from config.settings import Settings
from index.errors import UsageError
from index.reading import ReadingReport, read_articles
from index.snapshot.manifest import sync
from index.uninterrupted import uninterrupted

MOST_BYTES = 8 << 20
KINDS = (".txt", ".md", ".json", ".jsonl", ".html", ".htm", ".xml", ".rss", ".atom")


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """A file to be added: its name and what is in it."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What was kept: where, how many articles, and what could not be read of it."""

    folder: Path
    articles: int
    problems: tuple[str, ...]


def checked_name(name: str, size: int) -> str | None:
    """Return what is wrong with a file before it is fetched, or None."""
    if size > MOST_BYTES:
        return f"{name} is larger than {MOST_BYTES >> 20} MiB."
    if not name.lower().removesuffix(".gz").endswith(KINDS):
        kinds = ", ".join(KINDS)
        return f"{name} is none of the kinds I read: {kinds}, each also packed (.gz)."
    return None


async def keep_apart(settings: Settings, additions: Sequence[Addition]) -> Added:
    """Do what ``keep`` does in a process of its own: a large file that is parsed would hold the event loop up.

    Raises ``UsageError`` also where that process dies of what it reads.
    """
    hidden = settings.discord.model_copy(update={"token": None})
    bare = settings.model_copy(update={"discord": hidden})
    pool = ProcessPoolExecutor(1, get_context("spawn"))
    try:
        with uninterrupted():
            keeping = asyncio.get_running_loop().run_in_executor(pool, keep, bare, additions)
        return await keeping
    except BrokenProcessPool as died:
        raise UsageError("what was given cannot be read: give smaller files, or others") from died
    finally:
        pool.shutdown(wait=False)


def keep(settings: Settings, additions: Sequence[Addition]) -> Added:
    """Read the files as a build would and keep them where builds read.

    Raises ``UsageError`` where none of them holds an article, or where there is no folder to keep them or no room.
    """
    with _writing("the folder for temporary files"):
        found, problems, useful = _read(additions)
    if not found:
        why = problems[0] if problems else "there is no article in it"
        raise UsageError(why)
    folder = additions_folder(settings)
    now = time.time_ns()
    stamp = time.strftime("%Y%m%d-%H%M%S", time.gmtime(now // 10**9))
    prefix = f"{stamp}-{now % 10**9:09}"
    names = [f"{prefix}-{at}-{_file_name(one.name)}" for at, one in enumerate(useful)]
    _put(folder, names, useful)
    return Added(folder=folder, articles=found, problems=problems)


def _put(folder: Path, names: Sequence[str], additions: Sequence[Addition]) -> None:
    """Write files under hidden names, which builds leave out, and rename all once they are whole."""
    hidden = [folder / hidden_name(name) for name in names]
    shown = [folder / name for name in names]
    try:
        with _writing(folder), holding(folder):
            for path, addition in zip(hidden, additions, strict=True):
                path.write_bytes(addition.data)
                sync(path)
            for path, whole in zip(hidden, shown, strict=True):
                path.replace(whole)
            sync(folder)
    except UsageError:
        for path in (*hidden, *shown):
            path.unlink(missing_ok=True)
        raise


def _read(additions: Sequence[Addition]) -> tuple[int, tuple[str, ...], list[Addition]]:
    """Return how many articles are in the files, what is wrong with them, and those that hold any at all.

    What no article could be read from would be named by every later build.
    """
    report = ReadingReport()
    with tempfile.TemporaryDirectory(prefix="whosaid-") as place:
        for number, addition in enumerate(additions):
            own = Path(place) / str(number)  # several may have the same name
            own.mkdir()
            (own / _file_name(addition.name)).write_bytes(addition.data)
        registry = OutletRegistry.load()
        found = sum(1 for _ in read_articles([place], registry, report))
        doubtful = {one.file.parent for one in report.problems}
        empty = {own for own in doubtful if not _holds_articles(own, registry)}
        useful = [one for at, one in enumerate(additions) if Path(place) / str(at) not in empty]
    problems = tuple(f"{one.file.name}: {one.reason}; {one.mend}" for one in report.problems[:5])
    return found, problems, useful


def _holds_articles(folder: Path, registry: OutletRegistry) -> bool:
    return any(True for _ in read_articles([folder], registry, ReadingReport()))


@contextmanager
def _writing(place: Path | str) -> Iterator[None]:
    """Turn faults of writing into ``UsageError``s that say what to do about them."""
    try:
        yield
    except OSError as fault:
        why = fault.strerror or fault
        raise UsageError(
            f"{place} cannot be written to ({why}); change its permissions or free space"
        ) from fault


def additions_folder(settings: Settings) -> Path:
    """Make and return the folder inside the first folder of articles of the settings that can be written to.

    Raises ``UsageError`` where there is none: a build would not find what is added.
    """
    refused = []
    for path in (given.expanduser() for given in settings.index.articles):
        if not path.is_dir():
            continue
        folder = path / "added"
        try:
            folder.mkdir(exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                return folder
        except OSError as fault:
            refused.append(f"{path} ({fault.strerror or fault})")
    if not refused:
        raise UsageError(
            "the setting index.articles names no folder in which articles could be added"
        )
    raise UsageError(
        f"the setting index.articles names no folder that can be written to: {', '.join(refused)};"
        " change its permissions, or name a further folder"
    )


def _file_name(name: str) -> str:
    """Return a name that is safe in any folder, with the ending that tells what the file is."""
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", Path(name).name)[-80:].rstrip(".-")
    stem, point, ending = plain.partition(".")
    return f"{stem.strip('-') or 'article'}{point}{ending.lstrip('.')}" if point else "article.txt"
