"""Questions that no archive of past articles can answer: what is now, and what comes after its last article.

Articles do speak of what is to come ("The 2028 Games will be held in Los Angeles"), so a year ahead or "next month"
is no reason to refuse. Refused are days that count from the day of asking, where no article is near enough to know
them, and what is told as past of days after the last article.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.understanding.periods import find_periods

_NEAR = timedelta(days=7)
"""How long before a day articles know what is planned for it, at least."""
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_COUNT = r"(?:\d{1,3}|two|three|four|five|six|seven|ten|a few|a couple of|the next few|the coming)"
_TOMORROW = r"(?:tomorrow|tommorr?ow|tomorow|tmrw|tmw)"
_AHEAD = re.compile(
    rf"(?i)\b(?:{_TOMORROW}|tonight|later today|(?:next|coming) (?:week(?:end)?|days|{_WEEKDAY})"
    rf"|in {_COUNT} (?:hours|days|weeks|months|years)(?=\W*$|[?,.;]| (?:time|from|in|at|on|for|to|and|with)\b)"
    r"|in an? (?:hour|day|week|month|year)['’]?s? (?:time|from now))"
    r"\b(?!['’]s?\b)"
)
"""Days ahead, counted from the day of asking; not those of something that has a name ("tomorrow's world")."""
_NOW = r"(?: (?:like|right|just|exactly))*(?: (?:now|today|currently|at the moment|outside|there|here))*"
_WHERE = r"(?: (?:in|for|at|around) (?!the (?:19|20))[^?,.]{2,30})?"
_LIVE = re.compile(
    r"(?i)\W*(?:(?:hey|hi|ok|please|and|so|tell me|do you know),? )*(?:"
    rf"(?:what|how)(?:['’]?s| is) (?:the )?(?:weather|temperature|forecast)(?: forecast)?{_NOW}{_WHERE}{_NOW}"
    rf"|(?:the )?(?:weather|forecast){_WHERE} (?:right now|now|today|tonight|this week(?:end)?|{_TOMORROW})"
    r"(?: [^?,.]{2,30})?"
    rf"|(?:is|will) it (?:be )?(?:going to )?(?:rain|snow|sunny|cold|hot|warm|windy)(?:ing|y)?{_NOW}{_WHERE}{_NOW}"
    rf"|what(?:['’]?s| is) the (?:time|date){_NOW}{_WHERE}{_NOW}|what (?:time|day|date|year) is it{_NOW}{_WHERE}{_NOW}"
    r")\W*"
)
"""What changes from hour to hour, asked for as it is now."""
_WILL = re.compile(
    r"(?i)\b(?:will|won['’]?t|shall|going to|gonna|should i|do i|can i)\b|\w['’]ll\b"
)
_PRESENT = re.compile(
    r"(?i)^\W*(?:(?:so|and|hey|ok),? )*(?:(?:what|who|where|when|which|how)\b.*?)?(?:['’]?s|is|are|am)\b"
)
_PAST = re.compile(
    r"(?i)\b(?:did|was|were|had|has|have|been|said|says?|told|won|lost|became|made|took|went|got|gave|began|fell|rose"
    r"|died|happened|according|report\w*|expect\w*|plan\w*|predict\w*|\w{3,}ed)\b"
)
_TOLD = re.compile(
    r"(?i)^\W*(?:(?:so|and|but),? )?(?:who|what|which|where|when|why|how)\b[^?]*?\b(?:did|was|were|won|lost|happened"
    r"|died|became|caused|scored|beat)\b|^\W*(?:did|was|were)\b"
)
"""What asks for something that has happened."""
_EXPECTED = re.compile(
    r"(?i)\b(?:will|would|plan\w*|expect\w*|predict\w*|forecast\w*|project\w*|schedul\w*|announc\w*|due|propos\w*|target\w*"
    r"|goal|by|until|said|says?|report\w*|promis\w*|pledg\w*|delay\w*|postpon\w*|award\w*|bid|host\w*|cho(?:se|sen)|select\w*)\b"
)
_YEAR = re.compile(r"(?<![\w-])(?:20\d\d)(?![\w-])")


def is_beyond(question: str, last: date, today: date) -> bool:
    """Say whether a question asks for what articles up to the day ``last`` cannot know."""
    if _LIVE.fullmatch(question):
        return True
    if _AHEAD.search(question) and last < today - _NEAR and _asks_ahead(question):
        return True
    return (
        bool(_TOLD.search(question))
        and not _EXPECTED.search(question)
        and _after(question, last, today)
    )


def _asks_ahead(question: str) -> bool:
    """Say whether it asks what will be, and not what somebody said or agreed of it."""
    return not _PAST.search(question) and bool(_WILL.search(question) or _PRESENT.search(question))


def _after(question: str, last: date, today: date) -> bool:
    """Say whether a question names days with their year, and all of them come after the last article."""
    periods = [one for one in find_periods(question, today) if not one.relative]
    days = []
    for year in _YEAR.finditer(question):
        within = (one.since for one in periods if one.start <= year.start() < one.end)
        days.append(next(within, None) or date(int(year[0]), 1, 1))
    return bool(days) and all(day > last for day in days)
