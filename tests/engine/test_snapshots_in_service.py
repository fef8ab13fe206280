"""Which snapshots are kept, and which one is in service."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import IndexLocked
from index.layout import current_id, snapshot_ids
from index.lock import WriterLock
from index.sealing import use_snapshot
from index.snapshot import Archive
from tests.engine.conftest import Builder


def test_old_snapshots_are_removed_but_not_the_one_in_service(
    build_index: Builder, folder: Path
) -> None:
    for number in range(1, 6):
        build_index(range(number), keep=2)
    assert len(snapshot_ids(folder)) == 2
    assert current_id(folder) in snapshot_ids(folder)


def test_an_earlier_snapshot_can_be_put_into_service_again(
    build_index: Builder, folder: Path
) -> None:
    first = build_index(range(5)).snapshot
    build_index(range(8))
    assert first is not None
    use_snapshot(folder, first)
    assert Archive.open(folder).counts.articles == 5


def test_no_earlier_snapshot_is_put_into_service_under_a_build(
    build_index: Builder, folder: Path
) -> None:
    first = build_index(range(5)).snapshot
    second = build_index(range(8)).snapshot
    assert first is not None
    with WriterLock(folder), pytest.raises(IndexLocked, match="has been building"):
        use_snapshot(folder, first)
    assert current_id(folder) == second
