"""Dates that used to be read as another day or hour, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.reading.dates import published_iso
from index.reading.report import Unusable
from tests.reading.whole import read, reasons


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (20231115, "2023-11-15"),
        (20231115.0, "2023-11-15"),
        (202311150930, "2023-11-15T09:30:00+00:00"),
        (20231115093000, "2023-11-15T09:30:00+00:00"),
        (1700040600.5, "2023-11-15T09:30:00+00:00"),
        (1700040600000000, "2023-11-15T09:30:00+00:00"),
        ("1700040600.0", "2023-11-15T09:30:00+00:00"),
        ("1700040600000000", "2023-11-15T09:30:00+00:00"),
        ("/Date(1700040600000)/", "2023-11-15T09:30:00+00:00"),
        ("Nov 15, 2023 9:30 AM GMT+1", "2023-11-15T08:30:00+00:00"),
        ("15 Nov 2023 09:30 UTC+3", "2023-11-15T06:30:00+00:00"),
        ("15 November 2023 09:30 (GMT-5)", "2023-11-15T14:30:00+00:00"),
        (
            "Wed Nov 15 2023 09:30:00 GMT+0100 (Central European Standard Time)",
            "2023-11-15T08:30:00+00:00",
        ),
        ("Posted on 15.11.2023", "2023-11-15"),
        ("15.11.2023, 09:30 Uhr", "2023-11-15"),
    ],
)
def test_a_date_is_the_day_and_hour_that_it_names(value: object, shown: str) -> None:
    assert published_iso(value) == shown


@pytest.mark.parametrize("value", [20231350, 2023, 45245, 1e30])
def test_a_number_that_is_no_day_is_told_as_it_is_stored(value: float) -> None:
    with pytest.raises(Unusable) as refused:
        published_iso(value)
    assert refused.value.reason == f"the date {value} cannot be read"


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("\ndate 2023-11-15 ", "2023-11-15"),
        ("  Date:  2023-11-15\n", "2023-11-15"),
        ("date 2023-11-15T09:30:00-05:00 ", "2023-11-15T14:30:00+00:00"),
    ],
)
def test_a_text_may_write_its_date_in_several_ways(
    tmp_path: Path, head: str, published: str
) -> None:
    (tmp_path / "a.txt").write_text(f"{head}The bridge is shut.")
    (article,), _ = read(tmp_path)
    assert (article.published, article.body) == (published, "The bridge is shut.")


def test_a_number_beyond_all_bounds_costs_its_article_nothing_but_the_date(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"body": "B.", "date": 1' + "0" * 400 + "}")
    (article,), report = read(tmp_path)
    assert (article.body, article.published, len(reasons(report))) == ("B.", None, 1)


def test_a_text_of_nothing_but_a_date_holds_no_article(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("date 2023-11-15")
    articles, report = read(tmp_path)
    assert (articles, reasons(report)) == ([], ["has no text"])


@pytest.mark.parametrize(
    ("printed", "published"),
    [
        ("03/04/2023", None),
        ("3 April 2023", "2023-04-03"),
        ("23/04/2023", "2023-04-23"),
        ('<time datetime="2023-04-03">03/04/2023</time>', "2023-04-03"),
    ],
)
def test_the_day_of_a_page_is_not_guessed(
    tmp_path: Path, printed: str, published: str | None
) -> None:
    words = "<p>The council shut the bridge on Tuesday, and nobody in the town hall said why.</p>"
    page = f'<html><body><article><p class="date">Published {printed}</p>{words * 4}</article></body></html>'
    (tmp_path / "a.html").write_text(page)
    (article,), report = read(tmp_path)
    assert article.published == published
    told = (
        []
        if published
        else ["the date '03/04/2023' can be read two ways, so the article is kept without one"]
    )
    assert reasons(report) == told


@pytest.mark.parametrize(
    ("head", "within", "published"),
    [
        ("", "<p>The wall was built by the old company on 2019-05-03, she said.</p>", None),
        ("", "<p>The wall was built by the old company on 23/05/2019, she said.</p>", None),
        ("", "</article><aside><time datetime='2021-01-02'>2 January</time></aside><article>", None),
        ("", "</article><footer>Page made 2021-01-02</footer><article>", None),
        ("<script>var built = '2024-02-03T00:00:00Z';</script>", "", None),
        ('<meta name="date" content="2023-11-15">', "<p>It is shut since 2023-11-15, she said.</p>", "2023-11-15"),
        ('<link rel="canonical" href="https://tarnside.test/2023/11/15/bridge">', "", "2023-11-15"),
        ('<script type="application/ld+json">{"datePublished": "2023-11-15T09:30:00Z"}</script>', "", "2023-11-15"),
    ],
)  # fmt: skip
def test_a_day_that_a_page_tells_of_something_else_is_not_its_own(
    tmp_path: Path, head: str, within: str, published: str | None
) -> None:
    words = "<p>The council shut the bridge on Tuesday, and nobody in the town hall said why.</p>"
    page = f"<html><head>{head}</head><body><article>{within}{words * 4}</article></body></html>"
    (tmp_path / "a.html").write_text(page)
    (article,), report = read(tmp_path)
    assert (article.published, reasons(report)) == (published, [])
