"""Numbers that two sentences give for one and the same thing, and how they differ."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.conflict.claims import Claim
from bot.conflict.counts import MONTH, MONTH_NAME, Count, content_stems, counts
from bot.conflict.words import alike
from index.words.terms import stemmed

_DAY = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{MONTH_NAME})\b"
    rf"|\b(?P<month2>{MONTH_NAME})\.?\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?![\d,:.]*\d)"
)
_DIGIT = re.compile(r"\d")
_TIMES = re.compile(rf"(?:{MONTH}|(?:mon|tues|wednes|thurs|fri|satur|sun)dai|today|tomorrow)$")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\b(?:this|last|next) year\b")
_SINCE = re.compile(r"\bsince\b[^,.;:]{0,60}?\b(?:19|20)\d\d\b")
"""A year that says how long nothing like it was, not when it is: "the deepest cuts since 1948"."""
_BEFORE = re.compile(r"\b(?:previous|prior|former|earlier|last year|compared)\b", re.IGNORECASE)
"""A sentence with such a word may give the number that was true before."""
_ONCE_WORDS = """died death born birth married wedding resigned resign founded open opened reopen
launch launched arrived begins began ends ended close closed shut sworn elected sign signed takes place
held debut premiere release released"""
_ONCE = frozenset(alike(stemmed(word)) for word in _ONCE_WORDS.split())
"""What happens once, so that two days for it contradict each other."""
_VOTE = re.compile(r"elections?", re.IGNORECASE)
"""No deed of one day: news is told of it on many."""
_SAME_EVENT = 0.6
_ROUNDING = 0.02
_ERROR = re.compile(r"\b(?:sampling error|margins? of (?:sampling )?error)\b", re.IGNORECASE)
"""Every survey has its own."""
_LEANING = re.compile(r"(?:Their|Its|His|Her|They|It|That|The same)\b")
"""A sentence that opens so does not say itself of whom or what it counts something."""
_GENERAL = {"%", "$", "£", "€", "peopl", "person", "men", "women", "other", "member", "percentag"}
"""Units that say too little: the words around must agree too."""
_NEAR_SHARED = 2
"""So many of those words, names aside: "a $44bn deal to buy it" and "$46.5bn in financing to buy it" are two sums."""
_OPENING = 80
_COUNTING = frozenset(map(stemmed, ("number", "total", "count", "figure")))
_NEAR_PART = 0.5
"""The part of them that must agree: "builders added 30,000 jobs" and "bars added 38,000 jobs" are two counts."""
_ALIKE = 0.6
_WORD = re.compile(r"[^\W_]+")
_LABEL = re.compile(
    rf"\b(?!(?:{MONTH_NAME})\b)(?P<word>[A-Z][a-z]+)\.? (?P<number>\d{{1,3}}|[IVX]+)\b"
)
"""A name that ends with a number ("Class 2", "Super Bowl 59"): no count, but one of several."""
Claims = tuple[Claim, Claim]


@lru_cache(4096)
def tells_numbers(text: str) -> bool:
    """Say whether a sentence counts something or names a day: whether it can differ from another in that."""
    return bool(counts(text) or (_DIGIT.search(text) and _DAY.search(text)))


def counted_apart(one: Claim, other: Claim) -> float:
    """Return how surely two sentences give different numbers for the same thing (0: they do
    not)."""
    mine, theirs = counts(one.text), counts(other.text)
    if not mine or not theirs or _ERROR.search(one.text) or _ERROR.search(other.text):
        return 0.0
    shared = {stem for stem in one.stems & other.stems if not stem[0].isdigit()}
    if len(shared) < 2 or (one.names - other.names and other.names - one.names):
        # Each has a name or a day of its own: they may well speak of two things.
        return 0.0
    likeness = _likeness(one, other, shared)
    of_two_times = bool(_BEFORE.search(one.text)) != bool(_BEFORE.search(other.text)) or (
        _years(one.text) != _years(other.text)
    )
    if likeness < _ALIKE or of_two_times or _labelled_apart(one.text, other.text):
        return 0.0
    days = [_days(claim.text) for claim in (one, other)]
    if all(days) and days[0].isdisjoint(days[1]):
        return 0.0
    if _LEANING.match(one.text) or _LEANING.match(other.text) or len(_apart(mine, theirs)) > 1:
        return 0.0
    return likeness if any(_differ(count, mine, theirs, (one, other)) for count in mine) else 0.0


def dated_apart(one: Claim, other: Claim) -> float:
    """Return how surely two sentences give different days for what happens once (0: they do not)."""
    mine, theirs = _days(one.text), _days(other.text)
    if len(mine) != 1 or len(theirs) != 1 or mine == theirs:
        return 0.0
    if _years(one.text) != _years(other.text):
        return 0.0
    stems = [_timeless(claim.stems) for claim in (one, other)]
    alone = _timeless(one.names) - stems[1] or _timeless(other.names) - stems[0]
    shared = stems[0] & stems[1]
    if len(shared) < 3 or not _once(one.text) & _once(other.text) or alone:
        return 0.0
    whole = max(one.weigh(stems[0]), other.weigh(stems[1]), 0.5)
    likeness = one.weigh(shared) / whole
    return likeness if likeness >= _SAME_EVENT else 0.0


def _days(text: str) -> set[tuple[str, str]]:
    """Return the days (month, day of the month) that a sentence names."""
    return {
        ((found["month"] or found["month2"])[:3], (found["day"] or found["day2"]).lstrip("0"))
        for found in _DAY.finditer(text)
    }


def _years(text: str) -> set[str]:
    """Return the years by which a sentence says when it is."""
    return set(_YEAR.findall(_SINCE.sub("", text)))


def _once(text: str) -> frozenset[str]:
    """Return what a sentence says that happens once."""
    stems = (stemmed(word) for word in _WORD.findall(text) if not _VOTE.fullmatch(word))
    return _ONCE.intersection(map(alike, stems))


def _timeless(stems: frozenset[str]) -> frozenset[str]:
    return frozenset(one for one in stems if not one[0].isdigit() and not _TIMES.match(one))


def _apart(mine: Sequence[Count], theirs: Sequence[Count]) -> set[str]:
    """Return what both sides count with no number in common: of more than one thing, they count in two cases."""
    return {
        one.unit
        for one in mine
        if any(its.unit == one.unit for its in theirs)
        and not any(
            _rounded(count.value, its.value)
            for count in mine
            for its in theirs
            if count.unit == its.unit == one.unit
        )
    }


def _differ(count: Count, mine: Sequence[Count], theirs: Sequence[Count], claims: Claims) -> bool:
    """Say whether the other side counts the same thing once, exactly and otherwise."""
    same = [its for its in theirs if its.unit == count.unit]
    if len(same) != 1 or sum(its.unit == count.unit for its in mine) != 1:
        return False
    if count.vague or same[0].vague or _rounded(count.value, same[0].value):
        return False
    # "All six, five white ones among them" and "all 5 and the red one" give one number.
    if any(count.value == its.value for its in theirs) or any(
        its.value == same[0].value for its in mine
    ):
        return False
    return _told_alike(count, same[0], claims)


def _rounded(one: float, other: float) -> bool:
    """Say whether two numbers are one, written with more or fewer places ("3.85", "3.9")."""
    if one % 1 == 0 and other % 1 == 0:
        return one == other
    return abs(one - other) <= _ROUNDING * max(abs(one), abs(other))


def _told_alike(count: Count, other: Count, claims: Claims) -> bool:
    """Say whether two counts of one unit stand in words enough alike to be of one thing."""
    names = claims[0].names | claims[1].names
    mine, theirs = count.near - names, other.near - names
    shared = len(mine & theirs)
    if count.unit in _GENERAL and shared < _NEAR_SHARED:
        return False
    if count.of and other.of and count.of.isdisjoint(other.of):
        return False
    if shared <= 1 and count.before and count.before == other.before:
        return not _of_others(claims)
    return shared >= max(1, min(len(mine), len(theirs)) * _NEAR_PART)


def _of_others(claims: Claims) -> bool:
    """Say whether each sentence opens with somebody whom the other does not name ("builders added",
    "restaurants added")."""
    mine, theirs = (_opening(claim.text) for claim in claims)
    return bool(mine and theirs) and mine not in claims[1].stems and theirs not in claims[0].stems


def _opening(text: str) -> str:
    """Return the stem of the first word of content; empty where that counts ("the number of")."""
    stems = content_stems(_WORD.findall(text, 0, _OPENING))
    return "" if not stems or stems[0] in _COUNTING else stems[0]


def _labelled_apart(one: str, other: str) -> bool:
    """Say whether two sentences name different ones of several things with numbers."""
    mine, theirs = _labels(one), _labels(other)
    return any(theirs[word].isdisjoint(mine[word]) for word in mine.keys() & theirs.keys())


def _labels(text: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for label in _LABEL.finditer(text):
        found.setdefault(label["word"], set()).add(label["number"])
    return found


def _likeness(one: Claim, other: Claim, shared: set[str]) -> float:
    """Return which part of the lighter sentence's weight is shared, numbers aside."""
    wholes = [
        claim.weigh(stem for stem in claim.stems if not stem[0].isdigit()) for claim in (one, other)
    ]
    return one.weigh(shared) / max(min(wholes), 0.5) if one.weigh(shared) > max(wholes) / 8 else 0.0


def same_counts(one: str, other: str) -> bool:
    """Say whether two sentences agree in a number, or one of them has none."""
    mine, theirs = ({count.value for count in counts(text)} for text in (one, other))
    return not mine or not theirs or bool(mine & theirs)
