"""The parts that messages are made of: a quote with its source, lines about articles, room shared fairly."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache

import discord

from bot import wording
from bot.discord.rendering import limits
from bot.discord.rendering.colours import outlet_colour
from bot.discord.rendering.directions import steady
from bot.discord.rendering.escaping import blockquote, clean, escape, marked_quote
from bot.discord.rendering.links import safe_url
from bot.discord.rendering.shortening import Shown, show, show_around
from index.values import Article, Span

LEAST = 200
"""Every quote of a message gets at least so many characters."""
NAME = 80
TITLE = 120
_ATTRIBUTION = 220
_REMARK = 120
_LINK = 200
_GAP = "\n\n\n\n"
"""Where the quote goes in a description that is ready but for it; no line of ours holds it."""


def short(text: str, budget: int) -> str:
    """Return a name or title escaped, on one line, shortened with a mark beyond the budget."""
    text = clean(text)
    if not (text.isascii() and 2 * len(text) <= budget):  # else it fits, whatever of it is escaped
        text = show(text, budget, lambda part: limits.units(escape(steady(part)))).text
    return escape(steady(text))


def plain(text: str, budget: int) -> str:
    """The same where Discord knows no markdown: cleaned, shortened, not escaped."""
    return steady(show(clean(text), budget, lambda part: limits.units(steady(part))).text)


def date_line(published: str | None) -> str:
    """Return a day in words, or Discord's own timestamp where the time is known."""
    if published and len(published) > 10:
        return f"<t:{int(datetime.fromisoformat(published).timestamp())}:f>"
    return escape(wording.date_words(published))


def headline(article: Article, most: int = TITLE) -> str | None:
    """Return the title that heads an embed. Where there is none nothing does: ``source_line`` says so."""
    return short(wording.title_words(article), most) if wording.has_title(article) else None


def source_line(article: Article) -> str:
    """Return "**Outlet** · date" in markdown, and by what the article is known where it has no title."""
    outlet = short(wording.outlet_words(article.outlet), NAME)
    line = f"**{outlet}** · {date_line(article.published)}"
    return line if wording.has_title(article) else f"{line} · {_linked_title(article)}"


def article_line(article: Article) -> str:
    """Return an article as an item of a list: title (linked), outlet, date."""
    outlet = short(wording.outlet_words(article.outlet), NAME)
    return f"- {_linked_title(article)}, {outlet}, {date_line(article.published)}"


def _linked_title(article: Article) -> str:
    title = short(wording.title_words(article), TITLE)
    url = safe_url(article.url)
    if url and len(url) <= _LINK:
        return f"[{title}]({url.replace('(', '%28').replace(')', '%29')})"
    return title


def lines_that_fit(lines: Sequence[str], budget: int) -> list[str]:
    """Return the first lines that fit together; none is cut."""
    kept, used = [], 0
    for line in lines:
        used += limits.units(line) + 1
        if used > budget:
            break
        kept.append(line)
    return kept


def quote_frame(
    article: Article,
    attribution: str,
    *,
    heading: str | None = None,
    remarks: Sequence[str] = (),
    label: str = "Attribution",
) -> discord.Embed:
    """Return an embed that is ready but for its quote."""
    below = [short(f"{label}: {attribution}", _ATTRIBUTION)]
    below += [short(remark, _REMARK) for remark in remarks]
    embed = discord.Embed(
        title=headline(article),
        url=safe_url(article.url),
        description=source_line(article) + _GAP + "\n".join(below),
        colour=outlet_colour(article.outlet),
    )
    return embed.set_author(name=plain(heading, NAME)) if heading else embed


def fill_frames(
    frames: Sequence[discord.Embed],
    texts: Sequence[str],
    room: int,
    cores: Sequence[Span | None] | None = None,
) -> list[Shown]:
    """Put the quotes into their embeds, sharing what room is left of a message.

    ``cores`` are the parts of the texts, if any, that are to be in bold and shown in any case.
    """
    parts, measure = cores or [None] * len(texts), cache(_quoted_units)
    extra = [_bold_units(text, core) for text, core in zip(texts, parts, strict=True)]
    wanted = [measure(text) + more for text, more in zip(texts, extra, strict=True)]
    shown = []
    for frame, text, core, more, budget in zip(
        frames, texts, parts, extra, share_room(wanted, room), strict=True
    ):
        ready = frame.description or ""
        most = min(budget, limits.DESCRIPTION - limits.units(ready)) - more
        shown.append(show_around(text, core or Span(0, 0), most, measure))
        quoted = shown[-1].text
        quoted = marked_quote(quoted, shown[-1].locate(core)) if core else blockquote(quoted)
        frame.description = ready.replace(_GAP, f"\n\n{quoted}\n\n", 1)
    return shown


def below(
    summary: discord.Embed, frames: Sequence[discord.Embed], texts: Sequence[str], foot: str
) -> list[discord.Embed]:
    """Return a summary and the quotes below it; those without room are left out, and counted in the footer."""
    for count in range(len(frames), -1, -1):
        kept = frames[:count]
        left = wording.count_words(len(frames) - count, "further quote")
        words = foot if count == len(frames) else f"{left} left out for want of room · {foot}"
        (kept[-1] if kept else summary).set_footer(text=words)
        room = limits.EMBED_TOTAL - limits.total_units([summary, *kept])
        if room >= LEAST * count:
            break
    fill_frames(kept, texts[:count], room)
    return [summary, *kept]


def _quoted_units(text: str) -> int:
    return limits.units(blockquote(text))


def _bold_units(text: str, core: Span | None) -> int:
    """Return what the signs of bold add at most."""
    return len("****") * (core.of(text).count("\n") + 1) if core else 0


def share_room(wanted: Sequence[int], room: int) -> list[int]:
    """Share out ``room`` so that short quotes are whole and only the longest are shortened.

    Raises ``ValueError`` where the room does not give every quote its least.
    """
    if room < LEAST * len(wanted):
        raise ValueError(f"{room} characters are not enough for {len(wanted)} quotes")
    budgets, left = [0] * len(wanted), room
    for served, position in enumerate(sorted(range(len(wanted)), key=wanted.__getitem__)):
        budgets[position] = min(wanted[position], left // (len(wanted) - served))
        left -= budgets[position]
    return budgets
