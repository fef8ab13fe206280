"""What a reader looks up beside answers: the words around a quote, whole articles, the outlets."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from bot.terminal.printing import FAINT, HEADING, OUTLET, emit, quote_block
from bot.terminal.replies import INDENT, render_source
from bot.terminal.safe import one_line, visible
from bot.values import Quote
from bot.wording import count_words, joined, outlet_words
from bot.wording.press import days_words
from index.sentences import split_sentences
from index.snapshot import OutletCount
from index.values import Article, Span

AROUND = 3
"""Sentences shown before and after a quote."""


def render_surroundings(quote: Quote, console: Console, sentences: int = AROUND) -> None:
    """Print a quote between the sentences before and after it."""
    around = surroundings(quote, sentences)
    body = quote.article.body
    emit(console, visible(body[around.start : quote.start].strip()), style=FAINT, indent=INDENT)
    quote_block(console, quote.text, indent=INDENT)
    emit(console, visible(body[quote.end : around.end].strip()), style=FAINT, indent=INDENT)
    render_source(quote.article, console)


def surroundings(quote: Quote, sentences: int = AROUND) -> Span:
    """Return the quote's span widened by whole sentences on both sides."""
    spans = [sentence.span for sentence in split_sentences(quote.article.body)]
    touched = [number for number, span in enumerate(spans) if span.overlaps(quote.span)]
    if not touched:
        return quote.span
    first = spans[max(touched[0] - sentences, 0)]
    last = spans[min(touched[-1] + sentences, len(spans) - 1)]
    return Span(min(first.start, quote.start), max(last.end, quote.end))


def render_article(article: Article, console: Console) -> None:
    """Print an article whole."""
    render_source(article, console, indent="")
    if article.authors:
        emit(console, one_line(f"By {joined(article.authors)}"))
    emit(console, one_line(f"Article {article.id}"), style=FAINT)
    console.print()
    emit(console, visible(article.body))


def render_outlets(outlets: Sequence[OutletCount], console: Console) -> None:
    """Print how many articles of each outlet there are, and from when to when."""
    total = sum(outlet.articles for outlet in outlets)
    stated = sum(1 for outlet in outlets if outlet.outlet)
    heading = f"{count_words(total, 'article')} from {count_words(stated, 'outlet')}"
    emit(console, heading, style=HEADING)
    for outlet in outlets:
        articles = count_words(outlet.articles, "article")
        days = days_words(outlet.first, outlet.last)
        emit(
            console,
            one_line(f"{outlet_words(outlet.outlet)} · {articles} · {days}"),
            style=OUTLET if outlet.outlet else "",
            indent=INDENT,
        )
