"""From a question asked somewhere in Discord to the message that answers it."""

from __future__ import annotations

import dataclasses
import time
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot import wording
from bot.discord.admission import door
from bot.discord.admission.door import Place
from bot.discord.answering.buttons import answer_view
from bot.discord.core import Core
from bot.discord.rendering.answers import Rendered, render
from bot.discord.rendering.frames import short
from bot.discord.reporting import faults
from bot.discord.service.desk import DeskFull
from bot.memory.database import BotDatabase, Preferences
from bot.memory.records import AnswerRecord, QuoteRecord
from bot.serving.service import AnsweringService
from bot.understanding.asking_day import asking_day
from bot.values import Answer, NoAnswer, Question, Reply

_HEADING = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question, where it was asked, and what stands above its answer (safe markdown)."""

    place: Place
    question: Question
    heading: str | None = None
    limits_said: bool = False
    """Whether the heading names the outlets and days that the question is confined to."""
    question_message: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A message that is ready to be sent, and the number under which its answer is kept."""

    rendered: Rendered
    reply: Reply | None = None
    """None where it is no answer to a question, and has no buttons."""
    number: int
    back: int | None = None
    """The number of the page before, where this is a further one."""

    def parts(self) -> dict[str, Any]:
        """Return the arguments of any of discord.py's ways to send."""
        parts = {"content": self.rendered.content, "embeds": list(self.rendered.embeds)}
        if self.reply is None:
            return parts
        answered = isinstance(self.reply, Answer)
        meant = self.reply.reading.meant
        view = answer_view(
            self.number, answered=answered, back=self.back, meant=meant.outlet if meant else None
        )
        return {**parts, "view": view}


def question_heading(text: str) -> str:
    """Show a question above its answer, where Discord would not show it."""
    return f"**{short(text, _HEADING)}**"


async def _with_defaults(bot: Core, question: Question, preferences: Preferences) -> Question:
    """Apply the outlets and the period that hold in a place where the asker sets none, in options or in words."""
    if not (preferences.outlets or preferences.days):
        return question
    own = await bot.desk.peek(AnsweringService.own_limits, question.text)
    changes: dict[str, Any] = {}
    if preferences.outlets and not (question.outlets or own.outlets):
        changes["outlets"] = preferences.outlets
    if preferences.days and not (question.since or question.until or own.days):
        changes["since"] = asking_day() - timedelta(days=preferences.days)
    return dataclasses.replace(question, **changes)


def set_here_words(asked: Question, limited: Question) -> str | None:
    """Say that limits of a question are the place's and not its asker's, and how to search beyond them."""
    limits = [
        ("the outlets", "outlets") if asked.outlets != limited.outlets else None,
        ("the days", "days (such as “since 2000”)") if asked.since != limited.since else None,
    ]
    set_here = [one for one in limits if one]
    if not set_here:
        return None
    which = wording.joined([name for name, _ in set_here])
    ways = wording.joined([way for _, way in set_here], "or")
    return f"Here {which} that I search are set by a moderator; name {ways} of your own to search others."


async def answer(bot: Core, asked: Asked) -> Outgoing | str:
    """Return the answer as a message, or the text to show instead: the queue is full, or a fault."""
    begun = time.monotonic()
    preferences = await bot.preferences(asked.place.guild, asked.place.home)
    try:
        question = await _with_defaults(bot, asked.question, preferences)
        reply = await bot.desk.ask(question)
        stamp = await bot.stamp(reply.snapshot)
        lines = [asked.heading]
        if isinstance(reply, NoAnswer):
            lines.append(set_here_words(asked.question, question))
        heading = "\n".join(filter(None, lines)) or None
        rendered = render(reply, stamp, content=heading, limits_said=asked.limits_said)
        record = record_of(asked, question, reply)
        outgoing = await record_outgoing(bot, record, reply, rendered)
    except DeskFull as full:
        bot.metrics.answers.labels("full").inc()
        return door.full_words(full.waiting)
    except Exception as fault:
        bot.metrics.answers.labels("fault").inc()
        return faults.report(fault, guild=asked.place.guild, channel=asked.place.channel)
    bot.metrics.answers.labels("answered" if isinstance(reply, Answer) else "no_answer").inc()
    bot.metrics.seconds.observe(time.monotonic() - begun)
    return outgoing


async def record_outgoing(
    bot: Core,
    record: AnswerRecord,
    reply: Reply,
    rendered: Rendered,
    *,
    back: int | None = None,
) -> Outgoing:
    """Keep an answer, so that its buttons work, and return it ready to be sent."""
    kept = dataclasses.replace(record, snapshot=reply.snapshot, quotes=_spans(reply))
    number = await bot.kept(BotDatabase.add_answer, kept)
    return Outgoing(rendered=rendered, reply=reply, number=number, back=back)


def record_of(asked: Asked, question: Question, reply: Reply) -> AnswerRecord:
    """Return what is kept of an answer: enough to export it and to serve its buttons."""
    return AnswerRecord(
        guild=asked.place.guild,
        channel=asked.place.channel,
        question_message=asked.question_message,
        asker=asked.place.member,
        question=question.text,
        outlets=question.outlets,
        since=question.since,
        until=question.until,
        snapshot=reply.snapshot,
        reason=None if isinstance(reply, Answer) else reply.reason.value,
        confidence=reply.confidence,
        quotes=_spans(reply),
    )


def looked_up(place: Place, question: Question, snapshot: str, reason: str) -> AnswerRecord:
    """Return what is kept of something that is no answer; ``reason`` says what it is."""
    return AnswerRecord(
        guild=place.guild,
        channel=place.channel,
        asker=place.member,
        question=question.text,
        outlets=question.outlets,
        snapshot=snapshot,
        reason=reason,
    )


def _spans(reply: Reply) -> tuple[QuoteRecord, ...]:
    quotes = reply.quotes if isinstance(reply, Answer) else ()
    return tuple(QuoteRecord.of(quote) for quote in quotes)
