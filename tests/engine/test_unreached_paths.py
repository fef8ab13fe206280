"""Articles whose disk is not there for once are not taken for gone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from config.settings import IndexSettings, load_settings
from index.errors import UsageError
from index.snapshot import Archive
from index.update import update_index


@pytest.fixture
def disks(tmp_path: Path) -> tuple[Path, Path]:
    made = (tmp_path / "first", tmp_path / "second")
    for place in made:
        place.mkdir()
        for number in range(2):
            text = f"Story {number} of the {place.name} disk is about a bridge."
            (place / f"{place.name}-{number}.txt").write_text(text)
    return made


def _settings(index: Path, *given: Path | str) -> IndexSettings:
    return load_settings(
        dotenv=None,
        environment={},
        index={"articles": [str(one) for one in given], "folder": index, "encoder": "fake"},
    ).index


@pytest.mark.parametrize("how", ["gone", "empty", "a pattern"])
def test_a_given_path_behind_which_nothing_is_takes_no_articles_away(
    tmp_path: Path, disks: tuple[Path, Path], how: str
) -> None:
    first, second = disks
    given = f"{second}/*.txt" if how == "a pattern" else second
    settings = _settings(tmp_path / "index", first, given)
    update_index(settings)
    shutil.rmtree(second)
    if how != "gone":
        second.mkdir()
    with pytest.raises(UsageError) as refused:
        update_index(settings)
    assert str(refused.value) == (
        f"{given}: nothing is there, and 2 of the articles in the index would go; make it reachable,"
        " or leave it out of what is given if they are to go"
    )
    assert Archive.open(settings.folder).counts.articles == 4
    assert update_index(_settings(tmp_path / "index", first)).removed == 2
    assert Archive.open(settings.folder).counts.articles == 2


def test_a_path_that_never_was_there_keeps_nobody_from_building(
    tmp_path: Path, disks: tuple[Path, Path]
) -> None:
    report = update_index(_settings(tmp_path / "index", *disks, tmp_path / "never"))
    assert (report.new, report.skipped) == (4, 1)


def test_a_folder_that_is_always_empty_does_not_keep_single_articles_from_going(
    tmp_path: Path, disks: tuple[Path, Path]
) -> None:
    first, _ = disks
    for number in range(20):
        (first / f"more-{number}.txt").write_text(f"The council met for the {number}. time.")
    (tmp_path / "added").mkdir()
    settings = _settings(tmp_path / "index", first, tmp_path / "added")
    update_index(settings)
    (first / "more-3.txt").unlink()
    assert update_index(settings).removed == 1
