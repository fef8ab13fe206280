"""Split a body into sentences, and say what each is good for.

One regular expression finds every place where a sentence may end; a few look-ups decide. The work
is linear in
the length of the body.
"""

from __future__ import annotations

import itertools
import re
import tomllib
from pathlib import Path

from index.sentences.kinds import mark, mark_body
from index.values import Sentence

_LINE = "\r\n\u2028\u2029\x0b\x0c\x85"
# The pattern opens with one set, so that the scan is fast; it consumes runs, so that it is linear.
_PLACE = re.compile(
    rf"""[.!?…。！？{_LINE}]
    (?: (?<=[{_LINE}])\s* |
    (?<![{_LINE}])[.!?…。！？]*(['"”’»)\]*」』）]*)([^\S{_LINE}]*) )""",
    re.VERBOSE,
)
_WORDS = {
    name: frozenset(words.split())
    for name, words in tomllib.loads(
        (Path(__file__).parent / "abbreviations.toml").read_text(encoding="utf-8")
    ).items()
}
_NEVER_ENDS, _MAY_END, _STARTERS = _WORDS["never_end"], _WORDS["may_end"], _WORDS["starters"]
_NEXT_WORD = re.compile(r"[\"'“‘(\[]*([\w’'-]*)")
_OPENING = "\"'“‘([\n\t\xa0-"
_DOTTED = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]\Z")
_SPEECH_TAG = re.compile(
    r"(?:[A-Z][\w.’'-]*\s){1,4}(?:said|says|asked|asks|wrote|added|told|tweeted|shouted|yelled|replied|exclaimed)\b"
)
_LONGEST = 2000
"""Characters of a sentence at most: tables and lists without full stops are cut, so that work
stays linear."""


def split_sentences(body: str) -> list[Sentence]:
    """Return the sentences of a body, in order and without overlap.

    Every span is free of blanks at both ends and never empty; what lies between two spans is
    blank. A line break
    ends a paragraph unless the text is wrapped by hand.
    """
    wrapped = _is_wrapped(body)
    found: list[Sentence] = []
    paragraph, start, first = 0, _skip_blanks(body, 0, len(body)), 0
    for place in _PLACE.finditer(body):
        end, after = place.span()
        if end < start:
            continue
        blank = place.start(2)
        if blank < 0:
            if wrapped and _is_soft(place.group()):
                continue
            while end > start and body[end - 1].isspace():
                end -= 1
        elif _ends(body, start, end, place.start(1), blank, after):
            end = blank
        else:
            continue
        if end - start > _LONGEST:
            start = _cut_long(body, start, end, paragraph, found)
        if end > start:
            found.append(Sentence(start, end, paragraph))
        if blank < 0 and len(found) > first:
            mark(body, found, first)
            paragraph, first = paragraph + 1, len(found)
        start = after
    last = len(body.rstrip())
    if last - start > _LONGEST:
        start = _cut_long(body, start, last, paragraph, found)
    if last > start:
        found.append(Sentence(start, last, paragraph))
    if len(found) > first:
        mark(body, found, first)
    mark_body(body, found)
    return found


def _cut_long(body: str, start: int, end: int, paragraph: int, found: list[Sentence]) -> int:
    """Cut what no writer would call one sentence at its blanks; return where the rest begins."""
    while end - start > _LONGEST:
        blank = max(
            body.rfind(" ", start + 1, start + _LONGEST),
            body.rfind("\n", start + 1, start + _LONGEST),
        )
        stop = blank if blank > start else start + _LONGEST
        kept = start + len(body[start:stop].rstrip())
        if kept > start:
            found.append(Sentence(start, kept, paragraph))
        start = _skip_blanks(body, stop, end)
    return start


def _ends(body: str, start: int, at: int, close: int, blank: int, after: int) -> bool:
    """Say whether a sentence ends at a full stop, a question mark or the like (``at``), behind
    which stand closing marks (from ``close``) and blanks (from ``blank`` up to ``after``)."""
    if body[at] in "。！？":
        return True
    if blank == after:
        return after == len(body)
    sign = body[after : after + 1]
    if (sign if sign.isalpha() else _next_word(body, after)[:1]).islower():
        return False
    if body[at] != "." or close - at > 1:
        return close == blank or not _SPEECH_TAG.match(body, after)
    return close < blank or _ends_at_full_stop(body, start, at, after)


def _next_word(body: str, after: int) -> str:
    word = _NEXT_WORD.match(body, after)
    return word[1] if word else ""


def _ends_at_full_stop(body: str, start: int, at: int, after: int) -> bool:
    """Decide for a single full stop by the word before it and the word (and sign) that follows."""
    last = body[max(body.rfind(" ", start, at) + 1, start, at - 24) : at].lstrip(_OPENING)
    if not last:
        return True
    joint = max(last.rfind("-"), last.rfind("/")) + 1
    last = last[joint:] if joint > 2 else last  # "then-Sen.", "Minneapolis/St."; "R-Md." may end
    plain = last.lower()
    if plain in _NEVER_ENDS:
        goes_on = _next_word(body, after)[:1].isdigit()
        return plain == "no" and not goes_on and last.islower()
    dotted = "." in last
    doubtful = last.isupper() and last != "I" if len(last) == 1 else dotted and _DOTTED.match(last)
    if doubtful or (plain in _MAY_END and (dotted or last[0].isupper())):
        return body[after : after + 1] in ('"', "“") or _next_word(body, after).lower() in _STARTERS
    return True


def _skip_blanks(body: str, at: int, end: int) -> int:
    while at < end and body[at].isspace():
        at += 1
    return at


def _is_wrapped(body: str) -> bool:
    """Say whether single line breaks stand inside sentences (mail and agency text of about 72
    columns)."""
    lines = body[:8000].split("\n")
    full = low = 0
    for line, following in itertools.pairwise(lines):
        if 40 <= len(line) <= 100 and following and line.rstrip()[-1:] not in '.!?:"”':
            full += 1
            low += following[0].islower()
    return full >= 4 and low * 10 >= full * 3


def _is_soft(line: str) -> bool:
    return line.replace("\r\n", "\n").count("\n") == 1 and not line.strip()
