"""The options ``since`` and ``until`` of the commands, as members write them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot import wording
from bot.discord.rendering.escaping import inline
from bot.understanding.periods import find_periods


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
