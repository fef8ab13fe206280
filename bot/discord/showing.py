"""``/outlets``, ``/article``, ``/about`` and ``/help``: what is in the archive, and how to ask."""

from __future__ import annotations

from collections.abc import Sequence

import discord
from discord import app_commands
from discord.ext import commands

from bot import wording
from bot.discord import door, limits
from bot.discord.answering import Outgoing, record_outgoing
from bot.discord.buttons import article_view
from bot.discord.core import Core
from bot.discord.desk import DeskFull
from bot.discord.facts import outlet_counts
from bot.discord.files import text_file
from bot.discord.frames import fill_frames, lines_that_fit, plain, quote_frame, short
from bot.discord.help import HELP
from bot.discord.looks import NEUTRAL
from bot.discord.outlets import matching
from bot.discord.rendering import Rendered, footer
from bot.discord.sending import finish, place_of, put, take
from bot.discord.titles import the_only, title_choices
from bot.discord.version import VERSION
from bot.memory.records import AnswerRecord
from bot.serving.service import AnsweringService
from bot.values import Answer, Question, Quote, Reading
from bot.wording.press import days_words
from index.snapshot import OutletCount
from index.values import Article, Link, Role, Sentence, SentenceKind

_OPENING = 3
_LINES = 3600
_MOST = 25
"""Outlets listed in a message; a text file lists all where there are more."""
UNKNOWN_ARTICLE = "I know no such article, or several. Type a few words of its title and choose one of those offered."


class Showing(commands.Cog):
    """Commands that show what is there."""

    def __init__(self, bot: Core) -> None:
        self.bot = bot

    @app_commands.command(description="Which outlets are in the archive, and from when to when?")
    @app_commands.describe(name="Only outlets with this in their name")
    async def outlets(self, interaction: discord.Interaction, name: str | None = None) -> None:
        """List the outlets of the archive."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        entries = await self.bot.outlets.entries()
        wanted = {entry.name: entry for entry in matching(entries, name or "")}
        listed = await self.bot.desk.peek(outlet_counts)
        counts = [one for one in listed if one.outlet in wanted]
        lines = [outlet_line(one, wanted[one.outlet].others) for one in counts]
        kept = lines_that_fit(lines[:_MOST], _LINES)
        embed = discord.Embed(
            title=_counted(len(counts), name),
            description="\n".join(kept) or _none(name, [entry.name for entry in entries]),
            colour=NEUTRAL,
        )
        stamp = await self.bot.stamp()
        embed.set_footer(text=footer(stamp.id, stamp))
        files = [] if len(kept) == len(lines) else [_list_file(counts)]
        if files:
            left = wording.count_words(len(lines) - len(kept), "further outlet")
            embed.description = f"{embed.description}\n\n{left}: see the attached text file."
        await interaction.edit_original_response(embeds=[embed], attachments=files)

    @outlets.autocomplete("name")
    async def _outlet_choices(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        return await self.bot.outlets.choices(interaction, typed)

    @app_commands.command(description="Show an article: outlet, date, authors, its opening")
    @app_commands.describe(
        title="Type some of its title and choose", private="Show it to you alone"
    )
    async def article(
        self, interaction: discord.Interaction, title: str, private: bool | None = None
    ) -> None:
        """Show one article."""
        if not await take(self.bot, interaction, private=private):
            return
        with self.bot.at_work():
            await self._show_article(interaction, title)

    async def _show_article(self, interaction: discord.Interaction, title: str) -> None:
        place = place_of(interaction)
        try:
            found = await self.bot.desk.look(opening, title)
        except DeskFull as full:
            await put(interaction, content=door.full_words(full.waiting))
            return
        if found is None:
            await put(interaction, content=UNKNOWN_ARTICLE)
            return
        stamp = await self.bot.stamp(found.snapshot)
        quote = found.quotes[0]
        frame = quote_frame(quote.article, about_article(quote.article), label="Article")
        frame.set_footer(text=footer(found.snapshot, stamp))
        fill_frames([frame], [quote.text], limits.EMBED_TOTAL - limits.embed_units(frame))
        record = AnswerRecord(
            guild=place.guild, channel=place.channel, asker=place.member,
            question=wording.title_words(quote.article), snapshot=found.snapshot,
        )  # fmt: skip
        rendered = Rendered(content=None, embeds=(frame,))
        outgoing: Outgoing = await record_outgoing(self.bot, record, found, rendered)
        await finish(self.bot, interaction, outgoing, view=article_view(outgoing.number))

    @article.autocomplete("title")
    async def _title_choices(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        return await title_choices(self.bot.desk, typed)

    @app_commands.command(description="About this bot: its archive, how old it is, its version")
    async def about(self, interaction: discord.Interaction) -> None:
        """Say what answers here."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        facts = await self.bot.facts.current()
        counts = facts.counts
        embed = discord.Embed(
            title="Whosaid",
            description="I answer with verbatim quotes from a news archive, each with the outlet that "
            "printed it, the date, and whom that outlet was relaying. I never write a sentence "
            "about the news myself.",
            colour=NEUTRAL,
        )
        sizes = [
            wording.count_words(counts.articles, "article"),
            wording.count_words(counts.outlets, "outlet"),
            wording.count_words(counts.passages, "passage"),
            wording.count_words(counts.attributions, "attribution"),
        ]
        embed.add_field(name="Archive", value="\n".join(sizes))
        built = f"{facts.id}\nbuilt <t:{int(facts.built.timestamp())}:R>"
        embed.add_field(name="Snapshot", value=built)
        since = f"{VERSION}\nstarted <t:{int(self.bot.started)}:R>"
        embed.add_field(name="Version", value=since)
        embed.set_footer(text="/help says how to ask.")
        await interaction.edit_original_response(embed=embed)

    @app_commands.command(description="How to ask, and what the buttons do")
    async def help(self, interaction: discord.Interaction) -> None:
        """Say how to use the bot."""
        embed = discord.Embed(title="How to ask", colour=NEUTRAL)
        for name, text in HELP:
            days = self.bot.settings.discord.keep_days
            embed.add_field(name=name, value=text.replace("{days}", str(days)), inline=False)
        await interaction.response.send_message(embed=embed, ephemeral=True)


def outlet_line(count: OutletCount, others: tuple[str, ...]) -> str:
    """Return an outlet as an item of a list: articles, days, other names."""
    facts = (
        f"{wording.count_words(count.articles, 'article')}, {days_words(count.first, count.last)}"
    )
    bare = count.outlet.casefold().removeprefix("the ")
    names = [name for name in others if name.casefold().removeprefix("the ") != bare]
    also = f", also called {wording.joined(names, most=3)}" if names else ""
    return f"- **{short(count.outlet, 80)}**: {short(facts + also, 200)}"


def _counted(number: int, name: str | None) -> str:
    """Say how many outlets there are, or how many have some words in a name of theirs."""
    words = wording.count_words(number, "outlet")
    words = words[:1].upper() + words[1:]
    return f"{words} for “{short(name, 80)}”" if name else f"{words} in the archive"


def _none(name: str | None, held: Sequence[str]) -> str:
    if not name:
        return "No article in the archive states who published it."
    alike = wording.alike_words([name], held)
    also = short(alike, 200) if alike else "Without a name I list them all."
    return f"None has “{short(name, 80)}” in its name. {also}"


def _list_file(counts: list[OutletCount]) -> discord.File:
    lines = [
        f"{plain(one.outlet, 200)}\t{one.articles}\t{one.first or ''}\t{one.last or ''}"
        for one in counts
    ]
    text = "\n".join(["outlet\tarticles\tfirst\tlast", *lines]) + "\n"
    return text_file("outlets.txt", text)


def about_article(article: Article) -> str:
    """Say what is known of an article besides its title, outlet and date."""
    by = f"by {wording.joined(article.authors, most=4)}" if article.authors else "author not stated"
    return f"{by}, {wording.count_words(len(article.body.split()), 'word')} in all"


def opening(service: AnsweringService, title: str) -> Answer | None:
    """Return the first sentences of an article, by its id or its title, as if they answered; None without one."""
    archive = service.archive
    article = archive.article(title) or archive.article(the_only(service, title) or "")
    if article is None:
        return None
    start, end = _opening(article, archive.sentences(article.id))
    text = article.body[start:end]
    if not text:
        return None
    chain = (Link(role=Role.PUBLISHER, name=article.outlet),)
    quote = Quote(article=article, text=text, start=start, end=end, score=1.0, chain=chain)
    return Answer(
        question=Question(text=article.id),
        reading=Reading(),
        quotes=(quote,),
        hits=(),
        confidence=1.0,
        snapshot=archive.id,
        elapsed_ms=0.0,
    )


def _opening(article: Article, sentences: Sequence[Sentence]) -> tuple[int, int]:
    news = [one for one in sentences if one.kind is SentenceKind.NEWS][:_OPENING]
    return (news[0].start, news[-1].end) if news else (0, len(article.body))
