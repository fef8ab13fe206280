"""The limits that a question sets by its own words: no default holds beside them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.understanding.question import read_question
from bot.values import Question
from config.outlets import OutletRegistry


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnLimits:
    """Whether a question names the outlets that it asks, and whether it names days."""

    outlets: bool
    days: bool


def own_limits(text: str, registry: OutletRegistry, held: frozenset[str], today: date) -> OwnLimits:
    """Return what a question names; ``held`` are the canonical names of the archive's outlets."""
    read = read_question(Question(text=text), registry, held, today)
    return OwnLimits(
        outlets=bool(read.printed or read.heard),
        days=any(clause.period for clause in read.clauses),
    )
