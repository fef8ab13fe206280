"""The same answer without embeds, for channels in which the bot may not use them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import discord

from bot import wording
from bot.discord.rendering import limits
from bot.discord.rendering.answers import SnapshotStamp, quote_frames, refusal_embed
from bot.discord.rendering.frames import LEAST, fill_frames
from bot.values import Answer, Reply

MISSING = (
    "(I may not use embeds in this channel, so this is all that fits. "
    "A moderator can give me the permission *Embed Links*.)"
)
_HEADING = 600


def text_message(reply: Reply, stamp: SnapshotStamp, content: str | None = None) -> str:
    """Return a reply as one text: as many quotes as fit with their sources, none of them cut without a mark."""
    above = content if content and limits.units(content) <= _HEADING else None
    if not isinstance(reply, Answer):
        return _refusal_text(refusal_embed(reply, stamp), above)
    for count in range(len(reply.quotes), 0, -1):
        frames = quote_frames(reply, stamp)[:count]
        left = len(reply.quotes) - count
        room = limits.CONTENT - limits.units(_joined(above, map(_text_of, frames), left))
        if room >= LEAST * count:
            quotes = reply.quotes[:count]
            texts, cores = [one.text for one in quotes], [one.answering for one in quotes]
            fill_frames(frames, texts, room, cores)
            return _joined(above, [_text_of(frame) for frame in frames], left)
    return MISSING


def _refusal_text(refusal: discord.Embed, above: str | None) -> str:
    """Return why there is no answer, without what stands above it, then without the nearest articles, if it must."""
    why = discord.Embed(title=refusal.title, description=refusal.description)
    for head, embed in ((above, refusal), (None, refusal), (above, why)):
        text = _joined(head, [_text_of(embed)], 0)
        if limits.units(text) <= limits.CONTENT:
            return text
    return _joined(None, [_text_of(why)], 0)


def embeds_message(embeds: Sequence[discord.Embed], content: str | None = None) -> str:
    """Return what embeds say as one text: as many of them as fit, none of them cut."""
    above = content if content and limits.units(content) <= _HEADING else None
    for count in range(len(embeds), 0, -1):
        left = len(embeds) - count
        text = _joined(above, map(_text_of, embeds[:count]), left, "further part")
        if limits.units(text) <= limits.CONTENT:
            return text
    return MISSING


def _joined(above: str | None, texts: Iterable[str], left: int, what: str = "further quote") -> str:
    parts = [*([above] if above else []), *texts]
    if left:
        parts.append(f"{wording.count_words(left, what)} left out.")
    return "\n\n".join([*parts, MISSING])


def _text_of(embed: discord.Embed) -> str:
    """Return what an embed says, as lines of a message; an address in brackets makes no preview."""
    title = f"**{embed.title}**" if embed.title else ""
    lines = [embed.author.name or "", title, f"<{embed.url}>" if embed.url else ""]
    lines.append(embed.description or "")
    lines += [f"**{field.name}**\n{field.value}" for field in embed.fields]
    return "\n".join(line for line in lines if line)
