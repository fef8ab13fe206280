"""Questions asked in messages: a mention, a reply to the bot, a direct message; their edits and deletes."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import discord
from discord.ext import commands

from bot.discord.admission import door
from bot.discord.admission.cooldowns import Allowance
from bot.discord.admission.door import Place
from bot.discord.answering.answers import Outgoing
from bot.discord.conversation.earlier import earlier_answers, question_text
from bot.discord.conversation.following import follow
from bot.discord.conversation.replying import (
    may_answer,
    parts_for,
    place_of_message,
    put_reply,
    typing,
)
from bot.discord.core import Core
from bot.discord.reporting import faults
from bot.memory.database import BotDatabase, Preferences
from bot.memory.records import AnswerRecord

UNREADABLE = (
    "Discord lets me read a message only if it mentions me. "
    "Please mention me in your reply, or use the button *Ask a follow-up*."
)
UNREADABLE_ROLE = (
    "That mentions my role, and Discord does not let me read such messages. "
    "Please mention me myself (the name marked APP), or use `/ask`."
)
_PATIENCE = 60.0
"""Longest wait, in seconds, of an edited question for its turn."""
_FRESH = timedelta(minutes=15)
"""How old a message may be whose first question comes with an edit."""
_KINDS = (discord.MessageType.default, discord.MessageType.reply)


class Conversing(commands.Cog):
    """Answers messages, and keeps each answer true to the message that asked for it."""

    def __init__(self, bot: Core) -> None:
        self.bot = bot
        self._at_work: dict[int, asyncio.Task[object]] = {}
        self._sending: dict[int, asyncio.Task[None]] = {}
        self._words = Allowance(at_once=4, seconds=5.0)

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer a message that is meant for the bot."""
        if not self._meant_for_me(message):
            return
        await self._respond(message)

    @commands.Cog.listener()
    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Answer an edited question anew, in the same message; take the answer back if it asks no more.

        One that was not answered is answered now, if it was written a moment ago: something in it was mended.
        """
        if payload.data.get("edited_timestamp") is None or "content" not in payload.data:
            return
        message, meant = payload.message, self._meant_for_me(payload.message)
        fresh = discord.utils.utcnow() - message.created_at < _FRESH
        answered = payload.message_id in self._at_work or await self._answers_to(payload.message_id)
        if not (answered or (meant and fresh)):
            return
        if not meant:
            await self._take_back(payload.message_id)
            return
        await self._stop(payload.message_id)
        given = [one for one in await self._answers_to(payload.message_id) if one.message]
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
        return message.guild is None or self._names_me(message) or self._replies_to_me(message)

    def _names_me(self, message: discord.Message) -> bool:
        """Say whether a message mentions the bot, or its role: Discord offers both by the same name."""
        role = message.guild.self_role if message.guild else None
        return self.bot.user in message.mentions or (
            role is not None and role in message.role_mentions
        )

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
        place = place_of_message(message)
        preferences = await self.bot.preferences(place.guild, place.home)
        direct = message.guild is None and preferences.answers
        heard = direct or door.answers_mentions(preferences, self.bot.settings.discord)
        if not heard or not may_answer(message):
            if edited:
                await self._take_back(message.id)
            return
        text = question_text(message, self.bot.user.id if self.bot.user else 0)
        if edited:
            await self._wait_for_turn(place, preferences)
        problem = self._problem(message, text, place, preferences, edited=edited)
        if problem is not None:
            if problem:
                await self._send(message, problem, given)
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
        self,
        message: discord.Message,
        text: str,
        place: Place,
        preferences: Preferences,
        *,
        edited: bool,
    ) -> str | None:
        """Return what to say instead of an answer: None to answer, "" to be silent."""
        if self.bot.closing:
            return door.CLOSING
        if words := self._no_question(message, text):
            # Words cost no wait, so that a question may follow; but nobody can make the bot fill a channel with them.
            if message.guild and not edited and self._words.wait(message.author.id) > 0:
                return ""
            self._words.take(message.author.id)
            return words
        cooldowns = self.bot.cooldowns
        refusal = door.refusal(place, preferences, cooldowns, self.bot.settings.discord)
        if refusal is None:
            return None
        # An old answer must not stay under new words, whether its asker was told to wait already or not.
        if not edited and cooldowns.wait(("told", place.member), refusal.wait) > 0:
            return ""
        cooldowns.start(("told", place.member))
        return refusal.text

    def _no_question(self, message: discord.Message, text: str) -> str | None:
        """Return what to say to a message that asks nothing, or that cannot be read; None where it asks."""
        # Where Discord hides the words of a message, it hides what is attached, too.
        if message.guild and not message.content and not message.attachments:
            return UNREADABLE if self._replies_to_me(message) else UNREADABLE_ROLE
        return door.asked_problem(text, self.bot.outlets.known)

    async def _answer(
        self, message: discord.Message, text: str, place: Place, given: AnswerRecord | None
    ) -> None:
        async with typing(message.channel):
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
        if isinstance(outcome, str):
            await put_reply(self.bot, message, given, content=outcome)
            return
        sent = await put_reply(
            self.bot, message, given, **await parts_for(self.bot, message, outcome)
        )
        if sent is not None:
            await self.bot.kept(BotDatabase.place_answer, outcome.number, sent.id)

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
