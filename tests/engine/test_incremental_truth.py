"""However an archive changes, its index tells what one that is made from nothing tells."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from index.building.update import update_index
from index.building.values import Cancelled
from tests.engine.changing_archive import ChangingArchive, learned


def compare(folder: Path, seed: int, builds: int) -> Counter[str]:
    """Build after every few changes, now and then with an interruption; return what happened."""
    archive = ChangingArchive(folder / f"{seed}", seed)
    kept, happened = archive.settings(folder / f"{seed}" / "index"), Counter[str]()
    for number in range(builds):
        if archive.chance.random() < 0.3:
            _interrupted(archive, kept.index.folder)
        update_index(kept.index)
        fresh = archive.settings(folder / f"{seed}" / f"fresh-{number}")
        update_index(fresh.index)
        ours, theirs = learned(kept), learned(fresh)
        wrong = [name for name in theirs if ours.get(name) != theirs[name]]
        assert (wrong, set(ours)) == ([], set(theirs)), (seed, number, happened)
        shutil.rmtree(fresh.index.folder)
        happened.update(archive.change() for _ in range(archive.chance.randint(1, 3)))
    return happened


def _interrupted(archive: ChangingArchive, index: Path) -> None:
    """Begin a build, stop it somewhere, and let the archive change before the next one."""
    left = archive.chance.randint(0, 40)

    def enough() -> bool:
        nonlocal left
        left -= 1
        return left < 0

    try:
        update_index(archive.settings(index).index, cancel=enough)
    except Cancelled:
        archive.change()


@pytest.mark.parametrize("seed", [1, 2])
def test_a_changing_archive_is_told_as_if_made_from_nothing(tmp_path: Path, seed: int) -> None:
    assert compare(tmp_path, seed, 5).total() >= 5


@pytest.mark.campaign
@pytest.mark.parametrize("seed", range(100, 125))
def test_archives_that_change_at_random_are_told_as_if_made_from_nothing(
    tmp_path: Path, seed: int
) -> None:
    happened = compare(tmp_path, seed, 20)
    print(f"seed {seed}: {happened.total()} changes, 20 builds each way, all alike")
