"""Make sure that a snapshot is what was written, without reading all of it at every start.

A snapshot whose every byte has been checked is stamped: its files' sizes, times and numbers on disk
are noted beside it. Whatever changes a file changes its ctime, so an unchanged stamp needs no
second reading; anything else leads to a check of every byte. What a disk loses in silence is found
by ``build_index.py --verify``.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from index.errors import SnapshotDamaged
from index.snapshot import matrices, postings, store, vectors
from index.snapshot.layout import SNAPSHOTS, snapshot_folder, write_atomically
from index.snapshot.manifest import (
    FILE,
    MACHINE_FAULTS,
    FileRecord,
    Manifest,
    read_manifest,
    read_small,
    sha256,
)

_NEEDED = (store.FILE, vectors.FILE, matrices.PASSAGES, matrices.SENTENCES, *postings.FILES)
_STAMP = ".verified"


def checked_manifest(folder: Path, name: str, *, full: bool) -> Manifest:
    """Read a snapshot's manifest and verify all its files.

    Raises ``SnapshotDamaged`` naming the first file that is missing or not what was written.
    """
    place = snapshot_folder(folder, name)
    manifest = named_manifest(folder, name)
    state = state_of(place, manifest)
    if not full and state is not None and state == _read_stamp(place):
        return manifest
    verify(place, manifest)
    stamp(folder, name, manifest)
    return manifest


def named_manifest(folder: Path, name: str) -> Manifest:
    """Read a snapshot's manifest without its files. Raises ``SnapshotDamaged`` where it is
    another's."""
    manifest = read_manifest(snapshot_folder(folder, name))
    if manifest.id != name:
        raise SnapshotDamaged(f"{FILE}: does not belong to this snapshot (checksum)")
    named = {one.path for one in manifest.files}
    for needed in _NEEDED:
        if needed not in named:
            raise SnapshotDamaged(f"{FILE}: does not list {needed}")
    return manifest


def verify(place: Path, manifest: Manifest) -> None:
    """Compare every byte of every file with the manifest."""
    for one in manifest.files:
        try:
            _compare(place, one)
        except OSError as fault:
            if fault.errno in MACHINE_FAULTS:
                raise
            raise SnapshotDamaged(f"{one.path}: cannot be read ({fault.strerror})") from fault


def _compare(place: Path, one: FileRecord) -> None:
    path = place / one.path
    if any(part.is_symlink() for part in (path, *path.parents[: one.path.count("/")])):
        raise SnapshotDamaged(f"{one.path}: is a link")
    if not path.is_file():
        raise SnapshotDamaged(f"{one.path}: missing")
    size = path.stat().st_size
    if size != one.size:
        raise SnapshotDamaged(f"{one.path}: {size} bytes where the manifest says {one.size}")
    if sha256(path) != one.sha256:
        raise SnapshotDamaged(f"{one.path}: its content is not what was written (checksum)")


def stamp(folder: Path, name: str, manifest: Manifest) -> None:
    """Note that a snapshot has been checked; where that cannot be written, every start checks
    again."""
    place = snapshot_folder(folder, name)
    state = state_of(place, manifest)
    if state is not None:
        with suppress(OSError):
            write_atomically(_stamp_path(place), json.dumps(state))


def remove_stamp(folder: Path, name: str) -> None:
    """Forget that a snapshot has been checked."""
    _stamp_path(folder / SNAPSHOTS / name).unlink(missing_ok=True)


def _stamp_path(place: Path) -> Path:
    return place.with_name(place.name + _STAMP)


def state_of(place: Path, manifest: Manifest) -> list[list[object]] | None:
    """Return what changes whenever a file of a snapshot is touched; None where one is missing. Reads
    no file."""
    rows: list[list[object]] = []
    try:
        for name in (FILE, *(one.path for one in manifest.files)):
            told = (place / name).lstat()
            rows.append([name, told.st_size, told.st_mtime_ns, told.st_ctime_ns, told.st_ino])
    except OSError:
        return None
    return rows


def _read_stamp(place: Path) -> object:
    try:
        return json.loads(read_small(_stamp_path(place)))
    except (OSError, ValueError):
        return False
