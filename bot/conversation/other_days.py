"""Ask the same of other days: "since October?", "and in 2022?"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.conversation.follow_up import FollowUp, completed_as
from bot.conversation.phrases import MONTH, PERIOD_ONLY, YEAR
from bot.conversation.values import Completed
from bot.understanding.asking_day import asking_day
from bot.understanding.periods import Period, find_periods


def in_other_days(follow_up: FollowUp) -> Completed | None:
    """Put another period in the place of the one asked for, or add it ("since October?")."""
    asked = _led_in(follow_up)
    if asked != follow_up.text:
        follow_up = replace(follow_up, text=asked, opened=True)
    periods = find_periods(follow_up.text, asking_day())
    if not periods or not PERIOD_ONLY.fullmatch(_cut_out(follow_up.text, periods)):
        return None
    if not follow_up.opened and re.match(r"what happened\b", follow_up.text, re.I):
        return None  # "What happened in 2019?" can stand alone; "and what happened in 2019?" cannot
    lead = r"^(?:what about|how about|what happened|only|just)\s+"
    words = re.sub(lead, "", follow_up.text, flags=re.I)
    last = _without_periods(follow_up.last.text)
    if all(YEAR.fullmatch(follow_up.text[one.start : one.end]) for one in periods):
        last = " ".join(YEAR.sub("", last).split())
    text = f"{last.rstrip('?!. ')} {words[0].lower()}{words[1:]}?"
    return completed_as(replace(follow_up.last, text=text, since=None, until=None))


def _led_in(follow_up: FollowUp) -> str:
    """Return a bare year or month as days are named in a question; a month is of the year asked about before."""
    text = follow_up.text
    if YEAR.fullmatch(text):
        return f"in {text}"
    if (month := MONTH.fullmatch(text)) is None:
        return text
    year = YEAR.search(follow_up.last.text)
    return f"in {month['month']} {year[0]}" if year else f"in {month['month']}"


def _cut_out(text: str, periods: Sequence[Period]) -> str:
    for period in reversed(periods):
        text = text[: period.start] + text[period.end :]
    return text


def _without_periods(text: str) -> str:
    """Return a question without the periods it names and the words that lead to them."""
    for period in reversed(find_periods(text, asking_day())):
        before = re.sub(
            r"\s*\b(?:in|on|since|until|till|before|after|during|from|between|by)(?: the)?\s*$",
            "",
            text[: period.start],
            flags=re.I,
        )
        text = before.rstrip() + text[period.end :]
    return text
