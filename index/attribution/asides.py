"""Say whether nothing but whom, when and where follows a cue ("…, the mayor told reporters on Monday")."""

from __future__ import annotations

from . import tags as part
from .acts import is_act
from .lexicon import LISTS
from .phrases import NOMINAL, noun_like
from .tokens import Tokens
from .voices import holds_verb

_ADDRESSED = LISTS["addressed"]
_LONGEST = 24
"""Words and signs that may tell whom, when and where."""
_CIRCUMSTANCE = NOMINAL | {part.PREPOSITION, part.ADVERB, part.AND}
_PAUSES = frozenset((part.COMMA, part.DASH))
_VERBS = frozenset((part.CUE_PAST, part.CUE_PRESENT, part.CUE_BASE))
_OPENS = frozenset((part.PREPOSITION, part.TIME, part.STOP, part.COMMA))
_OPENS_PHRASE = NOMINAL - {part.OTHER, part.CUE_NOUN, part.TIME}
_ADDRESSEE = _OPENS_PHRASE | {part.OTHER, part.STOP, part.COMMA}
_MODIFIES = frozenset((part.DETERMINER, part.POSSESSIVE, part.ENDING, part.ADVERB))
_NO_MAIN_CLAUSE = frozenset((part.CONJUNCTION, part.RELATIVE, part.PREPOSITION, part.TO))
_BEHIND_PARTICIPLE = frozenset((part.PREPOSITION, part.RELATIVE, part.CONJUNCTION, part.TIME))
_SHORT = 4
"""Letters of a name in "-ed" at most ("Fred at the yard")."""
_OF_CONTENT = frozenset(("of", "about", "like"))
"""What follows a cue as its content: "said of the bridge"."""


def aside_end(tokens: Tokens, at: int, last: int) -> int | None:
    """Return where the circumstances in which a cue was spoken end, at the sentence's end, a comma or a dash; None
    where more follows."""
    tags = tokens.tags
    if tags[at] not in _VERBS:
        return None
    place, end = at + 1, min(last, at + 1 + _LONGEST)
    opens = _ADDRESSEE if tokens.cue(at).lemma in _ADDRESSED else _OPENS
    if place < end and (tags[place] not in opens or tokens.word(place) in _OF_CONTENT):
        return None
    while place < end:
        if tags[place] in _PAUSES:
            return None if place + 1 < last and tags[place + 1] == part.QUOTE else place
        if tags[place] == part.STOP and place + 1 >= last:
            return place
        if not _is_circumstance(tokens, place, at, last):
            return None
        place += 1
    return place if place >= last else None


def _is_circumstance(tokens: Tokens, place: int, at: int, last: int) -> bool:
    tags = tokens.tags
    tag = tags[place]
    if tag == part.TO:
        return place + 1 < last and tags[place + 1] in _OPENS_PHRASE
    if tag == part.STOP:
        return tags[place - 1] == part.CAPITAL
    if tag >= part.CUE:
        return tags[place - 1] in _MODIFIES or noun_like(tokens, place, at + 1)
    if tag == part.OTHER and is_act(tokens.word(place)):
        return tags[place - 1] in _MODIFIES
    return tag in _CIRCUMSTANCE


def is_clause(tokens: Tokens, first: int, end: int) -> bool:
    """Say whether what stands before a comma is a main clause, which somebody may have said."""
    if not has_act(tokens, first, end):
        return False
    if tokens.tags[first] not in _NO_MAIN_CLAUSE and not opens_participle(tokens, first, end):
        return True
    comma = tokens.tags.find(part.COMMA, first, end)
    return comma > first and is_clause(tokens, comma + 1, end)


def opens_participle(tokens: Tokens, first: int, end: int) -> bool:
    """Say whether a participle opens a sentence before its main clause ("Pressed on whether …, Ann Roe said")."""
    if tokens.tags[first] == part.CUE_PAST:
        return first + 1 < end and tokens.tags[first + 1] != part.COLON
    opens = first + 1 < end and tokens.tags[first + 1] in _BEHIND_PARTICIPLE
    return opens and len(tokens.word(first)) > _SHORT and tokens.word(first).endswith("ed")


def has_act(tokens: Tokens, first: int, end: int) -> bool:
    """Say whether a finite verb stands in a range, or a word with the ending of one."""
    return holds_verb(tokens, first, end) or any(
        tokens.tags[place] == part.OTHER and tokens.word(place).endswith("ed")
        for place in range(first + 1, end)
    )
