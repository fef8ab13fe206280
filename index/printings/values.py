"""What "who said it" returns."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from index.values import Article, Chain, Span


class Status(StrEnum):
    """How a pasted text stands to what the archive holds."""

    VERBATIM = "verbatim"
    ALTERED = "altered"
    ABSENT = "absent"


class ChangeKind(StrEnum):
    """How a pasted text departs from the printed one."""

    REPLACED = "replaced"
    DROPPED = "dropped"
    """Printed, but left out of the pasted text."""
    ADDED = "added"
    """Pasted, but not printed."""
    SWAPPED = "swapped"
    """The same words in another order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One departure of a pasted text from the printed one; the ranges are of their own texts."""

    kind: ChangeKind
    pasted: str
    printed: str
    pasted_span: Span
    """Range in ``WhoSaid.text``; empty where words were dropped."""
    printed_span: Span
    """Range in the article's body; empty where words were added."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printing:
    """One place where an outlet printed the text: ``article.body[start:end] == text``."""

    article: Article = field(repr=False)
    text: str
    start: int
    end: int
    similarity: float
    """1.0 where verbatim; else the share of words that agree, in order, below 1."""
    chain: Chain
    changes: tuple[Change, ...] = ()
    """How the pasted text departs from this printing; empty where verbatim."""
    pasted_span: Span | None = None
    """The part of ``WhoSaid.text`` that this printing is of; None for all of it."""
    withdrawn: bool = False
    """True where only an earlier version of the article prints it: since removed or reworded."""

    def __post_init__(self) -> None:
        if not self.text or self.article.body[self.start : self.end] != self.text:
            raise ValueError(f"{self.article.id}[{self.start}:{self.end}] is not the printed text")


class NoteKind(StrEnum):
    """What else a reader must know."""

    SAME_DAY = "same_day"
    UNDATED = "undated"
    STITCHED = "stitched"
    SHORTENED = "shortened"
    CREDITED_WRONGLY = "credited_wrongly"
    CREDITED_RIGHTLY = "credited_rightly"
    CREDIT_RELAYED = "credit_relayed"
    CREDIT_UNPROVEN = "credit_unproven"
    WITHDRAWN = "withdrawn"
    QUOTATION = "quotation"
    HEADLINE = "headline"
    MORE = "more"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A finding about the pasted text as a whole, with its wording in plain English."""

    kind: NoteKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoSaid:
    """Where a pasted text was printed.

    ``printings`` are ordered by day, those without a date last; of an altered text the closest come
    first. ``first_printed`` is None where nothing dated was found, and where several articles share
    the first day and no time tells them apart (a ``SAME_DAY`` note says so).
    """

    text: str
    status: Status
    printings: tuple[Printing, ...]
    first_printed: Printing | None
    notes: tuple[Note, ...]
    snapshot: str
    elapsed_ms: float
