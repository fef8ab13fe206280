"""A snapshot that is removed while it is in service (``--keep 1``, a folder deleted by hand) fails nobody."""

from __future__ import annotations

import gc
import shutil
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.values import Question
from index.building.update import snapshot_parts
from index.snapshot.archive import Archive
from index.snapshot.layout import point_to, snapshot_folder, snapshot_ids
from index.snapshot.manifest import Manifest
from index.snapshot.verification import checked_manifest
from tests.engine.conftest import Builder
from tests.engine.test_live_takeover import serving

ASKED = {
    "answer": lambda service: service.answer(Question(text="What did a source tell The Sun?")),
    "who_said": lambda service: service.who_said("a source told The Sun about the minister"),
    "coverage": lambda service: service.coverage("the minister's budget"),
    "compare": lambda service: service.compare("the minister's budget"),
}


@pytest.mark.parametrize("call", ASKED)
def test_what_the_removed_snapshot_cannot_tell_any_more_its_successor_tells(
    build_index: Builder, folder: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    build_index(range(5), keep=1, parts=snapshot_parts())
    with serving(folder) as service:
        monkeypatch.setattr("bot.archive.holding._LOOK_EVERY", 1e9)
        second = build_index(range(6), keep=1, parts=snapshot_parts()).snapshot
        assert snapshot_ids(folder) == [second]
        ASKED[call](service)
        assert service.archive.id == second


@pytest.fixture
def look_always(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.archive.holding._LOOK_EVERY", 0.0)


@pytest.fixture
def removed(build_index: Builder, folder: Path) -> Archive:
    """An archive that is open, and whose folder is gone."""
    build_index(range(40))
    archive = Archive.open(folder)
    shutil.rmtree(folder)
    return archive


def elsewhere(work: Callable[[], object]) -> object:
    """Return what a thread of its own finds."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()


def test_a_thread_that_comes_later_reads_on(removed: Archive) -> None:
    assert elsewhere(removed.outlets) == removed.outlets()


def test_threads_that_come_later_together_read_each_what_it_asked_for(removed: Archive) -> None:
    ids = removed.article_rows()[0]
    ready = threading.Barrier(8)

    def read(first: int) -> list[tuple[str, str]]:
        ready.wait()
        wanted = (ids[first:] + ids[:first]) * 10
        return [(one, next(iter(removed.articles([one])))) for one in wanted]

    with ThreadPoolExecutor(8) as pool:
        found = [pair for part in pool.map(read, range(8)) for pair in part]
    assert len(found) == 8 * 10 * 40
    assert all(asked == told for asked, told in found)


def test_when_it_was_built_is_still_known(build_index: Builder, folder: Path) -> None:
    build_index(range(5))
    archive = Archive.open(folder)
    built = Archive.open(folder).built
    shutil.rmtree(folder)
    assert archive.built == built


def test_a_snapshot_that_is_replaced_while_it_is_opened_leaves_the_new_one_to_open(
    build_index: Builder, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [str(build_index(range(count)).snapshot) for count in (5, 6, 7)]
    point_to(folder, made[0])

    def then_replaced(folder: Path, name: str, *, full: bool) -> Manifest:
        manifest = checked_manifest(folder, name, full=full)
        if name != made[-1]:
            point_to(folder, made[made.index(name) + 1])
            shutil.rmtree(snapshot_folder(folder, name))
        return manifest

    monkeypatch.setattr("index.snapshot.archive.checked_manifest", then_replaced)
    archive = Archive.open(folder)
    assert (archive.id, archive.damage) == (made[-1], ())


def test_a_link_to_a_snapshot_that_is_gone_is_passed_over(
    build_index: Builder, folder: Path
) -> None:
    good = build_index(range(5)).snapshot
    assert good
    snapshot_folder(folder, "f" * 16).symlink_to(folder / "nowhere")
    (folder / "current").unlink()
    assert Archive.open(folder).id == good


def held_files(folder: Path) -> set[str]:
    """Return the files below a folder that this process holds open or mapped, deleted ones too."""
    found = {link.readlink() for link in Path("/proc/self/fd").iterdir() if link.is_symlink()}
    found |= {
        Path(f"/{line.partition('/')[2]}")
        for line in Path("/proc/self/maps").read_text().splitlines()
    }
    return {f"{one}" for one in found if one.is_relative_to(folder)}


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="no /proc here")
@pytest.mark.usefixtures("look_always")
def test_a_snapshot_that_was_replaced_is_let_go_of_at_once(
    build_index: Builder, folder: Path
) -> None:
    build_index(range(5), keep=1)
    with serving(folder) as service:
        gc.collect()
        gc.disable()  # an idle bot does not come to it for days, while the disk fills
        try:
            for count in (6, 7, 8):
                for call in ("answer", "compare"):
                    ASKED[call](service)
                elsewhere(service.archive.outlets)
                current = build_index(range(count), keep=1).snapshot
                assert service.archive.id == current
                held = held_files(folder)
                assert held and [one for one in held if str(current) not in one] == []
        finally:
            gc.enable()
