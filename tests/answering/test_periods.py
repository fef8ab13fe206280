"""Dates and periods in questions."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.periods import find_periods

TODAY = date(2024, 3, 13)


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("What did The Verge say in October 2023?", "2023-10-01", "2023-10-31"),
        ("the report published on October 7, 2023", "2023-10-07", "2023-10-07"),
        ("printed on 7th of October 2023", "2023-10-07", "2023-10-07"),
        ("between October 2023 and December 2023", "2023-10-01", "2023-12-31"),
        ("from 3 May 2021 to 5 June 2021", "2021-05-03", "2021-06-05"),
        ("from 2019 to 2021", "2019-01-01", "2021-12-31"),
        ("what happened yesterday", "2024-03-12", "2024-03-12"),
        ("since May", "2023-05-01", None),
        ("after December 5, 2023", "2023-12-06", None),
        ("before 2023-10-07", None, "2023-10-06"),
        ("last week", "2024-03-04", "2024-03-10"),
        ("last month", "2024-02-01", "2024-02-29"),
        ("in the past three days", "2024-03-10", "2024-03-13"),
        ("on Tuesday", "2024-03-12", "2024-03-12"),
        ("2023-10", "2023-10-01", "2023-10-31"),
        ("what did the verge say in october 2023", "2023-10-01", "2023-10-31"),
        ("on 12 december 2023", "2023-12-12", "2023-12-12"),
        ("dec 5, 2023", "2023-12-05", "2023-12-05"),
        ("since may", "2023-05-01", None),
        ("on tuesday", "2024-03-12", "2024-03-12"),
        ("between january and march 2023", "2023-01-01", "2023-03-31"),
        ("from November to February 2021", "2020-11-01", "2021-02-28"),
        ("between October 30 and November 5, 2023", "2023-10-30", "2023-11-05"),
        ("from 31 August to 5 September 2023", "2023-08-31", "2023-09-05"),
        ("from February 29 to March 3, 2023", "2023-02-28", "2023-03-03"),
    ],
)
def test_a_period_is_read_with_both_its_ends(
    text: str, since: str | None, until: str | None
) -> None:
    (period,) = find_periods(text, TODAY)
    assert (period.since and period.since.isoformat()) == since
    assert (period.until and period.until.isoformat()) == until


@pytest.mark.parametrize(
    "text",
    ["the 2016 election", "Theresa May resigned", "May the force be with you", "a $2023 phone",
     "February 31, 2023", "it may rain", "in 20235", "who died in march on the capital", "an august body",
     "black friday deals", "they march and may sing"],
)  # fmt: skip
def test_words_that_only_look_like_dates_name_no_period(text: str) -> None:
    assert find_periods(text, TODAY) == []


def test_two_dates_of_two_reports_stay_two_periods() -> None:
    text = "the report of October 7, 2023, and the one of November 9, 2023"
    assert [p.since for p in find_periods(text, TODAY)] == [date(2023, 10, 7), date(2023, 11, 9)]


def test_a_month_without_a_year_is_the_latest_that_has_begun() -> None:
    assert find_periods("in March", TODAY)[0].since == date(2024, 3, 1)
    assert find_periods("in April", TODAY)[0].since == date(2023, 4, 1)


def test_a_month_without_a_year_is_one_that_an_archive_that_has_ended_can_know() -> None:
    """One that still grows may hold nothing of today yet."""
    (ended,) = find_periods("in March", TODAY, date(2021, 2, 3))
    assert ended.since == date(2020, 3, 1)
    (growing,) = find_periods("on March 13", TODAY, date(2024, 3, 12))
    assert growing.since == date(2024, 3, 13)
    (yesterday,) = find_periods("yesterday", TODAY, date(2021, 2, 3))
    assert yesterday.since == date(2024, 3, 12)


def test_the_29th_of_february_without_a_year_is_the_latest_that_there_was() -> None:
    leap_day = date(2024, 2, 29)
    for today in (date(2024, 2, 28), date(2026, 3, 13), date(2028, 2, 29)):
        (period,) = find_periods("on February 29", today)
        assert period.since == {2024: date(2020, 2, 29), 2026: leap_day}.get(today.year, today)


@given(st.text(alphabet="0123456789-/., OctoberMayJunelastweekbetweenand", max_size=60))
def test_every_period_found_lies_in_the_text_and_runs_forward(text: str) -> None:
    for period in find_periods(text, TODAY):
        assert 0 <= period.start < period.end <= len(text)
        assert not (period.since and period.until) or period.since <= period.until
