"""The index folder: snapshots side by side, and a pointer to the one in service.

current             the id of the snapshot in service
lock                who is building
given.json          from which paths the articles of the snapshot in service came
snapshots/<id>/     one snapshot each, never changed once it is there
work/               a build under way, or one that was interrupted and will be continued
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from index.errors import UsageError
from index.snapshot.manifest import BUILT, read_small, sync

CURRENT = "current"
SNAPSHOTS = "snapshots"
WORK = "work"
GONE = ".gone"
_POINTER = 80
"""More bytes than the pointer, or the time and turn of a snapshot, ever take."""
_ID = re.compile(r"[0-9a-f]{16}\Z")


def current_id(folder: Path) -> str | None:
    """Read which snapshot is in service; None where there is none. One small file: cheap enough to
    poll."""
    try:
        name = read_small(folder / CURRENT, _POINTER).strip()
    except (OSError, ValueError):
        return None
    return name if _ID.match(name) else None


def snapshot_folder(folder: Path, snapshot: str) -> Path:
    """Return where a snapshot lies. Raises ``ValueError`` for a name that is none."""
    if not _ID.match(snapshot):
        raise ValueError(f"{snapshot!r} is no snapshot id (16 hexadecimal digits)")
    return folder / SNAPSHOTS / snapshot


def snapshot_ids(folder: Path) -> list[str]:
    """List the snapshots there are, the newest first, without checking them."""
    try:
        found = [path for path in (folder / SNAPSHOTS).iterdir() if _ID.match(path.name)]
    except OSError:
        return []
    return [
        path.name
        for path in sorted(found, key=lambda path: (*_made(path), path.name), reverse=True)
    ]


def _made(snapshot: Path) -> tuple[int, str]:
    return turn_of(snapshot), built_at(snapshot)


def turn_of(snapshot: Path) -> int:
    """Read the how-manieth of its index a snapshot is; 0 where that is not known.

    The order in which snapshots were made: clocks may be set back between two builds.
    """
    try:
        lines = read_small(snapshot / BUILT, _POINTER).split("\n")
        return int(lines[1]) if lines[1:] and lines[1].isdecimal() and len(lines[1]) < 16 else 0
    except (OSError, ValueError):
        return 0


def next_turn(folder: Path) -> int:
    """Return the number of the snapshot to be made next."""
    return 1 + max(
        (turn_of(snapshot_folder(folder, name)) for name in snapshot_ids(folder)), default=0
    )


def candidates(folder: Path) -> Iterator[str]:
    """Yield the snapshot in service, then the others from the newest on."""
    current = current_id(folder)
    if current:
        yield current
    yield from (name for name in snapshot_ids(folder) if name != current)


def built_at(snapshot: Path) -> str:
    """Read when a snapshot was made (ISO 8601, UTC); empty where that is not known."""
    try:
        return read_small(snapshot / BUILT, _POINTER).strip().split("\n")[0][:40]
    except (OSError, ValueError):
        return ""


def point_to(folder: Path, snapshot: str) -> None:
    """Put a snapshot into service, in one step that survives a power cut."""
    write_atomically(folder / CURRENT, f"{snapshot}\n")


def make_folder(folder: Path) -> None:
    """Make a folder, and what is missing above it, so that a power cut does not take its name away.

    Raises ``UsageError`` where a file is in the way.
    """
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError, FileNotFoundError) as fault:
        raise UsageError(f"{folder}: no folder can be made there; give another --index") from fault
    for place in missing:
        sync(place.parent)


def discard(place: Path) -> None:
    """Remove a folder so that no interruption leaves a part of it under its name.

    Raises ``OSError`` where it cannot be moved aside.
    """
    aside = place.with_name(f"{place.name}{GONE}")
    shutil.rmtree(aside, ignore_errors=True)
    try:
        place.rename(aside)
    except FileNotFoundError:
        return
    shutil.rmtree(aside, ignore_errors=True)


def sweep(folder: Path, names: Iterable[str]) -> None:
    """Remove what an interrupted ``discard`` left behind of snapshots, and of these names."""
    aside = [folder / f"{name}{GONE}" for name in names]
    aside += [path for path in (folder / SNAPSHOTS).glob(f"*{GONE}") if _ID.match(path.stem)]
    for place in aside:
        shutil.rmtree(place, ignore_errors=True)


def write_atomically(path: Path, text: str) -> None:
    """Write a small file so that readers see the old or the new content, never a part."""
    beside = path.with_name(f"{path.name}.new")
    with beside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    sync(path.parent)
