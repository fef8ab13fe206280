"""Read dates and periods out of a question: "on October 7, 2023", "in May", "yesterday", "between X and Y".

Pure: the day that relative words count from is given. A period without a year is the latest one that
has begun by that day, or by the last day of an archive that has ended long before.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.understanding.small_days import with_capital_days

_MONTHS = "january february march april may june july august september october november december"
_MONTH_NUMBER = {name[:3]: number for number, name in enumerate(_MONTHS.split(), 1)}
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_COUNTS = {
    word: number
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 1
    )
} | {"a": 1, "couple of": 2, "few": 3, "several": 3}

_MONTH = (
    r"(?P<{0}month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?"
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_YEAR = r"(?P<{0}year>(?:19|20)\d\d)"
_DAY = r"(?P<{0}day>[0-3]?\d)(?:st|nd|rd|th)?"
_NOT_WITHIN_WORD = r"(?<![\w$£€.,/-])"
_COUNT = "|".join([r"\d{1,3}", *sorted(_COUNTS, key=len, reverse=True)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A run of days found in a text: ``since`` to ``until`` inclusive (None: open), named at ``start:end``.

    ``relative`` marks words that count from the day of asking ("yesterday", "last week").
    """

    since: date | None
    until: date | None
    start: int
    end: int
    relative: bool = False

    def holds(self, day: date) -> bool:
        """Say whether the day lies in the period."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


Reader = Callable[[re.Match[str], date], tuple[date, date] | None]


_ANY_YEAR = re.compile(r"(?:19|20)\d\d")
_ENDED = timedelta(days=180)
"""An archive whose last article is older than this has ended: "in May" speaks of one that it can know."""
_LEAP = 8
"""Years among which at least one has a 29 February."""


def find_periods(text: str, today: date, last: date | None = None) -> list[Period]:
    """Return the periods named in the text, in its order, joined where it joins them.

    Joined are "between X and Y", "from X to Y" and "X – Y"; "since", "after", "before", "until" and
    "by" open or close a period on one side. ``last`` is the day of the archive's last article.
    """
    text = with_capital_days(text)
    return _bounded(text, _joined(text, _plain(text, today, last or today)))


def _plain(text: str, today: date, last: date) -> list[Period]:
    """Return every date or period by itself; of two that overlap, the one listed first in ``_FORMS``."""
    calendar = last if last < today - _ENDED else today
    found: list[Period] = []
    for pattern, reader, relative in _FORMS:
        for match in pattern.finditer(text):
            if any(match.start() < p.end and p.start < match.end() for p in found):
                continue
            days = reader(match, today if relative else calendar)
            if days:
                start, end = match.span()
                found.append(
                    Period(since=days[0], until=days[1], start=start, end=end, relative=relative)
                )
    return sorted(found, key=lambda period: period.start)


def _joined(text: str, periods: list[Period]) -> list[Period]:
    """Join neighbours that the text names as the two ends of one period."""
    joined: list[Period] = []
    for period in periods:
        before = _of_one_year(text, joined[-1], period) if joined else None
        if before and _ends_of_one(text, before, period):
            relative = before.relative and period.relative
            joined[-1] = replace(before, until=period.until, end=period.end, relative=relative)
        else:
            joined.append(period)
    return joined


def _of_one_year(text: str, first: Period, second: Period) -> Period:
    """Return the first of two in the year of the second, where that alone names one: "January to March 2023"."""
    named = [bool(_ANY_YEAR.search(text, one.start, one.end)) for one in (first, second)]
    if first.relative or first.since is None or first.until is None or second.since is None:
        return first
    if named != [False, True]:
        return first
    year = second.since.year - (first.since.month > second.since.month)
    since, until = (_in_year(year, day) for day in (first.since, first.until))
    if first.since.day == 1 and first.until.day >= 28:
        since, until = _whole_month(year, first.since.month)
    return replace(first, since=since, until=until)


def _ends_of_one(text: str, first: Period, second: Period) -> bool:
    """Say whether only a joining word stands between two periods, opened by "between" or "from"."""
    between = text[first.end : second.start].strip().lower()
    opener = text[: first.start].rstrip().lower().rpartition(" ")[2]
    ordered = first.since is not None and second.until is not None and first.since <= second.until
    if opener == "between":
        return ordered and between in ("and", "to")
    return ordered and (between in ("to", "until", "till", "through", "–", "—", "-"))


def _bounded(text: str, periods: list[Period]) -> list[Period]:
    """Open a period on one side where the word before it says so ("since May", "before 7 October")."""
    bounded = []
    for period in periods:
        words = text[: period.start].lower().split()[-2:]
        word = next((w for w in reversed(words) if w not in ("the", "of")), "")
        since, until = period.since, period.until
        one_day = timedelta(days=1)
        if word == "since":
            until = None
        elif word == "after" and until:
            since, until = until + one_day, None
        elif word in ("before", "until", "till", "by") and since and until:
            last = since - one_day if word == "before" else until
            since, until = None, last
        bounded.append(replace(period, since=since, until=until))
    return bounded


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _in_year(year: int, day: date) -> date:
    """Return a day in another year; the last of February where that has no 29th."""
    return _safe(year, day.month, day.day) or date(year, day.month, 28)


def _month_number(word: str) -> int:
    return _MONTH_NUMBER[word[:3].lower()]


def _whole_month(year: int, month: int) -> tuple[date, date]:
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), following - timedelta(days=1)


def _latest_year(month: int, day: int, today: date) -> int:
    return today.year if (month, day) <= (today.month, today.day) else today.year - 1


def _iso_day(match: re.Match[str], today: date) -> tuple[date, date] | None:
    day = _safe(int(match["year"]), int(match["month"]), int(match["day"]))
    return (day, day) if day else None


def _iso_month(match: re.Match[str], today: date) -> tuple[date, date] | None:
    month = int(match["month"])
    return _whole_month(int(match["year"]), month) if 1 <= month <= 12 else None


def _calendar_day(match: re.Match[str], today: date) -> tuple[date, date] | None:
    month, number = _month_number(match["month"]), int(match["day"])
    latest = int(match["year"] or _latest_year(month, number, today))
    years = range(latest, latest - (1 if match["year"] else _LEAP), -1)
    day = next(filter(None, (_safe(year, month, number) for year in years)), None)
    return (day, day) if day else None


def _calendar_month(match: re.Match[str], today: date) -> tuple[date, date] | None:
    month, year = _month_number(match["month"]), match["year"]
    return _whole_month(int(year) if year else _latest_year(month, 1, today), month)


def _calendar_year(match: re.Match[str], today: date) -> tuple[date, date] | None:
    return date(int(match["year"]), 1, 1), date(int(match["year"]), 12, 31)


def _near_day(match: re.Match[str], today: date) -> tuple[date, date]:
    word = match[0].lower()
    back = 0 if word in ("today", "tonight", "this morning") else 1
    day = today - timedelta(days=back)
    return day, day


def _week(match: re.Match[str], today: date) -> tuple[date, date]:
    monday = today - timedelta(days=today.weekday())
    if match["which"].lower() == "this":
        return monday, today
    return monday - timedelta(days=7), monday - timedelta(days=1)


def _month(match: re.Match[str], today: date) -> tuple[date, date]:
    first = today.replace(day=1)
    if match["which"].lower() == "this":
        return first, today
    last = first - timedelta(days=1)
    return _whole_month(last.year, last.month)


def _year(match: re.Match[str], today: date) -> tuple[date, date]:
    if match["which"].lower() == "this":
        return date(today.year, 1, 1), today
    return date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)


def _past(match: re.Match[str], today: date) -> tuple[date, date] | None:
    count = match["count"]
    number = 1 if not count else _COUNTS.get(count.lower()) or int(count)
    days = {"day": 1, "week": 7, "month": 30, "year": 365}[match["unit"].lower()] * number
    return today - timedelta(days=min(days, 36_500)), today


def _weekday(match: re.Match[str], today: date) -> tuple[date, date]:
    back = (today.weekday() - _DAYS.index(match["name"].lower())) % 7
    day = today - timedelta(days=back or 7)
    return day, day


def _form(
    pattern: str, reader: Reader, *, relative: bool = False, exact: bool = False
) -> tuple[re.Pattern[str], Reader, bool]:
    flags = re.NOFLAG if exact else re.IGNORECASE
    return re.compile(_NOT_WITHIN_WORD + pattern + r"(?!\w)", flags), reader, relative


_IN = r"(?<=\bin )|(?<=\bsince )|(?<=\bduring )|(?<=\bof )|(?<=\bbefore )|(?<=\bafter )"
_FROM = (
    r"|(?<=\bfrom )|(?<=\bbetween )|(?<=\band )|(?<=\bto )|(?<=\buntil )|(?<=\bby )|(?<=\blast )"
)
_OF = r"(?:\s+of)?,?\s+"

_FORMS: tuple[tuple[re.Pattern[str], Reader, bool], ...] = (
    _form(r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)", _iso_day),
    _form(r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)(?!-)", _iso_month),
    _form(
        _MONTH.format("") + r"\s+" + _DAY.format("") + r"(?:,?\s+" + _YEAR.format("") + ")?",
        _calendar_day,
        exact=True,
    ),
    _form(
        _DAY.format("")
        + _OF.replace(",?", "")
        + _MONTH.format("")
        + r"(?:,?\s+"
        + _YEAR.format("")
        + ")?",
        _calendar_day,
        exact=True,
    ),
    _form(_MONTH.format("") + _OF + _YEAR.format(""), _calendar_month, exact=True),
    _form(
        f"(?:{_IN}{_FROM})" + _MONTH.format("") + r"(?P<year>(?!))?", _calendar_month, exact=True
    ),
    _form(r"(?:today|yesterday|tonight|last night|this morning)", _near_day, relative=True),
    _form(r"(?P<which>this|last|past|previous)\s+week(?:end)?", _week, relative=True),
    _form(r"(?P<which>this|last|previous)\s+month", _month, relative=True),
    _form(r"(?P<which>this|last|previous)\s+year", _year, relative=True),
    _form(
        r"(?:the\s+)?(?:past|last|previous)\s+(?:(?P<count>"
        + _COUNT
        + r")\s+)?(?P<unit>day|week|month|year)s?",
        _past,
        relative=True,
    ),
    _form(
        r"(?:(?:last|this|on)\s+)?(?P<name>" + "|".join(d.capitalize() for d in _DAYS) + ")",
        _weekday,
        relative=True,
        exact=True,
    ),
    _form(f"(?:{_IN}{_FROM})" + _YEAR.format(""), _calendar_year),
)
