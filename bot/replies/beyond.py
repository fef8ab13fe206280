"""Refusals of what no article of the archive can tell, because the last of them is older."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.archive.holding import Held
from bot.understanding.beyond import is_beyond
from bot.understanding.question import Understood
from bot.values import NoAnswer, Reason, Reply


def beyond(held: Held, understood: Understood, today: date) -> NoAnswer | None:
    """Refuse what no past article can tell; None where one may."""
    if held.last is None or not is_beyond(understood.question.text, held.last, today):
        return None
    return NoAnswer(
        question=understood.question,
        reading=replace(understood.reading, last=held.last),
        reason=Reason.NOTHING_IN_PERIOD,
        hits=(),
        confidence=0.0,
        snapshot=held.archive.id,
        elapsed_ms=0.0,
    )


def with_last_day(held: Held, reply: Reply) -> Reply:
    """Add the day of the last article to a refusal of days that all come after it.

    Not where they were set outright: without them, the question may have an answer.
    """
    since = reply.reading.since
    if held.last is None or since is None or since <= held.last or reply.question.since:
        return reply
    if not isinstance(reply, NoAnswer) or reply.reason is not Reason.NOTHING_IN_PERIOD:
        return reply
    return replace(reply, reading=replace(reply.reading, last=held.last))
