"""Printings, coverage and comparisons as a reader at the terminal sees them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from rich.console import Console
from rich.text import Text

from bot.replies.compare import Comparison
from bot.terminal.printing import FAINT, HEADING, OUTLET, WARNING, emit, quote_block
from bot.terminal.replies import INDENT, render_attribution, render_source, source_line
from bot.terminal.safe import one_line, visible
from bot.values import Quote
from bot.wording import count_words, footer_words, joined, outlet_words
from bot.wording.press import (
    DIFF_LEGEND,
    WITHDRAWN,
    coverage_words,
    first_printed_words,
    missing_words,
    outlet_coverage_words,
    silent_words,
    similarity_words,
    status_words,
)
from index.coverage.coverage import Coverage, Excerpt, OutletCoverage
from index.origins.origins import Origin
from index.printings.values import Change, ChangeKind, Printing, Status, WhoSaid
from index.values import Article, Chain

REMOVED = "red strike"
ADDED = "green underline"
ARTICLES_SHOWN = 5


def render_who_said(
    result: WhoSaid,
    console: Console,
    *,
    archive_outlets: Collection[str] | None = None,
    built: datetime | None = None,
    now: datetime | None = None,
) -> None:
    """Print where a text was printed, first printing first, with a word diff where it differs."""
    emit(console, status_words(result), style=HEADING)
    verbatim = result.status is Status.VERBATIM
    if words := first_printed_words(result.first_printed, verbatim=verbatim):
        emit(console, one_line(words))
    for note in result.notes:
        emit(console, one_line(note.text), style=WARNING)
    console.print()
    for position, printing in enumerate(result.printings):
        _printing(
            printing, console, position, len(result.printings), result.status, archive_outlets
        )
    _footer(console, result.snapshot, result.elapsed_ms, built, now)


def render_coverage(
    coverage: Coverage,
    console: Console,
    *,
    archive_outlets: Collection[str] | None = None,
    built: datetime | None = None,
    now: datetime | None = None,
) -> None:
    """Print every outlet that covered a topic, its articles and best quote, and who was silent."""
    emit(console, one_line(coverage_words(coverage)), style=HEADING)
    console.print()
    for outlet in coverage.outlets:
        _outlet_coverage(outlet, console, archive_outlets)
    shared = [origin for origin in coverage.origins if len(origin.article_ids) > 1]
    if shared:
        emit(console, "Articles that share one origin:", style=HEADING)
        for origin in shared:
            emit(console, one_line(_origin_words(origin)), indent=INDENT)
        console.print()
    if words := silent_words(coverage):
        emit(console, one_line(words))
    _footer(console, coverage.snapshot, coverage.elapsed_ms, built, now)


def render_comparison(
    comparison: Comparison,
    console: Console,
    *,
    archive_outlets: Collection[str] | None = None,
    built: datetime | None = None,
    now: datetime | None = None,
) -> None:
    """Print what each outlet says on a topic, then the quotes that contradict each other."""
    for column in comparison.columns:
        emit(console, one_line(outlet_words(column.outlet)), style=HEADING)
        for quote in column.quotes:
            _quote(quote, console, archive_outlets)
        console.print()
    for one, other in comparison.disputed:
        emit(console, "Disputed: these two quotes contradict each other.", style=WARNING)
        _quote(one, console, archive_outlets)
        _quote(other, console, archive_outlets)
        console.print()
    for words in missing_words(comparison, archive_outlets):
        emit(console, one_line(words))
    _footer(console, comparison.snapshot, comparison.elapsed_ms, built, now)


def word_diff(printing: Printing) -> Text:
    """Return the printed text with a pasted text's changes marked as by wdiff: [-gone-]{+new+}."""
    diff = Text()
    position = printing.start
    body = printing.article.body
    for change in sorted(printing.changes, key=lambda change: change.printed_span.start):
        start = max(position, change.printed_span.start)
        diff.append(visible(body[position:start]))
        if change.printed:
            diff.append(f"[-{visible(change.printed)}-]", REMOVED)
        if change.pasted:
            _apart(diff, change)
            diff.append(f"{{+{visible(change.pasted)}+}}", ADDED)
            if change.kind is ChangeKind.ADDED and body[start : start + 1].isalnum():
                diff.append(" ")
        position = max(start, change.printed_span.end)
    return diff.append(visible(body[position : printing.end]))


def _apart(diff: Text, change: Change) -> None:
    """Keep words that were put in apart from the word before them."""
    if change.kind is ChangeKind.ADDED and diff.plain[-1:].isalnum():
        diff.append(" ")


def _printing(
    printing: Printing,
    console: Console,
    position: int,
    count: int,
    status: Status,
    archive_outlets: Collection[str] | None,
) -> None:
    heading = f"Printing {position + 1} of {count}" if count > 1 else "Printing"
    altered = status is Status.ALTERED and printing.changes
    emit(
        console,
        f"{heading} · {similarity_words(printing)}" if altered else heading,
        style=HEADING,
    )
    quote_block(console, printing.text, indent=INDENT)
    _about(printing.article, printing.chain, console, archive_outlets)
    if printing.withdrawn:
        emit(console, WITHDRAWN, style=WARNING, indent=INDENT)
    if altered:
        emit(console, f"Your text against it ({DIFF_LEGEND}):", indent=INDENT)
        emit(console, word_diff(printing), indent=INDENT * 2)
    console.print()


def _outlet_coverage(
    outlet: OutletCoverage, console: Console, archive_outlets: Collection[str] | None
) -> None:
    emit(console, one_line(outlet_coverage_words(outlet)), style=OUTLET)
    if len(outlet.articles) > 1 or not outlet.excerpts:
        _articles(outlet.articles, console)
    for excerpt in outlet.excerpts[:1]:
        _quote(excerpt, console, archive_outlets)
    console.print()


def _articles(articles: Sequence[Article], console: Console) -> None:
    for article in articles[:ARTICLES_SHOWN]:
        emit(console, source_line(article), indent=INDENT)
    left = len(articles) - ARTICLES_SHOWN
    if left > 0:
        emit(console, f"and {count_words(left, 'more article', 'more articles')}", indent=INDENT)


def _quote(
    quote: Quote | Excerpt, console: Console, archive_outlets: Collection[str] | None
) -> None:
    quote_block(console, quote.text, indent=INDENT)
    _about(quote.article, quote.chain, console, archive_outlets)


def _about(
    article: Article, chain: Chain, console: Console, archive_outlets: Collection[str] | None
) -> None:
    render_source(article, console)
    render_attribution(chain, console, archive_outlets)


def _origin_words(origin: Origin) -> str:
    names = list(dict.fromkeys(outlet_words(outlet) for outlet in origin.outlets))
    return f"{joined(names)} ({count_words(len(origin.article_ids), 'article')}): {origin.reason}"


def _footer(
    console: Console,
    snapshot: str,
    elapsed_ms: float,
    built: datetime | None,
    now: datetime | None,
) -> None:
    footer = footer_words(snapshot, built=built, elapsed_ms=elapsed_ms, now=now)
    emit(console, one_line(footer), style=FAINT)
