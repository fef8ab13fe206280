"""The lock of an index: whatever goes wrong with it is told as what it is, and it never outlives its holder."""

from __future__ import annotations

import errno
import fcntl
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from index.building.lock import WriterLock
from index.building.sealing import use_snapshot
from index.errors import IndexLocked, SnapshotDamaged, UsageError
from index.snapshot.layout import current_id, snapshot_ids
from tests.engine.conftest import Builder


def test_the_lock_of_a_killed_process_is_taken_over(folder: Path) -> None:
    folder.mkdir()
    program = (
        "import sys, time; from pathlib import Path; from index.building.lock import WriterLock\n"
        "with WriterLock(Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"
    )
    started = [sys.executable, "-c", program, str(folder)]
    with subprocess.Popen(started, stdout=subprocess.PIPE) as holder:
        assert holder.stdout and holder.stdout.readline() == b"held\n"
        with pytest.raises(IndexLocked, match=f"process {holder.pid} on "), WriterLock(folder):
            pass
        holder.kill()
    with WriterLock(folder):
        assert (folder / "lock").read_text()


def test_a_disk_without_locks_is_not_told_as_another_builder(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(handle: int, how: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    folder.mkdir()
    monkeypatch.setattr(fcntl, "flock", refused)
    with pytest.raises(UsageError, match=r"does not let files be locked \(No locks available\)"):
        WriterLock(folder).__enter__()


def test_a_lock_whose_owner_cannot_be_written_down_is_let_go(folder: Path) -> None:
    folder.mkdir()
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        for _ in range(2):
            with pytest.raises(OSError, match="File too large"):
                WriterLock(folder).__enter__()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    with WriterLock(folder):
        assert (folder / "lock").read_text()


def test_a_snapshot_that_a_build_removes_meanwhile_is_not_put_into_service(
    build_index: Builder, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = build_index(range(5)).snapshot
    build_index(range(6))
    assert first

    class Later(WriterLock):
        """Waits for its turn, while a build goes by."""

        def __enter__(self) -> WriterLock:
            build_index(range(7), keep=1)
            return super().__enter__()

    monkeypatch.setattr("index.building.sealing.WriterLock", Later)
    with pytest.raises(SnapshotDamaged):
        use_snapshot(folder, first)
    assert [current_id(folder)] == snapshot_ids(folder)
