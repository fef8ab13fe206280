"""Whose article a record is: what states an outlet, what only carries it, what numbers alike."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.reading.whole import ids, lines, read, reasons

BODY = "The council shut the bridge."


@pytest.mark.parametrize(
    ("record", "outlet"),
    [
        ({"source": "bbc-news"}, "BBC News"),
        ({"source": "NYT > World News"}, "The New York Times"),
        ({"source": "Guardian, The"}, "The Guardian"),
        ({"source": "rss", "domain": "theguardian.com"}, "The Guardian"),
        ({"source": "LexisNexis", "newspaper": "The Guardian"}, "The Guardian"),
        ({"source": "dump_2023.jsonl", "publisher": "The Guardian"}, "The Guardian"),
        ({"source": "corpus.json"}, None),
        ({"source": "Google Alert - bridge", "url": "https://www.google.com/url?sa=t"
          "&url=https%3A%2F%2Fwww.bbc.co.uk%2Fnews%2F1"}, "BBC News"),
        ({"url": "https://web.archive.org/web/20231115/https://www.bbc.co.uk/news/1"}, "BBC News"),
        ({"url": "https://www-bbc-co-uk.cdn.ampproject.org/c/s/www.bbc.co.uk/news/1"}, "BBC News"),
        ({"url": "https://web.archive.org/web/20231115/https://tarnside.test/news/1"}, None),
        ({"url": "https://archive.is/abcde"}, None),
        ({"url": "https://tarnside.blogspot.co.uk/2023/a"}, None),
        ({"url": "https://www.pressreader.com/uk/the-daily-telegraph/1"}, None),
        ({"url": "story.html"}, None),
        ({"source": "feed", "url": "https://news.tarnside.gob.mx/a"}, "tarnside.gob.mx"),
        ({"media": [{"title": "A picture of the bridge"}]}, None),
        ({"origin": {"title": "The Verge -  All Posts"}}, "The Verge"),
    ],
)  # fmt: skip
def test_only_what_names_a_publisher_is_one(
    tmp_path: Path, record: dict[str, Any], outlet: str | None
) -> None:
    (article,), _ = read(lines(tmp_path / "a.jsonl", {"body": BODY, **record}))
    assert article.outlet == outlet


@pytest.mark.parametrize("url", ["/2023/11/bridge/", "story.html", "news/1", "7833"])
def test_an_address_without_a_host_is_none(tmp_path: Path, url: str) -> None:
    (article,), _ = read(lines(tmp_path / "a.jsonl", {"body": BODY, "url": url}))
    assert (article.url, article.outlet) == (None, None)


def test_two_outlets_that_use_one_id_keep_both_articles(tmp_path: Path) -> None:
    one = {"id": "a1", "source": "CNN", "title": "A", "body": "About A."}
    two = {"id": "a1", "source": "Fox News", "title": "B", "body": "About B."}
    lines(tmp_path / "cnn.jsonl", one, {**one, "title": "A, updated", "body": "About A again."})
    lines(tmp_path / "fox.jsonl", two)
    articles, report = read(tmp_path)
    assert [(a.id, a.body) for a in articles] == [
        ("a1", "About A again."),
        ("fox/a1", "About B."),
    ]
    assert report.replaced == 1


def test_an_article_whose_outlet_is_corrected_is_the_same(tmp_path: Path) -> None:
    one = {"id": "a1", "source": "CNN", "title": "A", "body": "About A."}
    (article,), _ = read(lines(tmp_path / "a.jsonl", one, {**one, "source": "Fox News"}))
    assert article.outlet == "Fox News"


@pytest.mark.parametrize("none", ["None", "null", "NaN"])
def test_an_id_that_says_nothing_is_none(tmp_path: Path, none: str) -> None:
    records = [{"id": none, "body": f"About {one}."} for one in "ab"]
    assert ids(read(lines(tmp_path / "x.jsonl", *records))[0]) == ["x-1", "x-2"]


def test_articles_that_state_the_page_that_lists_them_are_all_kept(tmp_path: Path) -> None:
    url = "https://tarnside.test/news"
    records = [
        {
            "url": url,
            "title": f"The {one} was shut",
            "body": f"{one} shut on Tuesday, the mayor said.",
        }
        for one in ("Bridge", "Harbour", "Market")
    ]
    assert len(read(lines(tmp_path / "a.jsonl", *records))[0]) == 3


def test_an_article_that_got_another_title_or_another_opening_is_the_same(tmp_path: Path) -> None:
    one = {"url": "https://tarnside.test/news/1", "title": "A", "body": BODY}
    for changed in ({"title": "B"}, {"body": "Since Tuesday the bridge is shut."}):
        articles, report = read(lines(tmp_path / "a.jsonl", one, {**one, **changed}))
        assert (len(articles), report.replaced + report.duplicates) == (1, 1)


def test_pages_of_a_site_that_is_one_program_are_kept_apart(tmp_path: Path) -> None:
    records = [{"url": f"https://tarnside.test/app/#/{n}", "body": f"About {n}."} for n in "ab"]
    assert len(read(lines(tmp_path / "a.jsonl", *records))[0]) == 2


def test_a_name_on_twitter_is_no_name_of_a_site(tmp_path: Path) -> None:
    words = "<p>The council shut the bridge on Tuesday, and nobody in the town hall said why.</p>"
    head = '<meta name="twitter:site" content="@tarnsidemail"><link rel="canonical" href="https://tarnside.test/a/b">'
    page = f"<html><head>{head}</head><body><article>{words * 4}</article></body></html>"
    (tmp_path / "a.html").write_text(page)
    (article,), report = read(tmp_path)
    assert (article.outlet, reasons(report)) == ("tarnside.test", [])


def test_texts_of_old_macintoshes_keep_their_quotes(tmp_path: Path) -> None:
    text = "“It isn’t safe,” she said of the café’s wall. He’d “never” seen it."
    (tmp_path / "a.txt").write_bytes(text.encode("mac_roman"))
    (tmp_path / "b.txt").write_bytes((text + " Já.").encode("cp1252"))
    assert [one.body for one in read(tmp_path)[0]] == [text, text + " Já."]


def test_paragraphs_of_weblogs_that_store_no_tags_for_them_stay_apart(tmp_path: Path) -> None:
    encoded = f"<![CDATA[{BODY}\n\nNobody <em>said</em>\nwhy.]]>"
    item = f"<item><title>T</title><content:encoded>{encoded}</content:encoded></item>"
    content = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    feed = f'<rss version="2.0" {content}><channel><title>T</title>{item}</channel></rss>'
    (tmp_path / "a.xml").write_text(feed)
    assert [one.body for one in read(tmp_path)[0]] == [f"{BODY}\n\nNobody said why."]


def test_front_matter_and_headings_are_read_as_people_write_them(tmp_path: Path) -> None:
    head = (
        '\n---\ntitle: T\nsource: "https://www.bbc.co.uk/news/1"\nauthor:\n  - "[[Ann Lee]]"\n---\n'
    )
    (tmp_path / "a.md").write_text(head + BODY)
    (tmp_path / "b.md").write_text(f"The title\n=========\n\n{BODY}")
    first, second = read(tmp_path)[0]
    told = (first.title, first.outlet, first.url, first.authors, first.body)
    assert told == ("T", "BBC News", "https://www.bbc.co.uk/news/1", ("Ann Lee",), BODY)
    assert second.title == "The title"


def test_a_wrapper_with_a_description_is_no_article(tmp_path: Path) -> None:
    told = {"title": "My dump", "description": "All of it.", "stuff": [{"text": BODY}]}
    (tmp_path / "a.json").write_text(json.dumps(told))
    assert read(tmp_path)[0] == []
