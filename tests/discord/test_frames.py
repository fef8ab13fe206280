"""Quotes set off with their source: what heads them, and what stands in its place where there is no title."""

from __future__ import annotations

import pytest

from bot.discord.frames import article_line, fill_frames, quote_frame
from index.values import Article

BODY = "The mayor resigned. She said so herself."
LETTER = Article(id="a", body=BODY, published="2024-04-13", url="https://x.example/(a)")


def test_a_title_heads_a_quote_and_leads_to_its_article() -> None:
    article = Article(id="a", body=BODY, title="Mayor *resigns*", url="https://x.example/a")
    frame = quote_frame(article, "publisher not stated")
    assert (frame.title, frame.url) == (r"Mayor \*resigns\*", "https://x.example/a")
    assert frame.description.startswith("**publisher not stated** · date not stated\n")


def test_without_a_title_nothing_heads_a_quote_and_its_source_says_how_the_article_begins() -> None:
    frame = quote_frame(LETTER, "publisher not stated", heading="Quote 1 of 2")
    fill_frames([frame], ["She said so herself."], 1000)
    assert frame.title is None and frame.author.name == "Quote 1 of 2"
    assert frame.description.split("\n\n") == [
        f"**publisher not stated** · 13 April 2024 · [no title, begins “{BODY}”]"
        "(https://x.example/%28a%29)",
        "> She said so herself.",
        "Attribution: publisher not stated",
    ]


@pytest.mark.parametrize(
    ("body", "line"),
    [
        (BODY, f"- no title, begins “{BODY}”, publisher not stated, date not stated"),
        ("", "- no title, publisher not stated, date not stated"),
        (
            "@everyone **free** [click](https://evil.example)",
            r"- no title, begins “\@everyone \*\*free\*\* \[click\](https\://evil\.example)”, "
            "publisher not stated, date not stated",
        ),
    ],
)
def test_in_a_list_an_article_without_a_title_is_known_by_its_first_line(body, line) -> None:
    assert article_line(Article(id="a", body=body)) == line
