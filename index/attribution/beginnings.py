"""Find where the words begin that a cue before them introduces."""

from __future__ import annotations

from . import tags as part
from .acts import is_act
from .lexicon import LISTS
from .phrases import noun_like
from .tokens import Tokens
from .voices import FINITE, SPANS_OF_TIME, time_ahead

_ADDRESSED = LISTS["addressed"]
_TAKES_CLAUSE = LISTS["takes_clause"] | _ADDRESSED
_EDGE = frozenset((part.COMMA, part.COLON, part.DASH))
_NO_CLAUSE = bytes(
    set(part.NAMES)
    - {part.COLON, part.COMMA}
    - {part.THAT, part.QUOTE, part.SUBJECT, part.BE, part.HAVE, part.MODAL}
)
"""Tags that neither open a clause nor may stand right before a content."""
_FARTHEST = 24
"""Words that may tell when, where and whom before "that"."""
_CIRCUMSTANCE = frozenset((part.PREPOSITION, part.ADVERB, part.TIME, part.COMMA))
_OF_CONTENT = frozenset(("of", "about", "for", "with", "like", "by", "into", "against"))
"""Prepositions before what is spoken of, not when or where."""
_NAMED = tuple(bytes((tag,)) for tag in (part.CAPITAL, part.DETERMINER, part.POSSESSIVE))
_NO_SUBJECT = frozenset(
    (
        *(part.COMMA, part.STOP, part.COLON, part.DASH, part.PARAGRAPH, part.AND, part.TO),
        *(part.OBJECT, part.RELATIVE),
        *FINITE,
    )
)
"""What cannot stand behind the "that" of a content: behind it the verb of a relative clause follows at once."""


def start_behind(tokens: Tokens, at: int, last: int) -> int:
    """Skip from the cue to where its content begins."""
    tags, place = tokens.tags, at + 1
    if tokens.cue(at).lemma in _ADDRESSED:
        place = _behind_addressee(tokens, place, last)
    while place < last and (
        tags[place] in _EDGE or tags[place] == part.TIME or _ends_time(tokens, place)
    ):
        place += 1
    place += time_ahead(tokens, place, last)
    while place < last and tags[place] in _EDGE:
        place += 1
    if (
        place < last
        and tags[place] == part.ADVERB
        and place + 1 < last
        and tags[place + 1] == part.COMMA
    ):
        place += 2
    place = _behind_circumstances(tokens, at, place, last)
    return _behind_colon(tags, place, last) or place


def _behind_addressee(tokens: Tokens, place: int, last: int) -> int:
    """Return where what somebody was told begins; ``place`` where no word opens it."""
    tags = tokens.tags
    for ahead in range(place, min(last, place + 16)):
        if ahead > place and _told_of(tokens, place, ahead, last):
            return ahead
        if tags[ahead] in (part.THAT, part.QUOTE, part.COLON, part.TO):
            return ahead
        if tags[ahead] == part.RELATIVE:
            return place if tags[ahead - 1] == part.COMMA else ahead
        if tags[ahead] in (part.SUBJECT, part.BE, part.HAVE, part.MODAL):
            break
    return place


def _told_of(tokens: Tokens, first: int, place: int, last: int) -> bool:
    """Say whether "about", or "of" behind a time, opens what somebody was told: the first preposition, with no "that",
    infinitive or quotation behind it ("told the crew about the yard that …")."""
    word, tags = tokens.word(place), tokens.tags
    if word != "about" and not (word == "of" and tags[place - 1] == part.TIME):
        return False
    following = tags[place + 1 : last]
    if part.PREPOSITION in tags[first:place] or part.THAT in following or part.QUOTE in following:
        return False
    to = following.find(part.TO)
    return part.COLON not in following and (to < 0 or following[to + 1 : to + 2] in _NAMED)


def _ends_time(tokens: Tokens, place: int) -> bool:
    """Say whether a word is a part of the day behind its name ("Monday afternoon")."""
    return tokens.tags[place - 1] == part.TIME and tokens.word(place) in SPANS_OF_TIME


def _behind_circumstances(tokens: Tokens, at: int, place: int, last: int) -> int:
    """Return the "that" of a content behind when, where and in what it was said ("said in a letter to Roe that …");
    ``place`` where none is."""
    tags = tokens.tags
    if place >= last or tokens.cue(at).lemma not in _TAKES_CLAUSE:
        return place
    if tags[place] == part.QUOTE and tokens.cue(at).lemma in _ADDRESSED:
        return _behind_title(tokens, place, last)
    dated = tags[place] == part.NUMBER and tags[place - 1] == part.TIME  # "on April 3 that"
    if tags[at] == part.CUE_NOUN or not (dated or tags[place] in _CIRCUMSTANCE):
        return place
    if _tells_of(tokens, place):
        return place
    for ahead in range(place + 1, min(last - 1, place + _FARTHEST)):
        tag = tags[ahead]
        if tag == part.THAT and _opens_content(tokens, ahead + 1):
            return ahead
        if tag in (part.THAT, part.RELATIVE, part.SUBJECT, part.QUOTE, part.COLON, part.STOP):
            return place
        if _tells_of(tokens, ahead) and _was_time(tokens, ahead - 1):
            return place  # "warned in recent weeks of a flood that …"
        if tag in FINITE and not _is_noun(tokens, ahead, at + 1):
            return place
    return place


def _tells_of(tokens: Tokens, place: int) -> bool:
    """Say whether a preposition of what is spoken of stands at a place, or behind an adverb there."""
    place += tokens.tags[place] == part.ADVERB
    return tokens.word(place) in _OF_CONTENT


def _was_time(tokens: Tokens, place: int) -> bool:
    return tokens.tags[place] == part.TIME or tokens.word(place).rstrip("s") in SPANS_OF_TIME


def _is_noun(tokens: Tokens, place: int, first: int) -> bool:
    """Say whether a word that may be a verb is rather a noun where it stands."""
    if tokens.tags[place] < part.CUE:
        return False
    return tokens.cue(place).noun_too or noun_like(tokens, place, first)


def _behind_title(tokens: Tokens, place: int, last: int) -> int:
    """Return the "that" behind a programme's name ("told “Meet the Press” that …"); ``place`` where none is."""
    closing = tokens.tags.find(part.QUOTE, place + 1, min(last - 1, place + _FARTHEST))
    return closing + 1 if closing > 0 and tokens.tags[closing + 1] == part.THAT else place


def _opens_content(tokens: Tokens, place: int) -> bool:
    """Say whether a clause with a subject of its own follows "that", and not the verb of a relative one."""
    tag = tokens.tags[place]
    if tag >= part.CUE:
        return tag == part.CUE_NOUN
    return tag not in _NO_SUBJECT and not (tag == part.OTHER and is_act(tokens.word(place)))


def _behind_colon(tags: bytes, place: int, last: int) -> int | None:
    """Return the place behind the next colon, or comma before a quotation, unless a clause begins
    before it; twelve words away at most."""
    end = min(last, place + 12)
    rest = tags[place:end].lstrip(_NO_CLAUSE)
    while rest and rest[0] in (part.COLON, part.COMMA):
        at = end - len(rest)
        if rest[0] == part.COLON or (at + 1 < last and tags[at + 1] == part.QUOTE):
            return at + 1
        rest = rest[1:].lstrip(_NO_CLAUSE)
    return None
