"""Tell passive and inverted verbs from plain ones."""

from __future__ import annotations

from . import tags as part
from .acts import IRREGULAR, is_act
from .lexicon import LISTS
from .phrases import WALK, WHEN, opens_owned
from .tokens import Tokens

FINITE = frozenset(
    (part.BE, part.HAVE, part.DO, part.MODAL, part.VERB, part.CUE_PAST, part.CUE_PRESENT)
)
"""Tags of verbs that have a subject of their own."""
_MAY_INVERT = LISTS["may_invert"]
_NEAR = ("last", "this", "next", "that", "late", "early")
SPANS_OF_TIME = frozenset(
    (
        "day",
        "week",
        "month",
        "year",
        "morning",
        "afternoon",
        "evening",
        "night",
        "weekend",
        "summer",
        "spring",
    )
)
_NAME = 5
"""Words of a name at most."""
_WHO = ("who", "whose", "which")
_SUBJECT = 9
"""Words of a subject at most before what is told of it."""
_OPENING = 20
"""Words of a subject at most that stands between a cue and its quotation."""
_NO_SUBJECT = frozenset((part.QUOTE, part.THAT, part.CONJUNCTION, part.COLON))
_NAMED = frozenset((part.CAPITAL, part.DETERMINER, part.POSSESSIVE))
"""What follows "to" in an office ("a former adviser to Mayor Roe")."""
_IS = ("'re", "’re")
_BEFORE_PARTICIPLE = ("when", "if", "as", "unless")


def is_passive(tokens: Tokens, at: int, first: int) -> bool:
    """Say whether the cue is a past participle: carried by a form of "be", opening a clause ("when
    asked") or with its agent at once behind it ("promoted by both")."""
    if tokens.tags[at] not in (part.CUE_PAST, part.CUE_PARTICIPLE):
        return False
    left = at - 1
    tags = tokens.tags
    if at + 1 < len(tags) and tokens.word(at + 1) == "by":
        return True
    if left >= first and tokens.word(left).lower() in _BEFORE_PARTICIPLE:
        return True
    while left >= first and tags[left] in (part.ADVERB, part.NOT):
        left -= 1
    if left < first:
        return False
    if tags[left] == part.ENDING:
        return left > first and tags[left - 1] == part.SUBJECT
    return tags[left] == part.BE or (tags[left] == part.SUBJECT and tokens.word(left)[-3:] in _IS)


def time_ahead(tokens: Tokens, place: int, last: int) -> int:
    """Return how many words of a time begin at a place ("last month"): two or none."""
    if place + 1 >= last or tokens.word(place) not in _NEAR:
        return 0
    return 2 if tokens.word(place + 1) in SPANS_OF_TIME else 0


def holds_verb(tokens: Tokens, first: int, end: int) -> bool:
    """Say whether a verb that has a subject of its own stands in a range."""
    tags = tokens.tags[first:end]
    return any(tag in FINITE for tag in tags) or any(
        tag == part.OTHER and tokens.word(first + place) in IRREGULAR
        for place, tag in enumerate(tags)
    )


def _is_parted(tokens: Tokens, at: int, first: int) -> bool:
    """Say whether an aside between two commas parts a verb from what carries it."""
    comma = tokens.tags.rfind(part.COMMA, first, at - 1)
    return comma > first and tokens.tags[comma - 1] in (part.HAVE, part.BE, part.MODAL)


def _is_name(tokens: Tokens, start: int, last: int) -> bool:
    """Say whether nothing but a name stands before a comma or the end of a sentence."""
    end = start
    while end < min(last, start + _NAME) and tokens.tags[end] == part.CAPITAL:
        end += 1
    return end - start > 1 and (end >= last or tokens.tags[end] in (part.COMMA, part.STOP))


def is_told_of(tokens: Tokens, first: int, end: int) -> bool:
    """Say whether nothing stands before a comma but somebody and what is told of him behind "who"."""
    tags = tokens.tags
    comma = tags.find(part.COMMA, first, min(end, first + _SUBJECT))
    if comma < 0 or tokens.word(comma + 1) not in _WHO or holds_verb(tokens, first, comma):
        return False
    later = [at for at in range(comma + 2, end) if tags[at] == part.COMMA]
    return not any(tags[at + 1] in FINITE or _acts(tokens, at + 1) for at in later)


def _acts(tokens: Tokens, at: int) -> bool:
    word = tokens.word(at)
    return tokens.tags[at] == part.OTHER and (is_act(word) or word.endswith("s"))


def _as_named(tokens: Tokens, place: int) -> int:
    """Return the tag of a word behind a cue: a verb with a capital is a name there ("said Rose Will")."""
    tag = tokens.tags[place]
    verb = tag >= part.CUE or tag in (part.VERB, part.MODAL, part.ADVERB)
    return part.CAPITAL if verb and tokens.sign(place).isupper() else tag


def _first_of_subject(tokens: Tokens, at: int, last: int) -> int:
    """Return the tag of the word behind a cue, and of a plain one where it is a participle before a noun."""
    tag = _as_named(tokens, at + 1)
    if tag == part.CUE_PAST and at + 2 < last and tokens.tags[at + 2] == part.OTHER:
        return part.OTHER
    return tag


def _opens_inverted(tokens: Tokens, at: int, last: int) -> bool:
    """Say whether a cue opens its sentence before its subject and a quotation ("Added Ann Roe: “…”")."""
    tags, cue = tokens.tags, tokens.cue(at)
    if cue.lemma == "tell" or not (cue.tier == 1 or cue.lemma in _MAY_INVERT):
        return False
    for place in range(at + 1, min(last - 1, at + _OPENING)):
        if tags[place] in (part.COLON, part.COMMA) and tags[place + 1] == part.QUOTE:
            return place > at + 1
        if tags[place] in FINITE or tags[place] in _NO_SUBJECT:
            return False
        if tags[place] == part.TO and tags[place + 1] not in _NAMED:
            return False
    return False


def is_inverted(tokens: Tokens, at: int, first: int, last: int) -> bool:
    """Say whether the subject follows the cue ("…," said Mr Smith)."""
    tags = tokens.tags
    cue = tokens.cue(at)
    if at == first:
        return _opens_inverted(tokens, at, last)
    if at + 1 >= last or cue.lemma == "tell" or not (cue.tier == 1 or cue.lemma in _MAY_INVERT):
        return False
    if tags[at - 1] not in (part.QUOTE, part.COMMA, part.SINGLE, part.STOP):
        return False
    if tags[at - 1] == part.COMMA and not (
        holds_verb(tokens, first, at - 1) or _is_name(tokens, at + 1, last)
    ):
        return False  # "Ann Roe, a lawyer, said the road": what stands before is no clause
    if tags[at - 1] == part.COMMA and is_told_of(tokens, first, at - 1):
        return False  # "Ann Roe, who runs the yard, said the road": no clause of its own
    start = _first_of_subject(tokens, at, last)
    if tags[at - 1] == part.COMMA and _is_parted(tokens, at, first):
        return False  # "the yard has, thanks to the state, maintained strong output"
    if tags[at] == part.CUE_BASE and start == part.SUBJECT:
        return False  # but "…, say the mayor and his wife"
    if time_ahead(tokens, at + 1, last):
        return False  # "…, her attorney, said last month"
    if start not in (
        part.CAPITAL,
        part.DETERMINER,
        part.POSSESSIVE,
        part.SUBJECT,
        part.OTHER,
        part.NUMBER,
    ) and not opens_owned(tokens, at + 1, last):
        return False
    for place in range(at + 1, min(last, at + WALK)):
        tag = _as_named(tokens, place)
        if tag == part.TO and tags[at - 1] == part.COMMA:
            return False
        if tag == part.QUOTE and tags[at - 1] == part.COMMA:
            return False
        if place > at + 1 and tokens.word(place) in WHEN and tags[at - 1] == part.QUOTE:
            return True  # "…,” said the coach before the match began"
        if tag in (part.COMMA, part.QUOTE, part.COLON, part.DASH, part.BRACKET) or tokens.word(
            place
        ).startswith("who"):
            return True
        if place == at + 1 and start != tag:
            continue  # "said noted naturalist Ann Roe"
        if tag in FINITE or (tag in (part.THAT, part.SUBJECT) and place > at + 1):
            return (
                tags[at - 1] in (part.QUOTE, part.SINGLE)
                and tag not in (part.THAT, part.SUBJECT)
                and tags[place - 1] == part.CAPITAL
            )
    return True
