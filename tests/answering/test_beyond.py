"""Questions that no archive of past articles can answer, and those that only look like them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.understanding.beyond import is_beyond

LAST, TODAY = date(2023, 12, 24), date(2026, 11, 27)
BEYOND = """
What will the weather be tomorrow? | what will the weather be tomorrow
weather tomorrow london | Will it rain next week?
what's the weather like in London today | is it going to rain tomorrow?
who will win the match tomorrow | What time is it?
whats the date today | What is the mayor doing tonight? | should i sell my shares tomorrow | who is playing tomorrow
what will the shares be worth in two weeks? | will there be a strike next Monday | Who won the 2030 World Cup?
Who won the World Cup in 2030? | What happened on 5 March 2027?
Did it rain on 3 May 2028? | what will happen in 10 years
"""
WITHIN = """
Who agreed to speak again next week? | What did The Telegraph say about next week? | Who will host the 2028 Olympics?
When is the next total solar eclipse, in 2044? | Which film is released tomorrow, according to the report?
Was the 2030 target missed? | Who was chosen to host the 2030 World Cup?
How hot was it in 2022? | What happened in May?
What was the weather like at the Coronation? | What did forecasters say about the weather tomorrow? | Who died today?
How long did the fighting last in Seven Years War?
Which two presidents died on July 4? | Who will perform next year?
How many children start school in a day? | Who hosted Tomorrow's World?
What will the bridge cost? | What is the time limit?
"""


def listed(text: str) -> list[str]:
    return [one.strip() for line in text.strip().splitlines() for one in line.split("|")]


@pytest.mark.parametrize("question", listed(BEYOND))
def test_what_comes_after_the_last_article_or_is_now_is_beyond_it(question: str) -> None:
    assert is_beyond(question, LAST, TODAY)


@pytest.mark.parametrize("question", listed(WITHIN))
def test_what_articles_may_tell_is_not_beyond_them(question: str) -> None:
    assert not is_beyond(question, LAST, TODAY)


def test_an_archive_of_today_may_know_what_is_planned_for_tomorrow() -> None:
    asked = "Who will open the bridge tomorrow?"
    assert not is_beyond(asked, TODAY - timedelta(days=1), TODAY)
    assert is_beyond(asked, TODAY - timedelta(days=8), TODAY)


def test_the_year_of_an_article_is_not_beyond_it() -> None:
    assert not is_beyond("Who won the 2023 election?", LAST, TODAY)
    assert is_beyond("Who won the 2024 election?", LAST, TODAY)
