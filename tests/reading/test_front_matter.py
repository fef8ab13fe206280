"""Front matter as people and their programs write it."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.reading.texts import text_draft
from index.values import Article
from tests.reading.whole import read


def _head(*lines: str, fence: str = "---") -> str:
    return "\n".join((fence, *lines, fence, "", "Body."))


def _one(path: Path, text: str) -> Article:
    path.write_text(text, encoding="utf-8")
    (article,), report = read(path)
    assert [str(problem) for problem in report.problems] == []
    return article


def _article(tmp_path: Path, *lines: str) -> Article:
    article = _one(tmp_path / "a.md", _head(*lines))
    assert article.body == "Body."
    return article


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("title: Plain # a comment",), "Plain"),
        (('title: "Kept # sign" # a comment',), "Kept # sign"),
        (("title: Issue #1",), "Issue"),
        (("title: C#minor",), "C#minor"),
        (("title: >-", "  Over two", "  lines"), "Over two lines"),
        (("title: |", "  A block"), "A block"),
        (("title: Goes", "  on"), "Goes on"),
        (('title: "Quoted \\"inside\\" \\u2014 dash"',), 'Quoted "inside" — dash'),
        (("'title': Quoted name",), "Quoted name"),
        (('"Title": "A: colon"',), "A: colon"),
        (("title: null", "headline: Other"), "Other"),
        (('title: "A" and "B"',), '"A" and "B"'),
    ],
)
def test_titles_are_read_as_yaml_means_them(
    tmp_path: Path, lines: tuple[str, ...], title: str
) -> None:
    assert _article(tmp_path, *lines).title == title


@pytest.mark.parametrize(
    "lines",
    [
        ("authors: [Ann Lee, Bo Ray]",),
        ("authors: [{name: Ann Lee}, {name: 'Bo Ray', role: Editor}]",),
        ("authors:", "- Ann Lee", "- Bo Ray # guest"),
        ("authors:", "  - name: Ann Lee", "    email: a@b.c", "  - name: Bo Ray"),
        ("author: Ann Lee and Bo Ray, Political Correspondents",),
        ("byline: By Ann Lee, Chief Political Editor, and Bo Ray",),
    ],
)
def test_authors_are_read_in_every_kind_of_list(tmp_path: Path, lines: tuple[str, ...]) -> None:
    assert _article(tmp_path, *lines).authors == ("Ann Lee", "Bo Ray")


def test_names_with_commas_stay_whole_where_they_are_quoted(tmp_path: Path) -> None:
    assert _article(tmp_path, 'authors: ["Lee, Ann", "Ray, Bo"]').authors == ("Lee, Ann", "Ray, Bo")


def test_an_outlet_and_an_author_with_fields_of_their_own_are_named(tmp_path: Path) -> None:
    article = _article(
        tmp_path, "source:", "  name: CNN", "  id: 7", "author:", "  name: Ann Lee", "  at: a@b.c",
        "date: 2024-03-04 # the day",
    )  # fmt: skip
    assert (article.outlet, article.authors, article.published) == (
        "CNN",
        ("Ann Lee",),
        "2024-03-04",
    )


def test_front_matter_may_end_on_three_dots() -> None:
    draft = text_draft("---\ntitle: T\n...\nBody.\n---\nMore.")
    assert (draft.title, draft.body) == ("T", "Body.\n---\nMore.")


def test_a_heading_is_the_title_where_front_matter_names_none(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\nlayout: post\ndate: 2024-03-04\n---\n# The heading\n\nText.")
    ((article,), _) = read(path)
    assert (article.title, article.body) == ("The heading", "# The heading\n\nText.")
    assert article.published == "2024-03-04"


def test_front_matter_of_markdown_names_everything_and_is_no_part_of_the_body(
    tmp_path: Path,
) -> None:
    article = _one(
        tmp_path / "a.md",
        "---\ntitle: 'It''s on: \"now\"'\noutlet: New York Times - News\ndate: 2024-03-04\n"
        "url: https://www.nytimes.com/a\nid: my-id\nauthors:\n  - Ann Lee\n  - Bo Ray\n"
        "tags: [a, b]\n---\n\n# Heading\n\nBody *stays*.\n",
    )
    assert article.body == "# Heading\n\nBody *stays*.\n"
    assert (article.id, article.title) == ("my-id", 'It\'s on: "now"')
    assert (article.outlet, article.published) == ("The New York Times", "2024-03-04")
    assert article.authors == ("Ann Lee", "Bo Ray")


def test_front_matter_in_toml_is_read(tmp_path: Path) -> None:
    head = '+++\ntitle = "T"\ndate = 2024-03-04T10:00:00+02:00\nsource = "CNN"\n+++\nBody.'
    article = _one(tmp_path / "a.md", head)
    assert (article.title, article.outlet, article.body) == ("T", "CNN", "Body.")
    assert article.published == "2024-03-04T08:00:00+00:00"


@pytest.mark.parametrize("text", ["---\nno closing line", "---\nprose\n---\nBody", "---\n"])
def test_what_only_looks_like_front_matter_stays_in_the_body(tmp_path: Path, text: str) -> None:
    assert _one(tmp_path / "a.txt", text).body == text


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_at_the_head_that_name_outlet_and_date_are_read(tmp_path: Path, end: str) -> None:
    head = ("Date: 4 March 2024", "Source: The Guardian", "Headline: It is on", "Section: News", "")
    article = _one(tmp_path / "a.txt", end.join((*head, "Body one.", "", "Body two.")))
    assert (article.title, article.outlet) == ("It is on", "The Guardian")
    assert (article.published, article.body) == ("2024-03-04", f"Body one.{end}{end}Body two.")


@pytest.mark.parametrize(
    "text",
    [
        "Smith: Hello.\nJones: Good evening.\n\nThey left.",
        "Title: Only one line\n\nBody.",
        "Title: Two\nAuthor: Ann Lee\n\nA play in two acts.",
        "Source: The Guardian\nDate: 2024-03-04\nNo blank line follows.",
        "Source: The Guardian\n\nDate: 2024-03-04\n\nBody.",
    ],
)
def test_lines_that_only_look_like_a_head_stay_in_the_body(tmp_path: Path, text: str) -> None:
    article = _one(tmp_path / "a.txt", text)
    assert (article.body, article.outlet, article.title) == (text, None, None)
