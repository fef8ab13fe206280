"""``/outlets``, ``/article``, ``/about`` and ``/help``: what is in the archive, and how to ask."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot import wording
from bot.conversation.links import link_given
from bot.discord.admission import door
from bot.discord.answering.answers import Outgoing, record_outgoing
from bot.discord.answering.buttons import article_view
from bot.discord.answering.sending import finish, place_of, put, take
from bot.discord.commands.help import HELP
from bot.discord.commands.opening import about_article, opening
from bot.discord.commands.version import VERSION
from bot.discord.core import Core
from bot.discord.rendering import limits
from bot.discord.rendering.answers import Rendered, footer
from bot.discord.rendering.colours import NEUTRAL
from bot.discord.rendering.frames import fill_frames, lines_that_fit, quote_frame
from bot.discord.rendering.outlet_list import counted, list_file, none_words, outlet_line
from bot.discord.service.desk import DeskFull
from bot.discord.service.facts import outlet_counts
from bot.discord.service.outlets import matching
from bot.discord.service.titles import title_choices
from bot.memory.records import AnswerRecord

_LINES = 3600
_MOST = 25
"""Outlets listed in a message; a text file lists all where there are more."""
UNKNOWN_ARTICLE = "I know no such article, or several. Type a few words of its title and choose one of those offered."

UNKNOWN_LINK = "This archive holds no article from that address. `/who-said` with words of it tells who printed them."


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
            title=counted(len(counts), name),
            description="\n".join(kept) or none_words(name, [entry.name for entry in entries]),
            colour=NEUTRAL,
        )
        stamp = await self.bot.stamp()
        embed.set_footer(text=footer(stamp.id, stamp))
        files = [] if len(kept) == len(lines) else [list_file(counts)]
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
        title="Type some of its title and choose, or give its link", private="Show it to you alone"
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
            await put(interaction, content=UNKNOWN_LINK if link_given(title) else UNKNOWN_ARTICLE)
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
