"""Days, periods and ages as people write them."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta

DATE_NOT_STATED = "date not stated"

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_STEPS = (("year", 365), ("month", 30), ("week", 7), ("day", 1))


def day_words(day: date) -> str:
    """Write a day: 15 November 2023."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def date_words(published: str | None) -> str:
    """Write an article's ISO date: "15 November 2023", with "09:30 UTC" where the time is known."""
    if not published:
        return DATE_NOT_STATED
    words = day_words(date.fromisoformat(published[:10]))
    if len(published) <= 10:
        return words
    moment = datetime.fromisoformat(published)
    moment = moment.astimezone(UTC) if moment.tzinfo else moment
    zone = " UTC" if moment.tzinfo else ""
    return f"{day_words(moment.date())}, {moment:%H:%M}{zone}"


def period_words(since: date | None, until: date | None) -> str:
    """Write a period: "October 2023", "since 1 October 2023", "28 October to 3 November 2023".

    Returns "" where neither end is given. Both days are inclusive.
    """
    if since and until:
        return _between(since, until)
    if since:
        return f"since {day_words(since)}"
    return f"until {day_words(until)}" if until else ""


def _between(since: date, until: date) -> str:
    if since == until:
        return day_words(since)
    if since.day == 1 and until.day == monthrange(until.year, until.month)[1]:
        if (since.month, until.month) == (1, 12):
            return str(since.year) if since.year == until.year else f"{since.year} to {until.year}"
        first, last = _month(since), _month(until)
        if first == last:
            return first
        if since.year == until.year:
            first = _MONTHS[since.month - 1]
        return f"{first} to {last}"
    return f"{_shortened(since, until)} to {day_words(until)}"


def _month(day: date) -> str:
    return f"{_MONTHS[day.month - 1]} {day.year}"


def _shortened(since: date, until: date) -> str:
    """Leave out of the first day what the last day says again."""
    if since.year != until.year:
        return day_words(since)
    if since.month != until.month:
        return f"{since.day} {_MONTHS[since.month - 1]}"
    return str(since.day)


def age_words(then: datetime, now: datetime | None = None) -> str:
    """Say how long ago a moment was: "just now", "1 minute ago", "3 hours ago", "2 weeks ago".

    Moments without a zone are taken as UTC; a moment in the future (clocks differ) is "just now".
    """
    passed = _in_utc(now or datetime.now(UTC)) - _in_utc(then)
    words = duration_words(passed)
    return f"{words} ago" if words else "just now"


def duration_words(length: timedelta) -> str:
    """Write a length of time by its largest unit, rounded down; "" below one minute."""
    for unit, days in _STEPS:
        if length.days >= days:
            return _units(length.days // days, unit)
    seconds = length.total_seconds()
    if seconds >= 3600:
        return _units(int(seconds // 3600), "hour")
    return _units(int(seconds // 60), "minute") if seconds >= 60 else ""


def _units(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def _in_utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
