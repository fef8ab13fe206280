"""What a reader looks up beside answers: the words around a quote, whole articles, the outlets."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from bot.terminal.printing import FAINT, HEADING, emit, quote_block
from bot.terminal.replies import INDENT, render_source
from bot.terminal.safe import one_line, visible
from bot.values import Quote
from bot.wording import count_words, joined
from bot.wording.chains import PUBLISHER_NOT_STATED
from bot.wording.press import days_words
from index.sentences.splitting import split_sentences
from index.snapshot.articles import OutletCount
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


def render_outlets(outlets: Sequence[OutletCount], console: Console, unstated: int = 0) -> None:
    """Print how many articles of each outlet there are, and from when to when.

    ``unstated`` articles, whose publisher is not stated, are told by their number.
    """
    total = sum(outlet.articles for outlet in outlets)
    heading = f"{count_words(total, 'article')} from {count_words(len(outlets), 'outlet')}"
    emit(console, heading, style=HEADING)
    for outlet in outlets:
        articles = count_words(outlet.articles, "article")
        days = days_words(outlet.first, outlet.last)
        line = one_line(f"{outlet.outlet} · {articles} · {days}")
        emit(console, line, indent=INDENT)
    if unstated:
        emit(console, f"{PUBLISHER_NOT_STATED} · {count_words(unstated, 'article')}", indent=INDENT)
