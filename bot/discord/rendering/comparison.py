"""Show what outlets say on a topic side by side, and which of their quotes contradict each other."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import discord

from bot import wording
from bot.conversation.comparing import read_topic
from bot.discord.rendering import limits
from bot.discord.rendering.answers import SnapshotStamp, footer
from bot.discord.rendering.colours import NEUTRAL, WARNING
from bot.discord.rendering.frames import below, quote_frame, short
from bot.replies.compare import Comparison
from bot.serving.service import AnsweringService
from bot.values import Quote
from bot.wording import press

_COLUMNS = 6
"""Outlets quoted in a message."""


def look_up_comparison(service: AnsweringService, topic: str, outlets: Sequence[str]) -> Comparison:
    """Set outlets side by side; where none are given, those that the topic names ("The Verge and CNN on …")."""
    if not outlets:
        asked = read_topic(topic, service.registry, service.outlet_meant)
        topic, outlets = asked.topic, asked.outlets
    return service.compare(topic, outlets)


def render_comparison(comparison: Comparison, stamp: SnapshotStamp) -> list[discord.Embed]:
    """Return the embeds: where outlets contradict each other, then each outlet's best claim."""
    summary = discord.Embed(
        title=short(f"Compared: {comparison.topic}", limits.TITLE), colour=NEUTRAL
    )
    lines = _comparison_lines(comparison, stamp.outlets)
    summary.description = "\n".join(short(line, 300) for line in lines)
    if comparison.disputed:
        summary.colour = WARNING
    chosen = _chosen_quotes(comparison)
    frames = [
        quote_frame(
            quote.article,
            wording.attribution_words(quote.chain, archive_outlets=stamp.outlets),
            heading=heading,
        )
        for heading, quote in chosen
    ]
    texts = [quote.text for _, quote in chosen]
    return below(summary, frames, texts, footer(comparison.snapshot, stamp))


def _comparison_lines(comparison: Comparison, held: Collection[str] | None) -> list[str]:
    columns = [one for one in comparison.columns if one.quotes]
    lines = []
    if columns:
        names = [wording.outlet_words(one.outlet) for one in columns]
        lines = [f"Quoted: {wording.joined(names, most=10)}."]
    elif not comparison.missing:
        lines = ["No outlet in this archive says anything on that."]
    for group in comparison.agreeing:
        if len(group) > 1:
            names = [wording.outlet_words(comparison.columns[at].outlet) for at in group]
            lines.append(f"{wording.joined(names, most=10)} say much the same.")
    if comparison.disputed:
        lines.append("Disputed: quotes marked so below contradict each other.")
    lines += press.missing_words(comparison, held)
    if len(columns) > _COLUMNS:
        lines.append(f"Shown are {_COLUMNS} of {len(columns)} outlets; name those you want.")
    return lines


def _chosen_quotes(comparison: Comparison) -> list[tuple[str | None, Quote]]:
    """Return disputed quotes first, each with its heading, then the best of the outlets left."""
    chosen: list[tuple[str | None, Quote]] = []
    for number, pair in enumerate(comparison.disputed[:2], 1):
        chosen += [
            (f"Disputed {number}, {side}", quote)
            for side, quote in zip(("one side", "the other side"), pair, strict=True)
        ]
    seen = {quote.article.outlet for _, quote in chosen}
    rest: Sequence[Quote] = [
        one.quotes[0] for one in comparison.columns if one.quotes and one.outlet not in seen
    ]
    chosen += [(None, quote) for quote in rest]
    return chosen[:_COLUMNS]
