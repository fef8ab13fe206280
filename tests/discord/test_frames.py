"""Quotes set off with their source: what heads them, and what stands in its place where there is no title."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord.rendering.answers import SnapshotStamp, render
from bot.discord.rendering.escaping import marked_quote
from bot.discord.rendering.frames import article_line, fill_frames, quote_frame
from bot.values import Answer, Question, Quote, Reading
from index.values import Article, Span

BODY = "The mayor resigned. She said so herself."
LETTER = Article(id="a", body=BODY, published="2024-04-13", url="https://x.example/(a)")


def test_a_title_heads_a_quote_and_leads_to_its_article() -> None:
    article = Article(id="a", body=BODY, title="Mayor *resigns*", url="https://x.example/a")
    frame = quote_frame(article, "publisher not stated")
    assert (frame.title, frame.url) == (r"Mayor \*resigns\*", "https://x.example/a")
    assert frame.description.startswith("**publisher not stated** · date not stated\n")


@pytest.mark.parametrize(("confidence", "doubtful"), [(0.49, True), (0.5, False)])
def test_a_doubtful_answer_opens_with_a_warning(confidence: float, doubtful: bool) -> None:
    article = Article(id="a", body=BODY, outlet="Echo")
    quote = Quote(article=article, text=BODY, start=0, end=len(BODY), score=1.0, chain=())
    reply = Answer(
        question=Question(text="Who resigned?"),
        reading=Reading(),
        quotes=(quote,),
        hits=(),
        confidence=confidence,
        snapshot="s",
        elapsed_ms=1.0,
    )
    rendered = render(reply, SnapshotStamp(id="s", built=datetime(2024, 4, 14, tzinfo=UTC)))
    warned = "I am not sure that this answers the question."
    assert rendered.content == (warned if doubtful else None)


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


def test_the_sentence_that_a_quote_was_chosen_for_is_in_bold() -> None:
    frame = quote_frame(LETTER, "publisher not stated")
    text = "One *two*.\nThe answer\nis three. Four."
    core = Span(text.index("The"), text.index(" Four"))
    fill_frames([frame], [text], 1000, [core])
    assert frame.description.split("\n\n")[1].split("\n") == [
        r"> One \*two\*.",
        "> **The answer**",
        "> **is three.** Four.",
    ]


def test_a_quote_that_is_too_long_keeps_the_sentence_it_was_chosen_for() -> None:
    frames = [quote_frame(LETTER, "a") for _ in range(2)]
    text = "Before it. " * 100 + "The answer is three. " + "After it. " * 100
    core = Span(text.index("The answer"), text.index(" After"))
    shown = fill_frames(frames, [text, text], 600, [core, None])
    quoted = frames[0].description.split("\n\n")[1].replace("\\", "")
    assert quoted.startswith("> […] **The answer is three.** After it.") and quoted.endswith("[…]")
    assert shown[0].parts[0].start == core.start
    assert frames[1].description.split("\n\n")[1].startswith("> Before it. Before it.")
    assert all(len(frame.description) < 450 for frame in frames)


def test_a_quote_says_where_its_sentence_stands_unless_that_is_all_of_it() -> None:
    start = BODY.index("She")
    whole = {"article": LETTER, "score": 1.0, "chain": ()}
    quote = Quote(text=BODY, start=0, end=len(BODY), core=Span(start, len(BODY)), **whole)
    assert quote.answering.of(quote.text) == "She said so herself."
    part = Quote(text=BODY[start:], start=start, end=len(BODY), core=quote.core, **whole)
    assert part.answering is None
    assert Quote(text=BODY, start=0, end=len(BODY), **whole).answering is None


@given(
    st.text(alphabet=st.sampled_from("ab .*_\n-1\u202e\u0301"), max_size=80),
    st.integers(0, 80),
    st.integers(0, 80),
)
def test_bold_changes_no_character_of_a_quote(text, one, other) -> None:
    part = Span(min(one, other, len(text)), min(max(one, other), len(text)))
    quoted = marked_quote(text, part)
    read = re.sub(r"\\([!-/:-@\[-`{-~])|\*\*", r"\1", quoted)
    assert read == "\n".join(f"> {line}" for line in text.split("\n"))
    bold = "".join(re.findall(r"(?<!\\)\*\*(.*?[^\\])\*\*", quoted))
    assert "".join(bold.replace("\\", "").split()) == "".join(part.of(text).split())
