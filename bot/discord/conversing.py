"""Questions asked in messages: a mention, a reply to the bot, a direct message; their edits and deletes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import discord
from discord.ext import commands

from bot.database import BotDatabase, Preferences
from bot.discord import door, faults
from bot.discord.answering import Outgoing
from bot.discord.chain import earlier_answers, question_text
from bot.discord.door import Place
from bot.discord.following import follow
from bot.discord.sending import allowed_in, reply_to
from bot.discord.text_only import MISSING, text_message
from bot.records import AnswerRecord

if TYPE_CHECKING:
    from bot.discord.app import WhosaidBot

UNREADABLE = (
    "Discord lets me read a message only if it mentions me. "
    "Please mention me in your reply, or use the button *Ask a follow-up*."
)
_PATIENCE = 60.0
"""Longest wait, in seconds, of an edited question for its turn."""
_KINDS = (discord.MessageType.default, discord.MessageType.reply)


class Conversing(commands.Cog):
    """Answers messages, and keeps each answer true to the message that asked for it."""

    def __init__(self, bot: WhosaidBot) -> None:
        self.bot = bot
        self._at_work: dict[int, asyncio.Task[object]] = {}
        self._sending: dict[int, asyncio.Task[None]] = {}

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer a message that is meant for the bot."""
        if not self._meant_for_me(message):
            return
        await self._respond(message)

    @commands.Cog.listener()
    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Answer an edited question anew, in the same message; take the answer back if it asks no more."""
        if not (payload.message_id in self._at_work or await self._answers_to(payload.message_id)):
            return
        message = payload.message
        if payload.data.get("edited_timestamp") is None or "content" not in payload.data:
            return
        if not self._meant_for_me(message):
            await self._take_back(payload.message_id)
            return
        await self._stop(payload.message_id)
        given = await self._answers_to(payload.message_id)
        await self._respond(message, given[-1] if given else None, edited=True)

    @commands.Cog.listener()
    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """Take back the answer to a question that was deleted."""
        await self._take_back(payload.message_id)

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """Take back the answers to questions that were deleted together."""
        for message in payload.message_ids:
            await self._take_back(message)

    def _meant_for_me(self, message: discord.Message) -> bool:
        me = self.bot.user
        if me is None or message.author.bot or message.webhook_id or message.type not in _KINDS:
            return False
        if not self.bot.settings.discord.mentions and message.guild is not None:
            return False
        return message.guild is None or me in message.mentions or self._replies_to_me(message)

    def _replies_to_me(self, message: discord.Message) -> bool:
        original = message.reference.resolved if message.reference else None
        me = self.bot.user
        return (
            isinstance(original, discord.Message) and me is not None and original.author.id == me.id
        )

    async def _respond(
        self, message: discord.Message, given: AnswerRecord | None = None, *, edited: bool = False
    ) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._at_work[message.id] = task
        try:
            await self._consider(message, given, edited=edited)
        finally:
            if self._at_work.get(message.id) is task:
                del self._at_work[message.id]

    async def _consider(
        self, message: discord.Message, given: AnswerRecord | None, *, edited: bool
    ) -> None:
        place = _place(message)
        preferences = await self.bot.preferences(place.guild, place.home)
        if not preferences.answers or preferences.mentions is False or not _may_answer(message):
            return
        text = question_text(message, self.bot.user.id if self.bot.user else 0)
        if edited:
            await self._wait_for_turn(place, preferences)
        problem = self._problem(message, text, place, preferences)
        if problem is not None:
            if problem:
                await self._say(message, problem)
            return
        with self.bot.at_work():
            await self._answer(message, text, place, given)

    async def _wait_for_turn(self, place: Place, preferences: Preferences) -> None:
        """Let an edited question wait for its turn: its old answer must not stay under it."""
        refused = door.refusal(
            place, preferences, self.bot.cooldowns, self.bot.settings.discord, note=False
        )
        if refused is not None and 0 < refused.wait <= _PATIENCE:
            await asyncio.sleep(refused.wait)

    def _problem(
        self, message: discord.Message, text: str, place: Place, preferences: Preferences
    ) -> str | None:
        """Return what to say instead of an answer: None to answer, "" to be silent."""
        if self.bot.closing:
            return door.CLOSING
        if not text and not message.content and self._replies_to_me(message):
            return UNREADABLE
        if problem := door.asked_problem(text):
            return problem
        cooldowns = self.bot.cooldowns
        refusal = door.refusal(place, preferences, cooldowns, self.bot.settings.discord)
        if refusal is None:
            return None
        if cooldowns.wait(("told", place.member), refusal.wait) > 0:
            return ""
        cooldowns.start(("told", place.member))
        return refusal.text

    async def _answer(
        self, message: discord.Message, text: str, place: Place, given: AnswerRecord | None
    ) -> None:
        async with _typing(message.channel):
            earlier = await earlier_answers(self.bot, message)
            outcome = await follow(self.bot, place, text, earlier, question_message=message.id)
        # Not to be broken off in between: an answer that is sent must be known, to be taken back.
        sending = asyncio.create_task(self._send(message, outcome, given))
        self._sending[message.id] = sending
        sending.add_done_callback(lambda _: self._sending.pop(message.id, None))
        await asyncio.shield(sending)

    async def _send(
        self, message: discord.Message, outcome: Outgoing | str, given: AnswerRecord | None
    ) -> None:
        try:
            if isinstance(outcome, str):
                await self._say(message, outcome)
                return
            parts = await self._parts(message, outcome)
            if given is not None and given.message is not None:
                channel = self.bot.get_partial_messageable(given.channel)
                sent = await channel.get_partial_message(given.message).edit(**parts)
            else:
                sent = await reply_to(message, **parts)
        except discord.HTTPException as lost:
            faults.unsent(
                lost, guild=message.guild and message.guild.id, channel=message.channel.id
            )
            return
        await self._place(outcome, sent)

    async def _parts(self, message: discord.Message, outcome: Outgoing) -> dict[str, Any]:
        """Return the parts of an answer: without embeds where the bot may not use them."""
        parts = outcome.parts()
        if allowed_in(message).embed_links:
            return parts
        if outcome.reply is None:
            return {"content": MISSING}
        stamp = await self.bot.stamp(outcome.reply.snapshot)
        text = text_message(outcome.reply, stamp, outcome.rendered.content)
        return {**parts, "content": text, "embeds": []}

    async def _place(self, outcome: Outgoing, sent: discord.Message) -> None:
        if outcome.number:
            await self.bot.kept(BotDatabase.place_answer, outcome.number, sent.id)

    async def _say(self, message: discord.Message, text: str) -> None:
        try:
            await reply_to(message, content=text)
        except discord.HTTPException as lost:
            faults.unsent(
                lost, guild=message.guild and message.guild.id, channel=message.channel.id
            )

    async def _answers_to(self, message: int) -> list[AnswerRecord]:
        return await self.bot.kept(BotDatabase.answers_to, message)

    async def _stop(self, message: int) -> None:
        """Break off the answer to a message; one that is being sent is sent first."""
        task = self._at_work.pop(message, None)
        if task is not None and task is not asyncio.current_task():
            task.cancel()
        if sending := self._sending.get(message):
            await asyncio.wait({sending})

    async def _take_back(self, message: int) -> None:
        await self._stop(message)
        given = await self._answers_to(message)
        for channel, answered in {(one.channel, one.message) for one in given if one.message}:
            try:
                where = self.bot.get_partial_messageable(channel)
                await where.get_partial_message(answered).delete()
            except discord.HTTPException as lost:
                faults.unsent(lost, channel=channel)
        if given:
            await self.bot.kept(BotDatabase.forget_answers_to, message)


@asynccontextmanager
async def _typing(channel: discord.abc.Messageable) -> AsyncIterator[None]:
    """Show that the bot is typing, where that can be; an answer does not depend on it."""
    typing = channel.typing()
    try:
        await typing.__aenter__()
    except discord.HTTPException as lost:
        faults.unsent(lost)
        yield
        return
    try:
        yield
    finally:
        await typing.__aexit__(None, None, None)


def _place(message: discord.Message) -> Place:
    channel = message.channel
    return Place(
        guild=message.guild.id if message.guild else None,
        channel=channel.id,
        home=channel.parent_id if isinstance(channel, discord.Thread) else channel.id,
        member=message.author.id,
    )


def _may_answer(message: discord.Message) -> bool:
    """Say whether the bot may write here; where it may not, it is silent."""
    if message.guild is None:
        return True
    allowed = allowed_in(message)
    if isinstance(message.channel, discord.Thread):
        return allowed.send_messages_in_threads
    return allowed.send_messages
