"""Records as readers, interfaces of papers, crawlers and databases hand them out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.reading.whole import read, reasons

TEXT = "The council shut the bridge.\n\nNobody said why."
MARKED = "<p>The council shut the bridge.</p><p>Nobody said why.</p>"
PAGE = "https://www.theverge.com/2023/11/15/bridge"
DAY = "2023-11-15T09:30:00+00:00"
READ = ("Bridge shut", "The Verge", DAY, PAGE, TEXT)


def _write(tmp_path: Path, value: Any, name: str = "a.json") -> Path:
    path = tmp_path / name
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(
            {
                "items": [
                    {
                        "title": "Bridge shut",
                        "published": 1700040600000,
                        "origin": {
                            "title": "The Verge -  All Posts",
                            "htmlUrl": "https://www.theverge.com/",
                        },
                        "alternate": [{"href": PAGE, "type": "text/html"}],
                        "summary": {"content": MARKED, "direction": "ltr"},
                    }
                ]
            },
            id="Feedly",
        ),
        pytest.param(
            {
                "articles": {
                    "results": [
                        {
                            "title": "Bridge shut",
                            "body": TEXT,
                            "dateTimePub": "2023-11-15T09:30:00Z",
                            "url": PAGE,
                            "source": {"uri": "theverge.com", "title": "The Verge"},
                        }
                    ],
                    "totalResults": 1,
                }
            },
            id="Event Registry",
        ),
        pytest.param(
            {
                "title": "Bridge shut",
                "text": TEXT,
                "hostname": "theverge.com",
                "date": DAY,
                "source": PAGE,
                "source-hostname": "The Verge",
            },
            id="trafilatura",
        ),
        pytest.param(
            {
                "title": "Bridge shut",
                "maintext": TEXT,
                "date_publish": "2023-11-15 09:30:00",
                "url": PAGE,
                "date_download": "2024-01-01 00:00:00",
                "source_domain": "www.theverge.com",
            },
            id="news-please",
        ),
        pytest.param(
            [
                {
                    "title": ["Bridge shut"],
                    "body": TEXT.split("\n\n"),
                    "date": ["2023-11-15 09:30"],
                    "url": [PAGE],
                }
            ],
            id="Scrapy",
        ),
        pytest.param(
            {
                "hits": {
                    "hits": [
                        {
                            "_id": "1",
                            "_source": {
                                "title": "Bridge shut",
                                "content": TEXT,
                                "url": PAGE,
                                "source": "rss",
                                "published_at": DAY,
                            },
                        }
                    ]
                }
            },
            id="Elasticsearch",
        ),
        pytest.param(
            {
                "rows": [
                    {
                        "row_idx": 0,
                        "row": {"title": "Bridge shut", "text": TEXT, "url": PAGE, "date": DAY},
                    }
                ]
            },
            id="rows of a data set",
        ),
        pytest.param(
            {
                "title": "Bridge shut",
                "text": TEXT,
                "url": PAGE,
                "date": {"$date": {"$numberLong": "1700040600000"}},
            },
            id="MongoDB",
        ),
        pytest.param(
            {
                "objects": [
                    {
                        "title": "Bridge shut",
                        "text": TEXT,
                        "siteName": "The Verge",
                        "pageUrl": PAGE,
                        "date": "Wed, 15 Nov 2023 09:30:00 GMT",
                    }
                ]
            },
            id="Diffbot",
        ),
        pytest.param(
            {
                "response": {
                    "status": "ok",
                    "content": {
                        "webTitle": "Bridge shut",
                        "webUrl": PAGE,
                        "webPublicationDate": DAY,
                        "fields": {"bodyText": TEXT},
                    },
                }
            },
            id="one article of an interface",
        ),
        pytest.param(
            {
                "@graph": [
                    {
                        "@type": "NewsArticle",
                        "headline": "Bridge shut",
                        "articleBody": TEXT,
                        "datePublished": DAY,
                        "publisher": {"name": "The Verge"},
                        "mainEntityOfPage": {"@id": PAGE},
                    }
                ]
            },
            id="JSON-LD",
        ),
        pytest.param(
            {
                "title": {"0": "Bridge shut"},
                "text": {"0": TEXT},
                "url": {"0": PAGE},
                "date": {"0": 1700040600000},
            },
            id="pandas",
        ),
        pytest.param(
            {
                "source": "the-verge",
                "articles": [
                    {"title": "Bridge shut", "text": TEXT, "publishedAt": DAY, "url": PAGE}
                ],
            },
            id="one outlet for all",
        ),
    ],
)
def test_an_article_is_read_as_it_is_handed_out(tmp_path: Path, value: Any) -> None:
    articles, report = read(_write(tmp_path, value))
    assert reasons(report) == []
    assert [(a.title, a.outlet, a.published, a.url, a.body) for a in articles] == [READ]


@pytest.mark.parametrize(
    "name", ["publishedAt", "published-at", "PUBLISHED_AT", "pub_date", "publishDate"]
)
def test_a_date_is_found_however_its_name_is_written(tmp_path: Path, name: str) -> None:
    (article,), _ = read(_write(tmp_path, {"text": TEXT, name: "2023-11-15"}))
    assert article.published == "2023-11-15"


def test_a_json_feed_states_its_outlet_once(tmp_path: Path) -> None:
    items = [{"id": "1", "content_text": TEXT}, {"id": "2", "content_html": MARKED + "<p>Two.</p>"}]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The Tarnside Mail",
        "items": items,
    }
    articles, _ = read(_write(tmp_path, feed))
    assert [(one.id, one.outlet) for one in articles] == [
        ("1", "The Tarnside Mail"),
        ("2", "The Tarnside Mail"),
    ]


def test_the_lead_is_the_text_only_where_there_is_no_other(tmp_path: Path) -> None:
    lead = {"headline": {"main": "T"}, "abstract": "Short.", "lead_paragraph": "The lead."}
    whole = {"title": "T", "description": "Short.", "content": "The whole."}
    talked = {"title": "T", "description": "Short.", "comments": [{"text": "A reader's words."}]}
    articles, report = read(_write(tmp_path, [lead, whole, talked]))
    assert [one.body for one in articles] == ["The lead.", "The whole."]
    assert reasons(report) == ["has no text"]


def test_the_day_on_which_a_text_was_saved_is_not_that_of_its_publication(tmp_path: Path) -> None:
    saved = {"text": TEXT, "published_at": None, "created_at": "2024-05-01"}
    made = {"text": "Other.", "created_at": "2024-05-01"}
    articles, _ = read(_write(tmp_path, [saved, made]))
    assert [one.published for one in articles] == [None, "2024-05-01"]


def test_what_is_no_number_is_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        '{"text": "B.", "source": NaN, "date": NaN, "id": "nan", "url": NaN}'
    )
    (article,), report = read(tmp_path)
    assert (article.id, article.outlet, article.published, article.url) == ("a", None, None, None)
    assert reasons(report) == []


def test_titles_lose_their_markup(tmp_path: Path) -> None:
    titles = ["Bridge &#8216;to <em>close</em>&#8217;", "How <b> works"]
    articles, _ = read(_write(tmp_path, [{"title": one, "text": one} for one in titles]))
    assert [one.title for one in articles] == ["Bridge ‘to close’", "How <b> works"]


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
@pytest.mark.parametrize("indent", [None, 2])
def test_a_list_and_objects_of_several_lines_are_read_whatever_the_ending(
    tmp_path: Path, name: str, indent: int | None
) -> None:
    records = [{"id": one, "text": f"About {one}."} for one in "ab"]
    for text in (
        json.dumps(records, indent=indent),
        "\n".join(json.dumps(one, indent=indent) for one in records),
    ):
        (tmp_path / name).write_text(text)
        articles, report = read(tmp_path)
        assert ([one.id for one in articles], reasons(report)) == (["a", "b"], [])


def test_objects_after_a_broken_one_are_told_as_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{\n"text": "One."\n}\n{\n"text": \n}\n{\n"text": "Three."\n}')
    articles, report = read(tmp_path)
    assert [one.body for one in articles] == ["One."]
    assert [(one.record, one.mend) for one in report.problems] == [
        (2, "mend it; what follows is not read")
    ]
