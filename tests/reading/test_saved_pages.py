"""Saved pages as browsers leave them: headline, encoding, address, and pages that are no article."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.values import Article
from tests.reading.whole import read, reasons

FIRST = "The council closed the bridge after inspectors found cracks in three of its supports."
SECOND = "“We cannot put a single life at risk,” the mayor told reporters – in the café."


def _page(head: str = "", before: str = "") -> str:
    return (
        f"<!DOCTYPE html>{before}<html><head>{head}<title>Bridge</title></head><body><article>"
        f"<h1>Bridge to close</h1><p>{FIRST}</p><p>{SECOND}</p></article></body></html>"
    )


def _one(path: Path, data: bytes) -> Article:
    path.write_bytes(data)
    (article,), report = read(path)
    assert reasons(report) == []
    return article


def test_the_headline_is_the_title_and_no_part_of_the_body(tmp_path: Path) -> None:
    article = _one(tmp_path / "a.html", _page().encode())
    assert (article.title, article.body) == ("Bridge to close", f"{FIRST}\n\n{SECOND}")


@pytest.mark.parametrize("stated", ["iso-8859-1", "ISO-8859-1", "latin1", "us-ascii", "utf-8"])
def test_a_page_is_read_in_what_browsers_take_its_encoding_for(tmp_path: Path, stated: str) -> None:
    data = _page(head=f'<meta charset="{stated}">').encode("cp1252")
    assert _one(tmp_path / "a.html", data).body == f"{FIRST}\n\n{SECOND}"


def test_the_address_that_a_browser_noted_names_the_outlet(tmp_path: Path) -> None:
    note = "<!-- saved from url=(0042)https://www.theguardian.com/uk-news/bridge -->"
    article = _one(tmp_path / "a.html", _page(before=note).encode())
    assert (article.outlet, article.url) == (
        "The Guardian",
        "https://www.theguardian.com/uk-news/bridge",
    )


def test_a_page_saved_as_text_is_read_as_a_page(tmp_path: Path) -> None:
    assert _one(tmp_path / "a.txt", _page().encode()).body == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize(
    "inner",
    [
        "<h1>Not found</h1><p>The page you are looking for is not here</p>",
        "".join(f"<p><a href='/{n}'>Headline {n} on what happened here</a></p>" for n in range(30)),
    ],
)
def test_pages_of_links_and_errors_hold_no_article(tmp_path: Path, inner: str) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"<html><head><title>Front page</title></head><body>{inner}</body></html>")
    articles, report = read(path)
    assert (articles, reasons(report)) == ([], ["holds no article that can be made out"])
