"""Days that stand somewhere in a line of print: "Updated 1:27 PM EST, Sun December 24, 2023"."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = (
    "january jan januar janvier enero gennaio janeiro januari stycznia января",
    "february feb februar février fevrier febrero febbraio fevereiro februari lutego февраля",
    "march mar märz marz mars marzo março marco maart marca марта",
    "april apr avril abril aprile kwietnia апреля",
    "may mai mayo maggio maio mei maj maja мая",
    "june jun juni juin junio giugno junho czerwca июня",
    "july jul juli juillet julio luglio julho lipca июля",
    "august aug août aout agosto augustus augusti sierpnia августа",
    "september sept sep septembre septiembre settembre setembro września сентября",
    "october oct oktober octobre octubre ottobre outubro października октября",
    "november nov novembre noviembre novembro listopada ноября",
    "december dec dezember décembre decembre diciembre dicembre dezembro grudnia декабря",
)
"""English first; then German, French, Spanish, Italian, Portuguese, Dutch, Swedish, Polish and
Russian, as their papers write dates."""
_NUMBER = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_NAME = "|".join(sorted(_NUMBER, key=len, reverse=True))
_DAY_FIRST = re.compile(
    rf"(?<![\d.,/:])(\d{{1,2}})(?:st|nd|rd|th|er|º|°)?\.?\s+(?:de |of )?({_NAME})\b[.,]?\s+(?:de |del )?(\d{{4}})(?!\d)"
)
_MONTH_FIRST = re.compile(
    rf"\b({_NAME})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?(?:\s*,\s*|\s+)(\d{{4}})(?!\d)"
)
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\s*[-年년]\s*(\d{1,2})\s*[-月월]\s*(\d{1,2})(?!\d)")
_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?![\d/-]|\.\d)")


def day_within(text: str) -> date | None:
    """Return the one day that a text names with its month and year; None where it names two."""
    text = text.casefold()
    named = [(year, _NUMBER[month], day) for day, month, year in _DAY_FIRST.findall(text)]
    named += [(year, _NUMBER[month], day) for month, day, year in _MONTH_FIRST.findall(text)]
    named += _YEAR_FIRST.findall(text)
    numeric = [(int(one), int(other), year) for one, _, other, year in _NUMERIC.findall(text)]
    if any(one <= 12 and other <= 12 and one != other for one, other, _ in numeric):
        return None
    named += [(year, min(pair), max(pair)) for *pair, year in numeric]
    try:
        days = {date(int(year), int(month), int(day)) for year, month, day in named}
    except ValueError:
        return None
    return days.pop() if len(days) == 1 else None
