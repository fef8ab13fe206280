"""Show where a text was printed: word for word, altered with the words that differ, or not at all."""

from __future__ import annotations

import discord

from bot import wording
from bot.discord.rendering import limits
from bot.discord.rendering.answers import SnapshotStamp, footer
from bot.discord.rendering.colours import NEUTRAL
from bot.discord.rendering.escaping import UNSHOWN, escape
from bot.discord.rendering.frames import below, plain, quote_frame, short
from bot.wording import press
from index.printings.values import Printing, Status, WhoSaid

_MOST = 5
_DIFFERENCES = 400
_TITLES = {
    Status.VERBATIM: "Verbatim",
    Status.ALTERED: "Altered",
    Status.ABSENT: "Not in this archive",
}


def render_who_said(found: WhoSaid, stamp: SnapshotStamp) -> list[discord.Embed]:
    """Return the embeds: a summary, then the first printings with their sources."""
    summary = _summary(found)
    shown = found.printings[:_MOST]
    frames = [_frame(found, position, stamp) for position in range(len(shown))]
    for frame, printing in zip(frames, shown, strict=True):
        if printing.changes:
            frame.add_field(
                name="Where your text differs", value=differences(found, printing), inline=False
            )
    texts = [printing.text for printing in shown]
    return below(summary, frames, texts, footer(found.snapshot, stamp))


def _summary(found: WhoSaid) -> discord.Embed:
    lines = [_without_title(press.status_words(found))]
    if first := press.first_printed_words(
        found.first_printed, verbatim=found.status is Status.VERBATIM
    ):
        lines.append(first)
    lines += [note.text for note in found.notes[:5]]
    hidden = len(found.printings) - _MOST
    if hidden > 0:
        more = wording.count_words(hidden, "further printing")
        lines.append(f"Shown are the first {_MOST}; there are {more}.")
    text = "\n".join(short(line, 300) for line in lines)
    return discord.Embed(title=_TITLES[found.status], description=text, colour=NEUTRAL)


def _without_title(words: str) -> str:
    """Leave out the word that stands as the title already."""
    said = words.partition(": ")[2] or words
    return said[:1].upper() + said[1:]


def _frame(found: WhoSaid, position: int, stamp: SnapshotStamp) -> discord.Embed:
    printing, count = found.printings[position], len(found.printings)
    heading = f"Printing {position + 1} of {count}" if count > 1 else "Printing"
    if printing.changes:
        heading += f" · {press.similarity_words(printing)}"
    attribution = wording.attribution_words(printing.chain, archive_outlets=stamp.outlets)
    remarks = [press.WITHDRAWN] if printing.withdrawn else []
    return quote_frame(printing.article, attribution, heading=heading, remarks=remarks)


def differences(found: WhoSaid, printing: Printing) -> str:
    """Say in words where a pasted text departs from a printing; all of it, or how much is left out."""
    said = [
        escape(UNSHOWN.sub("", plain(press.change_words(change), 90)))
        for change in printing.changes
    ]
    kept: list[str] = []
    for number, words in enumerate(said):
        left = len(said) - number
        if sum(map(limits.units, kept)) + 2 * len(kept) + limits.units(words) > _DIFFERENCES:
            kept.append(f"and {wording.count_words(left, 'further difference')}")
            break
        kept.append(words)
    return "; ".join(kept) or "in the order of its words"
