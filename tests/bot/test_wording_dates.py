"""Dates, periods and ages, told in words."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.wording import (
    age_words,
    date_words,
    period_words,
)

NOON = datetime(2023, 11, 15, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2023-11-15", "15 November 2023"),
        ("2023-11-05T09:30:00+00:00", "5 November 2023, 09:30 UTC"),
        ("2023-11-05T00:30:00+02:00", "4 November 2023, 22:30 UTC"),
        ("2023-11-05T09:30:00", "5 November 2023, 09:30"),
        (None, "date not stated"),
        ("", "date not stated"),
    ],
)
def test_a_date_is_written_as_people_write_it(published: str | None, expected: str) -> None:
    assert date_words(published) == expected


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (None, None, ""),
        ("2023-10-01", None, "since 1 October 2023"),
        (None, "2023-10-31", "until 31 October 2023"),
        ("2023-10-05", "2023-10-05", "5 October 2023"),
        ("2023-10-01", "2023-10-31", "October 2023"),
        ("2024-02-01", "2024-02-29", "February 2024"),
        ("2024-02-01", "2024-02-28", "1 to 28 February 2024"),
        ("2023-10-01", "2023-11-30", "October to November 2023"),
        ("2022-12-01", "2023-01-31", "December 2022 to January 2023"),
        ("2023-01-01", "2023-12-31", "2023"),
        ("2022-01-01", "2023-12-31", "2022 to 2023"),
        ("2023-10-28", "2023-11-03", "28 October to 3 November 2023"),
        ("2022-12-28", "2023-01-03", "28 December 2022 to 3 January 2023"),
    ],
)
def test_a_period_is_written_without_repeating_itself(
    since: str | None, until: str | None, expected: str
) -> None:
    first = date.fromisoformat(since) if since else None
    last = date.fromisoformat(until) if until else None
    assert period_words(first, last) == expected


@pytest.mark.parametrize(
    ("passed", "expected"),
    [
        (timedelta(seconds=-30), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(minutes=59, seconds=59), "59 minutes ago"),
        (timedelta(hours=1), "1 hour ago"),
        (timedelta(hours=23, minutes=59), "23 hours ago"),
        (timedelta(days=1), "1 day ago"),
        (timedelta(days=6), "6 days ago"),
        (timedelta(days=7), "1 week ago"),
        (timedelta(days=29), "4 weeks ago"),
        (timedelta(days=30), "1 month ago"),
        (timedelta(days=364), "12 months ago"),
        (timedelta(days=730), "2 years ago"),
    ],
)
def test_an_age_is_told_by_its_largest_unit(passed: timedelta, expected: str) -> None:
    assert age_words(NOON - passed, NOON) == expected


def test_a_moment_without_a_zone_is_taken_as_utc() -> None:
    assert age_words(datetime(2023, 11, 15, 11, 0), NOON) == "1 hour ago"
