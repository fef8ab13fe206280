"""Everything that members can use, added to the bot once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.discord.actions import ACTIONS
from bot.discord.administering import Administering
from bot.discord.asking import Asking
from bot.discord.buttons import AnswerButton
from bot.discord.conversing import Conversing
from bot.discord.followup import FollowUps
from bot.discord.lookups import Lookups
from bot.discord.preferring import Preferring
from bot.discord.privacy import Privacy
from bot.discord.rebuilding import Rebuilding, StopButton
from bot.discord.showing import Showing

if TYPE_CHECKING:
    from bot.discord.app import WhosaidBot


async def add_everything(bot: WhosaidBot) -> None:
    """Add the commands and the lasting buttons; a second call changes nothing."""
    bot.actions = ACTIONS
    bot.add_dynamic_items(AnswerButton, StopButton)
    if bot.cogs:
        return
    for cog in (Asking, Conversing, FollowUps, Lookups, Showing, Preferring, Privacy):
        await bot.add_cog(cog(bot))
    rebuilding = Rebuilding(bot)
    await bot.add_cog(rebuilding)
    await bot.add_cog(Administering(bot, rebuilding))
