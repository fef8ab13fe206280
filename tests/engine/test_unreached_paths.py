"""Articles whose disk is not there for once are not taken for gone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from config.settings import IndexSettings, load_settings
from index.building.sealing import use_snapshot
from index.building.update import update_index
from index.errors import UsageError
from index.snapshot.archive import Archive
from index.snapshot.layout import current_id


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
        f"{given}: nothing is there, and 2 of the articles in the index would go that came from there;"
        " make it reachable, or leave it out of what is given if they are to go"
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


def test_a_folder_that_never_held_articles_keeps_none_from_going(
    tmp_path: Path, disks: tuple[Path, Path]
) -> None:
    first, second = disks
    (tmp_path / "added").mkdir()
    given = (tmp_path / "added", first, second)
    settings = _settings(tmp_path / "index", *given)
    update_index(settings)
    for path in first.iterdir():
        path.unlink()
    (first / "new.txt").write_text("The council met on Monday.")
    report = update_index(settings)
    assert (report.removed, Archive.open(settings.folder).counts.articles) == (2, 3)


def test_a_folder_that_was_emptied_into_another_keeps_none_of_that_from_going(
    tmp_path: Path, disks: tuple[Path, Path]
) -> None:
    first, second = disks
    settings = _settings(tmp_path / "index", first, second)
    update_index(settings)
    for path in second.iterdir():
        path.rename(first / path.name)
    assert not update_index(settings).written
    (first / "first-0.txt").unlink()
    assert update_index(settings).removed == 1


def test_no_more_count_as_lost_than_came_from_there(
    tmp_path: Path, disks: tuple[Path, Path]
) -> None:
    first, second = disks
    for number in range(28):
        (first / f"more-{number}.txt").write_text(f"The council met for the {number}. time.")
    settings = _settings(tmp_path / "index", first, second)
    update_index(settings)
    for path in (*second.iterdir(), *first.glob("more-1*.txt")):
        path.unlink()
    assert update_index(settings).removed == 13


@pytest.mark.parametrize("how", ["below another", "twice", "renamed"])
def test_articles_below_several_paths_or_one_renamed_are_kept(
    tmp_path: Path, disks: tuple[Path, Path], how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = disks
    monkeypatch.chdir(tmp_path)
    given = {"below another": (tmp_path, second), "twice": (first, second, second)}
    index = tmp_path.with_name(f"{tmp_path.name}-index")
    update_index(_settings(index, *given.get(how, (first, second))))
    second.rename(tmp_path.with_name(f"{tmp_path.name}-away"))
    now = (first, tmp_path / "renamed") if how == "renamed" else given[how]
    come = "may have come from there under another name" if how == "renamed" else "came from there"
    with pytest.raises(UsageError, match=f"{now[-1]}: nothing is there, and 2 of .* {come}; make"):
        update_index(_settings(index, *now))
    relative = [one.relative_to(tmp_path) for one in now]
    with pytest.raises(UsageError, match=f"{relative[-1]}: nothing is there, and 2 of .* {come};"):
        update_index(_settings(index, *relative))
    assert Archive.open(index).counts.articles == 4


@pytest.mark.parametrize(
    "note", [None, "{", "[]", '{"snapshot": 1}', '{"snapshot": "%s", "held": 1}']
)
def test_an_index_that_does_not_tell_where_its_articles_came_from_keeps_them(
    tmp_path: Path, disks: tuple[Path, Path], note: str | None
) -> None:
    first, second = disks
    (tmp_path / "added").mkdir()
    settings = _settings(tmp_path / "index", tmp_path / "added", first, second)
    update_index(settings)
    noted = settings.folder / "given.json"
    if note is None:
        noted.unlink()
    else:
        noted.write_text(note.replace("%s", current_id(settings.folder) or ""))
    shutil.rmtree(first)
    first.mkdir()
    (first / "new.txt").write_text("The council met on Monday.")
    with pytest.raises(UsageError) as refused:
        update_index(settings)
    assert str(refused.value) == (
        f"{tmp_path / 'added'}: nothing is there, and 2 of the articles in the index would go that may have come"
        " from there (the index does not tell); make it reachable, or leave it out of what is given if they are to go"
    )
    assert update_index(_settings(settings.folder, first, second)).removed == 2
    (first / "new.txt").write_text("The council met on Tuesday.")
    assert update_index(settings).changed == 1


def test_a_snapshot_put_back_into_service_does_not_tell_either(
    tmp_path: Path, disks: tuple[Path, Path]
) -> None:
    first, second = disks
    settings = _settings(tmp_path / "index", first, second)
    before = update_index(settings).snapshot or ""
    only = _settings(settings.folder, first, tmp_path / "added")
    update_index(_settings(settings.folder, first))
    use_snapshot(settings.folder, before)
    with pytest.raises(UsageError, match="the index does not tell"):
        update_index(only)
