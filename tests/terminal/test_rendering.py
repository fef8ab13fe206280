"""Replies on a console: readable, plain in a pipe, harmless whatever an article holds."""

from __future__ import annotations

import io
import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from bot.terminal import (
    make_console,
    render_reply,
)
from bot.terminal.safe import visible
from bot.values import Answer, NoAnswer, Question, Quote, Reading, Reason, Reply
from index.values import Article, Hit, Link, Passage, Role, Span
from tests.terminal.examples import CALL, CALL_CHAIN, DENIAL, DENIAL_CHAIN, quote

NOW = datetime(2023, 11, 20, 12, 0, tzinfo=UTC)


BUILT = NOW - timedelta(hours=3)


def answer(*quotes: Quote, **more: Any) -> Answer:
    return Answer(
        question=Question(text="Was there a call?"),
        reading=more.pop("reading", Reading()),
        quotes=quotes or (quote(CALL, CALL_CHAIN), quote(DENIAL, DENIAL_CHAIN)),
        hits=(),
        confidence=more.pop("confidence", 0.91),
        snapshot="s1",
        elapsed_ms=8.4,
        **more,
    )


def no_answer(*articles: Article) -> NoAnswer:
    hits = tuple(
        Hit(
            row=rank,
            passage=Passage(
                article_id=article.id,
                start=0,
                end=len(article.body),
                text=article.body,
                first=0,
                last=0,
            ),
            article=article,
            score=1.0 / rank,
            rank=rank,
        )
        for rank, article in enumerate(articles, 1)
    )
    return NoAnswer(
        question=Question(text="Why?"),
        reading=Reading(),
        reason=Reason.NOT_ANSWERED,
        hits=hits,
        confidence=0.1,
        snapshot="s1",
        elapsed_ms=3.0,
    )


def piped(reply: Reply, **more: Any) -> str:
    """Return what a pipe gets."""
    file = io.StringIO()
    render_reply(reply, make_console(file), built=BUILT, now=NOW, **more)
    return file.getvalue()


def terminal(width: int, **more: Any) -> Console:
    return Console(
        file=io.StringIO(),
        force_terminal=True,
        width=width,
        color_system="standard",
        legacy_windows=False,
        **more,
    )


def written(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def plain(text: str) -> str:
    """Take away the escape sequences for colour and links, and nothing else."""
    return re.sub(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\", "", text)


def test_a_pipe_gets_every_part_of_an_answer_as_plain_lines() -> None:
    reply = answer(
        quote(CALL, CALL_CHAIN, also_printed_by=("The Mirror",)),
        quote(DENIAL, DENIAL_CHAIN),
        disputed=((0, 1),),
        reading=Reading(since=date(2023, 11, 1), until=date(2023, 11, 30)),
    )
    assert piped(reply, taken_as="Was there a call?", archive_outlets={"Metro"}) == (
        "I took this as: “Was there a call?”\n"
        "Only November 2023\n"
        "Disputed: quotes 1 and 2 contradict each other.\n"
        "Quote 1 of 2\n"
        "  > The King took the call, a source told The Sun.\n"
        "  Metro · 15 November 2023 · A call at last\n"
        "  https://metro.example/call\n"
        "  Attribution: Metro, relaying The Sun, quoting a source; "
        "The Sun's own article is not in this archive\n"
        "  Also printed by The Mirror\n"
        "  Disputed by quote 2\n"
        "\n"
        "Quote 2 of 2\n"
        "  > The office said there was no call.\n"
        "  publisher not stated · 16 November 2023 · no title, begins “The office said there was no call.”\n"
        "  Attribution: publisher not stated, quoting the office\n"
        "  Disputed by quote 1\n"
        "\n"
        "Confidence: high (91%)\n"
        "Snapshot s1, built 3 hours ago · answered in 8 ms\n"
    )


@pytest.mark.parametrize(("confidence", "doubtful"), [(0.49, True), (0.5, False)])
def test_a_doubtful_answer_opens_with_a_warning(confidence: float, doubtful: bool) -> None:
    text = piped(answer(confidence=confidence))
    assert text.startswith("I am not sure that this answers the question.\n") == doubtful


def test_a_refusal_says_why_what_to_try_and_what_is_near() -> None:
    assert piped(no_answer(CALL, CALL, DENIAL)) == (
        "No answer. The archive has articles near this question, but none of them answers it.\n"
        "Ask in other words, or ask about one thing at a time.\n"
        "\n"
        "Nearest coverage, not an answer:\n"
        "  Metro · 15 November 2023 · A call at last\n"
        "  https://metro.example/call\n"
        "    The King took the call, a source told The Sun.\n"
        "  publisher not stated · 16 November 2023 · no title, begins “The office said there was no call.”\n"
        "    The office said there was no call.\n"
        "\n"
        "Snapshot s1, built 3 hours ago · answered in 3 ms\n"
    )


def test_near_coverage_is_shortened_between_words_and_marked() -> None:
    long = Article(id="long", body="word " * 60)
    line = next(line for line in piped(no_answer(long)).splitlines() if line.startswith("    "))
    assert re.fullmatch(r"    (?:word )+\[…\]", line)
    assert len(line) < 170


@pytest.mark.parametrize("width", [40, 60, 80, 100, 120, 200])
def test_no_line_is_wider_than_the_terminal_and_no_word_is_lost(width: int) -> None:
    body = "The mayor said the bridge would stay shut “until spring”. " * 6 + "中文字符" * 30
    article = Article(
        id="a",
        body=body,
        title="A title " * 12,
        outlet="Metro",
        url="https://m.example/" + "x" * 90,
    )
    console = terminal(width)
    render_reply(answer(quote(article, CALL_CHAIN)), console, archive_outlets=(), built=BUILT)
    lines = plain(written(console)).splitlines()
    assert max(cell_len(line) for line in lines) <= min(width, 100)
    quoted = [line.removeprefix("  │ ") for line in lines if line.startswith("  │")]
    assert "".join("".join(quoted).split()) == "".join(body.split())


def test_a_terminal_gets_the_same_words_as_a_pipe() -> None:
    reply = answer(disputed=((0, 1),))
    console = terminal(100)
    render_reply(reply, console, built=BUILT, now=NOW)
    assert plain(written(console)).replace("│ ", "> ") == piped(reply)


def test_a_web_address_is_a_hyperlink_on_a_terminal_only() -> None:
    console = terminal(100)
    render_reply(answer(), console)
    assert "\x1b]8;" in written(console)
    assert ";https://metro.example/call\x1b\\" in written(console)
    assert "\x1b" not in piped(answer())


def test_an_address_that_is_not_of_the_web_is_shown_but_is_no_link() -> None:
    article = Article(id="a", body="Text.", url="javascript:alert(1)")
    console = terminal(100)
    render_reply(answer(quote(article, DENIAL_CHAIN)), console)
    assert "]8;" not in written(console)
    assert "javascript:alert(1)" in written(console)


def test_no_color_takes_the_colours_and_leaves_the_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    console = terminal(100)
    render_reply(answer(), console, built=BUILT, now=NOW)
    assert not re.findall(r"\x1b\[[0-9;]*(?:3[0-7]|9[0-7])m", written(console))
    assert plain(written(console)).replace("│ ", "> ") == piped(answer())


def test_colour_is_used_on_a_terminal_that_has_it() -> None:
    console = terminal(100)
    render_reply(answer(disputed=((0, 1),)), console)
    assert "\x1b[36m" in written(console)
    assert "\x1b[1;33m" in written(console)


def test_the_sentence_that_a_quote_was_chosen_for_is_in_bold_on_a_terminal_and_plain_in_a_pipe() -> (
    None
):
    start = CALL.body.index("a source")
    reply = answer(quote(CALL, CALL_CHAIN, core=Span(start, len(CALL.body))))
    console = terminal(100)
    render_reply(reply, console, built=BUILT, now=NOW)
    assert "call, \x1b[0m\x1b[1;36ma source told The Sun.\x1b[0m" in written(console)
    assert plain(written(console)).replace("│ ", "> ") == piped(reply)
    assert "  > The King took the call, a source told The Sun.\n" in piped(reply)


HOSTILE = (
    "\x1b]0;owned\x07\x1b[2J\x1b[31m[bold red]not markup[/] [link=https://evil.example]x[/link] "
    "\u202egnp.exe\u2066 \x9b1A \x1b]8;;https://evil.example\x1b\\here\x1b]8;;\x1b\\ \r :smile:"
)


@pytest.mark.parametrize("width", [40, 100])
def test_a_hostile_article_commands_nothing(width: int) -> None:
    article = Article(
        id="bad", body=HOSTILE, title=HOSTILE, outlet=HOSTILE, url=f"https://x.example/{HOSTILE}"
    )
    chain = (
        Link(role=Role.PUBLISHER, name=HOSTILE),
        Link(role=Role.SPEAKER, name=HOSTILE, cue=HOSTILE),
    )
    bad = quote(article, chain, also_printed_by=(HOSTILE,))
    reading = Reading(outlets=(HOSTILE,), unknown_outlets=(HOSTILE,))
    console = terminal(width)
    render_reply(answer(bad, reading=reading), console, taken_as=HOSTILE, archive_outlets={HOSTILE})
    render_reply(no_answer(article), console)
    left = plain(written(console))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", left)
    assert "evil.example" not in "".join(re.findall(r"\x1b\]8;[^\x1b]*\x1b", written(console)))
    assert "[bold red]not" in left
    assert ":smile:" in left


@given(st.text(min_size=1, max_size=300), st.integers(20, 120))
def test_every_quote_is_printed_whole_and_in_order(text: str, width: int) -> None:
    quoted = answer(quote(Article(id="any", body=text), DENIAL_CHAIN))
    lines = piped(quoted).split("\n")
    marked = [line[4:] for line in lines if line.startswith(("  > ", "  >"))]
    assert "".join("".join(marked).split()) == "".join(visible(text).split())
    console = terminal(width)
    render_reply(quoted, console)
    shown = plain(written(console)).split("\n")
    barred = [line[4:] for line in shown if line.startswith("  │")]
    assert "".join("".join(barred).split()) == "".join(visible(text).split())
    assert max(cell_len(line) for line in shown if line.startswith("  │")) <= max(width, 24)


def test_a_line_of_100_kilobytes_is_printed_whole() -> None:
    article = Article(id="long", body="x" * 100_000)
    text = piped(answer(quote(article, DENIAL_CHAIN)))
    assert f"  > {'x' * 100_000}\n" in text


def test_a_console_that_cannot_write_a_character_still_prints_the_rest() -> None:
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding="ascii")
    render_reply(answer(quote(CALL, CALL_CHAIN)), make_console(file))
    file.flush()
    assert b"Metro \\xb7 15 November 2023" in raw.getvalue()


def test_paragraphs_of_a_quote_stay_apart() -> None:
    article = Article(id="two", body="One.\r\n\r\nTwo.")
    assert "  > One.\n  >\n  > Two.\n" in piped(answer(quote(article, DENIAL_CHAIN)))
