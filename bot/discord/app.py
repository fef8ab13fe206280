"""The bot that members meet: the core, and everything that they can use."""

from __future__ import annotations

from discord.ext import commands

from bot.discord.actions import ACTIONS
from bot.discord.administering import Administering
from bot.discord.asking import Asking
from bot.discord.buttons import AnswerButton
from bot.discord.conversing import Conversing
from bot.discord.core import Core
from bot.discord.followup import FollowUps
from bot.discord.lookups import Lookups
from bot.discord.preferring import Preferring
from bot.discord.privacy import Privacy
from bot.discord.rebuilding import Rebuilding, StopButton
from bot.discord.showing import Showing
from config.settings import Settings


class WhosaidBot(Core):
    """Answers questions in Discord. Nothing is connected or loaded before it is started."""

    async def equip(self) -> None:
        """Add the commands and the lasting buttons; a second call changes nothing."""
        self.actions = ACTIONS
        self.add_dynamic_items(AnswerButton, StopButton)
        if self.cogs:
            return
        for cog in (Asking, Conversing, FollowUps, Lookups, Showing, Preferring, Privacy):
            await self.add_cog(cog(self))
        rebuilding = Rebuilding(self)
        await self.add_cog(rebuilding)
        await self.add_cog(Administering(self, rebuilding))


def create_bot(settings: Settings) -> commands.Bot:
    """Return the bot, ready for ``run(token)``: nothing is connected, no model is loaded."""
    return WhosaidBot(settings)
