"""Who may change the archive: it serves every server that the bot is in, so managing one of them is not enough."""

from __future__ import annotations

from collections.abc import Collection

import discord

from bot.discord.core import Core

REFUSED = (
    "You may look at the archive but not change it: it serves every server that I am in. "
    "That is for the owners of this bot, and for the managers of servers that they name "
    "(settings `discord.owners` and `discord.archive_servers`)."
)


def may_change_archive(bot: Core, interaction: discord.Interaction) -> bool:
    """Say whether a member may rebuild the archive, add to it or roll it back."""
    if interaction.user.id in owners(bot):
        return True
    trusted = bot.settings.discord.archive_servers or ()
    return interaction.guild_id in trusted and interaction.permissions.manage_guild


def owners(bot: Core) -> Collection[int]:
    """Return the owners' ids: those of the settings, else the application's owner or the team that has it."""
    named = bot.settings.discord.owners
    if named is not None:
        return named
    application = bot.application
    if application is None:
        return ()
    if application.team is not None:
        accepted = discord.TeamMembershipState.accepted
        return [one.id for one in application.team.members if one.membership_state is accepted]
    return [application.owner.id]
