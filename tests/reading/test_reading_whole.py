"""Reading as a whole: every article comes out as it went in, and the report tells of the rest."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.reading import ReadingReport, read_articles
from index.reading.spool import Spool
from index.values import Article
from tests.reading.whole import DATA, REGISTRY, ROOT, ids, lines, read, reasons


def test_the_sample_archive_is_read_without_a_problem() -> None:
    articles, report = read(ROOT / "config" / "articles")
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
    articles, report = read(folder)
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
    articles, report = read(path)
    assert (report.skipped, report.duplicates, report.replaced) == (0, 0, 0)
    changed = [one.id for one in articles if bodies.pop(one.id) != one.body]
    assert (changed, bodies) == ([], {})
    told = [
        reason.replace(", so the article is kept without one", "") for reason in reasons(report)
    ]
    two_ways = [reason for reason in told if reason.endswith("can be read two ways")]  # "12/1/16"
    assert (len(two_ways), set(told) - set(two_ways)) == (4, {"the year 1 is out of range"})


def test_one_bad_record_is_named_by_its_line_and_the_others_areread(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"body": "One."}\n\nnonsense\n{"title": "no body"}\n[1]\n{"body": "Two."}\n')
    articles, report = read(path)
    assert [(one.id, one.body) for one in articles] == [("a-1", "One."), ("a-6", "Two.")]
    assert [problem.record for problem in report.problems] == [3, 4, 5]
    assert report.skipped == 3
    assert str(report.problems[1]) == (
        f"{path}, record 4: has no text; give it a field body, content or text"
    )


def test_a_date_that_cannot_be_read_is_noted_and_the_article_kept(tmp_path: Path) -> None:
    articles, report = read(lines(tmp_path / "a.jsonl", {"body": "B.", "date": "03/04/2021"}))
    assert articles[0].published is None
    assert report.skipped == 0
    assert [one.skipped for one in report.problems] == [False]
    assert "can be read two ways" in report.problems[0].reason


def test_half_characters_and_nuls_are_replaced_one_for_one_and_noted(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"body": "a\\ud83d b\\u0000c \\ud83d\\ude00", "title": "x\\udc00\\u0007y"}\n')
    articles, report = read(path)
    assert articles[0].body == "a\ufffd b\ufffdc 😀"
    assert articles[0].title == "x\ufffd y"
    assert [one.skipped for one in report.problems] == [False, False]


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
    articles, _ = read(lines(tmp_path / "a.jsonl", {"body": "B.", "url": url}))
    assert articles[0].url == kept


def test_progress_is_told_after_every_record_and_may_stop_the_reading(tmp_path: Path) -> None:
    class Stop(Exception):
        pass

    path = lines(tmp_path / "a.jsonl", *({"body": f"Body {n}."} for n in range(9)))
    counts: list[int] = []

    def progress(report: ReadingReport) -> None:
        counts.append(report.read)
        if report.read == 5:
            raise Stop

    with pytest.raises(Stop):
        list(read_articles([path], REGISTRY, ReadingReport(), progress=progress))
    assert counts == [1, 2, 3, 4, 5]


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)
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


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None
)
@given(records=st.lists(RECORDS, min_size=1, max_size=6))
def test_any_json_record_is_read_or_told_and_ids_are_unique(
    tmp_path: Path, records: list[dict[str, Any]]
) -> None:
    path = tmp_path / "any.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    articles, report = read(path)
    assert report.read + report.skipped == len(records)
    assert len(articles) == report.read - report.duplicates - report.replaced
    assert len(set(ids(articles))) == len(articles)
    for article in articles:
        article.body.encode()
