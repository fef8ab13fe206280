"""The numbers of a sentence, and what each of them counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.conflict.words import alike
from index.words.terms import STOP_WORDS, stemmed

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty"
)
_TENS = {
    word: 10 * number
    for number, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2
    )
}
_WORDS = {word: number for number, word in enumerate(_SMALL.split())} | _TENS
_MANY = tuple(_WORDS)[2:]
_UNITS = "|".join(_SMALL.split()[1:10])
_SCALES = {
    "hundred": 100,
    "thousand": 1e3,
    "k": 1e3,
    "m": 1e6,
    "million": 1e6,
    "bn": 1e9,
    "billion": 1e9,
    "trillion": 1e12,
}
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?P<money>[$£€]\s?)?(?<![\w.,-])(?P<digits>\d[\d,]*(?:\.\d+)?)(?:[\s-]?(?P<scale>{_SCALE})\b)?"
    r"(?P<percent>\s?(?:%|per ?cent\b))?(?![\w-]*\d)"
    rf"|\b(?P<word>{'|'.join(_MANY)})(?:-(?P<units>{_UNITS}))?\b(?:\s(?P<scale2>{_SCALE})\b)?",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_VAGUE = re.compile(
    r"(?:about|around|some|nearly|almost|roughly|approximately|at least|at most|more than"
    r"|fewer than"
    r"|\d (?:and|to|or)"
    r"|top|less than|over|under|up to|as many as|as few as|another|between|below|above|exceed\w*"
    # "An additional 60" is a part, "the first 60" one of several.
    r"|additional|extra|further|first|last|next|every|each)"
    r"\s+(?:the\s+)?[$£€]?$",
    re.IGNORECASE,
)
MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_DATE_AFTER = re.compile(rf"(?:st|nd|rd|th)?\s+(?:{MONTH})\b", re.IGNORECASE)
_DATE_BEFORE = re.compile(rf"\b(?:{MONTH})\.?\s+$", re.IGNORECASE)
MONTH_NAME = (
    "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    "|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?"
)
_NUMBER_OF = re.compile(r"\b(?:number|total|count|figure) of ([^\W\d_]+)", re.IGNORECASE)
_MEASURE = re.compile(
    r"\b(magnitude|toll|tally|turnout|majority)(?: (?:of|in|from)(?: [\w’'-]+){1,4}?)?"
    r"(?: (?:stands?|stood|rose|fell|climbed))? (?:at|of|to|is|was|as)(?: \w+ly)? \Z",
    re.IGNORECASE,
)
"""What a number that stands by itself measures: "put its magnitude at 3.9"."""
_LOOK_BACK = 60
_NEXT_WORD = re.compile(r"[\s-]*([^\W\d_]+)")
_OF = re.compile(
    r"(?: worth)? (?:of|in|on|for) (?P<what>(?:(?:the|an?|its|his|her|their) )?(?:[\w.'’-]+(?: |\b)){1,4})"
)
_PERCENT = stemmed("percent")
_WORD = re.compile(r"[^\W_]+")
_UNITLESS = frozenset(
    (
        "time",
        "thing",
        "way",
        "one",
        "other",
        "year",
        "old",
        "dai",
        "month",
        "week",
        "hour",
        "minut",
        "pm",
        "am",
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number and what it counts."""

    value: float
    unit: str
    """Stem of the word after it, "%" or a currency sign."""
    near: frozenset[str]
    """Stems of the words around it, the unit left out."""
    before: str
    """Stem of the last word of content before it: mostly what is done ("added"); of a measure its own."""
    of: frozenset[str]
    """Stems of what it is a sum or a share of ("$1 billion worth of grain")."""
    vague: bool


@lru_cache(4096)
def counts(text: str) -> tuple[Count, ...]:
    """Return the numbers of a sentence that count something; dates and ages are left out."""
    return tuple(_counts(text))


def _counts(text: str) -> Iterator[Count]:
    if not _may_count(text):
        return
    for found in _NUMBER.finditer(text):
        if _DATE_AFTER.match(text, found.end()) or _DATE_BEFORE.search(text, 0, found.start()):
            continue
        unit = _unit(text, found)
        if unit is not None:
            # "5 tax breaks that may go" heads a list.
            vague = not found.start() or bool(
                _VAGUE.search(text, max(0, found.start() - 20), found.start())
            )
            before, after = _around(text, found)
            measure = _measure(text, found.start())
            near = frozenset(before + after) - {unit}
            yield Count(
                value=_value(found),
                unit=unit,
                near=near,
                before="".join(content_stems([measure[1]]) if measure else before[-1:]),
                of=_complement(text, found.end()),
                vague=vague,
            )


def _may_count(text: str) -> bool:
    """Say at once of most texts without a number that they have none."""
    folded = text.lower()
    return bool(_DIGIT.search(text)) or any(word in folded for word in _MANY)


def _value(found: re.Match[str]) -> float:
    if found["word"]:
        whole = _WORDS[found["word"].lower()] + _WORDS.get((found["units"] or "").lower(), 0)
        return whole * _SCALES.get((found["scale2"] or "").lower(), 1)
    number = float(found["digits"].replace(",", ""))
    return number * _SCALES.get((found["scale"] or "").lower(), 1)


def _unit(text: str, found: re.Match[str]) -> str | None:
    """Return what is counted; None for a year, an age or a number that stands by itself."""
    if found["percent"]:
        return "%"
    if found["money"]:
        return found["money"].strip()
    following = _NEXT_WORD.match(text, found.end())
    if following is None or following[1].lower() in STOP_WORDS:
        following = _measured(text, found.start())
    unit = stemmed(following[1]) if following else None
    if unit == _PERCENT:
        return "%"
    return None if unit in _UNITLESS else alike(unit or "") or None


def _measured(text: str, place: int) -> re.Match[str] | None:
    """Find what a number without a unit after it counts or measures: a word before it."""
    return _measure(text, place) or _NUMBER_OF.search(text, 0, place)


def _measure(text: str, place: int) -> re.Match[str] | None:
    return _MEASURE.search(text, max(0, place - _LOOK_BACK), place)


def _around(text: str, found: re.Match[str]) -> tuple[list[str], list[str]]:
    """Return the stems of the four words before and after a number."""
    before = _WORD.findall(text, 0, found.start())[-4:]
    after = _WORD.findall(text, found.end(), found.end() + 60)[:4]
    return content_stems(before), content_stems(after)


def _complement(text: str, place: int) -> frozenset[str]:
    found = _OF.match(text, place)
    words = _WORD.findall(found["what"]) if found else []
    return frozenset(content_stems([word for word in words if word.islower() and len(word) > 1]))


def content_stems(words: Sequence[str]) -> list[str]:
    return [alike(stemmed(word)) for word in words if word.lower() not in STOP_WORDS]
