"""The day of asking: one for all, wherever the bot and the member are."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.discord.commands.days import read_days
from bot.understanding.asking_day import asking_day
from bot.values import Question


@pytest.fixture(params=["Etc/GMT-14", "Etc/GMT+12"])
def zone(request: pytest.FixtureRequest) -> Iterator[None]:
    """Zones so far apart that in one of them it is always another day than in UTC."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", request.param)
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("zone")
def test_yesterday_is_the_same_day_in_the_words_of_a_question_and_in_the_options(service) -> None:
    reading = service.answer(
        Question(text="What did The Lantern report yesterday about the regatta?")
    ).reading
    days = read_days("yesterday", "yesterday", asking_day())
    assert (reading.since, reading.until) == (days.since, days.until)
    assert reading.since == datetime.now(UTC).date() - timedelta(days=1)
