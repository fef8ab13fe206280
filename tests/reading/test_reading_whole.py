"""Reading as a whole: which files, versions and ids, and what is told of the rest."""

from __future__ import annotations

import gzip
import json
import os
import stat
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.outlets import OutletRegistry
from index.reading import ReadingReport, limits, read_articles
from index.reading.spool import Spool
from index.values import Article

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("WHOSAID_DATA", ROOT.parent / "shared" / "data"))
REGISTRY = OutletRegistry.load()


def _read(*paths: Path | str) -> tuple[list[Article], ReadingReport]:
    report = ReadingReport()
    return list(read_articles(paths, REGISTRY, report)), report


def _lines(path: Path, *records: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return path


def _ids(articles: Iterable[Article]) -> list[str]:
    return [article.id for article in articles]


def _reasons(report: ReadingReport) -> list[str]:
    return [problem.reason for problem in report.problems]


def test_the_sample_archive_is_read_without_a_problem() -> None:
    articles, report = _read(ROOT / "config" / "articles")
    assert report.problems == []
    assert len(articles) == report.read == 26
    assert len({one.outlet for one in articles}) == 9  # eight papers and a radio, one not stated
    assert [one.id for one in articles if one.outlet is None] == ["regatta-letter"]
    assert [one.id for one in articles if one.published is None] == []
    assert sum("Fenwick Press Agency" in one.authors for one in articles) == 3


def test_the_seeds_are_read_exactly_and_have_no_stated_publisher() -> None:
    folder = DATA / "seeds"
    if not folder.exists():
        pytest.skip(f"{folder} is not here; set WHOSAID_DATA to the folder of test data")
    articles, report = _read(folder)
    assert report.problems == []
    for article, path in zip(articles, sorted(folder.glob("*.txt")), strict=True):
        assert article.id == path.stem
        assert f" date 2023-11-15 {article.body}" == path.read_bytes().decode()
        assert (article.outlet, article.title, article.published) == (None, None, "2023-11-15")


def test_bodies_of_a_large_archive_come_out_as_they_went_in() -> None:
    path = DATA / "allsides" / "articles.jsonl.gz"
    if not path.exists():
        pytest.skip(f"{path} is not here; set WHOSAID_DATA to the folder of test data")
    with gzip.open(path, "rt", encoding="utf-8") as file:
        bodies = {record["id"]: record["body"] for record in map(json.loads, file)}
    articles, report = _read(path)
    assert (report.skipped, report.duplicates, report.replaced) == (0, 0, 0)
    changed = [one.id for one in articles if bodies.pop(one.id) != one.body]
    assert (changed, bodies) == ([], {})
    assert _reasons(report) == ["the year 1 is out of range, so the article is kept without one"]


def test_folders_are_read_at_any_depth_in_order_of_name_and_other_files_ignored(
    tmp_path: Path,
) -> None:
    for name in ("b.txt", "a/z.md", "a/b/c.txt", ".hidden.txt", ".git/x.txt", "README.md", "p.png"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Text of {name}.")
    articles, report = _read(tmp_path)
    assert _ids(articles) == ["b", "z", "c"]
    assert (report.files, report.ignored, report.problems) == (3, 3, [])


def test_globs_and_files_reached_twice_are_read_once(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(name * 3)
    articles, _ = _read(f"{tmp_path}/[ab].txt", tmp_path, tmp_path / "c.txt")
    assert _ids(articles) == ["a", "b", "c"]


def test_a_name_with_glob_characters_is_the_file_of_that_name(tmp_path: Path) -> None:
    (tmp_path / "a[1].txt").write_text("Text.")
    assert _ids(_read(tmp_path / "a[1].txt")[0]) == ["a[1]"]


def test_links_in_a_circle_and_to_folders_are_followed_once(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Text.")
    (tmp_path / "in" / "loop").symlink_to(tmp_path)
    (tmp_path / "also").symlink_to(tmp_path / "in")
    (tmp_path / "dead.txt").symlink_to(tmp_path / "nowhere")
    articles, report = _read(tmp_path)
    assert _ids(articles) == ["a"]
    assert _reasons(report) == ["does not exist"]


def test_pipes_and_devices_are_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "a.txt").write_text("Text.")
    found: list[Any] = []
    reader = threading.Thread(
        target=lambda: found.append(_read(tmp_path, "/dev/zero")), daemon=True
    )
    reader.start()
    reader.join(20)
    articles, report = found[0]
    assert _ids(articles) == ["a"]
    assert _reasons(report) == ["is no regular file", "is no regular file"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Text.")
    path.chmod(stat.S_IWUSR)
    assert _reasons(_read(tmp_path)[1]) == ["may not be read"]


def test_what_does_not_exist_or_matches_nothing_is_named(tmp_path: Path) -> None:
    articles, report = _read(tmp_path / "none.txt", tmp_path / "*.json", "a\0b")
    assert articles == []
    assert sorted(_reasons(report)) == [
        "cannot be opened (its name holds a NUL)",
        "does not exist",
        "matches no file",
    ]
    assert report.skipped == 3


def test_one_bad_record_is_named_by_its_line_and_the_others_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"body": "One."}\n\nnonsense\n{"title": "no body"}\n[1]\n{"body": "Two."}\n')
    articles, report = _read(path)
    assert [(one.id, one.body) for one in articles] == [("a-1", "One."), ("a-6", "Two.")]
    assert [problem.record for problem in report.problems] == [3, 4, 5]
    assert report.skipped == 3
    assert str(report.problems[1]) == (
        f"{path}, record 4: has no text; give it a field body, content or text"
    )


def test_a_date_that_cannot_be_read_is_noted_and_the_article_kept(tmp_path: Path) -> None:
    articles, report = _read(_lines(tmp_path / "a.jsonl", {"body": "B.", "date": "03/04/2021"}))
    assert articles[0].published is None
    assert report.skipped == 0
    assert [one.skipped for one in report.problems] == [False]
    assert "can be read two ways" in report.problems[0].reason


def test_half_characters_and_nuls_are_replaced_one_for_one_and_noted(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"body": "a\\ud83d b\\u0000c \\ud83d\\ude00", "title": "x\\udc00\\u0007y"}\n')
    articles, report = _read(path)
    assert articles[0].body == "a\ufffd b\ufffdc 😀"
    assert articles[0].title == "x\ufffd y"
    assert [one.skipped for one in report.problems] == [False, False]


def test_the_same_id_later_in_the_reading_replaces_the_older_self(tmp_path: Path) -> None:
    _lines(tmp_path / "1.jsonl", {"id": "x", "body": "Old."}, {"id": "y", "body": "Other."})
    _lines(tmp_path / "2.jsonl", {"id": "x", "body": "New."})
    articles, report = _read(tmp_path)
    assert [(one.id, one.body) for one in articles] == [("y", "Other."), ("x", "New.")]
    assert (report.read, report.replaced, report.duplicates) == (3, 1, 0)


def test_the_same_address_is_the_same_article_where_records_have_no_ids(tmp_path: Path) -> None:
    url = "https://www.cnn.com/2024/a/"
    _lines(tmp_path / "1.jsonl", {"url": url, "body": "Old."})
    _lines(tmp_path / "2.jsonl", {"url": "http://cnn.com/2024/a?utm_source=x#top", "body": "New."})
    articles, report = _read(tmp_path)
    assert [(one.id, one.body) for one in articles] == [("2", "New.")]
    assert report.replaced == 1


def test_records_with_ids_of_their_own_stay_apart_at_one_address(tmp_path: Path) -> None:
    records = [{"id": name, "url": "https://cnn.com/live", "body": name * 9} for name in "ab"]
    assert _ids(_read(_lines(tmp_path / "a.jsonl", *records))[0]) == ["a", "b"]


def test_the_same_text_of_one_outlet_is_a_duplicate_and_of_two_is_not(tmp_path: Path) -> None:
    same = {"title": "T", "body": "The same words.\n\nHere.", "source": "CNN"}
    again = {**same, "id": "2", "body": "The same  words.\r\n\r\nHere."}
    other = {**same, "id": "3", "source": "Fox News"}
    titled = {**same, "id": "4", "title": "Opinion: T"}
    path = _lines(tmp_path / "a.jsonl", {**same, "id": "1"}, again, other, titled)
    articles, report = _read(path)
    assert _ids(articles) == ["1", "3", "4"]
    assert report.duplicates == 1


def test_two_sources_that_both_count_from_one_keep_all_their_articles(tmp_path: Path) -> None:
    one = {"id": 1, "source": "CNN", "title": "A", "body": "About A."}
    two = {"id": 1, "source": "Fox News", "title": "B", "body": "About B."}
    _lines(tmp_path / "cnn.jsonl", one)
    _lines(tmp_path / "fox.jsonl", two, {**two, "body": "About B, corrected."})
    articles, _ = _read(tmp_path)
    assert len(articles) >= 2
    assert ("1", "About A.") in [(a.id, a.body) for a in articles]
    assert len(set(_ids(articles))) == len(articles)


def test_files_of_one_name_in_several_folders_get_ids_that_tell_them_apart(tmp_path: Path) -> None:
    for folder in ("a", "b", "c/b"):
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
        (tmp_path / folder / "x.txt").write_text(f"Text of {folder}.")
    first, _ = _read(tmp_path)
    assert _ids(first) == ["x", "b/x", "b/x~2"]
    assert _ids(_read(tmp_path)[0]) == _ids(first)


def test_an_unchanged_file_gives_the_same_digests_and_any_change_another(tmp_path: Path) -> None:
    record = {"id": "a", "title": "T", "source": "CNN", "date": "2024-03-04", "body": "B.",
              "url": "https://cnn.com/a", "author": "Ann"}  # fmt: skip
    digest = _read(_lines(tmp_path / "a.jsonl", record))[0][0].digest
    assert _read(_lines(tmp_path / "b.jsonl", record))[0][0].digest == digest
    for field, value in (("title", "U"), ("source", "NPR"), ("date", "2024-03-05"), ("body", "C."),
                         ("url", "https://cnn.com/b"), ("author", "Bo"), ("id", "b")):  # fmt: skip
        changed = _lines(tmp_path / "c.jsonl", {**record, field: value})
        assert _read(changed)[0][0].digest != digest, field


def test_a_packed_file_that_grows_out_of_proportion_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.reading.files.UNPACKED_FREE_BYTES", 1 << 20)
    bomb = tmp_path / "bomb.jsonl.gz"
    bomb.write_bytes(gzip.compress(b'{"body": "x"}\n' + b" " * (40 << 20)))
    articles, report = _read(bomb)
    assert _reasons(report) == ["unpacks to far more than its size"]
    assert _ids(articles) == []


def test_a_damaged_packed_file_keeps_what_came_before_the_damage(tmp_path: Path) -> None:
    lines = b"".join(b'{"id": "%d", "body": "%s"}\n' % (i, os.urandom(400).hex().encode())
                     for i in range(2_000))  # fmt: skip
    packed = tmp_path / "a.jsonl.gz"
    packed.write_bytes(gzip.compress(lines)[:-50_000])
    articles, report = _read(packed)
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
    articles, report = _read(tmp_path)
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
    articles, report = _read(tmp_path)
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
    articles, report = _read(path)
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
    articles, report = _read(tmp_path / "a.xml")
    assert articles == []
    assert _reasons(report) == ["is no feed with entries"]


def test_broken_pages_are_told_in_the_report_alone(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "a.html").write_text("<html><p>")
    assert len(_read(tmp_path)[1].problems) == 1
    assert caplog.records == []


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://cnn.com/a?b=c", "https://cnn.com/a?b=c"),
        (" http://cnn.com/a ", "http://cnn.com/a"),
        ("www.cnn.com/a", "www.cnn.com/a"),
        ("cnn.com:80/a", "cnn.com:80/a"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("https://cnn.com/" + "a" * 2_000, None),
        ("https://cnn.com/\u202egpj", None),
        ("", None),
    ],
)
def test_only_whole_addresses_of_the_web_are_kept(
    tmp_path: Path, url: str, kept: str | None
) -> None:
    articles, _ = _read(_lines(tmp_path / "a.jsonl", {"body": "B.", "url": url}))
    assert articles[0].url == kept


def test_progress_is_told_after_every_record_and_may_stop_the_reading(tmp_path: Path) -> None:
    class Stop(Exception):
        pass

    path = _lines(tmp_path / "a.jsonl", *({"body": f"Body {n}."} for n in range(9)))
    counts: list[int] = []

    def progress(report: ReadingReport) -> None:
        counts.append(report.read)
        if report.read == 5:
            raise Stop

    with pytest.raises(Stop):
        list(read_articles([path], REGISTRY, ReadingReport(), progress=progress))
    assert counts == [1, 2, 3, 4, 5]


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(bodies=st.lists(TEXTS, max_size=12), room=st.integers(0, 15_000), data=st.data())
def test_a_spool_gives_back_what_it_took_whether_in_memory_or_not(
    bodies: list[str], room: int, data: st.DataObject
) -> None:
    articles = [
        Article(id=str(place), body=body, authors=("A", body)) for place, body in enumerate(bodies)
    ]
    without = data.draw(st.sets(st.integers(0, 12)))
    with Spool(room) as spool:
        for article in articles:
            spool.add(article)
        kept = list(spool.articles(without=without))
    assert kept == [one for place, one in enumerate(articles) if place not in without]


RECORDS = st.dictionaries(
    st.sampled_from(["id", "title", "source", "date", "url", "body", "text", "author"]),
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(max_size=20),
        st.lists(st.text(max_size=5), max_size=3),
        st.dictionaries(st.sampled_from(["name", "text", "$oid"]), st.text(max_size=5), max_size=2),
    ),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(records=st.lists(RECORDS, max_size=6))
def test_any_json_record_is_read_or_told_and_ids_are_unique(
    tmp_path: Path, records: list[dict[str, Any]]
) -> None:
    path = tmp_path / "any.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    articles, report = _read(path)
    assert report.read + report.skipped == len(records)
    assert len(articles) == report.read - report.duplicates - report.replaced
    assert len(set(_ids(articles))) == len(articles)
    for article in articles:
        article.body.encode()
