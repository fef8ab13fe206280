"""The day of asking, from which "yesterday" and "last week" count."""

from __future__ import annotations

from datetime import UTC, date, datetime


def asking_day() -> date:
    """Return the day it is in UTC: so are the days of articles kept, and members sit anywhere."""
    return datetime.now(UTC).date()
