"""Attributions are found with the outlets that are known: where these have changed, they are found again."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from config.outlets import Outlet, OutletRegistry
from index.building.values import BuildReport, Cancelled
from index.snapshot.archive import Archive
from index.snapshot.layout import current_id, snapshot_folder
from index.snapshot.manifest import read_manifest, record_files
from index.snapshot.sqlite import connect
from tests.engine.conftest import CountingEncoder, made_article

Builder = Callable[..., BuildReport]


def _registry(name: str) -> OutletRegistry:
    return OutletRegistry([Outlet(id="sun", name=name, aliases=("The Sun",))])


def _relayed(archive: Archive, article_id: str) -> set[str | None]:
    return {relay.outlet for found in archive.attributions(article_id) for relay in found.relays}


def test_attributions_are_found_again_where_the_known_outlets_have_changed(
    build_index: Builder, folder: Path
) -> None:
    build_index(range(6), registry=_registry("The Sun of Skerry"))
    assert _relayed(Archive.open(folder), "a00001") == {"The Sun of Skerry"}
    encoder = CountingEncoder()
    report = build_index(range(7), registry=_registry("The Marrowby Sun"), encoder=encoder)
    archive = Archive.open(folder)
    assert report.reason == "the outlets that are known, or the program's rules, have changed"
    assert {name for one in range(7) for name in _relayed(archive, f"a{one:05d}")} == {
        "The Marrowby Sun"
    }
    # Vectors do not depend on it: only the new article is embedded.
    assert encoder.embedded == report.passages_embedded == len(archive.passage_rows("a00006"))


def test_an_index_that_does_not_say_which_outlets_were_known_is_analysed_again(
    build_index: Builder, folder: Path
) -> None:
    build_index(range(3))
    place = snapshot_folder(folder, current_id(folder) or "")
    with closing(connect(place / "archive.sqlite")) as database:
        database.execute("DROP TABLE making")
    manifest = replace(read_manifest(place), files=record_files(place), id="").named()
    (place / "manifest.json").write_text(manifest.to_json())
    place.rename(place.with_name(manifest.id))
    (folder / "current").write_text(manifest.id)
    report = build_index(range(3))
    assert (report.reason, report.passages_embedded) == (
        "the outlets that are known, or the program's rules, have changed",
        0,
    )
    assert build_index(range(3)).written is False


def test_work_that_was_put_aside_under_other_outlets_is_not_taken_up(
    build_index: Builder, folder: Path
) -> None:
    given = [made_article(one) for one in range(150)]
    for first in (0, 1):  # the second leaves the work of the first aside
        stop = iter([False] * (len(given) - first + 2) + [True] * 9)
        with pytest.raises(Cancelled):
            build_index(given[first:], registry=_registry("Old"), cancel=lambda it=stop: next(it))
    assert (folder / "work.old").is_dir()
    build_index(given[2:], registry=_registry("New"))
    archive = Archive.open(folder)
    found = {name for one in given[2:] for name in _relayed(archive, one.id)}
    assert found == {"New"}
