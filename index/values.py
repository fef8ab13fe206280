"""The values that pass between reading, building, searching and answering.

All offsets count characters (Python ``str`` indices) of ``Article.body``, start inclusive, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters of one article's body."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"span {self.start}:{self.end} is not a range")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, body: str) -> str:
        """Return the text that the span covers."""
        return body[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Say whether at least one character is in both spans."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Say whether the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One published text and what is known of it; ``None`` means not stated, never guessed."""

    id: str
    body: str
    title: str | None = None
    outlet: str | None = None
    """Canonical outlet name (the registry's, or the record's own label where the registry has none)."""
    published: str | None = None
    """ISO 8601 date (``2023-11-15``) or date and time in UTC (``2023-11-15T09:30:00+00:00``)."""
    url: str | None = None
    authors: tuple[str, ...] = ()
    digest: str = ""
    """sha256 (hex) of everything that a snapshot stores of the article."""

    @property
    def day(self) -> date | None:
        """The day of publication, or None where it is not stated."""
        return date.fromisoformat(self.published[:10]) if self.published else None


class SentenceKind(StrEnum):
    """What a sentence is good for: only ``NEWS`` may be quoted as news."""

    NEWS = "news"
    HEADING = "heading"
    CAPTION = "caption"
    BOILERPLATE = "boilerplate"


class Sentence(NamedTuple):
    """One sentence of a body; ``paragraph`` counts from 0. A tuple, since a build makes millions."""

    start: int
    end: int
    paragraph: int
    kind: SentenceKind = SentenceKind.NEWS

    @property
    def span(self) -> Span:
        """The sentence's range in the body."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The retrievable span of an article: ``article.body[start:end] == text``.

    ``first`` and ``last`` are the ordinals (inclusive) of its sentences in the article.
    """

    article_id: str
    start: int
    end: int
    text: str
    first: int
    last: int


class Stance(StrEnum):
    """How the source stands to the content, by the cue."""

    SAID = "said"
    TOLD = "told"
    REPORTED = "reported"
    UNDERSTANDS = "understands"
    CLAIMS = "claims"
    DENIED = "denied"
    CORRECTED = "corrected"
    DECLINED = "declined"


class Role(StrEnum):
    """The part a link plays in an attribution chain."""

    PUBLISHER = "publisher"
    OUTLET = "outlet"
    SPEAKER = "speaker"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One link of a chain; ``name`` is None where the text does not say (an unstated publisher)."""

    role: Role
    name: str | None
    cue: str | None = None
    own: Article | None = field(default=None, repr=False)
    """Of a relayed outlet: its own article that tells the same, where the archive surely holds it."""


Chain = tuple[Link, ...]
"""publisher → relayed outlet(s), outermost first → speaker or source; always opens with the publisher."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relay:
    """An outlet that the article relays: its canonical name, where it is named, and the cue."""

    outlet: str
    span: Span
    cue: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who, by the article's own words, stands behind a span of it.

    ``speaker`` is the best name known inside the article for ``source`` ("he" → "Bob Smith"), in words that
    the article prints; None where the source is an outlet or is not resolved.
    """

    content: Span
    cue: Span | None
    source: Span | None
    relays: tuple[Relay, ...] = ()
    quoted: bool = False
    stance: Stance = Stance.SAID
    speaker: str | None = None

    @property
    def relayed_outlet(self) -> str | None:
        """The outermost outlet relayed, or None."""
        return self.relays[0].outlet if self.relays else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What a search is confined to; empty means everything. Days are inclusive."""

    outlets: tuple[str, ...] = ()
    """Canonical outlet names, any of which may have printed the article."""
    since: date | None = None
    until: date | None = None
    article_ids: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Say whether the filter lets everything through."""
        return not (self.outlets or self.since or self.until or self.article_ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage found for a question. ``rank`` counts from 1; scores rise with relevance."""

    row: int
    """The passage's row in its snapshot."""
    passage: Passage
    article: Article = field(repr=False)
    score: float
    rank: int
    recent: float = 0.0
    """How recent its article is, where that counts: 0 for the archive's newest, below 0 for older ones."""
