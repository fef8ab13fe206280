"""``/forget-me``: what the bot keeps of a member is the member's to take back."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot import wording
from bot.discord.core import Core
from bot.memory.database import BotDatabase


class Privacy(commands.Cog):
    """Taking back what was kept."""

    def __init__(self, bot: Core) -> None:
        self.bot = bot

    @app_commands.command(
        name="forget-me", description="Make me forget your questions and what you said of answers"
    )
    async def forget_me(self, interaction: discord.Interaction) -> None:
        """Forget everything of the one who asks it; answers that stand in channels lose their buttons."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        gone = await self.bot.kept(BotDatabase.forget_member, interaction.user.id)
        text = f"Done. I have forgotten {wording.count_words(gone, 'question')} of yours, in all servers."
        if gone:
            text += (
                " My answers to them stay where they are, but their buttons no longer work, and deleting your "
                "question no longer deletes its answer: ask a moderator of the server for that."
            )
        await interaction.edit_original_response(content=text)
