"""What the bot remembers of its work, as values."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Self

from bot.values import Question, Quote

LOOKED_UP = "looked_up"
"""The reason of what is no answer, but was looked up for a message: it is kept to be taken back with that."""
COMPARED = "compared"
"""The reason of a comparison: the same, and a reply may take the outlet that it asked back about."""


class Verdict(StrEnum):
    """What a member thinks of an answer."""

    HELPFUL = "helpful"
    WRONG_OUTLET = "wrong_outlet"
    NOT_AN_ANSWER = "not_an_answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteRecord:
    """Which span of which article was quoted, and a digest of its text: the article may change."""

    article_id: str
    start: int
    end: int
    digest: str = ""

    @classmethod
    def of(cls, quote: Quote) -> Self:
        """Return the record of a quote."""
        return cls(
            article_id=quote.article.id,
            start=quote.start,
            end=quote.end,
            digest=_digest(quote.text),
        )

    def holds(self, body: str) -> bool:
        """Say whether the quote still stands at its place in the article."""
        if self.end > len(body):
            return False
        return not self.digest or self.digest == _digest(body[self.start : self.end])


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


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
