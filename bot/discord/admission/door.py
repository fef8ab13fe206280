"""Who may ask now: the texts of every polite refusal before a question is taken."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot import wording
from bot.conversation import courtesy_words, follows_nothing
from bot.discord.admission.cooldowns import Cooldowns, wait_words
from bot.discord.rendering import limits
from bot.memory.database import Preferences
from config.settings import DiscordSettings

CLOSING = "I am being restarted. Please ask again in a minute."
NOT_HERE = "I do not answer in this channel. A moderator can change that with `/settings answers`."
EMPTY = "Ask me something, for example: *What did the mayor say about the bridge?*"
NOTHING_BEFORE = (
    "That seems to follow a question, but I see none before it. "
    "Reply to the answer that you mean, or ask the whole question."
)
TYPED = (
    "That reached me as a message, not as a command. Type / and choose the command from the list that opens; "
    "a question needs none."
)
FORGET = "`/forget-me` makes me forget all that you asked me and what you said of answers, in all servers."
_COMMAND = re.compile(
    r"/(?:who-said|coverage|compare|outlets|article|about|help|forget-me|settings|archive)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_FORGETTING = re.compile(
    r"(?:please )?(?:delete|forget|erase|remove) (?:me|everything (?:about|on|of) me|(?:all )?(?:of )?my"
    r" (?:data|questions|messages|history|info|information))(?:,? please)?\W*",
    re.IGNORECASE,
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


def answers_mentions(preferences: Preferences, settings: DiscordSettings) -> bool:
    """Say whether mentions and replies are answered in a place: as it is set there, else as in the settings."""
    wanted = settings.mentions if preferences.mentions is None else preferences.mentions
    return wanted and preferences.answers


def question_problem(text: str) -> str | None:
    """Return why a text cannot be asked, or None."""
    if not any(map(str.isalnum, text)):
        return EMPTY
    return TOO_LONG if len(text) > limits.QUESTION else None


def asked_problem(text: str, outlets: Iterable[str], *, alone: bool = False) -> str | None:
    """Return what to say to a text that is no question to the archive, or None; ``alone``, it follows nothing.

    ``outlets`` are all names of the archive's own.
    """
    if alone and any(map(str.isalnum, text)) and follows_nothing(text, seen=outlets):
        return NOTHING_BEFORE
    if _COMMAND.fullmatch(text):
        return TYPED
    if _FORGETTING.fullmatch(text):
        return FORGET
    return question_problem(text) or courtesy_words(text, seen=outlets)
