"""Everything that members can use, added to the bot once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.discord.actions import ACTIONS
from bot.discord.asking import Asking
from bot.discord.buttons import AnswerButton
from bot.discord.conversing import Conversing
from bot.discord.lookups import Lookups
from bot.discord.showing import Showing

if TYPE_CHECKING:
    from bot.discord.app import WhosaidBot


async def add_everything(bot: WhosaidBot) -> None:
    """Add the commands and the lasting buttons; a second call changes nothing."""
    bot.actions = ACTIONS
    bot.add_dynamic_items(AnswerButton)
    for cog in (Asking, Conversing, Lookups, Showing):
        if bot.get_cog(cog.__name__) is None:
            await bot.add_cog(cog(bot))
