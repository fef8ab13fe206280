"""Every format that is read, from real files: the body, and what is known of the article."""

from __future__ import annotations

import codecs
import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.outlets import OutletRegistry
from index.reading import ReadingReport, read_articles
from index.reading.dates import published_iso
from index.reading.report import Unusable
from index.values import Article

REGISTRY = OutletRegistry.load()


def _read(*paths: Path | str) -> list[Article]:
    report = ReadingReport()
    articles = list(read_articles(paths, REGISTRY, report))
    assert [str(problem) for problem in report.problems] == []
    return articles


def _one(path: Path, data: str | bytes) -> Article:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    articles = _read(path)
    assert len(articles) == 1
    return articles[0]


def _record(tmp_path: Path, record: dict[str, Any]) -> Article:
    return _one(tmp_path / "record.json", json.dumps(record))


def test_a_date_line_gives_the_date_and_the_body_begins_right_after_it(tmp_path: Path) -> None:
    article = _one(tmp_path / "seed.txt", " date 2023-11-15  Two blanks.\r\n\r\nNext.\n")
    assert article.published == "2023-11-15"
    assert article.body == " Two blanks.\r\n\r\nNext.\n"
    assert (article.id, article.title, article.outlet, article.url) == ("seed", None, None, None)


def test_a_text_that_mentions_outlets_has_no_stated_publisher(tmp_path: Path) -> None:
    text = " date 2023-11-15 The Telegraph understands. A source told The Sun: https://bbc.co.uk/a"
    assert _one(tmp_path / "a.txt", text).outlet is None


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)
@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200))
def test_a_plain_text_is_its_own_body_character_for_character(tmp_path: Path, text: str) -> None:
    text = "A" + text.replace("\0", "")
    assert _one(tmp_path / "plain.txt", text).body == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"])
def test_other_encodings_are_read_as_the_text_they_hold(tmp_path: Path, encoding: str) -> None:
    text = "“It’s a café,” she said – for £5.\r\nThe end of a longer line of text.\r\n" * 3
    assert _one(tmp_path / "a.txt", text.encode(encoding)).body == text


def test_a_short_western_text_of_many_accents_is_read_as_one(tmp_path: Path) -> None:
    text = "He said “no” – it cost €5 at the café."
    assert _one(tmp_path / "a.txt", text.encode("cp1252")).body == text


@pytest.mark.parametrize("encoding", ["shift_jis", "euc_jp"])
def test_japanese_in_two_bytes_a_letter_is_detected(tmp_path: Path, encoding: str) -> None:
    text = "日本の首相は昨日、東京で記者会見を開き、新しい経済政策を発表した。"
    assert _one(tmp_path / "a.txt", text.encode(encoding)).body == text


def test_cyrillic_in_one_byte_a_letter_is_detected(tmp_path: Path) -> None:
    text = "Президент заявил журналистам, что переговоры продолжатся завтра утром в Москве. " * 5
    assert _one(tmp_path / "a.txt", text.encode("cp1251")).body == text


def test_the_first_heading_of_markdown_without_front_matter_is_the_title(tmp_path: Path) -> None:
    article = _one(tmp_path / "a.md", "# The title #\n\nText.")
    assert (article.title, article.body) == ("The title", "# The title #\n\nText.")


@pytest.mark.parametrize(
    "record",
    [
        {"headline": "T", "source": "CNN", "publishedAt": "2024-03-04T00:00:00Z", "content": "B."},
        {"title": "T", "publisher": {"name": "CNN"}, "pubDate": "Mon, 04 Mar 2024 00:00:00 GMT",
         "text": "B."},
        {"Title": "T", "Source": "CNN (Web News)", "Date": "March 4, 2024", "Body": "B."},
        {"title": ["T"], "domain": "edition.cnn.com", "date": 1709510400, "paragraphs": ["B."]},
        {"title": "<T>"[1:2], "link": "https://www.cnn.com/x", "published": "2024/03/04",
         "article": {"text": "B."}},
        {"title": "T", "source": "cnn.com", "date": 1709510400000, "sentences": ["B."]},
    ],
)  # fmt: skip
def test_records_are_read_by_the_usual_names_of_their_fields(
    tmp_path: Path, record: dict[str, Any]
) -> None:
    article = _record(tmp_path, record)
    read = (article.title, article.outlet, article.published, article.body)
    assert read == ("T", "CNN", "2024-03-04", "B.")
    assert article.id == "record"


def test_paragraphs_and_sentences_are_joined_and_entities_of_titles_read(tmp_path: Path) -> None:
    lists = {"title": "&#039;Yes&#039; &amp; no", "paragraphs": [["A.", "B."], ["C."]], "id": 7}
    article = _record(tmp_path, lists)
    assert (article.id, article.title, article.body) == ("7", "'Yes' & no", "A. B.\n\nC.")
    assert _record(tmp_path, {"sentences": ["A.", "B."]}).body == "A. B."


def test_a_body_of_markup_loses_it_and_a_body_about_markup_does_not(tmp_path: Path) -> None:
    marked = "<p>One <b>two</b>&nbsp;three.</p>\n<script>evil()</script><p>Four<br>five &lt;6.</p>"
    assert _record(tmp_path, {"body": marked}).body == "One two three.\n\nFour\nfive <6."
    about = "He wrote <p>Hi</p> on the board, and 3 < 4 &amp; 5."
    assert _record(tmp_path, {"body": about}).body == about


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("By Ann Lee and Bo Ray", ("Ann Lee", "Bo Ray")),
        ("Ann Lee, Jr., Bo Ray; Cy", ("Ann Lee, Jr.", "Bo Ray", "Cy")),
        ([{"name": "Ann Lee"}, "Bo Ray"], ("Ann Lee", "Bo Ray")),
        ({"name": "Ann  Lee"}, ("Ann Lee",)),
        (None, ()),
        (3, ()),
    ],
)
def test_bylines_are_split_into_names(
    tmp_path: Path, author: object, names: tuple[str, ...]
) -> None:
    assert _record(tmp_path, {"body": "B.", "author": author}).authors == names


@pytest.mark.parametrize("key", ["articles", "items", "results", "data"])
def test_json_lists_under_a_name_are_read_and_numbered(tmp_path: Path, key: str) -> None:
    path = tmp_path / "many.json"
    path.write_text(json.dumps({"status": "ok", key: [{"body": "A"}, {"body": "B", "id": "own"}]}))
    assert [(one.id, one.body) for one in _read(path)] == [("many-1", "A"), ("own", "B")]


def test_json_lines_are_read_packed_or_not_and_whatever_the_ending_says(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps({"id": name, "body": f"Body {name}"}) for name in "abc")
    for path in (tmp_path / "a.jsonl", tmp_path / "b.json", tmp_path / "c.ndjson"):
        path.write_text(lines)
        assert [one.id for one in _read(path)] == ["a", "b", "c"]
    packed = tmp_path / "d.jsonl.gz"
    packed.write_bytes(gzip.compress(lines.encode()))
    assert [one.id for one in _read(packed)] == ["a", "b", "c"]
    wide = tmp_path / "e.jsonl"
    wide.write_bytes(codecs.BOM_UTF16_LE + lines.encode("utf-16-le"))
    assert [one.id for one in _read(wide)] == ["a", "b", "c"]


PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>Old title | CNN</title>
<meta property="og:site_name" content="CNN"><meta property="og:title" content="Café opens">
<meta property="article:published_time" content="2024-03-04T10:00:00Z">
<meta name="author" content="Ann Lee"><link rel="canonical" href="https://www.cnn.com/cafe">
</head><body><nav><a href="/">Home</a></nav><article><h1>Café opens</h1>
<p>The first café of the town opened on Monday with a queue of more than a hundred people.</p>
<p>“We ran out of milk,” said the owner, who had to borrow some from the neighbours twice.</p>
</article><footer>All rights reserved</footer></body></html>"""


@pytest.mark.parametrize("charset", ["utf-8", "cp1252"])
def test_a_saved_page_gives_its_article_and_what_it_states(tmp_path: Path, charset: str) -> None:
    article = _one(tmp_path / "page.html", PAGE.replace("{charset}", charset).encode(charset))
    assert article.title == "Café opens"
    assert (article.outlet, article.url) == ("CNN", "https://www.cnn.com/cafe")
    assert (article.published or "")[:10] == "2024-03-04"
    assert article.authors == ("Ann Lee",)
    paragraphs = [line for line in article.body.split("\n") if line]
    assert paragraphs[-1].startswith("“We ran out of milk,” said the owner")
    assert "Home" not in article.body


RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>World news | The Guardian</title>
<link>https://www.theguardian.com/world</link>
<item><title>A &amp;amp; B</title><link>https://www.theguardian.com/a</link><guid>x1</guid>
<pubDate>Mon, 04 Mar 2024 10:00:00 +0100</pubDate>
<description>&lt;p&gt;First.&lt;/p&gt;&lt;p&gt;Second.&lt;/p&gt;</description></item>
<item><title>C</title><link>https://www.theguardian.com/c</link><description>Text.</description>
</item></channel></rss>"""

ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Planet</title>
<entry><title>T</title><id>urn:1</id><updated>2024-03-04T10:00:00Z</updated>
<link href="https://www.bbc.co.uk/news/1"/><author><name>Ann Lee</name></author>
<source><title>BBC News - Technology</title></source>
<content type="html">&lt;p&gt;One.&lt;/p&gt;</content></entry></feed>"""


def test_feeds_of_rss_are_read_entry_by_entry(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(RSS, encoding="utf-8")
    first, second = _read(path)
    assert (first.id, first.title, first.body) == ("x1", "A & B", "First.\n\nSecond.")
    assert (first.outlet, first.published) == ("The Guardian", "2024-03-04T09:00:00+00:00")
    assert (second.id, second.body, second.published) == ("feed-2", "Text.", None)


def test_entries_of_atom_name_their_own_source(tmp_path: Path) -> None:
    article = _one(tmp_path / "feed.atom", ATOM)
    assert (article.id, article.outlet, article.body) == ("urn:1", "BBC News", "One.")
    assert article.authors == ("Ann Lee",)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2024-03-04", "2024-03-04"),
        ("2024-03-04T23:30:00-05:00", "2024-03-05T04:30:00+00:00"),
        ("2024-03-04 10:20:30", "2024-03-04T10:20:30+00:00"),
        ("2024-03-04T10:20:30.123Z", "2024-03-04T10:20:30+00:00"),
        ("2024-03-04T00:00:00", "2024-03-04"),
        ("04/13/2022 17:13", "2022-04-13T17:13:00+00:00"),
        ("13.04.2022", "2022-04-13"),
        ("5/5/2022", "2022-05-05"),
        ("Nov. 15, 2023", "2023-11-15"),
        ("15 November 2023", "2023-11-15"),
        ("Mon, 04 Mar 2024 10:00:00 GMT", "2024-03-04T10:00:00+00:00"),
        ("Sun 24 Dec 2023 10.00 GMT", "2023-12-24"),
        ("Updated 1:27 PM EST, Sun December 24, 2023", "2023-12-24"),
        ("First published on 24 Dec 2023, last changed on Dec. 24, 2023", "2023-12-24"),
        ("December 24, 2023 at 11:30 p.m. EST", "2023-12-25T04:30:00+00:00"),
        ("2023-12-24 10:15 PDT", "2023-12-24T17:15:00+00:00"),
        ("2023-12-24 10:15 XYZT", "2023-12-24T10:15:00+00:00"),
        ("24. Dezember 2023", "2023-12-24"),
        ("24 décembre 2023", "2023-12-24"),
        ("1er août 2023", "2023-08-01"),
        ("24 de diciembre de 2023", "2023-12-24"),
        ("4 maggio 2023", "2023-05-04"),
        ("3 maart 2023", "2023-03-03"),
        ("24 grudnia 2023", "2023-12-24"),
        ("24 января 2023 г.", "2023-01-24"),
        ("2023年12月24日", "2023-12-24"),
        ("24/12/23", "2023-12-24"),
        ("1709510400", "2024-03-04"),
        (1709546400.5, "2024-03-04T10:00:00+00:00"),
        ("  ", None),
        ("None", None),
        (None, None),
        (True, None),
    ],
)
def test_dates_are_read_in_the_shapes_that_files_have_them_in(
    value: object, shown: str | None
) -> None:
    assert published_iso(value) == shown


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("03/04/2021", "can be read two ways"),
        ("03/04/21", "can be read two ways"),
        ("Thu 03/04/2021", "can be read two ways"),
        ("3 May 2021, changed 5 May 2021", "cannot be read"),
        ("31 June 2021", "cannot be read"),
        ("2021", "names no day"),
        ("2021-03", "names no day"),
        ("March 2021", "cannot be read"),
        ("yesterday", "cannot be read"),
        ("2021-13-45", "cannot be read"),
        ("0001-01-01", "out of range"),
        ("9" * 500, "500 characters"),
        (float("nan"), "cannot be read"),
        (3, "cannot be read"),
        ([], "not a text"),
    ],
)
def test_a_date_that_is_none_or_unclear_is_refused_not_guessed(value: object, reason: str) -> None:
    with pytest.raises(Unusable) as refused:
        published_iso(value)
    assert reason in refused.value.reason
