"""``/who-said``, ``/coverage``, ``/compare`` and the message menus: looking things up in the archive."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord.admission import door
from bot.discord.answering.answers import Asked, answer, looked_up, question_heading
from bot.discord.answering.sending import finish, place_of, put, take
from bot.discord.commands.days import read_days
from bot.discord.core import Core
from bot.discord.rendering.comparison import look_up_comparison, render_comparison
from bot.discord.rendering.coverage import look_up_coverage
from bot.discord.rendering.escaping import read_quote
from bot.discord.rendering.frames import short
from bot.discord.rendering.printings import render_who_said
from bot.discord.reporting import faults
from bot.discord.service.desk import DeskFull
from bot.memory.database import BotDatabase
from bot.memory.records import COMPARED
from bot.replies.compare import Comparison
from bot.serving.service import AnsweringService
from bot.understanding.asking_day import asking_day
from bot.values import Question

TEXT = 4000
TOPIC = 300
_CHECKED = 300
NOTHING_TO_CHECK = "That message has no text that I can check."
NOTHING_TO_ASK = "That message has no text that I can ask about."

Parts = dict[str, Any]


class Lookups(commands.Cog):
    """Commands that look something up rather than answer a question."""

    def __init__(self, bot: Core) -> None:
        self.bot = bot
        self._menus = [
            app_commands.ContextMenu(name="Check this quote", callback=self._check_message),
            app_commands.ContextMenu(name="Ask about this", callback=self._ask_message),
        ]

    async def cog_load(self) -> None:
        """Add the message menus: they cannot be declared in a class."""
        for menu in self._menus:
            self.bot.tree.add_command(menu)

    async def cog_unload(self) -> None:
        """Take the message menus away."""
        for menu in self._menus:
            self.bot.tree.remove_command(menu.name, type=menu.type)

    @app_commands.command(
        name="who-said", description="Check a quote: who printed it, word for word?"
    )
    @app_commands.describe(
        text="The sentence or message to check", private="Show the result to you alone"
    )
    async def who_said(
        self,
        interaction: discord.Interaction,
        text: app_commands.Range[str, 1, TEXT],
        private: bool | None = None,
    ) -> None:
        """Find where a text was printed."""
        await self._look(interaction, lambda: self._printings(text), private=private)

    @app_commands.command(description="Which outlets covered something, from when to when?")
    @app_commands.describe(
        topic="A story, a person, a place …",
        since="Only from this day on: 2023-10-31, October 2023, yesterday …",
        until="Only up to this day",
        private="Show the result to you alone",
    )
    async def coverage(
        self,
        interaction: discord.Interaction,
        topic: app_commands.Range[str, 1, TOPIC],
        since: str | None = None,
        until: str | None = None,
        private: bool | None = None,
    ) -> None:
        """Show all coverage of a topic."""
        days = read_days(since, until, asking_day())

        async def parts() -> Parts:
            found = await self.bot.desk.look(look_up_coverage, topic, days.since, days.until)
            return found.parts()

        await self._look(interaction, parts, problem=days.problem, private=private)

    @app_commands.command(description="What do outlets say about the same thing, side by side?")
    @app_commands.describe(
        topic="What they write about",
        outlets="Which outlets, set apart by commas (none: all that write about it)",
        private="Show the result to you alone",
    )
    async def compare(
        self,
        interaction: discord.Interaction,
        topic: app_commands.Range[str, 1, TOPIC],
        outlets: str | None = None,
        private: bool | None = None,
    ) -> None:
        """Set outlets' claims side by side."""
        compared: list[Comparison] = []

        async def parts() -> Parts:
            names = self.bot.outlets.split(outlets)
            found = await self.bot.desk.look(look_up_comparison, topic, names)
            compared.append(found)
            return {"embeds": render_comparison(found, await self.bot.stamp(found.snapshot))}

        message = await self._look(interaction, parts, private=private)
        for found in compared:
            if found.meant and message is not None and not message.flags.ephemeral:
                await self._keep(interaction, found, message)

    async def _keep(
        self, interaction: discord.Interaction, found: Comparison, message: discord.Message
    ) -> None:
        """Keep a comparison that asks back, so that a reply can agree to it."""
        question = Question(text=found.topic, outlets=found.asked)
        record = looked_up(place_of(interaction), question, found.snapshot, COMPARED)
        await self.bot.kept(BotDatabase.add_answer, replace(record, message=message.id))

    @compare.autocomplete("outlets")
    async def _outlet_choices(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        return await self.bot.outlets.choices(interaction, typed)

    async def _check_message(
        self, interaction: discord.Interaction, message: discord.Message
    ) -> None:
        text = self._own_quote(message) or message_text(message)
        problem = None if text else NOTHING_TO_CHECK
        await self._look(interaction, lambda: self._printings(text), problem=problem)

    async def _ask_message(
        self, interaction: discord.Interaction, message: discord.Message
    ) -> None:
        given = await self.bot.kept(BotDatabase.answer_in, message.id)
        text = given.question if given else message_text(message)
        known = self.bot.outlets.known
        problem = door.asked_problem(text, known, alone=not given) if text else NOTHING_TO_ASK
        if not await take(self.bot, interaction, problem=problem):
            return
        asked = Asked(
            place=place_of(interaction),
            question=Question(text=text),
            heading=question_heading(text),
        )
        with self.bot.at_work():
            await finish(self.bot, interaction, await answer(self.bot, asked))

    def _own_quote(self, message: discord.Message) -> str:
        """Return the first quote of one of the bot's own answers; what stands above it is a question."""
        mine = self.bot.user is not None and message.author.id == self.bot.user.id
        texts = [embed.description or "" for embed in message.embeds] if mine else []
        return next(filter(None, map(read_quote, texts)), "")

    async def _look(
        self,
        interaction: discord.Interaction,
        parts: Callable[[], Awaitable[Parts]],
        *,
        problem: str | None = None,
        private: bool | None = None,
    ) -> discord.Message | None:
        """Look something up and show it; return the message, or None where there is none."""
        if not await take(self.bot, interaction, problem=problem, private=private):
            return None
        with self.bot.at_work():
            try:
                ready = await parts()
            except DeskFull as full:
                ready = {"content": door.full_words(full.waiting)}
            except Exception as fault:
                command = interaction.command.name if interaction.command else None
                ready = {"content": faults.report(fault, command=command)}
            return await put(interaction, **ready)

    async def _printings(self, text: str) -> Parts:
        found = await self.bot.desk.look(AnsweringService.who_said, text)
        embeds = render_who_said(found, await self.bot.stamp(found.snapshot))
        return {"content": f"Checked: “{short(text, _CHECKED)}”", "embeds": embeds}


def message_text(message: discord.Message) -> str:
    """Return the text of a message, or of what it forwards, or of the first thing shown in it."""
    parts: list[discord.Message | discord.MessageSnapshot] = [message, *message.message_snapshots]
    texts = [part.content for part in parts]
    texts += [embed.description or "" for part in parts for embed in part.embeds]
    return next(filter(None, map(str.strip, texts)), "")[:TEXT]
