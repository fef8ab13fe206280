"""Builds: only what changed is done again, and however a build came about, equal archives are equal
files."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from index.building import build as building
from index.building.lock import WriterLock
from index.building.values import BuildReport, Cancelled, Progress, SnapshotPart
from index.encoders.fake import FakeEncoder
from index.errors import IndexLocked, NothingReadable, UsageError
from index.snapshot.archive import Archive
from index.snapshot.layout import current_id, snapshot_folder, snapshot_ids
from index.values import Article
from tests.engine.conftest import CountingEncoder

Builder = Callable[..., BuildReport]


class WordCountPart:
    """A further part of a snapshot, for tests."""

    name = "wordcount"

    def write(self, folder: Path, archive: Archive, previous: Path | None) -> None:
        total = sum(
            len(one.body.split())
            for one in archive.articles(
                [article_id for article_id, _ in archive.digests()]
            ).values()
        )
        (folder / "wordcount").mkdir()
        (folder / "wordcount" / "total").write_text(str(total))


def contents(folder: Path) -> dict[str, bytes]:
    """Read every file of the snapshot in service but the time it was built."""
    place = snapshot_folder(folder, current_id(folder) or "")
    return {
        path.relative_to(place).as_posix(): path.read_bytes()
        for path in sorted(place.rglob("*"))
        if path.is_file() and path.name != "built"
    }


def answers(archive: Archive) -> list[object]:
    """Ask an archive a few things, without row numbers."""
    encoder = FakeEncoder()
    told: list[object] = []
    for question in ("minister budget river", "court match", "museum actor planet"):
        scores, rows = archive.dense(encoder.encode_question([question]), 5)
        told += [(one.article_id, one.start) for one in archive.passages(rows[0])]
        told += [round(float(score), 4) for score in scores[0]]
        found = archive.lexical(question.split(), 50)
        passages = archive.passages([row for row, _ in found])
        told.append(
            sorted(
                (round(score, 3), one.article_id, one.start)
                for (_, score), one in zip(found, passages, strict=True)
            )
        )
    return told


def test_a_first_build_stores_every_article_whole(
    build_index: Builder, folder: Path, article_of
) -> None:
    report = build_index(range(30))
    archive = Archive.open(folder)
    assert (report.read, report.new, report.written) == (30, 30, True)
    assert archive.counts.articles == 30
    for number in range(30):
        stored = archive.article(f"a{number:05d}")
        assert stored == article_of(number)
        rows = archive.passage_rows(stored.id)
        for passage in archive.passages(rows):
            assert stored.body[passage.start : passage.end] == passage.text
        assert len(archive.sentence_vectors(stored.id)) == len(archive.sentences(stored.id))
        assert archive.attributions(stored.id)


def test_nothing_to_do_writes_nothing(build_index: Builder, folder: Path) -> None:
    first = build_index(range(10))
    again = build_index(range(10))
    assert (again.unchanged, again.written, again.snapshot) == (10, False, first.snapshot)
    assert snapshot_ids(folder) == [first.snapshot]
    assert not (folder / "work").exists()


def test_only_new_and_changed_articles_are_embedded(
    build_index: Builder, folder: Path, article_of
) -> None:
    build_index(range(40))
    before = Archive.open(folder)
    changed = article_of(3, version=1)
    encoder = CountingEncoder()
    given = [article_of(number) for number in range(42) if number not in (3, 7)]
    report = build_index([*given, changed], encoder=encoder)
    after = Archive.open(folder)
    assert (report.new, report.changed, report.unchanged, report.removed) == (2, 1, 38, 1)
    expected = sum(len(after.passage_rows(one)) for one in ("a00003", "a00040", "a00041"))
    assert encoder.embedded == report.passages_embedded == expected
    assert after.article("a00007") is None
    assert after.article("a00003") == changed
    assert after.former_versions("a00003") == [before.article("a00003")]
    assert after.former_ids() == ["a00003"]
    same = [f"a{number:05d}" for number in range(40) if number not in (3, 7)]
    for article_id in same:
        assert after.passage_rows(article_id) == before.passage_rows(article_id)


def test_an_updated_index_answers_as_a_rebuilt_one(
    build_index: Builder, folder: Path, article_of
) -> None:
    build_index(range(40))
    given = [article_of(number, version=number % 5 == 0) for number in range(5, 50)]
    build_index(given)
    updated = answers(Archive.open(folder))
    report = build_index(given, rebuild=True)
    assert report.reason == "asked for"
    rebuilt = Archive.open(folder)
    assert answers(rebuilt) == updated
    assert rebuilt.manifest.rows == rebuilt.counts.passages


def test_removed_articles_are_found_by_nothing(
    build_index: Builder, folder: Path, article_of
) -> None:
    build_index(range(20))
    build_index(range(10))
    archive = Archive.open(folder)
    question = FakeEncoder().encode_question([article_of(15).body])
    _, rows = archive.dense(question, 1000)
    found = rows[0][rows[0] >= 0]
    assert len(found) == archive.counts.passages
    assert {one.article_id for one in archive.passages(found)} == {
        f"a{number:05d}" for number in range(10)
    }
    words = article_of(15).body.split()
    assert all(row in set(found.tolist()) for row, _ in archive.lexical(words, 1000))


def test_many_removals_lead_to_a_compact_index_without_embedding_again(
    build_index: Builder, folder: Path
) -> None:
    build_index(range(40))
    build_index(range(20))
    assert Archive.open(folder).manifest.rows > Archive.open(folder).counts.passages
    encoder = CountingEncoder()
    report = build_index(range(21), encoder=encoder)
    archive = Archive.open(folder)
    assert archive.manifest.rows == archive.counts.passages
    assert encoder.embedded == len(archive.passage_rows("a00020"))
    assert (report.new, report.unchanged) == (1, 20)


@pytest.mark.parametrize("stop_after", [0, 1])
def test_a_resumed_build_is_byte_identical_to_an_uninterrupted_one(
    build_index: Builder, folder: Path, stop_after: int, article_of
) -> None:
    given = [article_of(number) for number in range(150)]
    build_index(given)
    whole = contents(folder)
    shutil.rmtree(folder)
    groups_done = 0

    def count(progress: Progress) -> None:
        nonlocal groups_done
        groups_done += progress.stage == "embedding"

    with pytest.raises(Cancelled):
        build_index(given, progress=count, cancel=lambda: groups_done > stop_after)
    assert current_id(folder) is None
    encoder = CountingEncoder()
    build_index(given, encoder=encoder)
    assert contents(folder) == whole
    passages = Archive.open(folder).counts.passages
    assert 0 < encoder.embedded < passages


def test_finished_work_is_reused_even_where_the_articles_changed_meanwhile(
    build_index: Builder, folder: Path, article_of
) -> None:
    given = [article_of(number) for number in range(150)]
    stop = iter([False] * 152 + [True] * 9)
    with pytest.raises(Cancelled):
        build_index(given, cancel=lambda: next(stop))
    encoder = CountingEncoder()
    build_index(given[1:], encoder=encoder)
    archive = Archive.open(folder)
    assert archive.counts.articles == 149
    assert encoder.embedded < archive.counts.passages
    build_index(given[1:], rebuild=True)
    assert answers(Archive.open(folder)) == answers(archive)


def test_the_same_articles_give_the_same_snapshot(build_index: Builder, folder: Path) -> None:
    first = build_index(range(25)).snapshot
    shutil.rmtree(folder)
    assert build_index(range(25)).snapshot == first


def test_other_settings_make_everything_again(build_index: Builder, folder: Path) -> None:
    build_index(range(5))
    report = build_index(range(5), passage_tokens=64)
    assert report.reason == "made with another encoder or other settings"
    assert Archive.open(folder).manifest.passage_tokens == 64


def test_a_part_is_written_and_checked_with_the_rest(build_index: Builder, folder: Path) -> None:
    part: SnapshotPart = WordCountPart()
    build_index(range(5), parts=(part,))
    archive = Archive.open(folder)
    assert int((archive.folder / "wordcount" / "total").read_text()) > 100
    assert "wordcount/total" in {one.path for one in archive.manifest.files}


def test_a_dry_run_writes_nothing(build_index: Builder, folder: Path) -> None:
    report = build_index(range(5), dry_run=True)
    assert (report.new, report.written) == (5, False)
    assert [path.name for path in folder.iterdir()] == ["lock"]


def test_nothing_readable_is_bad_input(build_index: Builder) -> None:
    with pytest.raises(NothingReadable):
        build_index([])


def test_an_article_without_a_passage_is_kept_all_the_same(
    build_index: Builder, folder: Path
) -> None:
    build_index([Article(id="empty", body="…", digest="1"), *[]])
    archive = Archive.open(folder)
    assert archive.article("empty") is not None
    scores, rows = archive.dense(np.ones((1, 64), np.float32), 3)
    assert rows.shape == scores.shape == (1, 3)


def test_a_second_writer_is_told_who_holds_the_index(build_index: Builder, folder: Path) -> None:
    folder.mkdir()
    with (
        WriterLock(folder),
        pytest.raises(IndexLocked, match=f"process {os.getpid()} on .* has been building"),
    ):
        build_index(range(3))
    build_index(range(3))


def test_too_little_room_is_said_before_the_work(
    build_index: Builder, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(folder.parent)
    monkeypatch.setattr(building.shutil, "disk_usage", lambda _: usage._replace(free=1 << 20))
    encoder = CountingEncoder()
    with pytest.raises(UsageError, match="MiB are needed and 1 are free"):
        build_index(range(3), encoder=encoder)
    assert encoder.embedded == 0
