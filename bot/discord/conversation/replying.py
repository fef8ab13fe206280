"""Answers to messages: sent as replies, or put in the place of the answer that was given before."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import discord

from bot.discord.admission.door import Place
from bot.discord.answering.answers import Outgoing
from bot.discord.core import Core
from bot.discord.rendering.text_only import embeds_message, text_message
from bot.discord.reporting import faults
from bot.memory.records import AnswerRecord

_BARE: dict[str, Any] = {"content": None, "embeds": [], "view": None}
"""What is left of a message that something else is put in place of."""


def place_of_message(message: discord.Message) -> Place:
    """Return where and by whom a message was written."""
    channel = message.channel
    return Place(
        guild=message.guild.id if message.guild else None,
        channel=channel.id,
        home=channel.parent_id if isinstance(channel, discord.Thread) else channel.id,
        member=message.author.id,
    )


def allowed_in(message: discord.Message) -> discord.Permissions:
    """Return what the bot may do where a message stands; what cannot be known counts as allowed."""
    if message.guild is None:
        return discord.Permissions.all()
    try:
        return message.channel.permissions_for(message.guild.me)
    except discord.ClientException:  # a thread whose channel the bot does not see
        return discord.Permissions.all()


def may_answer(message: discord.Message) -> bool:
    """Say whether the bot may write where a message stands; where it may not, it is silent."""
    if message.guild is None:
        return True
    allowed = allowed_in(message)
    if isinstance(message.channel, discord.Thread):
        return allowed.send_messages_in_threads
    return allowed.send_messages


async def parts_for(bot: Core, message: discord.Message, outcome: Outgoing) -> dict[str, Any]:
    """Return the parts of an answer: without embeds where the bot may not use them."""
    parts = outcome.parts()
    if allowed_in(message).embed_links:
        return parts
    rendered = outcome.rendered
    if outcome.reply is None:
        text = embeds_message(rendered.embeds, rendered.content)
    else:
        stamp = await bot.stamp(outcome.reply.snapshot)
        text = text_message(outcome.reply, stamp, rendered.content)
    return {**parts, "content": text, "embeds": []}


async def put_reply(
    bot: Core, message: discord.Message, given: AnswerRecord | None, **parts: Any
) -> discord.Message | None:
    """Reply to a message, or put the parts where its last answer stands; return None where Discord does not take it."""
    try:
        if given is None or given.message is None:
            return await reply_to(message, **parts)
        channel = bot.get_partial_messageable(given.channel)
        return await channel.get_partial_message(given.message).edit(**{**_BARE, **parts})
    except discord.HTTPException as lost:
        faults.unsent(lost, guild=message.guild and message.guild.id, channel=message.channel.id)
        return None


class ReplyTo(discord.MessageReference):
    """A reference to the message replied to, its ids as text: so Discord's description has them."""

    def to_message_reference_dict(self) -> Any:
        """Return the ids as they are sent."""
        ids = {"message_id": self.message_id, "channel_id": self.channel_id}
        if self.guild_id is not None:
            ids["guild_id"] = self.guild_id
        return {name: str(number) for name, number in ids.items()}


async def reply_to(message: discord.Message, **parts: Any) -> discord.Message:
    """Reply to a message without pinging its author; without its history, just write to the channel."""
    if not allowed_in(message).read_message_history:
        return await message.channel.send(**parts)
    reference = ReplyTo(
        message_id=message.id,
        channel_id=message.channel.id,
        guild_id=message.guild.id if message.guild else None,
    )
    return await message.channel.send(reference=reference, mention_author=False, **parts)


@asynccontextmanager
async def typing(channel: discord.abc.Messageable) -> AsyncIterator[None]:
    """Show that the bot is typing, where that can be; an answer does not depend on it."""
    shown = channel.typing()
    try:
        await shown.__aenter__()
    except discord.HTTPException as lost:
        faults.unsent(lost)
        yield
        return
    try:
        yield
    finally:
        await shown.__aexit__(None, None, None)
