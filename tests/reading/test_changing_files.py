"""Files that are written to, replaced or taken away while they are read, and files without an end."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import pytest

from config.outlets import OutletRegistry
from index.reading import ReadingReport, read_articles
from index.reading import reading as reading_module
from index.reading import records as records_module
from index.reading.formats import drafts_of
from index.reading.records import Outcome
from index.values import Article


@pytest.fixture(scope="module")
def registry() -> OutletRegistry:
    return OutletRegistry.load()


def _read(path: Path, registry: OutletRegistry) -> tuple[list[Article], list[tuple[str, bool]]]:
    report = ReadingReport()
    articles = list(read_articles([path], registry, report))
    return articles, [(one.reason, one.skipped) for one in report.problems]


@pytest.fixture
def writing(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes, int], None]:
    """Let something be appended to a file each time that it has been opened, so many times."""

    def write(added: bytes, times: int) -> None:
        left = iter(range(times))

        def written_to(path: Path, file: IO[bytes]) -> Iterator[Outcome]:
            if next(left, None) is not None:
                with path.open("ab") as same:
                    same.write(added)
            return drafts_of(path, file)

        monkeypatch.setattr(reading_module, "drafts_of", written_to)

    return write


def test_a_text_that_is_being_written_is_not_taken_half(
    tmp_path: Path, registry: OutletRegistry, writing: Callable[[bytes, int], None]
) -> None:
    path = tmp_path / "story.txt"
    path.write_text("The mayor opened the bridge.")
    writing(b" More of it.", 3)
    assert _read(path, registry) == ([], [("is being written to", True)])
    (article,), problems = _read(path, registry)
    assert (article.body, problems) == ("The mayor opened the bridge." + " More of it." * 3, [])


def test_a_text_that_is_finished_a_moment_later_is_waited_for(
    tmp_path: Path, registry: OutletRegistry, writing: Callable[[bytes, int], None]
) -> None:
    path = tmp_path / "story.json"
    path.write_text('{"body": "The mayor opened')  # no JSON as yet
    writing(b' the bridge."}', 1)
    (article,), problems = _read(path, registry)
    assert (article.body, problems) == ("The mayor opened the bridge.", [])


def test_lines_that_are_added_meanwhile_are_read_or_left_to_the_next_build(
    tmp_path: Path, registry: OutletRegistry, writing: Callable[[bytes, int], None]
) -> None:
    path = tmp_path / "wire.jsonl"
    path.write_text('{"body": "The mayor opened the bridge."}\n')
    writing(b'{"body": "The council closed it', 1)
    (article,), problems = _read(path, registry)
    assert article.body == "The mayor opened the bridge."
    assert [reason[:11] for reason, _ in problems] == ["is not JSON", "was written"]
    assert [skipped for _, skipped in problems] == [True, False]


def test_what_becomes_of_a_file_after_it_was_opened_does_no_harm(
    tmp_path: Path, registry: OutletRegistry
) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.txt").write_text(f"Story {name} is about a bridge.")
    done = False

    def meanwhile(_: ReadingReport) -> None:
        nonlocal done
        if not done:
            done = True
            (tmp_path / "b.txt").unlink()
            (tmp_path / "new").write_text("Story c has been replaced.")
            (tmp_path / "new").replace(tmp_path / "c.txt")

    report = ReadingReport()
    articles = list(read_articles([tmp_path], registry, report, progress=meanwhile))
    assert [one.body for one in articles] == [
        "Story a is about a bridge.",
        "Story c has been replaced.",
    ]
    assert [one.reason for one in report.problems] == ["does not exist"]


def test_a_file_cut_short_is_read_as_it_is_or_told(
    tmp_path: Path, registry: OutletRegistry
) -> None:
    path = tmp_path / "wire.jsonl"
    path.write_text("".join(json.dumps({"body": f"Story {n} runs."}) + "\n" for n in range(50_000)))
    cut = False

    def meanwhile(_: ReadingReport) -> None:
        nonlocal cut
        if not cut:
            cut = True
            os.truncate(path, 600_000)

    report = ReadingReport()
    articles = list(read_articles([path], registry, report, progress=meanwhile))
    assert 10_000 < len(articles) < 50_000
    assert [one.body for one in articles] == [f"Story {n} runs." for n in range(len(articles))]
    assert report.problems[-1].reason == "was written to while it was read"


def test_a_line_without_an_end_is_given_up(
    tmp_path: Path, registry: OutletRegistry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records_module, "ENDLESS_BYTES", 100 << 20)
    path = tmp_path / "zeros.jsonl"
    path.write_text('{"body": "The mayor opened the bridge."}\n')
    os.truncate(path, 1 << 40)
    (article,), problems = _read(path, registry)
    assert article.body == "The mayor opened the bridge."
    assert problems == [("goes on for more than 100 MiB, and is the last one read", True)]
