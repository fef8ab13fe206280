"""Printings, coverage and comparisons on a console."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.replies.compare import Column, Comparison
from bot.terminal import (
    make_console,
    render_comparison,
    render_coverage,
    render_who_said,
)
from index.coverage.coverage import Coverage, Excerpt, OutletCoverage
from index.origins.origins import Origin
from index.printings.values import (
    Change,
    ChangeKind,
    Note,
    NoteKind,
    Printing,
    Status,
    WhoSaid,
)
from index.values import Article, Link, Role, Span
from tests.terminal.examples import CALL, CALL_CHAIN, DENIAL, DENIAL_CHAIN, quote

NOW = datetime(2023, 11, 20, 12, 0, tzinfo=UTC)


BUILT = NOW - timedelta(hours=3)


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
        "  The Sun · 16 November 2023 · no title, begins “X. The King would never take the call.”\n"
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
    assert who_said(Status.ABSENT).startswith(
        "Absent: no article in this archive prints this. Try a shorter part of it, word for word.\n"
    )


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
        "2 outlets, 1 independent origin, 2 articles, 15 to 16 November 2023\n"
        "\n"
        "Metro · 1 article · 15 November 2023\n"
        "  > The King took the call\n"
        "  Metro · 15 November 2023 · A call at last\n"
        "  https://metro.example/call\n"
        "  Attribution: Metro, relaying The Sun, quoting a source\n"
        "\n"
        "publisher not stated · 1 article · 16 November 2023\n"
        "  publisher not stated · 16 November 2023 · no title, begins “The office said there was no call.”\n"
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
    file = io.StringIO()
    render_comparison(comparison, make_console(file), archive_outlets={"CNN"})
    assert "This archive holds no article from The Sun.\n" in file.getvalue()
