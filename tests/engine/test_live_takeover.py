"""A running reader takes a new snapshot over without a failed or mixed answer."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from index.build_values import BuildReport
from index.encoder import FakeEncoder
from index.errors import IndexMissing
from index.layout import point_to, snapshot_folder
from index.live import LiveArchive

Builder = Callable[..., BuildReport]


class Reader(threading.Thread):
    """Asks without pause, and checks that an answer comes from one snapshot whole."""

    def __init__(self, live: LiveArchive) -> None:
        super().__init__()
        self.live, self.answers, self.faults = live, 0, list[str]()
        self.seen: set[str] = set()
        self.done = threading.Event()
        self._question = FakeEncoder().encode_question(["minister budget river court"])

    def run(self) -> None:
        while not self.done.is_set():
            try:
                self._ask()
            except Exception as fault:
                self.faults.append(f"{type(fault).__name__}: {fault}")

    def _ask(self) -> None:
        archive = self.live.archive
        scores, rows = archive.dense(self._question, 10)
        passages = archive.passages(rows[0])
        for passage, score in zip(passages, scores[0], strict=True):
            article = archive.article(passage.article_id)
            assert article is not None
            assert article.body[passage.start : passage.end] == passage.text
            (row,) = [
                one
                for one in archive.passage_rows(article.id)
                if archive.passages([one])[0].start == passage.start
            ]
            exact = float(archive.passage_vectors([row])[0] @ self._question[0])
            assert abs(exact - score) < 1e-3
        assert archive.lexical(["minister", "river"], 10)
        assert len(archive.outlets()) == archive.counts.outlets
        self.answers += 1
        self.seen.add(archive.id)


def take_over(
    build_index: Builder, folder: Path, swaps: int, readers: int, *, within: float
) -> None:
    build_index(range(20))
    live = LiveArchive(folder)
    live.follow(every=0.05)
    threads = [Reader(live) for _ in range(readers)]
    for thread in threads:
        thread.start()
    waits = []
    for number in range(swaps):
        wanted = build_index(range(number % 7, 22 + number), keep=2).snapshot
        started = time.monotonic()
        while live.archive.id != wanted and time.monotonic() - started < 10:
            time.sleep(0.01)
        waits.append(time.monotonic() - started)
        assert live.archive.id == wanted
    for thread in threads:
        thread.done.set()
    for thread in threads:
        thread.join()
    live.close()
    assert [fault for thread in threads for fault in thread.faults] == []
    assert all(thread.answers for thread in threads)
    assert len(set().union(*(thread.seen for thread in threads))) > swaps // 2
    assert max(waits) < within


def test_snapshots_are_taken_over_under_load(build_index: Builder, folder: Path) -> None:
    take_over(build_index, folder, swaps=4, readers=2, within=10.0)


@pytest.mark.campaign
def test_twenty_snapshots_are_taken_over_under_load(build_index: Builder, folder: Path) -> None:
    take_over(build_index, folder, swaps=20, readers=4, within=2.0)


def test_a_damaged_new_snapshot_is_not_taken_over(build_index: Builder, folder: Path) -> None:
    first = build_index(range(5)).snapshot
    live = LiveArchive(folder)
    second = build_index(range(6)).snapshot
    assert first and second
    (snapshot_folder(folder, second) / "archive.sqlite").write_bytes(b"nothing")
    assert live.refresh() is False
    assert live.archive.id == first
    assert live.refresh() is False


def test_the_archive_in_service_is_left_when_its_files_are_touched(
    build_index: Builder, folder: Path
) -> None:
    first = build_index(range(5)).snapshot
    second = build_index(range(6)).snapshot
    assert first and second
    live = LiveArchive(folder)
    path = snapshot_folder(folder, second) / "words" / "keys"
    content = path.read_bytes()
    path.unlink()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    assert live.refresh() is True
    assert live.archive.id == first


def test_a_rollback_is_taken_over_and_told(build_index: Builder, folder: Path) -> None:
    first = build_index(range(5)).snapshot
    build_index(range(6))
    told = []
    live = LiveArchive(folder, taken=lambda archive: told.append(archive.id))
    assert first
    point_to(folder, first)
    assert live.refresh() is True
    assert told == [first]


def test_without_an_index_there_is_nothing_to_follow(folder: Path) -> None:
    with pytest.raises(IndexMissing):
        LiveArchive(folder)
