"""What a power cut leaves of a folder: files as they were when last synced, names likewise or as they are now.

The library made from ``fault.c`` keeps both while a build runs; here they are put together again. A file that was
never synced is empty.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

_FOLDER, _FILE = 4, 8
"""Types of names, as ``readdir`` gives them."""
Name = tuple[str, int, bool]
"""A name, its file's number, and whether it is a folder."""


class Kept:
    """What was synced of one folder and of all below it."""

    def __init__(self, place: Path) -> None:
        self.place = place

    def begin(self, folder: Path) -> None:
        """Take all that there is for synced."""
        shutil.rmtree(self.place, ignore_errors=True)
        self.place.mkdir()
        for inner in [folder, *folder.rglob("*")] if folder.exists() else ():
            number = inner.stat().st_ino
            if inner.is_dir():
                self._note(number, _now(inner))
            else:
                shutil.copyfile(inner, self.place / f"{number}.bytes")
                os.link(inner, self.place / f"{number}.pin")

    def _note(self, number: int, names: Iterator[Name]) -> None:
        lines = [f"{_FOLDER if folder else _FILE} {one} {name}\n" for name, one, folder in names]
        (self.place / f"{number}.names").write_text("".join(lines), "utf-8")

    def cut(self, folder: Path, *, names_kept: bool) -> None:
        """Leave of a folder what a power cut would; ``names_kept``: made, moved and removed names are on the disk."""
        left = folder.with_suffix(".left")
        shutil.rmtree(left, ignore_errors=True)
        left.mkdir()
        if folder.exists():
            self._copy(folder.stat().st_ino, folder if names_kept else None, left)
        shutil.rmtree(folder, ignore_errors=True)
        left.rename(folder)

    def _copy(self, number: int, now: Path | None, to: Path) -> None:
        for name, inner, folder in self._synced(number) if now is None else _now(now):
            if folder:
                (to / name).mkdir()
                self._copy(inner, None if now is None else now / name, to / name)
            else:
                bytes_kept = self.place / f"{inner}.bytes"
                (to / name).write_bytes(bytes_kept.read_bytes() if bytes_kept.exists() else b"")

    def _synced(self, number: int) -> Iterator[Name]:
        noted = self.place / f"{number}.names"
        for line in noted.read_text("utf-8").splitlines() if noted.exists() else ():
            kind, inner, name = line.split(" ", 2)
            yield name, int(inner), int(kind) == _FOLDER


def _now(folder: Path) -> Iterator[Name]:
    for one in os.scandir(folder):
        yield one.name, one.inode(), one.is_dir(follow_symlinks=False)
