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

from bot.compare import Column, Comparison
from bot.terminal import (
    make_console,
    render_comparison,
    render_coverage,
    render_reply,
    render_who_said,
)
from bot.terminal.safe import visible
from bot.values import Answer, NoAnswer, Question, Quote, Reading, Reason, Reply
from index.coverage import Coverage, Excerpt, OutletCoverage
from index.origins import Origin
from index.printings.values import (
    Change,
    ChangeKind,
    Note,
    NoteKind,
    Printing,
    Status,
    WhoSaid,
)
from index.values import Article, Chain, Hit, Link, Passage, Role, Span

NOW = datetime(2023, 11, 20, 12, 0, tzinfo=UTC)
BUILT = NOW - timedelta(hours=3)

CALL = Article(
    id="call",
    body="The King took the call, a source told The Sun.",
    title="A call at last",
    outlet="Metro",
    published="2023-11-15",
    url="https://metro.example/call",
)
DENIAL = Article(id="denial", body="The office said there was no call.", published="2023-11-16")
CALL_CHAIN = (
    Link(role=Role.PUBLISHER, name="Metro"),
    Link(role=Role.OUTLET, name="The Sun", cue="told"),
    Link(role=Role.SPEAKER, name="a source", cue="told"),
)
DENIAL_CHAIN = (
    Link(role=Role.PUBLISHER, name=None),
    Link(role=Role.SPEAKER, name="The office", cue="said"),
)


def quote(article: Article, chain: Chain, **more: Any) -> Quote:
    text = article.body
    return Quote(article=article, text=text, start=0, end=len(text), score=1.0, chain=chain, **more)


def answer(*quotes: Quote, **more: Any) -> Answer:
    return Answer(
        question=Question(text="Was there a call?"),
        reading=more.pop("reading", Reading()),
        quotes=quotes or (quote(CALL, CALL_CHAIN), quote(DENIAL, DENIAL_CHAIN)),
        hits=(),
        confidence=0.91,
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
        "  publisher not stated · 16 November 2023 · no title\n"
        "  Attribution: publisher not stated, quoting the office\n"
        "  Disputed by quote 1\n"
        "\n"
        "Confidence: high (91%)\n"
        "Snapshot s1, built 3 hours ago · answered in 8 ms\n"
    )


def test_a_refusal_says_why_what_to_try_and_what_is_near() -> None:
    assert piped(no_answer(CALL, CALL, DENIAL)) == (
        "No answer. The archive has articles near this question, but none of them answers it.\n"
        "Ask in other words, or ask about one thing at a time.\n"
        "\n"
        "Nearest coverage, not an answer:\n"
        "  Metro · 15 November 2023 · A call at last\n"
        "  https://metro.example/call\n"
        "    The King took the call, a source told The Sun.\n"
        "  publisher not stated · 16 November 2023 · no title\n"
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


PRINTED = "The King would never take the call."


def printing(article: Article, **more: Any) -> Printing:
    return Printing(
        article=article,
        text=PRINTED,
        start=article.body.index(PRINTED),
        end=article.body.index(PRINTED) + len(PRINTED),
        similarity=more.pop("similarity", 1.0),
        chain=(Link(role=Role.PUBLISHER, name=article.outlet),),
        **more,
    )


def who_said(status: Status, *printings: Printing, **more: Any) -> str:
    result = WhoSaid(
        text=PRINTED,
        status=status,
        printings=printings,
        first_printed=more.pop("first_printed", None),
        notes=more.pop("notes", ()),
        snapshot="s1",
        elapsed_ms=2.0,
    )
    file = io.StringIO()
    render_who_said(result, make_console(file))
    return file.getvalue()


def test_a_verbatim_quote_names_its_printings_and_the_first() -> None:
    metro = Article(id="m", body=PRINTED, outlet="Metro", published="2023-11-15", title="A call")
    sun = Article(id="s", body=f"X. {PRINTED}", outlet="The Sun", published="2023-11-16")
    text = who_said(
        Status.VERBATIM,
        printing(metro),
        printing(sun, withdrawn=True),
        first_printed=printing(metro),
        notes=(Note(kind=NoteKind.STITCHED, text="The text is put together of two."),),
    )
    assert text == (
        "Verbatim: printed word for word in 2 articles.\n"
        "First printed in this archive by Metro on 15 November 2023.\n"
        "The text is put together of two.\n"
        "\n"
        "Printing 1 of 2\n"
        "  > The King would never take the call.\n"
        "  Metro · 15 November 2023 · A call\n"
        "  Attribution: Metro\n"
        "\n"
        "Printing 2 of 2\n"
        "  > The King would never take the call.\n"
        "  The Sun · 16 November 2023 · no title\n"
        "  Attribution: The Sun\n"
        "  Since removed or reworded: only an earlier version of this article prints it.\n"
        "\n"
        "Snapshot s1 · answered in 2 ms\n"
    )


def test_an_altered_quote_is_set_against_the_printed_one_word_by_word() -> None:
    body = f"Intro. {PRINTED}"
    article = Article(id="m", body=body, outlet="Metro")
    never, call = body.index("never"), body.index("call")
    changes = (
        Change(
            kind=ChangeKind.REPLACED,
            pasted="always",
            printed="never",
            pasted_span=Span(15, 21),
            printed_span=Span(never, never + 5),
        ),
        Change(
            kind=ChangeKind.ADDED,
            pasted="\x1bphone",
            printed="",
            pasted_span=Span(31, 37),
            printed_span=Span(call, call),
        ),
        Change(
            kind=ChangeKind.DROPPED,
            pasted="",
            printed="call",
            pasted_span=Span(37, 37),
            printed_span=Span(call, call + 4),
        ),
    )
    text = who_said(Status.ALTERED, printing(article, similarity=0.999, changes=changes))
    assert text.startswith(
        "Altered: no article prints exactly this. The nearest printing differs as shown.\n"
    )
    assert "Printing · 99% of the words agree\n" in text
    assert (
        "  Your text against it "
        "([-…-] printed, not in your text; {+…+} in your text, not printed):\n"
        "    The King would [-never-]{+always+} take the {+␛phone+} [-call-].\n"
    ) in text


def test_an_absent_quote_is_said_to_be_absent() -> None:
    assert who_said(Status.ABSENT).startswith("Absent: no article in this archive prints this.\n")


def test_coverage_names_outlets_origins_and_the_silent() -> None:
    coverage = Coverage(
        topic="the call",
        outlets=(
            OutletCoverage(
                outlet="Metro",
                articles=(CALL,),
                first="2023-11-15",
                last="2023-11-15",
                excerpts=(
                    Excerpt(
                        article=CALL,
                        text="The King took the call",
                        start=0,
                        end=22,
                        score=1.0,
                        chain=CALL_CHAIN,
                    ),
                ),
            ),
            OutletCoverage(
                outlet=None, articles=(DENIAL,), first="2023-11-16", last="2023-11-16", excerpts=()
            ),
        ),
        silent=("The Sun", "The Mirror"),
        origins=(
            Origin(
                article_ids=("call", "denial"),
                outlets=("Metro", None),
                reason="the same wire copy",
            ),
        ),
        first="2023-11-15",
        last="2023-11-16",
        snapshot="s1",
        elapsed_ms=5.0,
    )
    file = io.StringIO()
    render_coverage(coverage, make_console(file))
    assert file.getvalue() == (
        "2 outlets, 1 origin, 2 articles, 15 to 16 November 2023\n"
        "\n"
        "Metro · 1 article · 15 November 2023\n"
        "  > The King took the call\n"
        "  Metro · 15 November 2023 · A call at last\n"
        "  https://metro.example/call\n"
        "  Attribution: Metro, relaying The Sun, quoting a source\n"
        "\n"
        "publisher not stated · 1 article · 16 November 2023\n"
        "  publisher not stated · 16 November 2023 · no title\n"
        "\n"
        "Articles that share one origin:\n"
        "  Metro and publisher not stated (2 articles): the same wire copy\n"
        "\n"
        "Published in that period, nothing on this: The Sun and The Mirror\n"
        "Snapshot s1 · answered in 5 ms\n"
    )


def test_a_comparison_shows_contradicting_quotes_together() -> None:
    one, other = quote(CALL, CALL_CHAIN), quote(DENIAL, DENIAL_CHAIN)
    comparison = Comparison(
        topic="the call",
        columns=(Column(outlet="Metro", quotes=(one,)), Column(outlet=None, quotes=(other,))),
        agreeing=((0,), (1,)),
        disputed=((one, other),),
        missing=("The Sun",),
        snapshot="s1",
        elapsed_ms=5.0,
    )
    file = io.StringIO()
    render_comparison(comparison, make_console(file))
    text = file.getvalue()
    assert "Disputed: these two quotes contradict each other.\n  > The King took" in text
    assert "Nothing on this from The Sun.\n" in text
