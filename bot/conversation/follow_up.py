"""A message that follows others, and the ways of saying as what it is taken."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.conversation.comparing import Spelt
from bot.conversation.values import Completed, Wish
from bot.values import Meant, Question
from bot.wording import joined, period_words, shortened
from config.outlets import OutletRegistry

_QUOTE_SHOWN = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """A message without its opening, and what it follows."""

    text: str
    opened: bool
    """Whether it began with "and", "but" or the like."""
    last: Question
    """The question before, without a follow-up that was set before it."""
    asked: Question
    """The question before as it was asked."""
    quote: str | None
    meant: Meant | None
    """The outlet that the reply before asked back about."""
    seen: tuple[str, ...]
    """Outlets quoted in the conversation."""
    registry: OutletRegistry
    spelt: Spelt | None = None
    """Tells which outlet a misspelt name stands for."""


def completed_as(question: Question, wish: Wish = Wish.ANSWER) -> Completed:
    """Return a question as what a message is taken for, its limits told with it."""
    said = question.text
    unsaid = [name for name in question.outlets if not re.search(rf"\b{re.escape(name)}\b", said)]
    limits = [joined(unsaid, most=6), period_words(question.since, question.until)]
    only = ", ".join(limit for limit in limits if limit)
    taken_as = f"{question.text} (only {only})" if only else question.text
    return Completed(question=question, taken_as=taken_as, wish=wish)


def printings_of(question: Question, text: str) -> Completed:
    """Ask who is behind a text."""
    shown = " ".join(shortened(text, _QUOTE_SHOWN).split())
    return Completed(
        question=question, taken_as=f"Who said this: {shown}", wish=Wish.WHO_SAID, quote=text
    )
