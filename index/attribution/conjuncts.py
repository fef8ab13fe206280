"""Find the first of two who speak together ("the council and the mayor said")."""

from __future__ import annotations

from . import tags as part
from .acts import is_act
from .asides import aside_end, has_act, is_clause
from .lexicon import CLASSES
from .phrases import Range
from .tokens import Tokens

_LONGEST = 10
"""Words that the first of two may have."""
_STARTS = frozenset((part.DETERMINER, part.POSSESSIVE))
_WITHIN = frozenset((part.CAPITAL, part.OTHER, part.CUE_NOUN, part.ENDING, part.NUMBER))
_LINKS = frozenset(("of", "for", "from", "at"))
_SPEAKS = frozenset(("person", "body"))
_SPEAKERS = ("ers", "ors", "ists", "ees", "ians", "ants")
"""Endings of plurals that are people; other words in "s" behind a noun may be verbs ("the ship docks and …")."""
_OPENERS = frozenset((part.PREPOSITION, part.ADVERB, part.CONJUNCTION, part.AND, part.TIME))
_BEFORE = frozenset((part.CONJUNCTION, part.THAT, part.DASH, part.COLON, part.BRACKET))
"""What may stand before a subject, beside marks and times."""


def with_first(tokens: Tokens, source: Range, at: int, first: int, last: int) -> Range:
    """Return a source before the cue at ``at`` with the first of two that "and" joins to it, if there is one."""
    joint = source[0] - 1
    if joint <= first or tokens.tags[joint] != part.AND or source[1] > at:
        return source
    if tokens.tags[source[0]] == part.SUBJECT or tokens.word(joint) != "and":
        return source
    start = _start(tokens, joint - 1, first)
    if start is None or not _opens(tokens, start, at, first, last):
        return source
    return (start, source[1])


def _start(tokens: Tokens, end: int, first: int) -> int | None:
    """Return where the noun phrase that ends at a place begins; None where it is none that may speak."""
    tags, place, start, head = tokens.tags, end, end + 1, end
    while place >= max(first, end - _LONGEST):
        whole = start <= head and _owns(tokens, start)
        if tokens.word(place) in _LINKS and start == place + 1 and tags[place - 1] in _WITHIN:
            head = place - 1
        elif whole and tags[place] != part.DETERMINER:
            break
        elif (
            _owns(tokens, place)
            or (tags[place] in _WITHIN and not _acts(tokens, place))
            or (tags[place] == part.STOP and tags[place - 1] == part.CAPITAL)
        ):
            start = place
        else:
            break
        place -= 1
    return start if start <= head and _may_speak(tokens, start, head) else None


def _owns(tokens: Tokens, place: int) -> bool:
    """Say whether a word opens a noun phrase."""
    return tokens.tags[place] in _STARTS or tokens.word(place).lower() == "her"


def _acts(tokens: Tokens, place: int) -> bool:
    return tokens.tags[place] == part.OTHER and is_act(tokens.word(place))


def _may_speak(tokens: Tokens, start: int, head: int) -> bool:
    """Say whether the words from ``start`` to ``head`` are a plain subject: a name, a noun with its article, or
    people and bodies without one."""
    tags, word = tokens.tags, tokens.word(head).lower()
    if tags[head] == part.CAPITAL or CLASSES.get(word) in _SPEAKS:
        return True
    if not _owns(tokens, start) or tags[head] != part.OTHER:
        return False
    many = word.endswith("s") and not word.endswith("ss")
    return head - start < 2 or not many or word.endswith(_SPEAKERS)


def _opens(tokens: Tokens, start: int, at: int, first: int, last: int) -> bool:
    """Say whether a subject may begin at a place: its sentence does, or what it said ends before it."""
    tags, before = tokens.tags, start - 1
    if before < first:
        return True
    tag = tags[before]
    if tag == part.QUOTE:
        return before > first and tags[before - 1] in (part.COMMA, part.STOP)
    if tag == part.COMMA:
        if tags[first] in _OPENERS and not has_act(tokens, first, before):
            return True  # "On Monday, the council and the mayor said"
        return aside_end(tokens, at, last) is not None and is_clause(tokens, first, before)
    if tag in (part.TIME, part.ADVERB):
        return all(one in _OPENERS for one in tags[first:start])
    if tag == part.AND:
        return before == first or tags[before - 1] == part.COMMA
    return tag in _BEFORE and tokens.word(before) != "than"
