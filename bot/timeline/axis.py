"""The days written under a timeline, as people write them: "2 Apr 2024", "9 Apr"; "Apr 2024", "Jul"; "2024"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

MOST, MOST_MONTHS = 7, 9
"""Most days or years, and most months, written under a picture: more run into each other."""
_DAYS, _MONTHS, _YEARS = (1, 2, 7, 14), (1, 3, 6), (1, 2, 5, 10, 20, 50, 100)
_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A day that is written under the picture."""

    day: date
    words: str


def ticks(first: date, last: date) -> list[Tick]:
    """Return a few days from the first to the last, in the shortest regular steps that keep them few."""
    long = (last - first).days
    for step in _DAYS:
        if long // step < MOST:
            days = [first + timedelta(days=at) for at in range(0, long + 1, step)]
            return _worded(days, _day)
    for step in _MONTHS:
        days = list(_months(first, last, step))
        if len(days) <= MOST_MONTHS:
            return _worded(days, _month)
    for step in _YEARS:
        days = [
            date(year, 1, 1) for year in range(first.year + 1, last.year + 1) if year % step == 0
        ]
        if len(days) <= MOST:
            return [Tick(day=day, words=str(day.year)) for day in days]
    return []


def _months(first: date, last: date, step: int) -> Iterator[date]:
    """Yield the first days of every so many months, counted from January."""
    for month in range(first.year * 12 + first.month, last.year * 12 + last.month):
        if month % step == 0:
            yield date(month // 12, month % 12 + 1, 1)


def _worded(days: list[date], words: Callable[[date], str]) -> list[Tick]:
    """Name the year with the first day, and where a new one begins."""
    told, before = [], None
    for day in days:
        year = f" {day.year}" if day.year != before else ""
        told.append(Tick(day=day, words=words(day) + year))
        before = day.year
    return told


def _day(day: date) -> str:
    return f"{day.day} {_NAMES[day.month - 1]}"


def _month(day: date) -> str:
    return _NAMES[day.month - 1]
