"""Turn a reply into the embeds of one message: every quote verbatim, or marked as shortened."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import discord

from bot import wording
from bot.discord.rendering import limits
from bot.discord.rendering.colours import NEUTRAL
from bot.discord.rendering.frames import (
    article_line,
    fill_frames,
    lines_that_fit,
    plain,
    quote_frame,
    short,
)
from bot.values import Answer, NoAnswer, Reply
from index.values import Article, Hit

IN_BOLD = "In bold: the sentence that a quote was chosen for"
_NEAREST = 3
_REMARK = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotStamp:
    """Which snapshot answered, when it was built, and the outlets in it."""

    id: str
    built: datetime
    outlets: Collection[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A message to send."""

    content: str | None
    embeds: tuple[discord.Embed, ...]


def render(
    reply: Reply, stamp: SnapshotStamp, *, content: str | None = None, limits_said: bool = False
) -> Rendered:
    """Return the message for a reply.

    ``content`` is safe markdown; ``limits_said`` tells that it names the outlets and days already.
    """
    if stamp.id != reply.snapshot:
        stamp = replace(stamp, outlets=None)
    asked = (wording.meant_words(reply.reading), wording.language_words(reply.question.text))
    content = "\n".join(filter(None, (content, *(short(line, _REMARK) for line in asked if line))))
    if isinstance(reply, NoAnswer):
        return Rendered(content=content or None, embeds=(refusal_embed(reply, stamp),))
    frames = quote_frames(reply, stamp)
    cores = [quote.answering for quote in reply.quotes]
    below = footer(reply.snapshot, stamp)
    frames[-1].set_footer(text=f"{below} · {IN_BOLD}" if any(cores) else below)
    room = limits.EMBED_TOTAL - limits.total_units(frames)
    fill_frames(frames, [quote.text for quote in reply.quotes], room, cores)
    lines = [line for line in (content, _remarks(reply, limits_said)) if line]
    return Rendered(content="\n".join(lines) or None, embeds=tuple(frames))


def footer(snapshot: str, stamp: SnapshotStamp) -> str:
    """Return the last line of a message: the snapshot and its age."""
    built = stamp.built if stamp.id == snapshot else None
    return plain(wording.footer_words(snapshot, built=built), 200)


def quote_frames(answer: Answer, stamp: SnapshotStamp) -> list[discord.Embed]:
    """Return an embed for each quote, ready but for the quote."""
    return [_frame(answer, position, stamp) for position in range(len(answer.quotes))]


def _frame(answer: Answer, position: int, stamp: SnapshotStamp) -> discord.Embed:
    quote, count = answer.quotes[position], len(answer.quotes)
    heading = [wording.quote_heading(position, count)] if count > 1 else []
    if mark := wording.disputed_mark(position, answer.disputed):
        heading.append(mark)
    also = wording.also_printed_words(quote.also_printed_by)
    return quote_frame(
        quote.article,
        wording.attribution_words(quote.chain, archive_outlets=stamp.outlets),
        heading=" · ".join(heading) or None,
        remarks=[also] if also else [],
    )


def _remarks(answer: Answer, limits_said: bool) -> str | None:
    reading = None if limits_said else wording.reading_words(answer.reading)
    doubt = wording.doubt_words(answer.confidence)
    lines = [doubt, reading, wording.disputed_words(answer.disputed)]
    return "\n".join(short(line, _REMARK) for line in lines if line) or None


def refusal_embed(reply: NoAnswer, stamp: SnapshotStamp) -> discord.Embed:
    """Return why there is no answer, and the nearest articles."""
    embed = discord.Embed(
        title="No answer in this archive",
        description=short(wording.refusal(reply, archive_outlets=stamp.outlets or ()), 1000),
        colour=NEUTRAL,
    )
    lines = [article_line(article) for article in nearest_articles(reply.hits, _NEAREST)]
    if kept := lines_that_fit(lines, limits.FIELD_VALUE):
        embed.add_field(name=wording.NEAREST, value="\n".join(kept), inline=False)
    return embed.set_footer(text=footer(reply.snapshot, stamp))


def nearest_articles(hits: Sequence[Hit], most: int) -> list[Article]:
    """Return the articles of the best hits, each once."""
    return list({hit.article.id: hit.article for hit in hits}.values())[:most]
