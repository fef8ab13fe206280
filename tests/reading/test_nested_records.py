"""JSON as sites and programs hand it out: lists under names under names, objects by id."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.reading.whole import read, reasons

ONE = {"title": "T", "body": "One."}


def _write(tmp_path: Path, value: Any) -> Path:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "value",
    [
        {"data": {"articles": [ONE]}},
        {"feed": {"entry": [ONE]}},
        {"rss": {"channel": {"item": [ONE]}}},
        {"response": {"status": "ok", "results": [ONE]}},
        {"result": {"data": {"items": [ONE]}}},
        {"articles": [ONE], "body": "Of the list."},
        {"title": "T", "body": "One.", "data": ["a", "b"], "news": []},
    ],
)
def test_the_list_of_articles_is_found_wherever_it_lies(tmp_path: Path, value: Any) -> None:
    articles, report = read(_write(tmp_path, value))
    assert [(one.title, one.body) for one in articles] == [("T", "One.")]
    assert reasons(report) == []


def test_objects_by_id_are_articles_of_those_ids(tmp_path: Path) -> None:
    articles, _ = read(_write(tmp_path, {"x1": ONE, "x2": {"body": "Two.", "id": "own"}}))
    assert [(one.id, one.body) for one in articles] == [("x1", "One."), ("own", "Two.")]


def test_what_lies_in_fields_or_is_rendered_is_read(tmp_path: Path) -> None:
    guardian = {"webTitle": "T", "fields": {"bodyText": "One.", "byline": "Ann Lee"}}
    wordpress = {
        "title": {"rendered": "It&#8217;s"},
        "content": {"rendered": "<p>Two &amp; three.</p>", "protected": False},
        "date_gmt": "2024-03-04T00:00:00",
    }
    (first, second), report = read(_write(tmp_path, [guardian, wordpress]))
    assert (first.title, first.body, first.authors) == ("T", "One.", ("Ann Lee",))
    assert (second.title, second.body) == ("It’s", "Two & three.")
    assert (second.published, reasons(report)) == ("2024-03-04", [])


def test_entries_that_are_no_objects_are_told_in_plain_words(tmp_path: Path) -> None:
    _, report = read(_write(tmp_path, ["a", 1, None, [], True]))
    assert reasons(report) == [
        "is a text, not an object", "is a number, not an object", "is null, not an object",
        "is a list, not an object", "is true or false, not an object",
    ]  # fmt: skip


@pytest.mark.parametrize("value", [[], {"status": "ok", "articles": []}])
def test_a_file_without_any_article_is_told(tmp_path: Path, value: Any) -> None:
    assert reasons(read(_write(tmp_path, value))[1]) == ["holds no articles"]


def test_objects_nested_beyond_reason_are_one_article_without_text(tmp_path: Path) -> None:
    value: Any = {"articles": [ONE]}
    for _ in range(300):
        value = {"data": value}
    articles, report = read(_write(tmp_path, value))
    assert (articles, len(report.problems)) == ([], 1)


@pytest.mark.parametrize(
    ("name", "data", "body"),
    [
        ("a.txt", '{"title": "T", "body": "One."}', "One."),
        ("a.text", '[ {"title": "T", "body": "One."} ]', "One."),
        ("a.txt", '{"a quote"} opens this text.', '{"a quote"} opens this text.'),
        ("a.txt", "[Photo] One.", "[Photo] One."),
    ],
)
def test_json_is_read_as_such_whatever_the_file_is_called(
    tmp_path: Path, name: str, data: str, body: str
) -> None:
    path = tmp_path / name
    path.write_text(data, encoding="utf-8")
    assert [one.body for one in read(path)[0]] == [body]
