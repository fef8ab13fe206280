"""Damaged, hostile and outsized files are refused by name."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from index.errors import UsageError
from index.reading import limits
from index.reading.spool import Spool
from tests.reading.whole import ids, read, reasons


def test_a_packed_file_that_grows_out_of_proportion_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.reading.files.UNPACKED_FREE_BYTES", 1 << 20)
    bomb = tmp_path / "bomb.jsonl.gz"
    bomb.write_bytes(gzip.compress(b'{"body": "x"}\n' + b" " * (40 << 20)))
    articles, report = read(bomb)
    assert reasons(report) == ["unpacks to far more than its size"]
    assert ids(articles) == []


def test_a_damaged_packed_file_keeps_what_came_before_the_damage(tmp_path: Path) -> None:
    lines = b"".join(b'{"id": "%d", "body": "%s"}\n' % (i, os.urandom(400).hex().encode())
                     for i in range(2_000))  # fmt: skip
    packed = tmp_path / "a.jsonl.gz"
    packed.write_bytes(gzip.compress(lines)[:-50_000])
    articles, report = read(packed)
    assert len(articles) > 1_000
    assert len(report.problems) == 1
    assert "is damaged" in report.problems[0].reason


def test_lines_and_files_beyond_their_limits_are_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.reading.records.LINE_BYTES", 1 << 20)
    monkeypatch.setattr("index.reading.formats.WHOLE_FILE_BYTES", 1 << 20)
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"body": "A."}\n{"body": "' + b"x" * (3 << 20) + b'"}\n{"body": "C."}\n')
    (tmp_path / "b.json").write_bytes(b'{"body": "' + b"x" * (2 << 20) + b'"}')
    articles, report = read(tmp_path)
    assert [one.body for one in articles] == ["A.", "C."]
    assert [(one.file.name, one.record) for one in report.problems] == [
        ("a.jsonl", 2),
        ("b.json", None),
    ]


def test_entities_nesting_and_tags_that_explode_are_refused(tmp_path: Path) -> None:
    laughs = '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><rss><channel><item>&b;</item>'
    (tmp_path / "laughs.xml").write_text(f"<?xml version='1.0'?>{laughs}</channel></rss>")
    (tmp_path / "deep.json").write_text("[" * 500_000)
    (tmp_path / "deep.rss").write_text("<rss>" + "<a>" * 100_000)
    (tmp_path / "wide.html").write_text("<html>" + "<p>a</p>" * (limits.PAGE_TAGS // 2 + 1))
    articles, report = read(tmp_path)
    assert articles == []
    reasons = {problem.file.name: problem.reason for problem in report.problems}
    assert reasons["laughs.xml"] == "declares entities of its own"
    assert reasons["deep.json"].startswith("cannot be read as JSON")
    assert reasons["deep.rss"] == "has thousands of tags that are never closed"
    assert reasons["wide.html"].endswith("tags")


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", bytes(range(256)) * 40, "is no text"),
        ("a.txt", b"", "has no text"),
        ("a.txt", b" \r\n\t ", "has no text"),
        ("a.json", b"{", "is not JSON"),
        ("a.json", b"3", "holds no articles"),
        ("a.json", b'{"body": null}', "has no text"),
        ("a.xml", b"<x/>", "is no feed with entries"),
        ("a.html", b"<html></html>", "holds no article that can be made out"),
        ("a.txt.gz", b"no gzip", "is damaged"),
        ("a.txt", "x".encode("utf-16") + b"\xd8", "is not the utf-16"),
    ],
)
def test_unusable_files_are_named_with_their_reason(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    articles, report = read(path)
    assert articles == []
    assert len(report.problems) == 1
    assert report.problems[0].reason.startswith(reason)
    assert report.problems[0].mend


def test_a_feed_that_is_only_a_file_name_does_not_open_that_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text(
        "<rss><channel><item><title>a</title><description>Secret.</description></item></channel></rss>"
    )
    (tmp_path / "a.xml").write_text(str(secret))
    articles, report = read(tmp_path / "a.xml")
    assert articles == []
    assert reasons(report) == ["is no feed with entries"]


def test_broken_pages_are_told_in_the_report_alone(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "a.html").write_text("<html><p>")
    assert len(read(tmp_path)[1].problems) == 1
    assert caplog.records == []


@pytest.fixture
def many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Articles that wait in a file until all have been read."""
    monkeypatch.setattr(Spool.__init__, "__defaults__", (0,))
    path = tmp_path / "many.jsonl"
    path.write_text("".join(f'{{"id": "{one}", "body": "Body {one}."}}\n' for one in range(500)))
    return path


def test_where_articles_wait_is_named_when_that_disk_is_full(
    many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no /dev/full here")
    monkeypatch.setattr("index.reading.spool.TemporaryFile", lambda: full.open("r+b", 4096))
    monkeypatch.setattr("tempfile.tempdir", "/room/for/some")
    with pytest.raises(UsageError, match=r"^/room/for/some: .*No space left.* set TMPDIR"):
        read(many)


def test_without_a_folder_for_temporary_files_that_is_said(
    many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.setattr("tempfile._candidate_tempdir_list", lambda: ["/nowhere"])
    with pytest.raises(UsageError, match=r"^TMPDIR: .*No usable temporary directory found"):
        read(many)
