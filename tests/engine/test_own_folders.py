"""An index that is given somebody's own folder removes nothing there but what builds have written."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.building.values import Cancelled
from index.errors import UsageError
from index.snapshot.archive import Archive
from tests.engine.conftest import Builder


@pytest.mark.parametrize("name", ["work", "work.old", "work.gone", "work.old.gone"])
def test_a_folder_of_somebody_else_is_not_taken_for_that_of_a_build(
    build_index: Builder, folder: Path, name: str
) -> None:
    own = folder / name / "thesis" / "draft.txt"
    own.parent.mkdir(parents=True)
    own.write_text("years")
    for attempt in (range(3), range(4)):
        with pytest.raises(UsageError, match=rf"{name}: is of no index \(it holds thesis\)"):
            build_index(attempt)
    assert own.read_text() == "years"
    assert [path.name for path in folder.iterdir()] == [name]


def test_a_file_in_place_of_the_work_folder_is_not_removed(
    build_index: Builder, folder: Path
) -> None:
    folder.mkdir()
    (folder / "work").write_text("years")
    with pytest.raises(UsageError, match="work: is of no index"):
        build_index(range(3))
    assert (folder / "work").read_text() == "years"


def test_what_only_looks_like_a_thing_to_be_swept_stays(build_index: Builder, folder: Path) -> None:
    own = folder / "photos.gone" / "a.jpg"
    own.parent.mkdir(parents=True)
    own.write_text("smile")
    left = folder / "snapshots" / f"{'a' * 16}.gone"
    left.mkdir(parents=True)
    for count in (3, 4):
        build_index(range(count))
    assert own.read_text() == "smile"
    assert not left.exists()


def test_an_interrupted_build_is_continued_though_a_file_browser_looked_into_it(
    build_index: Builder, folder: Path
) -> None:
    def stop() -> bool:
        return (folder / "work" / "plan.json").exists()

    with pytest.raises(Cancelled):
        build_index(range(70), cancel=stop)
    (folder / "work" / ".DS_Store").write_bytes(b"")
    build_index(range(70))
    assert Archive.open(folder).counts.articles == 70
