"""The passage around a quote: sentences before and after, the quote marked, long ones as a text file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import discord

from bot import wording
from bot.discord.rendering import limits
from bot.discord.rendering.colours import outlet_colour
from bot.discord.rendering.escaping import marked_quote
from bot.discord.rendering.files import text_file
from bot.discord.rendering.frames import headline, plain, source_line
from bot.discord.rendering.links import safe_url
from bot.discord.rendering.shortening import show
from index.values import Article, Sentence, Span

EXTENTS = (2, 5, 12)
"""Sentences shown on either side, step by step."""
_ROOM = 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """A span of an article around a quote; ``first`` and ``last`` count its sentences from 1."""

    article: Article
    quote: Span
    shown: Span
    first: int
    last: int
    sentences: int

    @property
    def whole(self) -> bool:
        """Whether nothing of the article is left out."""
        return self.first == 1 and self.last == self.sentences


def around(
    article: Article, sentences: Sequence[Sentence], quote: Span, extent: int
) -> Surroundings:
    """Return the quote with ``extent`` sentences on either side."""
    touched = [at for at, one in enumerate(sentences) if one.span.overlaps(quote)]
    first = max(0, (touched[0] if touched else 0) - extent)
    last = min(len(sentences) - 1, (touched[-1] if touched else 0) + extent)
    ends = [quote.start, quote.end]
    if touched:
        ends = [min(sentences[first].start, quote.start), max(sentences[last].end, quote.end)]
    return Surroundings(
        article=article,
        quote=quote,
        shown=Span(*ends),
        first=first + 1,
        last=last + 1,
        sentences=max(len(sentences), 1),
    )


def render_around(one: Surroundings) -> tuple[discord.Embed, discord.File | None]:
    """Return the embed and, where the text is too long for it, a text file with all of it."""
    embed = discord.Embed(
        title=headline(one.article, 250),
        url=safe_url(one.article.url),
        colour=outlet_colour(one.article.outlet),
    )
    place = (
        "The quote is in bold. "
        f"Sentences {one.first} to {one.last} of {one.sentences}"
        f"{', the whole article' if one.whole else ''}."
    )
    embed.set_footer(text=place)
    marked = marked_lines(one)
    if limits.units(marked) <= _ROOM:
        embed.description = f"{source_line(one.article)}\n\n{marked}"
        return embed, None
    embed.set_footer(text=place.replace("The quote is in bold. ", ""))
    embed.description = (
        f"{source_line(one.article)}\n\nThis is too long for a message: "
        "it is in the attached text file, the quote between two lines of equals signs."
    )
    return embed, span_file(one)


def marked_lines(one: Surroundings) -> str:
    """Return the span as a block quote, the quote in bold."""
    shown = show(one.shown.of(one.article.body), len(one.shown), len)
    start = one.quote.start - one.shown.start
    return marked_quote(shown.text, shown.locate(Span(start, start + len(one.quote))))


def span_file(one: Surroundings) -> discord.File:
    """Return the span as a plain text file: the article's own characters, the quote set off."""
    body, article = one.article.body, one.article
    head = [
        wording.title_words(article),
        f"{wording.outlet_words(article.outlet)}, {wording.date_words(article.published)}",
        article.url or "",
    ]
    before = body[one.shown.start : one.quote.start]
    after = body[one.quote.end : one.shown.end]
    text = "\n".join(line for line in head if line)
    text += f"\n\n{before}\n=====\n{one.quote.of(body)}\n=====\n{after}\n"
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", plain(article.id, 60)).strip("-.") or "article"
    return text_file(f"{name}.txt", text)
