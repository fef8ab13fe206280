"""Turn a reply into the embeds of one message, within Discord's limits, every quote verbatim or marked as shortened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import discord

from bot import wording
from bot.discord import limits
from bot.discord.escaping import blockquote, clean, escape, inline
from bot.discord.links import safe_url
from bot.discord.looks import NEUTRAL, outlet_colour
from bot.discord.shorten import Shown, show
from bot.values import Answer, NoAnswer, Quote, Reply
from index.values import Article, Hit

_QUOTE_FLOOR = 240
"""Every quote gets at least so many characters of a message, however many there are."""
_NEAREST = 3
_NAME = 80
_TITLE = 120
_ATTRIBUTION = 250
_ALSO = 150
_GAP = "\n\n\n\n"
"""Where the quote goes in a description that is ready but for it; no line of ours holds it otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotStamp:
    """Which snapshot answered and when it was built, for the footer."""

    id: str
    built: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A message to send, and what of each quote it shows."""

    content: str | None
    embeds: tuple[discord.Embed, ...]
    shown: tuple[Shown, ...] = ()


def short(text: str, budget: int) -> str:
    """Return a name or title escaped on one line, shortened with a mark where it is longer than the budget."""
    return escape(show(clean(text), budget, lambda part: limits.units(escape(part))).text)


def plain(text: str, budget: int) -> str:
    """The same for places where Discord knows no markdown: cleaned, shortened, not escaped."""
    return show(clean(text), budget, limits.units).text


def render(reply: Reply, stamp: SnapshotStamp, *, content: str | None = None) -> Rendered:
    """Return the message for a reply; ``content`` is markdown that is already safe."""
    if isinstance(reply, NoAnswer):
        return Rendered(content=content, embeds=(_refusal(reply, stamp),))
    return _answer(reply, stamp, content)


def footer(reply: Reply, stamp: SnapshotStamp) -> str:
    """Return the last line of a reply: snapshot and age."""
    built = stamp.built if stamp.id == reply.snapshot else None
    return plain(wording.footer_words(reply.snapshot, built=built), 300)


def source_line(article: Article) -> str:
    """Return "**Outlet** · date" in markdown."""
    return (
        f"**{short(wording.outlet_words(article.outlet), _NAME)}** · {date_line(article.published)}"
    )


def date_line(published: str | None) -> str:
    """Return a day in words, or Discord's own timestamp where the time is known."""
    if published and len(published) > 10:
        return f"<t:{int(datetime.fromisoformat(published).timestamp())}:f>"
    return escape(wording.date_words(published))


def _answer(answer: Answer, stamp: SnapshotStamp, content: str | None) -> Rendered:
    frames = [_frame(answer, position) for position in range(len(answer.quotes))]
    frames[-1].set_footer(text=footer(answer, stamp))
    room = limits.EMBED_TOTAL - limits.total_units(frames)
    budgets = share_room([limits.units(blockquote(quote.text)) for quote in answer.quotes], room)
    shown = []
    for quote, frame, budget in zip(answer.quotes, frames, budgets, strict=True):
        shown.append(
            _fill(
                frame,
                quote,
                min(budget, limits.DESCRIPTION - limits.units(frame.description or "")),
            )
        )
    lines = [line for line in (content, _remarks(answer)) if line]
    return Rendered(content="\n".join(lines) or None, embeds=tuple(frames), shown=tuple(shown))


def _fill(frame: discord.Embed, quote: Quote, budget: int) -> Shown:
    shown = show(quote.text, budget, lambda part: limits.units(blockquote(part)))
    frame.description = (frame.description or "").replace(
        _GAP, f"\n\n{blockquote(shown.text)}\n\n", 1
    )
    return shown


def _frame(answer: Answer, position: int) -> discord.Embed:
    """Return a quote's embed, all but the quote itself."""
    quote = answer.quotes[position]
    article = quote.article
    below = [short(_sentence(wording.attribution_words(quote.chain)), _ATTRIBUTION)]
    if also := wording.also_printed_words(quote.also_printed_by):
        below.append(short(also, _ALSO))
    embed = discord.Embed(
        title=short(wording.title_words(article.title), _TITLE),
        url=safe_url(article.url),
        description=source_line(article) + _GAP + "\n".join(below),
        colour=outlet_colour(article.outlet),
    )
    heading = (
        [wording.quote_heading(position, len(answer.quotes))] if len(answer.quotes) > 1 else []
    )
    if mark := wording.disputed_mark(position, answer.disputed):
        heading.append(mark)
    return embed.set_author(name=" · ".join(heading)) if heading else embed


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _remarks(answer: Answer) -> str | None:
    lines = [wording.reading_words(answer.reading), wording.disputed_words(answer.disputed)]
    return "\n".join(short(line, 400) for line in lines if line) or None


def share_room(wanted: Sequence[int], room: int) -> list[int]:
    """Share out ``room`` so that short quotes are whole and only the longest are shortened.

    Raises ``ValueError`` where the room does not give every quote its least.
    """
    if room < _QUOTE_FLOOR * len(wanted):
        raise ValueError(f"{room} characters are not enough for {len(wanted)} quotes")
    budgets, left = [0] * len(wanted), room
    for served, position in enumerate(sorted(range(len(wanted)), key=wanted.__getitem__)):
        budgets[position] = min(wanted[position], left // (len(wanted) - served))
        left -= budgets[position]
    return budgets


def _refusal(reply: NoAnswer, stamp: SnapshotStamp) -> discord.Embed:
    embed = discord.Embed(
        title="No answer in this archive",
        description=short(wording.refusal(reply), 1000),
        colour=NEUTRAL,
    )
    nearest = nearest_articles(reply.hits, _NEAREST)
    if nearest:
        embed.add_field(
            name=wording.NEAREST,
            value="\n".join(_article_line(article) for article in nearest),
            inline=False,
        )
    embed.set_footer(text=footer(reply, stamp))
    return embed


def nearest_articles(hits: Sequence[Hit], most: int) -> list[Article]:
    """Return the articles of the best hits, each once."""
    return list({hit.article.id: hit.article for hit in hits}.values())[:most]


def _article_line(article: Article) -> str:
    title = short(wording.title_words(article.title), 120)
    url = safe_url(article.url)
    linked = (
        f"[{title}]({url.replace('(', '%28').replace(')', '%29')})"
        if url and len(url) < 150
        else title
    )
    return f"- {linked}, {inline(wording.outlet_words(article.outlet))[:_NAME]}, {date_line(article.published)}"
