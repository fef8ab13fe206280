"""Months and days of the week that were typed in small letters."""

from __future__ import annotations

import re

_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_SMALL = re.compile(
    rf"(?<![\w-])(?:(?:{_MONTHS}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
    r"(?=\.?,?(?: of)? (?:\d{1,2}(?:st|nd|rd|th)?|(?:19|20)\d\d)(?!\w))"
    rf"|(?:(?<=\d )|(?<=\d(?:st|nd|rd|th) )|(?<=\d(?:st|nd|rd|th) of ))(?:{_MONTHS})"
    rf"|(?:(?<=\bin )|(?<=\bsince )|(?<=\bduring )|(?<=\bearly )|(?<=\blate ))(?:{_MONTHS})"
    r"(?! (?:on|against|for|to|through|past|by|not|be|have)\b)"
    rf"|(?:(?<=\bof )|(?<=\bbefore )|(?<=\bafter )|(?<=\buntil )|(?<=\blast )|(?<=\bbetween )|(?<=\band ))"
    rf"(?!march|may)(?:{_MONTHS})|(?:(?<=\bon )|(?<=\blast ))(?:{_DAYS}))(?![\w-])"
)
"""Months and days of the week in small letters, where the words around show that they are none of the other
words written so ("may", "march", "august")."""


def with_capital_days(text: str) -> str:
    """Return a text whose months and days are written as such, of the same length."""
    return _SMALL.sub(lambda found: found[0].capitalize(), text)
