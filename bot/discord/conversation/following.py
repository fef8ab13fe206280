"""A question in a conversation: completed from what was asked before, and answered as it is meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import discord

from bot import wording
from bot.conversation import Completed, Turn, Wish, complete, unfollowed_words
from bot.discord.admission import door
from bot.discord.admission.door import Place
from bot.discord.answering.answers import (
    Asked,
    Outgoing,
    answer,
    looked_up,
    question_heading,
    record_of,
    record_outgoing,
)
from bot.discord.answering.further import NO_MORE, from_others, further
from bot.discord.conversation.earlier import shown_again
from bot.discord.core import Core
from bot.discord.rendering.answers import Rendered, render
from bot.discord.rendering.comparison import render_comparison
from bot.discord.rendering.frames import short
from bot.discord.rendering.printings import render_who_said
from bot.discord.reporting import faults
from bot.discord.service.desk import DeskFull
from bot.memory.database import BotDatabase
from bot.memory.records import COMPARED, LOOKED_UP, AnswerRecord
from bot.replies.others import NO_OTHERS, SURE
from bot.serving.service import AnsweringService
from bot.values import Question
from bot.wording import press

_TAKEN = 600


async def follow(
    bot: Core,
    place: Place,
    text: str,
    earlier: Sequence[AnswerRecord],
    *,
    question_message: int | None = None,
    show_question: bool = False,
    limits: Question | None = None,
) -> Outgoing | str:
    """Answer a message that follows earlier answers (oldest first; none is fine too).

    What a follow-up was taken as stands above its answer; ``show_question`` puts the question there. The outlets and
    days of ``limits`` hold beside those in the message's words.
    """
    answers = [record for record in earlier if record.reason != COMPARED]
    try:
        done = None
        if earlier and earlier[-1].reason == COMPARED:
            done = await bot.desk.look(taken_up, text, earlier[-1])
        if done is None:
            known = bot.outlets.known
            if not answers and (problem := door.asked_problem(text, known, alone=True)):
                return problem
            done = await bot.desk.look(completed, text, answers)
            if answers and (words := unfollowed_words(text, done)):
                return words
        if limits:
            outlets = limits.outlets or done.question.outlets
            asked_for = replace(limits, text=done.question.text, outlets=outlets)
            done = replace(done, question=asked_for)
        asked = _asked(place, text, done, question_message, show_question)
        if done.wish is Wish.COMPARE:
            return await _compare(bot, asked)
        if done.wish is Wish.WHO_SAID and done.quote:
            return await _printings(bot, asked, done.quote)
        if answers and done.wish is not Wish.ANSWER:
            return await _fulfil(bot, asked, done, answers[-1])
    except DeskFull as full:
        return door.full_words(full.waiting)
    except Exception as fault:
        return faults.report(fault, guild=place.guild, channel=place.channel)
    return await answer(bot, asked)


def taken_up(service: AnsweringService, text: str, compared: AnswerRecord) -> Completed | None:
    """Return the comparison with the outlet that one asked back about, where a message agrees to it; else None."""
    meant = service.comparison_meant(compared.question, compared.outlets)
    if meant is None:
        return None
    turn = Turn(question=meant.question, meant=meant)
    done = complete(text, [turn], service.registry, service.outlet_meant)
    return done if done.wish is Wish.COMPARE else None


def completed(service: AnsweringService, text: str, earlier: Sequence[AnswerRecord]) -> Completed:
    """Complete a message from the answers before it, oldest first."""
    turns = [Turn.of(record.asked(), shown_again(service, record)) for record in earlier]
    turns[-1:] = [replace(turn, meant=service.meant(turn.question)) for turn in turns[-1:]]
    return complete(text, turns, service.registry, service.outlet_meant)


def _asked(
    place: Place, text: str, done: Completed, question_message: int | None, show_question: bool
) -> Asked:
    lines = [question_heading(text)] if show_question else []
    if done.taken_as:
        lines.append(short(wording.taken_as_words(done.taken_as), _TAKEN))
    if done.wish is Wish.COMPARE:
        unlimited = press.all_days_words(done.question.since, done.question.until)
        lines += [unlimited] if unlimited else []
    return Asked(
        place=place,
        question=done.question,
        heading="\n".join(lines) or None,
        limits_said=done.taken_as is not None,
        question_message=question_message,
    )


async def _fulfil(bot: Core, asked: Asked, done: Completed, last: AnswerRecord) -> Outgoing | str:
    """Give more of the last answer, other outlets' answers, or its other side."""
    if done.wish is Wish.TRUTH:
        return await _weigh(bot, asked)
    others = done.wish is Wish.OTHER_OUTLETS
    if others:
        reply = await bot.desk.look(from_others, last, SURE)
    else:
        reply = await bot.desk.look(further, last)
    if reply is None:
        return NO_OTHERS if others else NO_MORE
    rendered = render(
        reply, await bot.stamp(reply.snapshot), content=asked.heading, limits_said=True
    )
    record = record_of(asked, replace(last.asked(), limit=asked.question.limit), reply)
    return await record_outgoing(bot, record, reply, rendered)


async def _printings(bot: Core, asked: Asked, text: str) -> Outgoing:
    """Show where a text was printed."""
    found = await bot.desk.look(AnsweringService.who_said, text)
    embeds = tuple(render_who_said(found, await bot.stamp(found.snapshot)))
    record = looked_up(asked.place, asked.question, found.snapshot, LOOKED_UP)
    return await _kept(bot, asked, record, embeds)


async def _compare(bot: Core, asked: Asked) -> Outgoing:
    """Set outlets' claims side by side."""
    question = asked.question
    found = await bot.desk.look(AnsweringService.compare, question.text, question.outlets)
    embeds = tuple(render_comparison(found, await bot.stamp(found.snapshot)))
    question = replace(question, text=found.topic, outlets=found.asked)
    record = looked_up(asked.place, question, found.snapshot, COMPARED)
    return await _kept(bot, asked, record, embeds)


async def _kept(
    bot: Core, asked: Asked, record: AnswerRecord, embeds: tuple[discord.Embed, ...]
) -> Outgoing:
    """Keep that something was looked up, so that it goes with the message that asked for it."""
    kept = replace(record, question_message=asked.question_message)
    number = await bot.kept(BotDatabase.add_answer, kept)
    return Outgoing(rendered=Rendered(content=asked.heading, embeds=embeds), number=number)


async def _weigh(bot: Core, asked: Asked) -> Outgoing:
    """Show both sides of what was asked before, or say that none contradicts it."""
    settled = await bot.desk.look(AnsweringService.doubted, asked.question)
    reply, words = settled.reply, wording.doubt_settled_words(settled.reply, settled.denials)
    lines = [line for line in (asked.heading, words) if line]
    stamp = await bot.stamp(reply.snapshot)
    rendered = render(reply, stamp, content="\n".join(lines), limits_said=True)
    record = record_of(asked, asked.question, reply)
    return await record_outgoing(bot, record, reply, rendered)
