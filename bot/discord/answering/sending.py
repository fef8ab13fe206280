"""Taking an interaction in and sending what comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord

from bot.discord.admission import door
from bot.discord.admission.door import Place
from bot.discord.answering.answers import Outgoing
from bot.discord.core import Core
from bot.discord.reporting import faults
from bot.memory.database import BotDatabase

_OVER = frozenset({10015, 50027})
"""Discord's codes for an interaction that can no longer be answered: unknown webhook, invalid token."""


def place_of(interaction: discord.Interaction) -> Place:
    """Return where and by whom an interaction was begun."""
    channel = interaction.channel
    parent = channel.parent_id if isinstance(channel, discord.Thread) else None
    return Place(
        guild=interaction.guild_id,
        channel=interaction.channel_id or 0,
        home=parent or interaction.channel_id or 0,
        member=interaction.user.id,
    )


async def take(
    bot: Core,
    interaction: discord.Interaction,
    *,
    problem: str | None = None,
    private: bool | None = None,
) -> bool:
    """Refuse a question with its reason, for the asker's eyes only, or defer and return True."""
    place = place_of(interaction)
    preferences = await bot.preferences(place.guild, place.home)
    if bot.closing:
        problem = door.CLOSING
    if not problem:
        refusal = door.refusal(place, preferences, bot.cooldowns, bot.settings.discord)
        problem = refusal.text if refusal else None
    if problem:
        await interaction.response.send_message(problem, ephemeral=True)
        return False
    hidden = preferences.private if private is None else private
    return await begin(interaction, hidden=hidden)


async def begin(interaction: discord.Interaction, *, hidden: bool) -> bool:
    """Let the bot be seen thinking; return False where Discord no longer waits for it (three seconds)."""
    interaction.extras["hidden"] = hidden
    try:
        await interaction.response.defer(ephemeral=hidden, thinking=True)
    except discord.NotFound as late:
        faults.unsent(late, guild=interaction.guild_id, channel=interaction.channel_id)
        return False
    return True


async def put(interaction: discord.Interaction, **parts: Any) -> discord.Message | None:
    """Put something where the bot was seen thinking; return None where it cannot be sent any more.

    Discord takes such answers for a quarter of an hour. After that, one that everybody may see becomes a message
    of its own in the channel.
    """
    try:
        return await interaction.edit_original_response(**parts)
    except discord.HTTPException as lost:
        if lost.code in _OVER and not interaction.extras.get("hidden", True):
            return await _send_late(interaction, **parts)
        faults.unsent(lost, guild=interaction.guild_id, channel=interaction.channel_id)
        return None


async def _send_late(
    interaction: discord.Interaction, attachments: Sequence[discord.File] = (), **parts: Any
) -> discord.Message | None:
    channel = interaction.client.get_partial_messageable(interaction.channel_id or 0)
    try:
        return await channel.send(files=list(attachments), **parts)
    except discord.HTTPException as lost:
        faults.unsent(lost, guild=interaction.guild_id, channel=interaction.channel_id)
        return None


async def finish(
    bot: Core, interaction: discord.Interaction, outcome: Outgoing | str, **more: Any
) -> None:
    """Put an answer, or the text in its place, where the bot was seen thinking."""
    if isinstance(outcome, str):
        await put(interaction, content=outcome, **more)
        return
    message = await put(interaction, **{**outcome.parts(), **more})
    if message is not None:
        await bot.kept(BotDatabase.place_answer, outcome.number, message.id)
