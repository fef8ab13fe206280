"""Dates of publication in the shapes that files have them in, as ISO 8601."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache

from index.reading.limits import DATE_CHARACTERS
from index.reading.report import Unusable
from index.reading.written_days import day_within

_EARLIEST, _LATEST = 1600, 2200
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:?\d{2}.*)?$", re.DOTALL)
_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-](?:\d{4}|\d{2})(?![\d/.-])")
_PARTIAL = re.compile(r"\d{4}(?:[-/]\d{1,2})?$")
_ZONES = {
    name: hours * 3600
    for names, hours in (
        ("EST CDT ET", -5), ("EDT", -4), ("CST MDT", -6), ("MST PDT", -7), ("PST", -8),
        ("BST CET", 1), ("CEST EET", 2), ("MSK", 3), ("AEST", 10), ("AEDT", 11),
    )
    for name in names.split()
}  # fmt: skip
"""Seconds from UTC of the zones that papers put behind a time."""
_BEHIND_GMT = re.compile(
    r"\(?\b(?:GMT|UTC)\s?([+-]\d{1,2}(?::?\d{2})?)(?!\d)\)?(?:\s*\([^()]*\)\s*\Z)?"
)
"""How far ahead of Greenwich a time is: "GMT+1" is read by dateutil as behind it, as POSIX has it."""
_STORED = re.compile(
    r"(?:/Date\()?(-?\d{10,13}(?:\.\d+)?|-?\d{16}|-?\d{19})(?:[+-]\d{4})?(?:\)/)?\Z"
)
"""Seconds, milli-, micro- or nanoseconds as programs store them."""
_DIGITS = {8: "%Y%m%d", 12: "%Y%m%d%H%M", 14: "%Y%m%d%H%M%S"}
_MEND = "write it as YYYY-MM-DD"


def published_iso(value: object) -> str | None:
    """Return ``2023-11-15`` or ``2023-11-15T09:30:00+00:00`` (UTC); None for an empty value.

    Accepts ISO 8601, RFC 822, most written forms (day, month and year in English, the month in
    nine other languages as well), and seconds or milliseconds since 1970. A time without a zone is
    taken as UTC. Raises ``Unusable`` for what is no date, names no
    day, or can be read two ways ("03/04/2021").
    """
    if value is None or value == "" or isinstance(value, bool):
        return None
    if isinstance(value, date):
        return _shown(value)
    if isinstance(value, int | float):
        return _from_digits(value) or _from_seconds(value)
    if isinstance(value, str):
        return _from_text(value)
    raise Unusable(f"the date is {type(value).__name__}, not a text", _MEND)


@lru_cache(maxsize=4096)
def _from_text(text: str) -> str | None:
    text = text.strip()
    if not text or text.casefold() in ("none", "null", "nan", "unknown", "n/a", "nat"):
        return None
    if len(text) > DATE_CHARACTERS:
        raise Unusable(f"the date has {len(text)} characters", _MEND)
    if stored := _STORED.match(text):
        return _from_seconds(float(stored[1]))
    for way in (_iso, _mail, _written, day_within):
        if (found := way(text)) is not None:
            return _shown(found)
    raise Unusable(f"the date {text!r} cannot be read", _MEND)


def _iso(text: str) -> date | None:
    if not _ISO.match(text):
        return None
    try:
        return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
    except ValueError:
        return None


def _mail(text: str) -> date | None:
    try:
        return parsedate_to_datetime(text) if "," in text[:5] else None
    except (ValueError, IndexError, TypeError):
        return None


def _written(text: str) -> date | None:
    if _PARTIAL.match(text):
        raise Unusable(f"the date {text!r} names no day", _MEND)
    day = _NUMERIC.search(text)
    if day and int(day[1]) <= 12 and int(day[2]) <= 12 and day[1] != day[2]:
        raise Unusable(f"the date {text!r} can be read two ways", _MEND)
    text = _BEHIND_GMT.sub(r"\1", text)
    from dateutil import parser  # type: ignore[import-untyped]  # only odd dates pay for the import

    try:
        one = parser.parse(text, default=datetime(2000, 1, 1), tzinfos=_zone)
        other = parser.parse(text, default=datetime(2001, 2, 2), tzinfos=_zone)
    except (ValueError, OverflowError, TypeError, AttributeError, RecursionError, Warning):
        return None
    return one if one.date() == other.date() else None


def _zone(name: str | None, offset: int | None) -> int:
    """Say how far a zone is from UTC; one that is not known is taken as UTC."""
    return offset if offset is not None else _ZONES.get(name or "", 0)


def _from_digits(value: float) -> str | None:
    """Read a number that is a day in digits (20231115), as tables hand them out; None for others."""
    digits = str(int(value)) if value == value and 1.6e7 < value < 1e14 else ""
    if not digits.startswith(("19", "20")) or len(digits) not in _DIGITS or value % 1:
        return None
    try:
        return _shown(datetime.strptime(digits, _DIGITS[len(digits)]))
    except ValueError:
        if len(digits) > 8:
            return None
        raise Unusable(f"the date {digits} cannot be read", _MEND) from None


def _from_seconds(stored: float) -> str:
    if not abs(stored) < 1e20:
        raise Unusable(f"the date {stored!r:.40} cannot be read", _MEND)
    seconds = float(stored)
    while abs(seconds) > 2e10:
        seconds /= 1000
    if abs(seconds) < 1e7:
        raise Unusable(f"the date {stored!r} cannot be read", _MEND)
    return _shown(datetime.fromtimestamp(seconds, UTC).replace(microsecond=0))


def _shown(day: date) -> str:
    if isinstance(day, datetime):
        day = _in_utc(day)
    if not _EARLIEST <= day.year <= _LATEST:
        raise Unusable(f"the year {day.year} is out of range", _MEND)
    if isinstance(day, datetime) and (day.hour or day.minute or day.second):
        return day.isoformat()
    return day.isoformat()[:10]


def _in_utc(moment: datetime) -> datetime:
    moment = moment.replace(microsecond=0)
    if moment.tzinfo is None:
        return moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(UTC)
    except (OverflowError, ValueError) as fault:
        raise Unusable("the date is out of range", _MEND) from fault
