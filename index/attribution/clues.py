"""What stands around the words that may be cues: columns of numbers, one row a candidate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from . import tags as part
from .lexicon import CLASSES
from .numbers import FIRST_CUE, KIND_OF_NUMBER, KINDS, NEXT_KINDS
from .tape import Numbers, Tape, tag_set

Mask = npt.NDArray[np.bool_]

_TAGS = len(part.NAMES)
_SEEN = 1 + np.array(
    [
        *range(part.CUE),
        *[part.CUE] * (part.CUE_ADJECTIVE - part.CUE),
        part.OTHER,  # an adjective beside a cue is a plain word
        part.CUE,
    ]
)
"""Tags as the model sees them: every form of a cue alike; 0 stands for no word."""
_GROUP_SIGNS = {
    part.BE: "b",
    part.HAVE: "h",
    part.DO: "d",
    part.MODAL: "m",
    part.NOT: "n",
    part.TO: "t",
    part.ADVERB: "",
    part.TIME: "",
}
_SIGNS = " bhdmnt"
_TO = _SIGNS.index("t")
_UNSEEN = len(_SIGNS)
"""The sign of what carries no verb and is passed over."""
_SIGN = np.zeros(_TAGS, np.int64)
for _tag, _letter in _GROUP_SIGNS.items():
    _SIGN[_tag] = _SIGNS.index(_letter) if _letter else _UNSEEN
_BASE = 8
_LONGEST_GROUP = 5
MOST_GROUPS = _BASE**_LONGEST_GROUP
_NAMELIKE = tag_set(part.CAPITAL, part.SUBJECT, part.STOP, part.DETERMINER, part.OTHER)
_CLAUSE_SIGNS = {
    part.THAT: "t",
    part.QUOTE: "q",
    part.COLON: "q",
    part.RELATIVE: "r",
    part.COMMA: "c",
    part.STOP: "s",
    part.TO: "o",
    part.PREPOSITION: "p",
    **dict.fromkeys((part.BE, part.HAVE, part.DO, part.MODAL, part.VERB), "v"),
    part.CUE_PAST: "v",
    part.CUE_PRESENT: "v",
}
_CLAUSES = ("", *"tqrcsopv")
_CLAUSE = np.array([_CLAUSES.index(_CLAUSE_SIGNS.get(tag, "")) for tag in range(_TAGS)])
_SKIPPED = tag_set(part.ADVERB, part.TIME)
_CLASSED = tag_set(part.OTHER, part.CUE_NOUN, part.CUE_PRESENT, part.CUE_BASE, part.CAPITAL)
_FINITE = tag_set(part.CUE_PAST, part.CUE_PRESENT)
_QUOTES = tuple(
    first + second + last for first in ("", "s") for second in ("", "n", "l") for last in ("", "b")
)
_SUBJECTS = ("none", "to", *KINDS, *map(str, range(_TAGS)))
_IS_CLASS = np.isin(KINDS, sorted(set(CLASSES.values())))
_IS_NEXT = np.isin(KINDS, NEXT_KINDS)

VALUES: dict[str, Sequence[str]] = {
    **dict.fromkeys(
        ("near", "before", "after", "second", "edge"), tuple(map(str, range(-1, part.CUE + 1)))
    ),
    "next": KINDS,
    "subject": _SUBJECTS,
    "quote": _QUOTES,
    "inside": ("0",),
    "clause": _CLAUSES,
    "place": tuple("0123"),
    "others": tuple("012"),
}
"""What the numbers of a column stand for; of ``group`` see ``group_name``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """Words that may be cues: their places on a tape, their sentences, which of ``CUE_WORDS`` each
    is, and their clues by name; ``governors`` has the verb before "to" of those that have one."""

    at: Numbers
    sentence: Numbers
    word: Numbers
    clues: dict[str, Numbers]
    governors: dict[int, str]


def candidates(tape: Tape, looked_at: Mask | None = None) -> Candidates:
    """Find the candidates; of those words that are ``looked_at`` (by place in ``CUE_WORDS``).

    Words in quotation marks are left out: who speaks there speaks of others, which few readers
    would call a report.
    """
    at = tape.cues
    sentence = np.searchsorted(tape.lasts, at, "right")
    inside = sentence < len(tape.lasts)
    at, sentence = at[inside], sentence[inside]
    word = tape.numbers[at].astype(np.int64) - FIRST_CUE
    first, last = tape.firsts[sentence], tape.lasts[sentence]
    kept = (at >= first) & (tape.quoted[at] == 0)
    if looked_at is not None:
        kept &= looked_at[word]
    kept &= (tape.tags[at] != part.ACCORDING) | ((at + 2 < last) & (tape.tags[at + 1] == part.TO))
    at, sentence, word = at[kept], sentence[kept], word[kept]
    clues, governors = _clues(tape, at, first[kept], last[kept])
    clues["others"] = _others(tape.tags[at], sentence)
    return Candidates(at=at, sentence=sentence, word=word, clues=clues, governors=governors)


def _others(tags: npt.NDArray[np.uint8], sentence: Numbers) -> Numbers:
    """Count the finite verbs among the candidates before each one in its sentence, up to two."""
    finite = _FINITE[tags].astype(np.int64)
    before: Numbers = np.cumsum(finite) - finite
    found: Numbers = before - before[np.searchsorted(sentence, sentence)]
    return found.clip(max=2)


def _clues(
    tape: Tape, at: Numbers, first: Numbers, last: Numbers
) -> tuple[dict[str, Numbers], dict[int, str]]:
    tags = tape.tags
    left, group = _group(tags, at, first)
    right = np.minimum(tape.next_of(~_SKIPPED)[at + 1], last)
    stop = np.maximum(np.maximum(tape.last_of(~_NAMELIKE)[left], first), left - 6)
    follows = np.minimum(tape.next_of(_CLAUSE > 0)[right], len(tags) - 1)
    to = group % _BASE == _TO
    clues = {
        "near": _seen(tags, at - 1, at > first),
        "before": _seen(tags, left, left >= first),
        "after": _seen(tags, right, right < last),
        "second": _seen(tags, right + 1, right + 1 < last),
        "next": np.where(right < last, _next_kind(tape.numbers[right]), 0),
        "group": group,
        "subject": _subject(tape, left, first, to),
        "quote": _quote(tape, at, first, last, right, stop, left),
        "inside": np.zeros(len(at), np.int64),
        "edge": _seen(tags, stop, left >= first),
        "clause": np.where(follows < np.minimum(last, right + 10), _CLAUSE[tags[follows]], 0),
        "place": np.minimum(3, at - first),
    }
    governed = np.flatnonzero(to & (left > first)).tolist()
    return clues, {one: tape.word(int(left[one]) - 1) for one in governed}


def _seen(tags: npt.NDArray[np.uint8], places: Numbers, there: Mask) -> Numbers:
    """Return the tags at places as the model sees them, counted from "no word"."""
    return np.where(there, _SEEN[tags[places]], 0)


def _next_kind(numbers: npt.NDArray[np.uint16]) -> Numbers:
    kinds = KIND_OF_NUMBER[numbers]
    return np.where(_IS_NEXT[kinds], kinds, 0)


def _group(tags: npt.NDArray[np.uint8], at: Numbers, first: Numbers) -> tuple[Numbers, Numbers]:
    """Walk left over what carries each verb (be, have, do, modal, not, to): the place before it, and
    its signs as the digits of a number."""
    left, group, todo = at - 1, np.zeros(len(at), np.int64), np.arange(len(at))
    while len(todo):
        todo = todo[(left[todo] >= first[todo]) & (group[todo] < _BASE ** (_LONGEST_GROUP - 1))]
        sign = _SIGN[tags[left[todo]]]
        todo, sign = todo[sign > 0], sign[sign > 0]
        shown = sign != _UNSEEN
        group[todo[shown]] = group[todo[shown]] * _BASE + sign[shown]
        todo = todo[sign != _TO]
        left[todo] -= 1
    return left, group


def group_name(group: int) -> str:
    """Return the signs of a group."""
    return group_name(group // _BASE) + _SIGNS[group % _BASE] if group else ""


def group_number(name: str) -> int:
    """Return the number of a group by its signs."""
    return group_number(name[:-1]) * _BASE + _SIGNS.index(name[-1]) if name else 0


def _subject(tape: Tape, left: Numbers, first: Numbers, to: Mask) -> Numbers:
    """Return the kind of what stands before the group: "to", a pronoun, a noun's class or a tag."""
    tags = tape.tags[left]
    kinds = KIND_OF_NUMBER[tape.numbers[left]].astype(np.int64)
    by_kind = (tags == part.SUBJECT) | (_CLASSED[tags] & _IS_CLASS[kinds])
    by_tag = np.where(_CLASSED[tags], tags, np.minimum(tags, part.CUE)).astype(np.int64)
    found = 2 + np.where(by_kind, kinds, len(KINDS) + by_tag)
    return np.where(to, 1, np.where(left < first, 0, found))


def _quote(
    tape: Tape,
    at: Numbers,
    first: Numbers,
    last: Numbers,
    right: Numbers,
    stop: Numbers,
    left: Numbers,
) -> Numbers:
    """Say where quotations stand: before the subject (s), at once behind the cue (n), later (l),
    shortly before (b)."""
    sums = np.concatenate([[0], np.cumsum(tape.quoted, dtype=np.int64)])
    opens = (left >= first) & (tape.quoted[stop] > 0) & (tape.tags[stop] == part.QUOTE)
    close = np.minimum(right + 3, len(tape.tags))
    soon = sums[close] > sums[right]
    later = sums[np.maximum(last, close)] > sums[close]
    before = sums[at] > sums[np.maximum(first, at - 8)]
    whole = sums[last] > sums[first]
    return np.where(whole, 6 * opens + 2 * np.where(soon, 1, 2 * later) + before, 0)
