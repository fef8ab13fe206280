"""Find the whole subject of a verb behind the words it reports: what stands between those words and the verb
("…,” an outside adviser said", "…, a lawyer representing the victims said Friday")."""

from __future__ import annotations

import re

from . import tags as part
from .asides import aside_end, is_clause
from .lexicon import LISTS
from .phrases import WALK, Range, noun_like
from .tokens import Tokens
from .voices import FINITE, SPANS_OF_TIME, is_told_of

_CUES = (part.CUE_PAST, part.CUE_PRESENT)
_PAUSES = frozenset((part.COMMA, part.STOP))
_BOUNDS = frozenset((part.STOP, part.COLON, part.DASH, part.PARAGRAPH, part.QUOTE, part.THAT))
_OPENS_SUBJECT = frozenset(
    (part.CAPITAL, part.DETERMINER, part.POSSESSIVE, part.OTHER, part.NUMBER)
)
_WHO = ("who", "whose")
_INSIDE = LISTS["inside_subject"]
_PARTICIPLE = re.compile(r"[a-z]{3,}ing")
_CARRIES = frozenset((part.ADVERB, part.TIME, part.HAVE, part.BE, part.DO, part.MODAL))


def whole_subject(
    tokens: Tokens, at: int, found: Range | None, first: int, last: int
) -> Range | None:
    """Return the subject of the cue at ``at``, or ``found`` where the words before the cue do not tell more."""
    if tokens.tags[at] not in _CUES or tokens.cue(at).tier != 1:
        return found
    if found is not None and (found[0] > at or _is_pronoun(tokens, found, at)):
        return found
    return (
        _behind_quotation(tokens, at, found, first)
        or _behind_clause(tokens, at, found, first, last)
        or _from_start(tokens, at, found, first)
        or found
    )


def _is_pronoun(tokens: Tokens, found: Range, at: int) -> bool:
    """Say whether a pronoun that stands right before what carries the cue was found: it is a whole subject."""
    if tokens.tags[found[0]] != part.SUBJECT:
        return False
    return all(tag in _CARRIES for tag in tokens.tags[found[1] : at])


def _behind_quotation(tokens: Tokens, at: int, found: Range | None, first: int) -> Range | None:
    """Return what stands between a quotation and the cue, where it is no clause."""
    tags = tokens.tags
    quote = tags.rfind(part.QUOTE, max(first, at - WALK), at)
    if quote <= first or tags[quote - 1] not in _PAUSES or quote + 1 >= at:
        return None
    start = quote + 1
    if tags[start] not in _OPENS_SUBJECT and not tokens.sign(start).isupper():
        return None
    if not _is_subject(tokens, start, at):
        return None
    return _widened(tokens, start, at, found)


def _behind_clause(
    tokens: Tokens, at: int, found: Range | None, first: int, last: int
) -> Range | None:
    """Return what stands between a main clause and a cue that closes the sentence."""
    tags = tokens.tags
    if tags[at - 1] == part.COMMA or not _closes(tokens, at, last):
        return None
    comma = tags.rfind(part.COMMA, max(first, at - WALK), at)
    if comma <= first or tags[comma + 1] not in _OPENS_SUBJECT:
        return None
    if found is not None and found[0] < comma < found[1]:
        return None  # "officials of the yard, the city and the state said"
    if not _is_subject(tokens, comma + 1, at) or not is_clause(tokens, first, comma):
        return None
    if is_told_of(tokens, first, comma):
        return None
    return _widened(tokens, comma + 1, at, found)


def _from_start(tokens: Tokens, at: int, found: Range | None, first: int) -> Range | None:
    """Return all that opens the sentence where what was found ends a part of it ("Officials who met Roe said")."""
    tags = tokens.tags
    if found is None or not first < found[0] < at <= first + WALK:
        return None
    if tags[first] not in _OPENS_SUBJECT or tags[found[0]] == part.SUBJECT:
        return None
    if part.COMMA in tags[first:at] or not _is_subject(tokens, first, at):
        return None
    words = [tokens.word(place) for place in range(first, found[0])]
    if any(word.rstrip("s") in SPANS_OF_TIME for word in words):
        return None
    who = next((place for place, word in enumerate(words) if word in _WHO), 0)
    if who:
        return (first, first + who) if who + 1 < len(words) else None
    goes_on = words[-1] in _INSIDE or _PARTICIPLE.fullmatch(words[-1])
    return (first, found[1]) if goes_on else None


def _widened(tokens: Tokens, start: int, at: int, found: Range | None) -> Range | None:
    """Return what stands from a place up to the cue, less what carries the cue."""
    end = at
    while end > start + 1 and tokens.tags[end - 1] in _CARRIES:
        end -= 1
    if found is not None and start < found[0]:
        end = found[1]
    return (start, end) if found is None or start != found[0] else None


def _closes(tokens: Tokens, at: int, last: int) -> bool:
    """Say whether nothing but whom, when and where follows the cue in its sentence."""
    end = aside_end(tokens, at, last)
    return at + 2 >= last or (end is not None and end + 1 >= last)


def _is_subject(tokens: Tokens, start: int, at: int) -> bool:
    """Say whether a range holds no clause of its own, but one behind "who"."""
    tags, told_of = tokens.tags, False
    for place in range(start, at):
        tag = tags[place]
        if tag in _BOUNDS and not (tokens.sign(place) == "." and tags[place - 1] == part.CAPITAL):
            return False
        told_of = told_of or tokens.word(place) in _WHO
        named = place == start and tokens.sign(place).isupper()
        if told_of or named or place + 1 >= at:
            continue
        if tag == part.CONJUNCTION or tag == part.SUBJECT:
            return False
        if tag in FINITE and not (tag >= part.CUE and noun_like(tokens, place, start)):
            return all(tags[later] in _CARRIES for later in range(place, at))
    return True
