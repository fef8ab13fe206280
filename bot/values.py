"""What an answer is made of. Every quote is a checked span of a stored article."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from index.values import Article, Chain, Hit, Span


class QuoteMismatch(AssertionError):
    """A quote differs from its span of the stored body: never shown, always a fault."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question as asked, with the limits that the asker set outright (options of a command or a script)."""

    text: str
    id: str | None = None
    outlets: tuple[str, ...] = ()
    """Names or aliases as the asker gave them."""
    since: date | None = None
    until: date | None = None
    limit: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A verbatim span shown to a reader, whose chain says whose words they are.

    Raises ``QuoteMismatch`` on construction where ``article.body[start:end] != text``.
    """

    article: Article = field(repr=False)
    text: str
    start: int
    end: int
    score: float
    chain: Chain
    also_printed_by: tuple[str, ...] = ()
    core: Span | None = None
    """The sentence of it that it was chosen for; None where that is the whole."""

    def __post_init__(self) -> None:
        if not self.text or self.article.body[self.start : self.end] != self.text:
            raise QuoteMismatch(
                f"{self.article.id}[{self.start}:{self.end}] is not the quoted text"
            )

    @property
    def span(self) -> Span:
        """The quote's range in the body."""
        return Span(self.start, self.end)

    @property
    def bare(self) -> Quote:
        """The sentence that it was chosen for, by itself."""
        if self.core is None:
            return self
        text = self.core.of(self.article.body)
        return replace(self, text=text, start=self.core.start, end=self.core.end, core=None)

    @property
    def answering(self) -> Span | None:
        """The sentence that it was chosen for, as a range of its text; None where that is the whole."""
        if self.core is None or self.core == self.span or not self.span.covers(self.core):
            return None
        return Span(self.core.start - self.start, self.core.end - self.start)


class Reason(StrEnum):
    """Why there is no answer."""

    NOT_IN_ARCHIVE = "not_in_archive"
    NOT_ANSWERED = "not_answered"
    OUTLET_NOT_IN_ARCHIVE = "outlet_not_in_archive"
    NOTHING_IN_PERIOD = "nothing_in_period"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """An outlet that a question may mean by words that are nobody's name."""

    written: str
    outlet: str
    question: str
    """What to ask instead: the question with the outlet's name in the place of those words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How the question was taken: the limits found in its words and those set outright, together."""

    outlets: tuple[str, ...] = ()
    """Canonical names of the outlets asked for that are in the archive."""
    unknown_outlets: tuple[str, ...] = ()
    """Outlets asked for that the archive does not hold."""
    since: date | None = None
    until: date | None = None
    last: date | None = None
    """The day of the archive's last article, where the question asks for what comes after it or is now."""
    meant: Meant | None = None
    """What to ask a reader whether he meant it; the question is read as it stands."""
    told_of: str | None = None
    """The days asked for, as the question has them, where nothing printed then is held and the quotes tell of them."""
    newest_on: str | None = None
    """The topic of which the newest articles are quoted, as asked for; empty for any topic; None: not asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One to five quotes, best first."""

    question: Question
    reading: Reading
    quotes: tuple[Quote, ...]
    hits: tuple[Hit, ...]
    confidence: float
    snapshot: str
    elapsed_ms: float
    disputed: tuple[tuple[int, int], ...] = ()
    """Pairs of positions in ``quotes`` that deny or contradict each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoAnswer:
    """Nothing in the archive answers; ``hits`` are the nearest coverage, offered as such."""

    question: Question
    reading: Reading
    reason: Reason
    hits: tuple[Hit, ...]
    confidence: float
    snapshot: str
    elapsed_ms: float


Reply = Answer | NoAnswer
