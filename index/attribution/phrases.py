"""Noun phrases, walked word by word to where they can no longer go on: there is no parser.

All functions work on places in ``Tokens`` and return half-open ranges of places.
"""

from __future__ import annotations

from . import tags as part
from .lexicon import LISTS
from .tokens import Tokens

Range = tuple[int, int]

WALK = 40
"""Words that a source may have: long enough for a name with its office, bounded so that the work
is linear."""
NOMINAL = frozenset(
    (
        part.OTHER,
        part.CAPITAL,
        part.NUMBER,
        part.DETERMINER,
        part.POSSESSIVE,
        part.ENDING,
        part.TIME,
        part.CUE_NOUN,
        part.OBJECT,
    )
)
_AUXILIARY = frozenset((part.BE, part.HAVE, part.DO, part.MODAL))
WHEN = frozenset(
    ("before", "after", "during", "while", "when", "since", "until", "despite", "following", "amid")
)
_LINKING = LISTS["linking"]
_DEGREES = frozenset(("Jr", "Sr", "M.D", "Ph.D", "PhD", "MD", "Esq", "II", "III", "M.P", "MP"))
_PLACE = 4
"""Words and signs of a dateline's place at most."""


def right_phrase(
    tokens: Tokens, start: int, last: int, *, apposition: bool = False
) -> Range | None:
    """Return the noun phrase that begins at ``start``, with what explains it where ``apposition``
    is set."""
    tags, place = tokens.tags, start
    if start >= last:
        return None
    if tags[start] == part.SUBJECT or (
        tags[start] == part.OBJECT and not opens_owned(tokens, start, last)
    ):
        return (start, start + 1)
    while place < min(last, start + WALK):
        tag = tags[place]
        if tag == part.BRACKET and tokens.sign(place) == "(":
            place = _bracket_end(tokens, place, last)
            continue
        if (
            tag
            in (part.QUOTE, part.COLON, part.PARAGRAPH, part.CONJUNCTION, part.SUBJECT, part.DASH)
            or tag in _AUXILIARY
        ) and not (place == start and tokens.sign(place).isupper()):
            break  # but "said Will Smith"
        if tag == part.STOP and place + 1 >= last:
            break
        if apposition and place > start and tokens.word(place) in WHEN:
            break  # "said the coach before the match"
        if tag == part.COMMA and not (
            apposition and place + 1 < last and _explains(tokens, place + 1)
        ):
            break
        if tag == part.TIME and place > start:
            if tags[place - 1] == part.PREPOSITION:
                place -= 1
            break
        place += 1
    while (
        place > start
        and tags[place - 1] in (part.COMMA, part.STOP, part.PREPOSITION, part.AND)
        and not _abbreviation(tokens, place - 1)
    ):
        place -= 1
    return (start, place) if place > start else None


def opens_owned(tokens: Tokens, start: int, last: int) -> bool:
    """Say whether "her" opens a noun phrase ("her mother") and is none by itself."""
    tags = tokens.tags
    return (
        tags[start] == part.OBJECT
        and start + 1 < last
        and (tags[start + 1] in NOMINAL or tags[start + 1] >= part.CUE)
    )


def left_phrase(tokens: Tokens, end: int, first: int) -> Range | None:
    """Return the noun phrase whose last word is at ``end``."""
    tags = tokens.tags
    place, stop = end, max(first, end - WALK)
    start = end + 1
    while place >= stop:
        tag = tags[place]
        if tag == part.BRACKET and tokens.sign(place) == ")":
            opened = _bracket_start(tokens, place, first)
            if start <= end and tags[start] == part.CAPITAL and _is_place(tokens, first, opened):
                break  # "Northmere (PA) Ann Roe said": a dateline
            place = opened - 1
            continue
        if tag in (part.DETERMINER, part.POSSESSIVE):
            start = place
            if place > first and tags[place - 1] == part.DETERMINER:
                place -= 1
                continue
            if place - 1 >= stop and _links(tokens, place - 1, first):
                place -= 2
                continue
            break
        if tag == part.AND:
            if not _joins(tokens, place, first, start):
                break
        elif tag == part.COMMA:
            if not (
                part.AND in tags[place:end] and tags[place - 1] == part.CAPITAL and place > stop
            ):
                break
        elif tag == part.PREPOSITION:
            if not _links(tokens, place, first):
                break
        elif tag == part.STOP:
            if not _abbreviation(tokens, place):
                break
        elif tag >= part.CUE:
            if not noun_like(tokens, place, first):
                break
            start = place
        elif tag in NOMINAL:
            start = place
        else:
            break
        place -= 1
    while start <= end and tags[start] in (
        part.AND,
        part.CONJUNCTION,
        part.ADVERB,
        part.COMMA,
        part.STOP,
        part.TIME,
        part.ENDING,
    ):
        start += 1
    if first < start <= end and tokens.word(start) == "lady":
        start -= tokens.word(start - 1).lower() == "first"  # else an adverb: "first said Roe"
    if start > first + 1 and tags[start - 1] == part.COMMA and tokens.word(start) in _DEGREES:
        named = left_phrase(tokens, start - 2, first)  # "Ann Roe, M.D., said"
        start = named[0] if named else start
    return (start, end + 1) if start <= end else None


def noun_like(tokens: Tokens, place: int, first: int) -> bool:
    tag = tokens.tags[place]
    if tag in (part.CUE_NOUN, part.CUE_ADJECTIVE) or tokens.sign(place).isupper():
        return True
    if tag in (part.CUE_PAST, part.CUE_PARTICIPLE):
        return place > first and tokens.tags[place - 1] in (
            part.DETERMINER,
            part.POSSESSIVE,
            part.ENDING,
        )
    if place > first and tokens.tags[place - 1] in (
        part.TO,
        part.SUBJECT,
        part.RELATIVE,
        part.THAT,
        part.MODAL,
    ):
        return False
    if tag == part.CUE_PRESENT:
        return is_noun(tokens, place, first) or (
            tokens.cue(place).noun_too and tokens.tags[place - 1] == part.OTHER
        )
    return is_noun(tokens, place, first) or (
        place > first and tokens.tags[place - 1] in (part.OTHER, part.CAPITAL, part.CUE_NOUN)
    )


def _links(tokens: Tokens, place: int, first: int) -> bool:
    """Say whether a preposition joins two nouns into one phrase ("the head of the agency")."""
    if place <= first or tokens.tags[place] not in (part.PREPOSITION, part.TO):
        return False
    before = tokens.tags[place - 1]
    return tokens.word(place) in _LINKING and (
        before
        in (part.OTHER, part.CAPITAL, part.CUE_NOUN, part.NUMBER, part.BRACKET, part.DETERMINER)
        or (before >= part.CUE and noun_like(tokens, place - 1, first))
    )


def _joins(tokens: Tokens, place: int, first: int, start: int) -> bool:
    """Say whether "and" joins two nouns: both sides alike, the left one no clause."""
    if place <= first or tokens.word(place).lower() == "or":
        return False
    left, right = tokens.tags[place - 1], tokens.tags[start] if start < len(tokens.tags) else -1
    if left == part.CAPITAL:
        return right in (part.CAPITAL, part.DETERMINER, part.POSSESSIVE, part.OTHER)
    return left in (part.OTHER, part.CUE_NOUN) and right in (part.OTHER, part.CUE_NOUN)


def _explains(tokens: Tokens, place: int) -> bool:
    """Say whether what follows a comma explains the name before it."""
    tag = tokens.tags[place]
    return tag in (
        part.DETERMINER,
        part.POSSESSIVE,
        part.CAPITAL,
        part.NUMBER,
        part.OTHER,
    ) or tokens.word(place) in ("who", "whose", "of")


def _abbreviation(tokens: Tokens, place: int) -> bool:
    """Say whether a full stop belongs to the word before it: what follows inside the sentence goes
    on."""
    return tokens.tags[place] == part.STOP and tokens.tags[place - 1] == part.CAPITAL and place > 0


def _bracket_end(tokens: Tokens, place: int, last: int) -> int:
    for end in range(place + 1, min(last, place + 12)):
        if tokens.sign(end) == ")":
            return end + 1
    return place + 1


def _is_place(tokens: Tokens, first: int, opened: int) -> bool:
    """Say whether nothing but a name stands from the start of a sentence to a bracket."""
    names = tokens.tags[first:opened]
    return 0 < len(names) <= _PLACE and all(tag in (part.CAPITAL, part.COMMA) for tag in names)


def _bracket_start(tokens: Tokens, place: int, first: int) -> int:
    for start in range(place - 1, max(first, place - 12) - 1, -1):
        if tokens.sign(start) == "(":
            return start
    return place


def is_noun(tokens: Tokens, at: int, first: int) -> bool:
    """Say whether a word that may be a noun or a verb stands where a noun stands."""
    if at <= first:
        return False
    left = at - 1
    tags = tokens.tags
    if tags[at] == part.CUE_BASE and tags[left] in (part.OTHER, part.CUE_NOUN):
        after = tags[at + 1] if at + 1 < len(tags) else -1
        if after == part.THAT and tokens.word(left).endswith("s"):
            return False
    if tags[left] in (part.DETERMINER, part.POSSESSIVE, part.ENDING, part.PREPOSITION, part.NUMBER):
        return True
    if (
        tags[left] in (part.OTHER, part.CAPITAL)
        and left > first
        and tags[at] in (part.CUE_BASE, part.CUE_NOUN)
    ):
        return tags[left - 1] in (
            part.DETERMINER,
            part.POSSESSIVE,
            part.ENDING,
            part.PREPOSITION,
            part.CAPITAL,
            part.NUMBER,
        )
    return False
