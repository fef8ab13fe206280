"""The form for a follow-up: it needs no mention, and shows as what the follow-up was taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.discord import door, faults, limits
from bot.discord.following import follow
from bot.discord.notices import tell
from bot.discord.sending import finish, place_of, take
from bot.records import AnswerRecord

if TYPE_CHECKING:
    from bot.discord.app import WhosaidBot


class FollowUp(discord.ui.Modal, title="Ask a follow-up"):
    """One line to write, under the answer that it follows."""

    text: discord.ui.TextInput[FollowUp] = discord.ui.TextInput(
        label="Your question",
        placeholder="and the Guardian? · when was that? · or a new question",
        max_length=limits.QUESTION,
    )

    def __init__(self, bot: WhosaidBot, record: AnswerRecord) -> None:
        super().__init__(timeout=15 * 60)
        self._bot = bot
        self._record = record

    async def on_submit(self, interaction: discord.Interaction) -> None:
        """Answer, in a new message; privately where the answer it follows was private."""
        text = self.text.value
        message = interaction.message
        private = message.flags.ephemeral if message else None
        problem = door.asked_problem(text)
        if not await take(self._bot, interaction, problem=problem, private=private):
            return
        with self._bot.at_work():
            outcome = await follow(
                self._bot, place_of(interaction), text, [self._record], show_question=True
            )
            await finish(self._bot, interaction, outcome)

    async def on_error(self, interaction: discord.Interaction, error: Exception, /) -> None:  # type: ignore[override]  # a Modal's has no item
        """Tell the member that it went wrong, and log why."""
        await tell(interaction, faults.report(error, form="follow-up"))
