"""Turn finished work into a snapshot and put it into service."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from index.building.disk_faults import plain_faults
from index.building.lock import WriterLock
from index.building.values import FORMAT, SnapshotPart
from index.building.work import ABANDONED, SEALED, SNAPSHOT, Work
from index.encoders.encoder import Encoder
from index.errors import SnapshotDamaged
from index.snapshot import manifest, matrices, postings, vectors
from index.snapshot.archive import Archive
from index.snapshot.layout import (
    WORK,
    built_at,
    current_id,
    discard,
    make_folder,
    next_turn,
    point_to,
    snapshot_folder,
    snapshot_ids,
    sweep,
    write_atomically,
)
from index.snapshot.manifest import BUILT, Counts, Manifest, sync
from index.snapshot.postings import Postings, write_postings
from index.snapshot.verification import checked_manifest, remove_stamp, stamp


def seal(
    folder: Path,
    work: Work,
    encoder: Encoder,
    *,
    passage_tokens: int,
    parts: Sequence[SnapshotPart],
    previous: Path | None,
    base: Archive | None,
) -> str:
    """Write what is derived from the finished work, check-sum everything and put it into service.

    Returns the snapshot's id. May be repeated after an interruption at any point.
    """
    work.seal_database()
    work.clear_parts()
    names = tuple(part.name for part in parts)
    draft = replace(_draft(work, encoder, passage_tokens), parts=names)
    dead = work.dead_rows()
    vectors.build_vectors(
        work.folder / vectors.FILE,
        matrices.open_matrix(work.folder / matrices.PASSAGES, encoder.dimensions, work.rows),
        dead,
        old=base.folder / vectors.FILE if base else None,
    )
    write_postings(
        work.folder / postings.FOLDER,
        work.wordings(base.manifest.rows if base else 0),
        passage_tokens=passage_tokens,
        old=Postings(base.folder / postings.FOLDER) if base else None,
        dead=dead,
    )
    archive = Archive(work.folder, draft)
    for part in parts:
        part.write(work.folder, archive, previous)
    archive.close()
    sealed = _signed(work.folder, draft, next_turn(folder))
    work.close()
    write_atomically(folder / WORK / SEALED, sealed.id)
    finish_sealed(folder)
    return sealed.id


def _draft(work: Work, encoder: Encoder, passage_tokens: int) -> Manifest:
    articles, passages, sentences, attributions, outlets = work.counts()
    return Manifest(
        format=manifest.FORMAT,
        encoder=encoder.name,
        fingerprint=encoder.fingerprint,
        dimensions=encoder.dimensions,
        passage_tokens=passage_tokens,
        making=FORMAT,
        rows=work.rows,
        sentence_rows=work.sentence_rows,
        counts=Counts(
            articles=articles,
            passages=passages,
            sentences=sentences,
            attributions=attributions,
            outlets=outlets,
        ),
        files=(),
    )


def _signed(place: Path, draft: Manifest, turn: int) -> Manifest:
    """Write the manifest, the time and the turn; everything in the folder survives a power cut afterwards."""
    sealed = replace(draft, files=manifest.record_files(place)).named()
    write_atomically(place / manifest.FILE, sealed.to_json())
    built = datetime.now(UTC).isoformat(timespec="microseconds")
    write_atomically(place / BUILT, f"{built}\n{turn}\n")
    for inner in sorted(path for path in place.rglob("*") if path.is_dir()):
        sync(inner)
    sync(place)
    return sealed


def finish_sealed(folder: Path) -> bool:
    """Put a sealed snapshot into service; also completes what an interruption left. Says whether
    there was one."""
    work = folder / WORK
    try:
        name = (work / SEALED).read_text("ascii").strip()
        place = snapshot_folder(folder, name)
    except (OSError, ValueError):
        return False
    if (work / SNAPSHOT).is_dir() and not _good(folder, name):
        make_folder(place.parent)
        discard(place)
        (work / SNAPSHOT).replace(place)
        sync(place.parent)
        sync(work)
    elif (work / SNAPSHOT).is_dir():
        write_atomically(place / BUILT, (work / SNAPSHOT / BUILT).read_text("ascii"))
    if place.is_dir():
        stamp(folder, name, manifest.read_manifest(place))
        point_to(folder, name)
    discard(work)
    return True


def _good(folder: Path, name: str) -> bool:
    """Say whether a snapshot is there already: it is then left, for it may be in service."""
    try:
        checked_manifest(folder, name, full=True)
    except SnapshotDamaged:
        return False
    return True


def prune(folder: Path, keep: int) -> list[str]:
    """Remove all but the newest ``keep`` snapshots; the one in service always stays. Returns what
    went."""
    current = current_id(folder)
    others = [name for name in snapshot_ids(folder) if name != current]
    gone = others[max(0, keep - 1) :]
    for name in gone:
        remove_stamp(folder, name)
        with suppress(OSError):
            discard(snapshot_folder(folder, name))
    sweep(folder, (WORK, ABANDONED))
    return gone


def use_snapshot(folder: Path, name: str) -> None:
    """Put another snapshot into service, after a full check. Raises ``SnapshotDamaged`` where it
    fails it, ``IndexLocked`` where a build is under way (its snapshot would take the place at once),
    ``UsageError`` where the index may not be written."""
    checked_manifest(folder, name, full=True)
    with plain_faults(folder), WriterLock(folder):
        checked_manifest(folder, name, full=False)  # a build may have removed it meanwhile
        point_to(folder, name)


def described(folder: Path) -> list[tuple[str, str, Manifest | None, bool]]:
    """List snapshots, newest first: id, when built, manifest (None where unreadable), whether in
    service."""
    current = current_id(folder)
    rows: list[tuple[str, str, Manifest | None, bool]] = []
    for name in snapshot_ids(folder):
        place = snapshot_folder(folder, name)
        try:
            found: Manifest | None = manifest.read_manifest(place)
        except SnapshotDamaged:
            found = None
        rows.append((name, built_at(place), found, name == current))
    return rows
