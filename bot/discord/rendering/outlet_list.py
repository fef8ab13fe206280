"""Outlets as a list: in a message, and in a text file where a message cannot hold all."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot import wording
from bot.discord.rendering.files import text_file
from bot.discord.rendering.frames import plain, short
from bot.wording.press import days_words
from index.snapshot.articles import OutletCount


def outlet_line(count: OutletCount, others: tuple[str, ...]) -> str:
    """Return an outlet as an item of a list: articles, days, other names."""
    facts = (
        f"{wording.count_words(count.articles, 'article')}, {days_words(count.first, count.last)}"
    )
    bare = count.outlet.casefold().removeprefix("the ")
    names = [name for name in others if name.casefold().removeprefix("the ") != bare]
    also = f", also called {wording.joined(names, most=3)}" if names else ""
    return f"- **{short(count.outlet, 80)}**: {short(facts + also, 200)}"


def counted(number: int, name: str | None) -> str:
    """Say how many outlets there are, or how many have some words in a name of theirs."""
    words = wording.count_words(number, "outlet")
    words = words[:1].upper() + words[1:]
    return f"{words} for “{short(name, 80)}”" if name else f"{words} in the archive"


def none_words(name: str | None, held: Sequence[str]) -> str:
    """Say that no outlet has some words in its name, and which have words like them."""
    if not name:
        return "No article in the archive states who published it."
    alike = wording.alike_words([name], held)
    also = short(alike, 200) if alike else "Without a name I list them all."
    return f"None has “{short(name, 80)}” in its name. {also}"


def list_file(counts: list[OutletCount]) -> discord.File:
    """Return all outlets as a text file, one a line: name, articles, first and last day."""
    lines = [
        f"{plain(one.outlet, 200)}\t{one.articles}\t{one.first or ''}\t{one.last or ''}"
        for one in counts
    ]
    text = "\n".join(["outlet\tarticles\tfirst\tlast", *lines]) + "\n"
    return text_file("outlets.txt", text)
