"""Find the words that name a cue's source: its subject, an inverted subject, or what follows "by"
and "to".

All functions work on places in ``Tokens`` and return a half-open range of places, or None where
the text does not
say. There is no parser: a noun phrase is walked word by word to where it can no longer go on.
"""

from __future__ import annotations

from . import tags as part
from .acts import before_act
from .agents import agent_of
from .conjuncts import with_first
from .lexicon import LISTS
from .phrases import NOMINAL, WALK, Range, is_noun, left_phrase, noun_like, right_phrase
from .tokens import Tokens
from .voices import FINITE, SPANS_OF_TIME, is_inverted, is_passive

_AUXILIARY = frozenset((part.BE, part.HAVE, part.DO, part.MODAL))
_OPENING_WORDS = LISTS["openers"]
"""Words before a comma that open a sentence and name nobody."""
_FINITE_CUES = (part.CUE_PAST, part.CUE_PRESENT)
_BETWEEN = frozenset((part.ADVERB, part.NOT, part.BE, part.HAVE, part.DO, part.MODAL, part.TIME))


def source_of(tokens: Tokens, at: int, first: int, last: int) -> Range | None:
    """Return the source of the cue at ``at`` in the sentence ``first`` to ``last`` (exclusive)."""
    form = tokens.tags[at]
    cue = tokens.cue(at)
    if form == part.ACCORDING:
        return right_phrase(tokens, at + 2, last)
    if form == part.CUE_NOUN or (cue.noun_too and is_noun(tokens, at, first)):
        return _of_noun(tokens, at, first, last)
    if is_passive(tokens, at, first):
        return agent_of(tokens, at, last)
    turned = form in _FINITE_CUES or (form == part.CUE_BASE and cue.lemma == "say")
    if turned and is_inverted(tokens, at, first, last):
        return right_phrase(tokens, at + 1, last, apposition=True)
    found = subject_of(tokens, at, first)
    if found is None or tokens.tags[found[0] - 1] != part.AND:
        return found
    return with_first(tokens, found, at, first, last)


def subject_of(tokens: Tokens, at: int, first: int, depth: int = 0) -> Range | None:
    """Return the subject of the verb at ``at``, to its left."""
    tags = tokens.tags
    left = _before_group(tokens, at, first)
    if depth > 4:
        return None
    if left < first:
        return _behind_comma(tokens, at, first) if tags[at] == part.CUE_ING else None
    tag = tags[left]
    if (
        tags[at] == part.CUE_ING
        and not (left + 1 < at and part.BE in tags[left + 1 : at])
        and tag != part.SUBJECT
    ):
        return _of_participle(tokens, left, first) or _main_subject(tokens, at, first, depth)
    if tag == part.SUBJECT:
        return (left, left + 1)
    if tag in (part.THAT, part.RELATIVE):
        return (left, left + 1)
    if tag == part.TO:
        return _of_infinitive(tokens, left, first, depth)
    if tag in (part.AND, part.CONJUNCTION):
        return _main_subject(tokens, left, first, depth)
    if tag == part.COMMA:
        return _before_apposition(tokens, left, first) or _main_subject(tokens, left, first, depth)
    if tag == part.DASH:
        return _before_dash(tokens, left, first)
    if tag in (part.QUOTE, part.SINGLE, part.COLON, part.PREPOSITION):
        return (
            _main_subject(tokens, left, first, depth) if tags[at] not in (part.CUE_BASE,) else None
        )
    return left_phrase(tokens, left, first)


def _before_group(tokens: Tokens, at: int, first: int) -> int:
    """Skip what carries the verb and what stands between it and its subject, to the left."""
    tags, left = tokens.tags, at - 1
    while left >= first:
        if (
            tags[left] in _BETWEEN
            or (
                tags[left] == part.ENDING
                and tags[at] in (part.CUE_ING, part.CUE_PAST, part.CUE_PARTICIPLE)
            )
            or (tags[left] == part.PREPOSITION and left + 1 < at and tags[left + 1] == part.TIME)
        ):
            left -= 1
        elif left - 1 > first and _is_time(tokens, left):
            left -= 2
        elif (
            tags[left] == part.COMMA
            and left + 1 < at
            and tags[left + 1] in (part.ADVERB, part.TIME)
            and left - 1 >= first
        ):
            if (
                tags[left - 1] not in (part.CAPITAL, part.OTHER, part.SUBJECT)
                or at - left > 4
                or tags[at - 1] != part.COMMA
            ):
                break
            left -= 1
        elif (
            tags[left] == part.COMMA
            and left - 1 >= first
            and tags[left - 1] == part.ADVERB
            and left == at - 1
        ):
            left -= 1
        else:
            break
    return left


def _is_time(tokens: Tokens, at: int) -> bool:
    """Say whether a word ends a time of two words ("this month", "in 2010")."""
    before = tokens.word(at - 1)
    if tokens.word(at) == "far":
        return before == "so"
    if tokens.tags[at] == part.NUMBER:
        return before in ("in", "since")
    return tokens.word(at) in SPANS_OF_TIME and before in ("this", "last", "next", "that")


def _of_infinitive(tokens: Tokens, to: int, first: int, depth: int) -> Range | None:
    """Return the subject of the verb that an infinitive hangs on ("declined to say")."""
    left = to - 1
    if left < first:
        return None
    tag = tokens.tags[left]
    if tag >= part.CUE or tag in (part.VERB, part.OTHER) or tag in _AUXILIARY:
        return subject_of(tokens, left, first, depth + 1)
    if tag in (part.CAPITAL, part.OBJECT):
        return left_phrase(tokens, left, first)
    return _main_subject(tokens, left, first, depth)


def _of_participle(tokens: Tokens, left: int, first: int) -> Range | None:
    """Return the noun between "with" or "of" and a participle ("with The Telegraph reporting")."""
    if tokens.tags[left] not in (part.CAPITAL, part.OTHER, part.CUE_NOUN):
        return None
    start = left
    while (
        start > first
        and left - start < 6
        and tokens.tags[start - 1] in (part.CAPITAL, part.OTHER, part.DETERMINER, part.STOP)
    ):
        start -= 1
    if start > first and tokens.word(start - 1).lower() in ("with", "of"):
        return (start, left + 1)
    return None


def _main_subject(tokens: Tokens, before: int, first: int, depth: int) -> Range | None:
    """Return the subject of the nearest finite verb to the left, else of the sentence."""
    tags = tokens.tags
    for place in range(before - 1, max(first, before - WALK) - 1, -1):
        tag = tags[place]
        if tag in FINITE and not (tag >= part.CUE and noun_like(tokens, place, first)):
            key = (place, first, depth + 1)
            if depth < 3 and key not in tokens.subjects:
                tokens.subjects[key] = subject_of(tokens, *key)
            if (found := tokens.subjects.get(key)) is not None:
                return found
    if all(tags[place] in _OPENERS for place in range(first, before)):
        return _behind_comma(tokens, before, first)
    place = first
    while place < before and tags[place] not in (
        part.CAPITAL,
        part.SUBJECT,
        part.DETERMINER,
        part.POSSESSIVE,
    ):
        place += 1
    found = right_phrase(tokens, place, before) if place < before else None
    return before_act(tokens, found) if found else None


_OPENERS = frozenset((part.PREPOSITION, part.ADVERB, part.CONJUNCTION, part.NOT, part.AND))


def _behind_comma(tokens: Tokens, at: int, first: int) -> Range | None:
    """Return the subject behind an opening participle ("Citing reports, Smith …")."""
    tags = tokens.tags
    for place in range(at + 1, min(at + WALK, len(tags) - 2)):
        if tags[place] in (part.STOP, part.PARAGRAPH, part.QUOTE):
            return None
        if tags[place] == part.COMMA and tags[place + 1] in (
            part.CAPITAL,
            part.DETERMINER,
            part.SUBJECT,
            part.POSSESSIVE,
        ):
            end = place + 1
            while (
                end < len(tags)
                and end - place < 12
                and (tags[end] in NOMINAL or tags[end] in (part.PREPOSITION, part.STOP))
            ):
                end += 1
            return (place + 1, end if end > place + 1 else place + 2)
    return None


def _before_apposition(tokens: Tokens, comma: int, first: int) -> Range | None:
    """Return the name and what explains it between two commas ("Smith, a lawyer, said")."""
    tags = tokens.tags
    place, depth = comma - 1, 0
    while place > max(first, comma - WALK):
        if (
            tags[place] == part.QUOTE
            and depth == 0
            and tokens.sign(place) in '”"'
            and tags[place - 1] in (part.COMMA, part.STOP)
        ):
            return None
        if tags[place] == part.COMMA and tags[place - 1] in (
            part.CAPITAL,
            part.OTHER,
            part.NUMBER,
            part.BRACKET,
            part.SUBJECT,
        ):
            if tags[place + 1] in FINITE and tokens.word(place + 1) != "who":
                return None
            if (
                tags[place - 1] == part.NUMBER
                and tags[place - 2] == part.COMMA
                and place - 2 > first
            ):
                place -= 2
            found = left_phrase(tokens, place - 1, first)
            return (_named_before(tokens, found[0], first), comma) if found else None
        place -= 1
    return None


def _named_before(tokens: Tokens, start: int, first: int) -> int:
    """Return where the name begins that the words from ``start`` on explain ("Roe, a nurse in Leeds, Maine, said");
    ``start`` where there is none."""
    tags = tokens.tags
    if start - 2 < first or tags[start - 1] != part.COMMA or tags[start - 2] != part.CAPITAL:
        return start
    if tags[start] not in (part.DETERMINER, part.OTHER):
        return start
    if tokens.word(start - 2) in _OPENING_WORDS:
        return start
    name = left_phrase(tokens, start - 2, first)
    bounded = name and (name[0] == first or tags[name[0] - 1] == part.QUOTE)
    return name[0] if name and bounded else start


def _before_dash(tokens: Tokens, dash: int, first: int) -> Range | None:
    for place in range(dash - 1, max(first, dash - WALK), -1):
        if tokens.tags[place] == part.DASH:
            while place - 1 > first and tokens.tags[place - 1] == part.DASH:
                place -= 1
            return left_phrase(tokens, place - 1, first)
    return None


def _of_noun(tokens: Tokens, at: int, first: int, last: int) -> Range | None:
    """Return whose claim, report or statement it is."""
    tags = tokens.tags
    left = at - 1
    while (
        left >= first
        and tags[left] in (part.OTHER, part.ADVERB, part.NUMBER, part.TIME)
        and at - left < 4
    ):
        left -= 1
    if left >= first and tags[left] == part.POSSESSIVE:
        return (left, left + 1)
    if left > first and tags[left] == part.ENDING:
        return left_phrase(tokens, left - 1, first)
    for place in range(at + 1, min(last - 1, at + 3)):
        if tags[place] == part.PREPOSITION and tokens.word(place) in ("by", "from"):
            return right_phrase(tokens, place + 1, last)
    if left >= first and tags[left] == part.DETERMINER:
        left -= 1
    if left >= first and tags[left] == part.PREPOSITION:
        left -= 1
    if left >= first and (
        tags[left] == part.VERB or tags[left] in (part.CUE_PAST, part.CUE_PRESENT, part.CUE_ING)
    ):
        return subject_of(tokens, left, first)
    return None
