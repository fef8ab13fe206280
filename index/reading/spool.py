"""Where articles wait until the last file has been read: in memory, then in a file."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from tempfile import TemporaryFile
from typing import IO

from index.errors import UsageError
from index.reading.limits import SPOOL_CHARACTERS
from index.values import Article

_FIELDS = ("id", "body", "title", "outlet", "published", "url", "authors", "digest")


class Spool:
    """A queue of articles of any length in bounded memory; use it as a context manager."""

    def __init__(self, room: int = SPOOL_CHARACTERS) -> None:
        self._room = room
        self._held: list[Article] = []
        self._file: IO[bytes] | None = None

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file:
            with suppress(OSError):  # what is still to be written is wanted no more
                self._file.close()
        self._held.clear()

    def add(self, article: Article) -> None:
        """Append an article. Raises ``UsageError`` where there is no room for it."""
        self._room -= len(article.body) + 1_000
        if self._room > 0:
            self._held.append(article)
            return
        # Escaped to ASCII, one line each: whatever an article holds comes back as it was.
        line = json.dumps([getattr(article, name) for name in _FIELDS])
        with _plain_faults():
            if self._file is None:
                self._file = TemporaryFile()  # noqa: SIM115  closed on exit
            self._file.write(line.encode("ascii") + b"\n")

    def articles(self, *, without: Collection[int] = ()) -> Iterator[Article]:
        """Yield the articles in the order they came, but for those at the given places."""
        for place, article in enumerate(self._held):
            if place not in without:
                yield article
        if self._file is None:
            return
        with _plain_faults():
            self._file.seek(0)
        for place, line in enumerate(self._file, len(self._held)):
            if place not in without:
                fields = dict(zip(_FIELDS, json.loads(line), strict=True))
                yield Article(**{**fields, "authors": tuple(fields["authors"])})


@contextmanager
def _plain_faults() -> Iterator[None]:
    """Name the folder for temporary files: the disk of the index may have all the room there is."""
    try:
        yield
    except OSError as fault:
        raise UsageError(
            f"{tempfile.tempdir or 'TMPDIR'}: articles cannot wait here until all have been read ({fault.strerror});"
            " free space there, or set TMPDIR to another folder"
        ) from fault
