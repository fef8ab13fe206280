"""Which snapshots are kept, and which one is in service."""

from __future__ import annotations

import shutil
from datetime import datetime, tzinfo
from pathlib import Path

import pytest

from index.building import sealing
from index.building.lock import WriterLock
from index.building.sealing import use_snapshot
from index.building.values import Cancelled
from index.errors import IndexLocked
from index.snapshot.archive import Archive
from index.snapshot.layout import current_id, snapshot_folder, snapshot_ids
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


def test_the_order_of_snapshots_outlasts_a_clock_that_is_set_back(
    build_index: Builder, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    for number, year in enumerate((2031, 2030, 2024, 2025)):

        class Clock(datetime):
            """A clock that shows another year at each build."""

            @classmethod
            def now(cls, tz: tzinfo | None = None, year: int = year) -> datetime:
                return datetime(year, 1, 1, tzinfo=tz)

        monkeypatch.setattr(sealing, "datetime", Clock)
        made.append(build_index(range(number + 1), keep=3).snapshot)
    assert snapshot_ids(folder) == made[:0:-1]
    assert current_id(folder) == made[3]
    assert Archive.open(folder).built.year == 2025
    # The newest good one serves, whatever its clock said.
    (snapshot_folder(folder, made[3] or "") / "archive.sqlite").write_bytes(b"")
    assert Archive.open(folder).id == made[2]


def test_a_snapshot_that_is_made_once_more_counts_as_the_newest(
    build_index: Builder, folder: Path
) -> None:
    first, second = (build_index(range(count), rebuild=True).snapshot for count in (1, 2))
    assert build_index(range(1), rebuild=True).snapshot == first
    assert snapshot_ids(folder) == [first, second]


def test_an_index_from_before_turns_were_counted_goes_on_in_the_right_order(
    build_index: Builder, folder: Path
) -> None:
    first, second = (build_index(range(count)).snapshot for count in (1, 2))
    for name, built in ((first, "2031-01-01T00:00:00"), (second, "2031-01-02T00:00:00")):
        (snapshot_folder(folder, name or "") / "built").write_text(f"{built}\n")
    assert snapshot_ids(folder) == [second, first]
    third = build_index(range(3)).snapshot
    assert snapshot_ids(folder) == [third, second, first]


@pytest.mark.parametrize("moved", [True, False])
def test_an_index_that_was_moved_or_copied_is_the_same_index(
    build_index: Builder, folder: Path, tmp_path: Path, moved: bool
) -> None:
    build_index(range(3))
    stop = iter([False] * 142 + [True] * 99)
    with pytest.raises(Cancelled):
        build_index(range(140), cancel=lambda: next(stop))
    elsewhere = tmp_path / "another disk" / "index"
    elsewhere.parent.mkdir()
    shutil.copytree(folder, elsewhere)
    if moved:
        shutil.rmtree(folder)
    assert Archive.open(elsewhere).counts.articles == 3
    whole = build_index(range(140), folder=elsewhere)
    assert 0 < whole.passages_embedded < Archive.open(elsewhere).counts.passages
    if not moved:
        assert Archive.open(folder).counts.articles == 3
        assert build_index(range(140)).snapshot == whole.snapshot
