"""Taking an interaction in and sending what comes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord

from bot.database import BotDatabase
from bot.discord import door
from bot.discord.answering import Outgoing
from bot.discord.door import Place

if TYPE_CHECKING:
    from bot.discord.app import WhosaidBot


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
    bot: WhosaidBot,
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
    await interaction.response.defer(ephemeral=hidden, thinking=True)
    return True


async def finish(
    bot: WhosaidBot, interaction: discord.Interaction, outcome: Outgoing | str, **more: Any
) -> None:
    """Put an answer, or the text in its place, where the bot was seen thinking."""
    if isinstance(outcome, str):
        await interaction.edit_original_response(content=outcome, **more)
        return
    message = await interaction.edit_original_response(**{**outcome.parts(), **more})
    if outcome.number:
        await bot.kept(BotDatabase.place_answer, outcome.number, message.id)


class ReplyTo(discord.MessageReference):
    """A reference to the message replied to, its ids as text: so Discord's description has them."""

    def to_message_reference_dict(self) -> Any:
        """Return the ids as they are sent."""
        ids = {"message_id": self.message_id, "channel_id": self.channel_id}
        if self.guild_id is not None:
            ids["guild_id"] = self.guild_id
        return {name: str(number) for name, number in ids.items()}


async def reply_to(message: discord.Message, **parts: Any) -> discord.Message:
    """Reply to a message without pinging its author."""
    reference = ReplyTo(
        message_id=message.id,
        channel_id=message.channel.id,
        guild_id=message.guild.id if message.guild else None,
    )
    return await message.channel.send(reference=reference, mention_author=False, **parts)
