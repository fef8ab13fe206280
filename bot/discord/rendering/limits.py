"""Discord's limits on what a message may hold, and how Discord counts characters."""

from __future__ import annotations

from collections.abc import Iterable

import discord

CONTENT = 2000
EMBED_TOTAL = 6000
TITLE = 256
DESCRIPTION = 4096
FIELD_VALUE = 1024
URL = 2048
LABEL = 80
CHOICES = 25
CHOICE = 100
QUESTION = 1000
"""Longest question taken; longer ones are refused with these words rather than cut."""


def units(text: str) -> int:
    """Count UTF-16 code units: what Discord's clients count, never fewer than its servers do."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def embed_units(embed: discord.Embed) -> int:
    """Count what one embed adds to the total of a message."""
    texts = [embed.title, embed.description, embed.footer.text, embed.author.name]
    texts += [part for field in embed.fields for part in (field.name, field.value)]
    return sum(units(text) for text in texts if text)


def total_units(embeds: Iterable[discord.Embed]) -> int:
    """Count what all embeds of a message hold together."""
    return sum(map(embed_units, embeds))
