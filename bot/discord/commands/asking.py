"""``/ask``: a question with its options, answered in place."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.conversation import asks_to_look_up
from bot.discord.admission import door
from bot.discord.answering.answers import Asked, answer, question_heading
from bot.discord.answering.sending import finish, place_of, take
from bot.discord.commands.days import read_days
from bot.discord.conversation.following import follow
from bot.discord.core import Core
from bot.discord.rendering import limits
from bot.understanding.asking_day import asking_day
from bot.values import Question


class Asking(commands.Cog):
    """The command that everything is about."""

    def __init__(self, bot: Core) -> None:
        self.bot = bot

    @app_commands.command(description="Ask the archive: the answer is verbatim quotes with outlets")
    @app_commands.describe(
        question="What do you want to know?",
        outlet="Only from this outlet (several: set apart by commas)",
        since="Only from this day on: 2023-10-31, October 2023, yesterday …",
        until="Only up to this day",
        private="Show the answer to you alone",
    )
    async def ask(
        self,
        interaction: discord.Interaction,
        question: app_commands.Range[str, 1, limits.QUESTION],
        outlet: str | None = None,
        since: str | None = None,
        until: str | None = None,
        private: bool | None = None,
    ) -> None:
        """Answer a question."""
        days = read_days(since, until, asking_day())
        problem = days.problem or door.asked_problem(question, self.bot.outlets.known, alone=True)
        if not await take(self.bot, interaction, problem=problem, private=private):
            return
        place = place_of(interaction)
        wanted = Question(
            text=question,
            outlets=self.bot.outlets.split(outlet),
            since=days.since,
            until=days.until,
        )
        with self.bot.at_work():
            if asks_to_look_up(question):
                outcome = await follow(
                    self.bot, place, question, (), show_question=True, limits=wanted
                )
            else:
                heading = question_heading(question)
                asked = Asked(place=place, question=wanted, heading=heading)
                outcome = await answer(self.bot, asked)
            await finish(self.bot, interaction, outcome)

    @ask.autocomplete("outlet")
    async def outlet_choices(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer the outlets of the archive."""
        return await self.bot.outlets.choices(interaction, typed)
