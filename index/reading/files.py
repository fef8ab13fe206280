"""Which files to read, and their bytes: folders, globs, packed files; nothing may block."""

from __future__ import annotations

import glob
import gzip
import io
import os
import stat
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from index.reading.limits import UNPACKED_BYTES, UNPACKED_FREE_BYTES, UNPACKED_RATIO
from index.reading.report import Problem, ReadingReport, Unusable

TEXT = frozenset({".txt", ".text", ".md", ".markdown"})
JSON = frozenset({".json"})
LINES = frozenset({".jsonl", ".ndjson", ".jsonlines"})
PAGES = frozenset({".html", ".htm", ".xhtml"})
FEEDS = frozenset({".xml", ".rss", ".atom", ".rdf"})
KINDS_READ = "text, Markdown, JSON, JSON lines, HTML pages, RSS or Atom"
_READ = TEXT | JSON | LINES | PAGES | FEEDS
_PIECE = 1 << 17
_ARCHIVES = frozenset(
    {".7z", ".bz2", ".mht", ".mhtml", ".rar", ".tar", ".tgz", ".webarchive", ".xz"}
)
_TABLES = frozenset({".csv", ".db", ".ods", ".parquet", ".sqlite", ".tsv", ".xls", ".xlsx"})
_PRINT = frozenset({".doc", ".docx", ".eml", ".epub", ".mobi", ".odt", ".pdf", ".pptx", ".rtf"})
_PICTURES = frozenset({".gif", ".jpeg", ".jpg", ".mp3", ".mp4", ".png", ".webp"})
_OTHER = _ARCHIVES | _TABLES | _PRINT | _PICTURES | {".zip", ".zst"}
"""Endings of what holds articles at times, in a form that is not read."""
_INSIDE = "lies in the folder of the index, where no articles are read"
_OUTSIDE = "keep them outside of it, or give another --index"
_NO_ARTICLES = ("readme", "license", "licence", "changelog", "contributing")


def article_files(
    paths: Sequence[Path | str], report: ReadingReport, apart: Path | None = None
) -> Iterator[Path]:
    """Yield the files to read: each once, folders in the order of their names, at any depth.

    Of a folder, hidden files, readmes and files that by their names hold no articles are left out.
    Nothing in the folder ``apart`` is read. What the reader counts in ``report`` before the next file
    counts as held by every given path that the file lies below.
    """
    seen: dict[str, int] = {}
    left_out = _whole(apart) if apart else "\0"
    for given in paths:
        nothing, held, inside = True, 0, set[bool]()
        for path, named in _expand(Path(given), report):
            nothing = nothing and not path.exists()
            real = os.path.realpath(path)
            inside.add(real.startswith(left_out))
            if real in seen or real.startswith(left_out):
                held += seen.get(real, 0)
            elif named and suffix_of(path) in _OTHER and path.is_file():
                report.add(_other(path))
            elif not named and not _by_name(path):
                report.ignored += 1
                if not _by_design(path):
                    report.ignored_endings[suffix_of(path)] += 1
            else:
                before = report.read
                yield path
                seen[real] = report.read - before
                held += seen[real]
        if inside == {True} and _whole(Path(given).expanduser()).startswith(left_out):
            report.add(Problem(file=Path(given), record=None, reason=_INSIDE, mend=_OUTSIDE))
        report.held[Path(given)] = held
        if nothing:
            report.unreached[Path(given)] = Path(given)


def _whole(folder: Path) -> str:
    """Return the real name of a folder, with which those of all that lies in it begin."""
    return os.path.join(os.path.realpath(folder), "")  # noqa: PTH118


def suffix_of(path: Path) -> str:
    """Return the ending that tells the format, in small letters, without ".gz"."""
    bare = path.with_suffix("") if path.suffix.lower() == ".gz" else path
    return bare.suffix.lower()


def stem_of(path: Path) -> str:
    """Return the file's name without its endings: ``2023/story.html.gz`` → ``story``.

    What no text may hold (bytes that are no UTF-8, line ends) is shown as �.
    """
    bare = path.with_suffix("") if path.suffix.lower() == ".gz" else path
    stem = bare.stem if bare.suffix.lower() in _READ else bare.name
    return "".join(one if one.isprintable() else "\ufffd" for one in stem)


def _by_design(path: Path) -> bool:
    """Say whether nobody would look for articles in a file: pictures, code, readmes."""
    other = suffix_of(path) not in (_OTHER - _PICTURES) | {""}
    return other or path.name.lower().startswith((".", *_NO_ARTICLES))


def _other(path: Path) -> Problem:
    reason = f"is a {suffix_of(path)} file, which is not read"
    return Problem(file=path, record=None, reason=reason, mend=f"give {KINDS_READ}")


def _by_name(path: Path) -> bool:
    name = path.name.lower()
    return suffix_of(path) in _READ and not name.startswith((".", *_NO_ARTICLES))


def _expand(given: Path, report: ReadingReport) -> Iterator[tuple[Path, bool]]:
    """Yield what a given path stands for, and whether the file itself was named."""
    path = given.expanduser()
    try:
        if "\0" in str(path):
            raise ValueError("its name holds a NUL")
        if path.is_dir():
            yield from ((found, False) for found in _walk(path, report, given))
        elif path.exists() or path.is_symlink() or not glob.has_magic(str(path)):
            yield path, True
        else:
            yield from _matches(path, report, given)
    except (OSError, ValueError) as fault:
        report.add(_unopened(path, fault))


def _matches(path: Path, report: ReadingReport, given: Path) -> Iterator[tuple[Path, bool]]:
    found = sorted(glob.glob(str(path), recursive=True))  # noqa: PTH207  absolute patterns too
    if not found:
        report.add(
            Problem(file=path, record=None, reason="matches no file", mend="check the pattern")
        )
    for one in map(Path, found):
        if not one.is_dir():
            yield one, True
        elif "**" not in str(path):
            yield from ((inside, False) for inside in _walk(one, report, given))


def _walk(folder: Path, report: ReadingReport, given: Path) -> Iterator[Path]:
    """Yield the files under a folder in order of name; a folder reached twice (by a link) once."""

    def refused(fault: OSError) -> None:
        report.unreached[Path(fault.filename or folder)] = given
        report.add(_unopened(Path(fault.filename or folder), fault))

    seen: set[tuple[int, int]] = set()
    for here, folders, names in os.walk(folder, onerror=refused, followlinks=True):
        state = os.stat(here)  # noqa: PTH116  os.walk gives texts
        if (state.st_dev, state.st_ino) in seen:
            folders.clear()
            continue
        seen.add((state.st_dev, state.st_ino))
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(here, name) for name in sorted(names))


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenFile:
    """A file being read, and what it was when it was opened."""

    file: IO[bytes]
    """Its bytes, unpacked where its name ends in .gz."""
    number: int
    state: tuple[int, int]

    def changed(self) -> bool:
        """Say whether somebody has written to it since it was opened."""
        return _state(os.fstat(self.number)) != self.state


def _state(told: os.stat_result) -> tuple[int, int]:
    return told.st_size, told.st_mtime_ns


@contextmanager
def opened(path: Path) -> Iterator[OpenFile]:
    """Open a regular file for reading bytes, unpacked where its name ends in .gz.

    Raises ``Unusable`` for what may not or should not be read: no permission, pipes, devices.
    """
    try:
        # Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
        number = os.open(
            path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        )
    except (OSError, ValueError) as fault:
        problem = _unopened(path, fault)
        raise Unusable(problem.reason, problem.mend) from fault
    with os.fdopen(number, "rb") as file:
        state = os.fstat(number)
        if not stat.S_ISREG(state.st_mode):
            raise Unusable("is no regular file", "give files or folders of files")
        packed = path.suffix.lower() == ".gz"
        bare = io.BufferedReader(_Unpacked(file, state.st_size), _PIECE) if packed else file
        yield OpenFile(file=bare, number=number, state=_state(state))


@contextmanager
def read_faults() -> Iterator[None]:
    """Turn the faults of reading bytes into ``Unusable``."""
    try:
        yield
    except (EOFError, zlib.error, gzip.BadGzipFile) as fault:
        raise Unusable(f"is damaged ({fault})", "pack it again") from fault
    except OSError as fault:
        raise Unusable(f"cannot be read ({fault.strerror or fault})", "check the disk") from fault


class _Unpacked(io.RawIOBase):
    """The contents of a packed file, refused once they grow out of all proportion."""

    def __init__(self, file: IO[bytes], size: int) -> None:
        self._file = gzip.GzipFile(fileobj=file, mode="rb")
        self._room = min(UNPACKED_BYTES, max(UNPACKED_FREE_BYTES, size * UNPACKED_RATIO))

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        count = self._file.readinto(buffer)
        self._room -= count
        if self._room < 0:
            raise Unusable("unpacks to far more than its size", "unpack it yourself and look at it")
        return count


def _unopened(path: Path, fault: Exception) -> Problem:
    if isinstance(fault, FileNotFoundError):
        reason, mend = "does not exist", "check the path"
    elif isinstance(fault, PermissionError):
        reason, mend = "may not be read", "change its permissions"
    else:
        reason, mend = (
            f"cannot be opened ({getattr(fault, 'strerror', None) or fault})",
            "check the path",
        )
    return Problem(file=path, record=None, reason=reason, mend=mend)
