"""A running service takes a new snapshot over without a failed or mixed answer."""

from __future__ import annotations

import os
import resource
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

from bot.serving.service import AnsweringService
from bot.values import Question, Reply
from config.settings import load_settings
from index.building.sealing import use_snapshot
from index.building.values import BuildReport
from index.errors import IndexMissing
from index.snapshot.archive import Archive
from index.snapshot.layout import point_to, snapshot_folder
from tests.engine.conftest import made_article

Builder = Callable[..., BuildReport]


@contextmanager
def serving(folder: Path) -> Iterator[AnsweringService]:
    settings = load_settings(
        index={"folder": folder, "encoder": "fake"},
        answer={"checker": "none", "min_confidence": 0.0, "threads": 1},
    )
    with AnsweringService(settings) as service:
        yield service


class Reader(threading.Thread):
    """Asks without pause, never the same question twice, and keeps the replies."""

    def __init__(self, service: AnsweringService, name: str) -> None:
        super().__init__(name=name)
        self.service, self.faults = service, list[str]()
        self.replies: list[Reply] = []
        self.done = threading.Event()

    def run(self) -> None:
        for number in count():
            if self.done.is_set():
                return
            text = f"What did a source tell The Sun about the minister, {self.name} {number}?"
            try:
                self.replies.append(self.ask(Question(text=text)))
            except Exception as fault:
                self.faults.append(f"{type(fault).__name__}: {fault}")

    def ask(self, question: Question) -> Reply:
        return self.service.answer(question)


class ManyReaders(Reader):
    """Asks each question in a thread that has read nothing before."""

    def ask(self, question: Question) -> Reply:
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(super().ask, question).result()


def bodies_of(folder: Path) -> dict[str, str]:
    archive = Archive.open(folder)
    ids = [article_id for article_id, _ in archive.digests()]
    return {article.id: article.body for article in archive.articles(ids).values()}


def articles_of(swap: int) -> list[object]:
    """Return articles of which every third is another version at every swap."""
    return [made_article(n, version=swap * (n % 3 == 0)) for n in range(swap % 7, 22 + swap)]


def take_over(
    build_index: Builder, folder: Path, swaps: int, readers: int, keep: int = 2
) -> list[float]:
    """Swap snapshots under load; check every reply; return how long each took to be in use."""
    first = build_index(articles_of(0)).snapshot
    bodies = {first: bodies_of(folder)}
    waits = []
    with serving(folder) as service:
        threads = [Reader(service, f"reader {number}") for number in range(readers)]
        threads.append(ManyReaders(service, "others"))
        for thread in threads:
            thread.start()
        for swap in range(1, swaps + 1):
            wanted = build_index(articles_of(swap), keep=keep).snapshot
            started = time.monotonic()
            bodies[wanted] = bodies_of(folder)
            while service.archive.id != wanted and time.monotonic() - started < 10:
                time.sleep(0.01)
            waits.append(time.monotonic() - started)
            assert service.archive.id == wanted
            before = [len(thread.replies) for thread in threads]
            while any(len(t.replies) < n + 2 for t, n in zip(threads, before, strict=True)):
                assert not any(thread.faults for thread in threads)
                time.sleep(0.01)
        for thread in threads:
            thread.done.set()
        for thread in threads:
            thread.join()
    assert [fault for thread in threads for fault in thread.faults] == []
    replies = [reply for thread in threads for reply in thread.replies]
    quotes = sum(check(reply, bodies[reply.snapshot]) for reply in replies)
    assert quotes > len(replies) // 2
    assert {reply.snapshot for reply in replies} >= set(list(bodies)[1:])
    print(f"{swaps} swaps, {len(replies)} replies, {quotes} quotes, slowest {max(waits):.2f} s")
    return waits


def check(reply: Reply, bodies: dict[str, str]) -> int:
    """Compare all that a reply shows with the bodies of the one snapshot that it names."""
    for hit in reply.hits:
        passage = hit.passage
        assert bodies[passage.article_id][passage.start : passage.end] == passage.text
    quotes = getattr(reply, "quotes", ())
    for quote in quotes:
        assert bodies[quote.article.id] == quote.article.body
        assert bodies[quote.article.id][quote.start : quote.end] == quote.text
    return len(quotes)


@pytest.mark.parametrize("keep", [1, 2])
def test_snapshots_are_taken_over_under_load(build_index: Builder, folder: Path, keep: int) -> None:
    take_over(build_index, folder, swaps=3, readers=1, keep=keep)


@pytest.mark.campaign
@pytest.mark.parametrize("keep", [1, 2])
def test_twenty_snapshots_are_taken_over_under_load_within_two_seconds_each(
    build_index: Builder, folder: Path, keep: int
) -> None:
    assert max(take_over(build_index, folder, swaps=20, readers=4, keep=keep)) < 2.0


@pytest.fixture
def look_always(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the service look at the disk whenever it is asked, not twice a second."""
    monkeypatch.setattr("bot.archive.holding._LOOK_EVERY", 0.0)


@pytest.mark.usefixtures("look_always")
def test_a_damaged_new_snapshot_is_not_taken_over(
    build_index: Builder, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    first = build_index(range(5)).snapshot
    with serving(folder) as service:
        second = build_index(range(6)).snapshot
        assert first and second
        (snapshot_folder(folder, second) / "archive.sqlite").write_bytes(b"nothing")
        assert service.archive.id == first
        assert "archive.sqlite" in caplog.text
        caplog.clear()
        assert service.archive.id == first
        assert caplog.text == "", "what was refused is not read again and again"


@pytest.mark.usefixtures("look_always")
def test_the_archive_in_service_is_left_when_its_files_are_damaged(
    build_index: Builder, folder: Path
) -> None:
    first = build_index(range(5)).snapshot
    second = build_index(range(6)).snapshot
    assert first and second
    with serving(folder) as service:
        assert service.archive.id == second
        path = snapshot_folder(folder, second) / "words" / "keys"
        content = path.read_bytes()
        path.unlink()
        path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
        assert service.archive.id == first
        assert service.archive.id == first


@pytest.mark.usefixtures("look_always")
def test_where_nothing_good_is_left_the_archive_in_memory_goes_on_serving(
    build_index: Builder, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    only = build_index(range(5)).snapshot
    assert only
    with serving(folder) as service:
        (snapshot_folder(folder, only) / "vectors.faiss").unlink()
        assert service.archive.id == only
        assert "is not taken over" in caplog.text
        caplog.clear()
        assert service.archive.id == only
        assert caplog.text == ""


@pytest.mark.usefixtures("look_always")
def test_a_rollback_is_taken_over(build_index: Builder, folder: Path) -> None:
    first = build_index(range(5)).snapshot
    build_index(range(6))
    assert first
    with serving(folder) as service:
        assert service.archive.id != first
        use_snapshot(folder, first)
        assert service.archive.id == first


@pytest.mark.usefixtures("look_always")
def test_a_pointer_to_nowhere_changes_nothing(build_index: Builder, folder: Path) -> None:
    first = build_index(range(5)).snapshot
    with serving(folder) as service:
        point_to(folder, "0" * 16)
        assert service.archive.id == first


@pytest.mark.usefixtures("look_always")
def test_whatever_goes_wrong_with_a_new_snapshot_the_one_in_service_stays(
    build_index: Builder,
    folder: Path,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(archive: Archive) -> None:
        raise ValueError("a day that is none")

    first = build_index(range(5)).snapshot
    with serving(folder) as service:
        second = build_index(range(6)).snapshot
        monkeypatch.setattr("bot.archive.holding.Catalogue.of", broken)
        assert service.answer(Question(text="What did a source tell The Sun?")).snapshot == first
        assert f"snapshot {second} is not taken over: a day that is none" in caplog.text
        assert "in broken" in caplog.text, "where a fault arose is told"
        caplog.clear()
        assert service.archive.id == first
        assert caplog.text == ""


@pytest.mark.usefixtures("look_always")
def test_a_snapshot_that_could_not_be_opened_for_want_of_open_files_is_taken_over_later(
    build_index: Builder, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.archive.holding._AGAIN", 0.0)
    first = build_index(range(5)).snapshot
    with serving(folder) as service:
        second = build_index(range(6)).snapshot
        before = resource.getrlimit(resource.RLIMIT_NOFILE)
        with Path(os.devnull).open() as highest:
            for more in range(1, 12):  # file by file, up to all that opening takes
                resource.setrlimit(resource.RLIMIT_NOFILE, (highest.fileno() + more, before[1]))
                try:
                    assert service.archive.id in (first, second)
                finally:
                    resource.setrlimit(resource.RLIMIT_NOFILE, before)
        assert service.archive.id == second


@pytest.mark.usefixtures("look_always")
def test_closing_lets_go_of_the_snapshot_in_service_and_takes_none_over(
    build_index: Builder, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = build_index(range(5)).snapshot
    closed: list[str] = []
    monkeypatch.setattr(Archive, "close", lambda archive: closed.append(archive.id))
    with serving(folder):
        build_index(range(6))
        closed.clear()
    assert closed == [first]


def test_without_an_index_there_is_nothing_to_serve(folder: Path) -> None:
    with pytest.raises(IndexMissing), serving(folder):
        pass
