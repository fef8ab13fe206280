"""An answer, or why there is none, as a reader at the terminal sees it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

from rich.console import Console
from rich.text import Text

from bot.terminal.printing import (
    FAINT,
    HEADING,
    LINK,
    OUTLET,
    WARNING,
    emit,
    linked,
    quote_block,
)
from bot.terminal.safe import one_line
from bot.values import Answer, NoAnswer, Reply
from bot.wording import (
    NEAREST,
    advice_words,
    also_printed_words,
    attribution_words,
    confidence_words,
    date_words,
    disputed_mark,
    disputed_words,
    doubt_words,
    footer_words,
    language_words,
    meant_words,
    outlet_words,
    quote_heading,
    reading_words,
    refusal_words,
    shortened,
    taken_as_words,
    title_words,
)
from index.values import Article, Chain, Hit

INDENT = "  "
NEAREST_SHOWN = 3


def render_reply(
    reply: Reply,
    console: Console,
    *,
    taken_as: str | None = None,
    remark: str | None = None,
    archive_outlets: Collection[str] | None = None,
    built: datetime | None = None,
    now: datetime | None = None,
    shown_before: int = 0,
) -> None:
    """Print a reply. ``archive_outlets`` are all outlets of the archive, for notes on relays.

    ``taken_as`` is the question that a follow-up was completed to, ``remark`` what else stands above the quotes;
    ``built`` the snapshot's moment;
    ``shown_before`` the number of quotes on the same question that a reader has seen already.
    """
    if taken_as:
        emit(console, one_line(taken_as_words(taken_as)), style=FAINT)
    if words := reading_words(reply.reading):
        emit(console, one_line(words), style=FAINT)
    for words in (meant_words(reply.reading), language_words(reply.question.text)):
        if words:
            emit(console, one_line(words), style=WARNING)
    if remark:
        emit(console, remark)
    if isinstance(reply, Answer):
        _answer(reply, console, archive_outlets, shown_before)
    else:
        _no_answer(reply, console, archive_outlets or ())
    footer = footer_words(reply.snapshot, built=built, elapsed_ms=reply.elapsed_ms, now=now)
    emit(console, one_line(footer), style=FAINT)


def source_line(article: Article) -> Text:
    """Return "outlet · date · title" of an article; the title leads to its address."""
    return Text.assemble(
        (one_line(outlet_words(article.outlet)), OUTLET),
        f" · {date_words(article.published)} · ",
        linked(title_words(article), article.url),
    )


def render_source(article: Article, console: Console, *, indent: str = INDENT) -> None:
    """Print an article's outlet, date, title and address."""
    emit(console, source_line(article), indent=indent)
    if article.url:
        emit(console, linked(article.url, article.url, LINK), indent=indent)


def _answer(
    answer: Answer, console: Console, archive_outlets: Collection[str] | None, shown_before: int
) -> None:
    if (words := doubt_words(answer.confidence)) and not shown_before:
        emit(console, words, style=WARNING)
    disputed = tuple((a + shown_before, b + shown_before) for a, b in answer.disputed)
    if words := disputed_words(disputed):
        emit(console, words, style=WARNING)
    count = len(answer.quotes) + shown_before
    for position, quote in enumerate(answer.quotes, shown_before):
        emit(console, quote_heading(position, count), style=HEADING)
        quote_block(console, quote.text, indent=INDENT, core=quote.answering)
        render_source(quote.article, console)
        render_attribution(quote.chain, console, archive_outlets)
        if also := also_printed_words(quote.also_printed_by):
            emit(console, one_line(also), indent=INDENT)
        if mark := disputed_mark(position, disputed):
            emit(console, mark, style=WARNING, indent=INDENT)
        console.print()
    emit(console, confidence_words(answer.confidence), style=FAINT)


def render_attribution(
    chain: Chain, console: Console, archive_outlets: Collection[str] | None = None
) -> None:
    """Print a chain in words, and the address of each relayed outlet's own article."""
    words = attribution_words(chain, archive_outlets=archive_outlets)
    emit(console, one_line(f"Attribution: {words}"), indent=INDENT)
    for link in chain:
        if link.own and link.own.url:
            emit(console, linked(link.own.url, link.own.url, LINK), indent=INDENT)


def render_hits(hits: Iterable[Hit], console: Console) -> None:
    """Print passages as coverage to read on from: source and beginning."""
    for hit in hits:
        render_source(hit.article, console)
        emit(console, one_line(shortened(hit.passage.text)), style=FAINT, indent=INDENT * 2)


def _no_answer(reply: NoAnswer, console: Console, archive_outlets: Collection[str]) -> None:
    emit(console, one_line(f"No answer. {refusal_words(reply)}"), style=HEADING)
    emit(console, one_line(advice_words(reply, archive_outlets=archive_outlets)))
    hits = list(_one_an_article(reply.hits))
    if hits:
        console.print()
        emit(console, NEAREST)
    render_hits(hits, console)
    console.print()


def _one_an_article(hits: tuple[Hit, ...]) -> Iterator[Hit]:
    seen: set[str] = set()
    for hit in hits:
        if hit.article.id not in seen and len(seen) < NEAREST_SHOWN:
            seen.add(hit.article.id)
            yield hit
