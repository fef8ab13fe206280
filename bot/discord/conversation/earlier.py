"""What was asked before, read from the messages that a member can see: a reply chain, a thread, a talk."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import discord

from bot.discord.core import Core
from bot.memory.database import BotDatabase
from bot.memory.records import COMPARED, LOOKED_UP, AnswerRecord
from bot.serving.service import AnsweringService
from bot.values import Answer, Question, Quote, QuoteMismatch, Reading

DEPTH = 4
"""How many answers back a follow-up is read."""
_HISTORY = 20
_MARKUP = re.compile(
    r"<(?:#|@&|a?:\w+:|t:|/|id:)[^<>\n]*>|\*\*|__|~~|\|\||`+|^(?:>{1,3}|#{1,3}|-#) ", re.MULTILINE
)
"""Marks and signs that Discord shows as something else: they are no words of a question."""
_SET_OFF = re.compile(r"^>>> [\s\S]+|^(?:> .*(?:\n|\Z))+", re.MULTILINE)
"""What Discord shows as a quote: lines that begin with a sign, or all that follows three of them."""
_TYPED_ASK = re.compile(r"\s*[/!]ask\b:?", re.IGNORECASE)
"""The command that asks, typed into a message."""
_MENTION = re.compile(r"<@[!&]?(\d+)>")


def question_text(message: discord.Message, bot_id: int) -> str:
    """Return a message as a question: without the mention of the bot and marks of markdown, members by their names."""
    names = {member.id: f"@{member.display_name}" for member in message.mentions}
    names[bot_id] = ""
    text = _MENTION.sub(lambda match: names.get(int(match[1]), ""), message.content)
    if typed := _TYPED_ASK.match(text):
        text = text[typed.end() :]
    bare = _MARKUP.sub(" ", _SET_OFF.sub(_in_marks, text))
    return " ".join((bare if any(map(str.isalnum, bare)) else text).split())


def _in_marks(set_off: re.Match[str]) -> str:
    """Return lines that were set off as a quote in quotation marks, apart from what is asked about them."""
    lines = [re.sub(r"^>(?:>>)? ", "", line) for line in set_off[0].strip().split("\n")]
    words = " ".join(" ".join(lines).split()).strip('“”"')
    return f"“{words}”\n" if words else ""


async def earlier_answers(bot: Core, message: discord.Message) -> list[AnswerRecord]:
    """Return the answers that a message follows, oldest first; empty where there are none."""
    found: list[AnswerRecord] = []
    async for answered in _answers_before(bot, message):
        record = await bot.kept(BotDatabase.answer_in, answered.id)
        # A comparison can be agreed to by what follows it at once, and by nothing after that.
        left_out = (LOOKED_UP, COMPARED) if found else (LOOKED_UP,)
        if record is not None and record.reason not in left_out:
            found.append(record)
        if len(found) >= DEPTH:
            break
    return found[::-1]


def shown_again(service: AnsweringService, record: AnswerRecord) -> Answer | None:
    """Return the quotes of an answer from the current snapshot, leaving out what is no longer in it."""
    articles = service.archive.articles([quote.article_id for quote in record.quotes])
    quotes = []
    for kept in record.quotes:
        article = articles.get(kept.article_id)
        if article is None or not kept.holds(article.body):
            continue
        try:
            text = article.body[kept.start : kept.end]
            quotes.append(
                Quote(
                    article=article, text=text, start=kept.start, end=kept.end, score=0.0, chain=()
                )
            )
        except QuoteMismatch:
            continue
    if not quotes:
        return None
    return Answer(
        question=Question(text=record.question),
        reading=Reading(),
        quotes=tuple(quotes),
        hits=(),
        confidence=record.confidence,
        snapshot=record.snapshot,
        elapsed_ms=0.0,
    )


async def _answers_before(bot: Core, message: discord.Message) -> AsyncIterator[discord.Message]:
    """Yield the bot's messages that a message follows, the latest first."""
    if message.reference is None and not _is_talk(message):
        return
    try:
        if message.reference is not None:
            async for one in _reply_chain(bot, message):
                yield one
        else:
            async for one in _talk(bot, message):
                yield one
    except discord.HTTPException:
        return


def _is_talk(message: discord.Message) -> bool:
    return isinstance(message.channel, discord.Thread) or message.guild is None


async def _reply_chain(bot: Core, message: discord.Message) -> AsyncIterator[discord.Message]:
    at: discord.Message | None = message
    for _ in range(2 * DEPTH):
        at = await _referenced(at) if at is not None else None
        if at is None:
            return
        if at.author.id == bot.application_id or (bot.user and at.author.id == bot.user.id):
            yield at


async def _referenced(message: discord.Message) -> discord.Message | None:
    reference = message.reference
    if reference is None or reference.message_id is None:
        return None
    if isinstance(reference.resolved, discord.Message):
        return reference.resolved
    if isinstance(reference.resolved, discord.DeletedReferencedMessage):
        return None
    return await message.channel.fetch_message(reference.message_id)


async def _talk(bot: Core, message: discord.Message) -> AsyncIterator[discord.Message]:
    async for one in message.channel.history(limit=_HISTORY, before=message):
        if bot.user and one.author.id == bot.user.id:
            yield one
    channel = message.channel
    if isinstance(channel, discord.Thread) and isinstance(channel.parent, discord.TextChannel):
        starter = channel.starter_message or await channel.parent.fetch_message(channel.id)
        if bot.user and starter.author.id == bot.user.id:
            yield starter
