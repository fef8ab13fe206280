"""On which day a saved page was published: what trafilatura finds, checked against where and how it is printed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

_ELSEWHERE = re.compile(
    r"<(script(?![^<>]*ld\+json)|style|aside|footer|nav)\b.*?(?:</\1\s*>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
"""What tells of other pages, or of how the page is made."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day_of_page(day: str, page: str, prose: Iterable[str]) -> str | None:
    """Return the day found for a page; as it is printed, where that can be read two ways ("03/04/2023").

    None where it stands in sentences of the article alone (``prose``), beside other articles or in a program: it is
    the day of something else.
    """
    year, month, number = day.split("-")
    either = rf"(?:0?{int(month)}[/.-]0?{int(number)}|0?{int(number)}[/.-]0?{int(month)})"
    numeric = re.compile(rf"(?<![\d/.-]){either}[/.-]{year}(?!\d)")
    found = date.fromisoformat(day)
    other = _other_way(found)
    days = (found,) if other is None else (found, other)
    printed = re.compile("|".join((*map(_plain, days), numeric.pattern)), re.IGNORECASE)
    if printed.search(page):
        outside = len(printed.findall(_ELSEWHERE.sub(" ", page)))
        if outside <= sum(len(printed.findall(one)) for one in prose):
            return None
    if other is None:
        return day
    for one in days:
        if re.search(_plain(one), page, re.IGNORECASE):
            return one.isoformat()
    unclear = numeric.search(page)
    return unclear[0] if unclear else day


def _other_way(day: date) -> date | None:
    """Return the day that has day and month the other way round, where there is another one."""
    return day.replace(month=day.day, day=day.month) if day.month != day.day <= 12 else None


def _plain(day: date) -> str:
    """Return the pattern of a day with its month in letters, or with the year first."""
    name, number = _MONTHS[day.month - 1], day.day
    numeric = "|".join(
        f"{day.year}{between}{day.month:02}{between}{number:02}"
        for between in ("", "-", "/", r"\.", " ")
    )
    return rf"(?:{numeric})(?!\d)|{name}[a-z]*\.? 0?{number}\b|\b0?{number}[a-z. ]{{1,4}}{name}"
