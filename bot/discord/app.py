"""The bot that members meet: the core, and everything that they can use."""

from __future__ import annotations

from discord.ext import commands

from bot.discord.actions.table import ACTIONS
from bot.discord.administration.commands import Administering
from bot.discord.administration.progress import Rebuilding, StopButton
from bot.discord.answering.buttons import AnswerButton
from bot.discord.commands.asking import Asking
from bot.discord.commands.lookups import Lookups
from bot.discord.commands.privacy import Privacy
from bot.discord.commands.server_settings import ServerSettings
from bot.discord.commands.showing import Showing
from bot.discord.conversation.form import FollowUps
from bot.discord.conversation.messages import Conversing
from bot.discord.core import Core
from config.settings import Settings


class WhosaidBot(Core):
    """Answers questions in Discord. Nothing is connected or loaded before it is started."""

    async def equip(self) -> None:
        """Add the commands and the lasting buttons; a second call changes nothing."""
        self.actions = ACTIONS
        self.add_dynamic_items(AnswerButton, StopButton)
        if self.cogs:
            return
        for cog in (Asking, Conversing, FollowUps, Lookups, Showing, ServerSettings, Privacy):
            await self.add_cog(cog(self))
        rebuilding = Rebuilding(self)
        await self.add_cog(rebuilding)
        await self.add_cog(Administering(self, rebuilding))


def create_bot(settings: Settings) -> commands.Bot:
    """Return the bot, ready for ``run(token)``: nothing is connected, no model is loaded."""
    return WhosaidBot(settings)
