"""The form for a follow-up: it needs no mention, and shows as what the follow-up was taken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import discord
from discord.ext import commands

from bot.discord.admission import door
from bot.discord.answering.buttons import FORGOTTEN
from bot.discord.answering.sending import finish, place_of, take
from bot.discord.conversation.following import follow
from bot.discord.core import Core
from bot.discord.rendering import limits
from bot.discord.reporting import faults
from bot.discord.reporting.notices import tell
from bot.memory.database import BotDatabase

_FORM = re.compile(r"whosaid:follow_up:(\d+)")


class FollowUp(discord.ui.Modal, title="Ask a follow-up"):
    """One line to write, under the answer with a number. ``FollowUps`` takes it: so a form outlives a restart."""

    text: discord.ui.TextInput[FollowUp] = discord.ui.TextInput(
        label="Your question",
        placeholder="and the Guardian? · when was that? · or a new question",
        custom_id="whosaid:text",
        max_length=limits.QUESTION,
    )

    def __init__(self, number: int) -> None:
        super().__init__(timeout=15 * 60, custom_id=f"whosaid:follow_up:{number}")


class FollowUps(commands.Cog):
    """Answers what was written in the forms."""

    def __init__(self, bot: Core) -> None:
        self.bot = bot

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Take a form that was sent off; a fault is told with its reference."""
        if interaction.type is not discord.InteractionType.modal_submit:
            return
        data: Any = interaction.data or {}
        form = _FORM.fullmatch(data.get("custom_id", ""))
        if form is None:
            return
        try:
            await self._answer(interaction, int(form[1]), next(written(data), ""))
        except Exception as fault:
            await tell(interaction, faults.report(fault, form="follow-up"))

    async def _answer(self, interaction: discord.Interaction, number: int, text: str) -> None:
        """Answer in a new message: for the member alone where the answer that it follows was."""
        record = await self.bot.kept(BotDatabase.answer, number)
        message = interaction.message
        private = True if message is not None and message.flags.ephemeral else None
        problem = door.asked_problem(text, self.bot.outlets.known) if record else FORGOTTEN
        if not await take(self.bot, interaction, problem=problem, private=private):
            return
        with self.bot.at_work():
            earlier = [record] if record else []
            outcome = await follow(
                self.bot, place_of(interaction), text, earlier, show_question=True
            )
            await finish(self.bot, interaction, outcome)


def written(part: Any) -> Iterator[str]:
    """Yield what was written in the fields of a form."""
    if "value" in part:
        yield part["value"]
    inner = [part["component"]] if "component" in part else part.get("components", ())
    for one in inner:
        yield from written(one)
