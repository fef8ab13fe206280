"""What the bot remembers of its work, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from bot.values import Question


class Verdict(StrEnum):
    """What a member thinks of an answer."""

    HELPFUL = "helpful"
    WRONG_OUTLET = "wrong_outlet"
    NOT_AN_ANSWER = "not_an_answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteRecord:
    """Which span of which article was quoted."""

    article_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRecord:
    """An answer as it was given: what was asked, where and by whom, and the spans shown."""

    number: int = 0
    guild: int | None
    channel: int
    message: int | None = None
    question_message: int | None = None
    asker: int
    question: str
    outlets: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    snapshot: str
    reason: str | None = None
    confidence: float = 0.0
    quotes: tuple[QuoteRecord, ...] = ()

    def asked(self) -> Question:
        """Return the question, to be asked again."""
        return Question(
            text=self.question, outlets=self.outlets, since=self.since, until=self.until
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """One verdict; ``created`` in seconds since 1970."""

    verdict: Verdict
    created: float
    answer: AnswerRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuild:
    """A build of the index started from Discord, and the message that shows its progress."""

    number: int = 0
    channel: int
    message: int
    member: int
    process: int
    log: Path
    started: float
