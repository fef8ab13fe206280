"""Who may ask now: the texts of every polite refusal before a question is taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot import wording
from bot.conversation import courtesy_words, follows_nothing
from bot.discord import limits
from bot.discord.cooldown import Cooldowns, wait_words
from bot.discord.escaping import inline
from bot.memory.database import Preferences
from bot.understanding.periods import find_periods
from config.settings import DiscordSettings

CLOSING = "I am being restarted. Please ask again in a minute."
NOT_HERE = "I do not answer in this channel. A moderator can change that with `/settings answers`."
EMPTY = "Ask me something, for example: *What did the mayor say about the bridge?*"
NOTHING_BEFORE = (
    "That seems to follow a question, but I see none before it. "
    "Reply to the answer that you mean, or ask the whole question."
)
TOO_LONG = f"That question is too long for me: I read at most {limits.QUESTION:,} characters."


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where and by whom something is asked; ``guild`` is None in a direct message.

    ``home`` is the channel whose settings hold: of a thread, the channel that it is in.
    """

    guild: int | None
    channel: int
    home: int
    member: int


def full_words(waiting: int) -> str:
    """Say that the queue is full."""
    verb = "is" if waiting == 1 else "are"
    questions = wording.count_words(waiting, "question")
    return f"{questions} {verb} waiting already. Please ask again in a minute."


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a question is not taken; ``wait`` is how many seconds until one would be."""

    text: str
    wait: float = 0.0


def refusal(
    place: Place,
    preferences: Preferences,
    cooldowns: Cooldowns,
    settings: DiscordSettings,
    *,
    note: bool = True,
) -> Refusal | None:
    """Return why a question is not taken here and now, or None, having noted that it was asked."""
    if not preferences.answers:
        return Refusal(text=NOT_HERE)
    seconds = settings.cooldown_seconds if preferences.cooldown is None else preferences.cooldown
    left = cooldowns.wait(("member", place.member), seconds)
    if left > 0:
        text = f"Please wait {wait_words(left)} before your next question."
        return Refusal(text=text, wait=left)
    if place.guild is not None:
        left = cooldowns.wait(("server", place.guild), preferences.server_cooldown or 0.0)
        if left > 0:
            text = f"This server has just asked. Please wait {wait_words(left)}."
            return Refusal(text=text, wait=left)
    if note:
        if place.guild is not None:
            cooldowns.start(("server", place.guild))
        cooldowns.start(("member", place.member))
    return None


def question_problem(text: str) -> str | None:
    """Return why a text cannot be asked, or None."""
    if not any(map(str.isalnum, text)):
        return EMPTY
    return TOO_LONG if len(text) > limits.QUESTION else None


def asked_problem(text: str, *, alone: bool = False) -> str | None:
    """Return what to say to a text that is no question to the archive, or None; ``alone``, it follows nothing."""
    if alone and any(map(str.isalnum, text)) and follows_nothing(text):
        return NOTHING_BEFORE
    return question_problem(text) or courtesy_words(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The period that two options set, or what is wrong with them."""

    since: date | None = None
    until: date | None = None
    problem: str | None = None


def read_days(since: str | None, until: str | None, today: date) -> Days:
    """Read the options ``since`` and ``until``: days, months, years or words ("yesterday")."""
    for name, text in (("since", since), ("until", until)):
        if text and not _period(text, today):
            return Days(
                problem=f"I cannot read `{name}`: {inline(text[:80])}. "
                "Write a day as 2023-10-31 or 31 October 2023, or a month or a year."
            )
    first = _period(since, today)[0] if since else None
    last = _period(until, today)[1] if until else None
    if first and last and first > last:
        return Days(
            problem=f"The period ends before it begins: since {wording.day_words(first)}, "
            f"until {wording.day_words(last)}."
        )
    return Days(since=first, until=last)


def _period(text: str, today: date) -> Sequence[date | None]:
    """Return the first and last day that the whole text names, or nothing."""
    text = text.strip()
    found = find_periods(text, today) or find_periods(f"in {text}", today)
    if len(found) != 1 or found[0].end - found[0].start < len(text):
        return ()
    return (found[0].since or found[0].until, found[0].until or found[0].since)
