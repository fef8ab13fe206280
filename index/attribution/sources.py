"""Find the words that name a cue's source: its subject, an inverted subject, or what follows "by" and "to".

All functions work on places in ``Tokens`` and return a half-open range of places, or None where the text does not
say. There is no parser: a noun phrase is walked word by word to where it can no longer go on.
"""

from __future__ import annotations

from . import tags as T
from .lexicon import CUES
from .tokens import Tokens

Range = tuple[int, int]

_AUXILIARY = frozenset((T.BE, T.HAVE, T.DO, T.MODAL))
_BETWEEN = frozenset((T.ADVERB, T.NOT, T.BE, T.HAVE, T.DO, T.MODAL, T.TIME))
_FINITE = frozenset((T.BE, T.HAVE, T.DO, T.MODAL, T.VERB, T.CUE_PAST, T.CUE_PRESENT))
_NOMINAL = frozenset((T.OTHER, T.CAPITAL, T.NUMBER, T.DETERMINER, T.POSSESSIVE, T.ENDING, T.TIME, T.CUE_NOUN, T.OBJECT))
_LINKING = frozenset(["of", "for", "in", "at", "from", "with", "on", "to", "against", "by", "about"])
_MAY_INVERT = frozenset(["ask", "note", "report", "warn", "argue", "agree", "conclude", "read", "begin", "continue", "sing", "confirm", "predict", "point"])
_IS = ("t's", "t’s", "'re", "’re")
_WALK = 40
"""Words that a source may have: long enough for a name with its office, bounded so that the work is linear."""


def source_of(tokens: Tokens, at: int, first: int, last: int) -> Range | None:
    """Return the source of the cue at ``at`` in the sentence ``first`` to ``last`` (exclusive)."""
    form = tokens.tags[at]
    cue = CUES[tokens.word(at)]
    if form == T.ACCORDING:
        return right_phrase(tokens, at + 2, last)
    if form == T.CUE_NOUN or (cue.noun_too and is_noun(tokens, at, first)):
        return _of_noun(tokens, at, first, last)
    if is_passive(tokens, at, first):
        return _agent(tokens, at, last)
    if form in (T.CUE_PAST, T.CUE_PRESENT) and is_inverted(tokens, at, first, last):
        return right_phrase(tokens, at + 1, last, apposition=True)
    return subject_of(tokens, at, first)


def is_noun(tokens: Tokens, at: int, first: int) -> bool:
    """Say whether a word that may be a noun or a verb stands where a noun stands."""
    if at <= first:
        return False
    left = at - 1
    tags = tokens.tags
    if tags[left] in (T.DETERMINER, T.POSSESSIVE, T.ENDING, T.PREPOSITION, T.NUMBER):
        return True
    if tags[left] in (T.OTHER, T.CAPITAL) and left > first and tags[at] in (T.CUE_BASE, T.CUE_NOUN):
        return tags[left - 1] in (T.DETERMINER, T.POSSESSIVE, T.ENDING, T.PREPOSITION, T.CAPITAL, T.NUMBER)
    return False


def is_passive(tokens: Tokens, at: int, first: int) -> bool:
    """Say whether the cue is a past participle carried by a form of "be"."""
    if tokens.tags[at] not in (T.CUE_PAST, T.CUE_PARTICIPLE):
        return False
    left = at - 1
    tags = tokens.tags
    while left >= first and tags[left] in (T.ADVERB, T.NOT):
        left -= 1
    if left < first:
        return False
    return tags[left] == T.BE or (tags[left] == T.SUBJECT and tokens.word(left)[-3:] in _IS)


def is_inverted(tokens: Tokens, at: int, first: int, last: int) -> bool:
    """Say whether the subject follows the cue ("…," said Mr Smith)."""
    tags = tokens.tags
    cue = CUES[tokens.word(at)]
    if at == first or at + 1 >= last or cue.lemma == "tell" or not (cue.tier == 1 or cue.lemma in _MAY_INVERT):
        return False
    if tags[at - 1] not in (T.QUOTE, T.COMMA, T.SINGLE, T.STOP):
        return False
    start = tags[at + 1]
    if start not in (T.CAPITAL, T.DETERMINER, T.POSSESSIVE, T.SUBJECT, T.OTHER, T.NUMBER):
        return False
    for place in range(at + 1, min(last, at + _WALK)):
        tag = tags[place]
        if tag == T.TO and tags[at - 1] == T.COMMA:
            return False
        if tag in (T.COMMA, T.QUOTE, T.COLON, T.DASH, T.BRACKET) or tokens.pieces[place].startswith("who"):
            return True
        if tag in _FINITE or (tag in (T.THAT, T.SUBJECT) and place > at + 1):
            return tags[at - 1] in (T.QUOTE, T.SINGLE) and tag not in (T.THAT, T.SUBJECT) and tags[place - 1] == T.CAPITAL
    return True


def right_phrase(tokens: Tokens, start: int, last: int, *, apposition: bool = False) -> Range | None:
    """Return the noun phrase that begins at ``start``, with what explains it where ``apposition`` is set."""
    tags, place = tokens.tags, start
    if start >= last:
        return None
    if tags[start] == T.SUBJECT or (tags[start] == T.OBJECT and not (start + 1 < last and tags[start + 1] in _NOMINAL)):
        return (start, start + 1)
    while place < min(last, start + _WALK):
        tag = tags[place]
        if tag == T.BRACKET and tokens.pieces[place][0] == "(":
            place = _bracket_end(tokens, place, last)
            continue
        if tag in (T.QUOTE, T.COLON, T.PARAGRAPH, T.CONJUNCTION, T.SUBJECT, T.DASH) or tag in _AUXILIARY:
            break
        if tag == T.STOP and place + 1 >= last:
            break
        if tag == T.COMMA and not (apposition and place + 1 < last and _explains(tokens, place + 1)):
            break
        if tag == T.TIME and place > start:
            if tags[place - 1] == T.PREPOSITION:
                place -= 1
            break
        place += 1
    while place > start and tags[place - 1] in (T.COMMA, T.STOP, T.PREPOSITION, T.AND) and not _abbreviation(tokens, place - 1):
        place -= 1
    return (start, place) if place > start else None


def subject_of(tokens: Tokens, at: int, first: int, depth: int = 0) -> Range | None:
    """Return the subject of the verb at ``at``, to its left."""
    tags = tokens.tags
    left = _before_group(tokens, at, first)
    if depth > 4:
        return None
    if left < first:
        return _behind_comma(tokens, at, first) if tags[at] == T.CUE_ING else None
    tag = tags[left]
    if tags[at] == T.CUE_ING and not (left + 1 < at and T.BE in tags[left + 1 : at]) and tag != T.SUBJECT:
        return _of_participle(tokens, left, first) or _main_subject(tokens, at, first, depth)
    if tag == T.SUBJECT:
        return (left, left + 1)
    if tag in (T.THAT, T.RELATIVE):
        return (left, left + 1)
    if tag == T.TO:
        return _of_infinitive(tokens, left, first, depth)
    if tag in (T.AND, T.CONJUNCTION):
        return _main_subject(tokens, left, first, depth)
    if tag == T.COMMA:
        return _before_apposition(tokens, left, first) or _main_subject(tokens, left, first, depth)
    if tag == T.DASH:
        return _before_dash(tokens, left, first)
    if tag in (T.QUOTE, T.SINGLE, T.COLON, T.PREPOSITION):
        return _main_subject(tokens, left, first, depth) if tags[at] not in (T.CUE_BASE,) else None
    return left_phrase(tokens, left, first)


def left_phrase(tokens: Tokens, end: int, first: int) -> Range | None:
    """Return the noun phrase whose last word is at ``end``."""
    tags, pieces = tokens.tags, tokens.pieces
    place, stop = end, max(first, end - _WALK)
    start = end + 1
    while place >= stop:
        tag = tags[place]
        if tag == T.BRACKET and pieces[place][0] == ")":
            place = _bracket_start(tokens, place, first) - 1
            continue
        if tag in (T.DETERMINER, T.POSSESSIVE):
            start = place
            if place > first and tags[place - 1] == T.DETERMINER:
                place -= 1
                continue
            if place - 1 >= stop and _links(tokens, place - 1, first):
                place -= 2
                continue
            break
        if tag == T.AND:
            if not _joins(tokens, place, first, start):
                break
        elif tag == T.COMMA:
            if not (T.AND in tags[place:end] and tags[place - 1] == T.CAPITAL and place > stop):
                break
        elif tag == T.PREPOSITION:
            if not _links(tokens, place, first):
                break
        elif tag == T.STOP:
            if not _abbreviation(tokens, place):
                break
        elif tag >= T.CUE:
            if not _noun_like(tokens, place, first):
                break
            start = place
        elif tag in _NOMINAL:
            start = place
        else:
            break
        place -= 1
    while start <= end and tags[start] in (T.AND, T.CONJUNCTION, T.ADVERB, T.COMMA, T.STOP, T.TIME, T.ENDING):
        start += 1
    return (start, end + 1) if start <= end else None


def _before_group(tokens: Tokens, at: int, first: int) -> int:
    """Skip what carries the verb and what stands between it and its subject, to the left."""
    tags, left = tokens.tags, at - 1
    while left >= first:
        if tags[left] in _BETWEEN or (tags[left] == T.ENDING and tags[at] in (T.CUE_ING, T.CUE_PAST, T.CUE_PARTICIPLE)) or (tags[left] == T.PREPOSITION and left + 1 < at and tags[left + 1] == T.TIME):
            left -= 1
        elif tags[left] == T.COMMA and left + 1 < at and tags[left + 1] in (T.ADVERB, T.TIME) and left - 1 >= first:
            if tags[left - 1] not in (T.CAPITAL, T.OTHER, T.SUBJECT) or at - left > 4 or tags[at - 1] != T.COMMA:
                break
            left -= 1
        elif tags[left] == T.COMMA and left - 1 >= first and tags[left - 1] == T.ADVERB and left == at - 1:
            left -= 1
        else:
            break
    return left


def _of_infinitive(tokens: Tokens, to: int, first: int, depth: int) -> Range | None:
    """Return the subject of the verb that an infinitive hangs on ("declined to say")."""
    left = to - 1
    if left < first:
        return None
    tag = tokens.tags[left]
    if tag >= T.CUE or tag in (T.VERB, T.OTHER) or tag in _AUXILIARY:
        return subject_of(tokens, left, first, depth + 1)
    if tag in (T.CAPITAL, T.OBJECT):
        return left_phrase(tokens, left, first)
    return _main_subject(tokens, left, first, depth)


def _of_participle(tokens: Tokens, left: int, first: int) -> Range | None:
    """Return the noun between "with" or "of" and a participle ("with The Telegraph reporting")."""
    if tokens.tags[left] not in (T.CAPITAL, T.OTHER, T.CUE_NOUN):
        return None
    start = left
    while start > first and left - start < 6 and tokens.tags[start - 1] in (T.CAPITAL, T.OTHER, T.DETERMINER, T.STOP):
        start -= 1
    if start > first and tokens.word(start - 1).lower() in ("with", "of"):
        return (start, left + 1)
    return None


def _main_subject(tokens: Tokens, before: int, first: int, depth: int) -> Range | None:
    """Return the subject of the nearest finite verb to the left, else of the sentence."""
    tags = tokens.tags
    for place in range(before - 1, max(first, before - _WALK) - 1, -1):
        tag = tags[place]
        if tag in _FINITE and not (tag >= T.CUE and _noun_like(tokens, place, first)):
            found = subject_of(tokens, place, first, depth + 1) if depth < 3 else None
            if found is not None:
                return found
    if all(tags[place] in _OPENERS for place in range(first, before)):
        return _behind_comma(tokens, before, first)
    place = first
    while place < before and tags[place] not in (T.CAPITAL, T.SUBJECT, T.DETERMINER, T.POSSESSIVE):
        place += 1
    return right_phrase(tokens, place, before) if place < before else None


_OPENERS = frozenset((T.PREPOSITION, T.ADVERB, T.CONJUNCTION, T.NOT, T.AND))


def _behind_comma(tokens: Tokens, at: int, first: int) -> Range | None:
    """Return the subject behind an opening participle ("Citing reports, Smith …")."""
    tags = tokens.tags
    for place in range(at + 1, min(at + _WALK, len(tags) - 2)):
        if tags[place] in (T.STOP, T.PARAGRAPH, T.QUOTE):
            return None
        if tags[place] == T.COMMA and tags[place + 1] in (T.CAPITAL, T.DETERMINER, T.SUBJECT, T.POSSESSIVE):
            end = place + 1
            while end < len(tags) and end - place < 12 and (tags[end] in _NOMINAL or tags[end] in (T.PREPOSITION, T.STOP)):
                end += 1
            return (place + 1, end if end > place + 1 else place + 2)
    return None


def _before_apposition(tokens: Tokens, comma: int, first: int) -> Range | None:
    """Return the name and what explains it between two commas ("Smith, a lawyer, said")."""
    tags = tokens.tags
    place, depth = comma - 1, 0
    while place > max(first, comma - _WALK):
        if tags[place] == T.QUOTE and depth == 0 and tokens.pieces[place][0] in "”\"" and tags[place - 1] in (T.COMMA, T.STOP):
            return None
        if tags[place] == T.COMMA and tags[place - 1] in (T.CAPITAL, T.OTHER, T.NUMBER, T.BRACKET, T.SUBJECT):
            if tags[place + 1] in _FINITE and tokens.pieces[place + 1].strip() != "who":
                return None
            if tags[place - 1] == T.NUMBER and tags[place - 2] == T.COMMA and place - 2 > first:
                place -= 2
            found = left_phrase(tokens, place - 1, first)
            return (found[0], comma) if found else None
        place -= 1
    return None


def _before_dash(tokens: Tokens, dash: int, first: int) -> Range | None:
    for place in range(dash - 1, max(first, dash - _WALK), -1):
        if tokens.tags[place] == T.DASH:
            while place - 1 > first and tokens.tags[place - 1] == T.DASH:
                place -= 1
            return left_phrase(tokens, place - 1, first)
    return None


def _of_noun(tokens: Tokens, at: int, first: int, last: int) -> Range | None:
    """Return whose claim, report or statement it is."""
    tags = tokens.tags
    left = at - 1
    while left >= first and tags[left] in (T.OTHER, T.ADVERB, T.NUMBER, T.TIME) and at - left < 4:
        left -= 1
    if left >= first and tags[left] == T.POSSESSIVE:
        return (left, left + 1)
    if left > first and tags[left] == T.ENDING:
        return left_phrase(tokens, left - 1, first)
    for place in range(at + 1, min(last - 1, at + 3)):
        if tags[place] == T.PREPOSITION and tokens.word(place) in ("by", "from"):
            return right_phrase(tokens, place + 1, last)
    if left >= first and tags[left] == T.DETERMINER:
        left -= 1
    if left >= first and tags[left] == T.PREPOSITION:
        left -= 1
    if left >= first and (tags[left] == T.VERB or tags[left] in (T.CUE_PAST, T.CUE_PRESENT, T.CUE_ING)):
        return subject_of(tokens, left, first)
    return None


def _agent(tokens: Tokens, at: int, last: int) -> Range | None:
    for place in range(at + 1, min(last - 1, at + 8)):
        if tokens.tags[place] in (T.COMMA, T.STOP, T.QUOTE, T.THAT):
            return None
        if tokens.word(place) == "by":
            return right_phrase(tokens, place + 1, last)
    return None


def _noun_like(tokens: Tokens, place: int, first: int) -> bool:
    tag = tokens.tags[place]
    if tag == T.CUE_NOUN or tokens.pieces[place][0].isupper():
        return True
    if tag in (T.CUE_PAST, T.CUE_PARTICIPLE):
        return place > first and tokens.tags[place - 1] in (T.DETERMINER, T.POSSESSIVE, T.ENDING)
    if place > first and tokens.tags[place - 1] in (T.TO, T.SUBJECT, T.RELATIVE, T.THAT, T.MODAL):
        return False
    if tag == T.CUE_PRESENT:
        return is_noun(tokens, place, first) or (CUES[tokens.word(place)].noun_too and tokens.tags[place - 1] == T.OTHER)
    return is_noun(tokens, place, first) or (place > first and tokens.tags[place - 1] in (T.OTHER, T.CAPITAL, T.CUE_NOUN))


def _links(tokens: Tokens, place: int, first: int) -> bool:
    """Say whether a preposition joins two nouns into one phrase ("the head of the agency")."""
    if place <= first or tokens.tags[place] not in (T.PREPOSITION, T.TO):
        return False
    before = tokens.tags[place - 1]
    return tokens.word(place) in _LINKING and (
        before in (T.OTHER, T.CAPITAL, T.CUE_NOUN, T.NUMBER, T.BRACKET, T.DETERMINER)
        or (before >= T.CUE and _noun_like(tokens, place - 1, first))
    )


def _joins(tokens: Tokens, place: int, first: int, start: int) -> bool:
    """Say whether "and" joins two nouns: both sides alike, the left one no clause."""
    if place <= first or tokens.pieces[place].rstrip().lower() == "or":
        return False
    left, right = tokens.tags[place - 1], tokens.tags[start] if start < len(tokens.tags) else -1
    if left == T.CAPITAL:
        return right in (T.CAPITAL, T.DETERMINER, T.POSSESSIVE, T.OTHER)
    return left in (T.OTHER, T.CUE_NOUN) and right in (T.OTHER, T.CUE_NOUN)


def _explains(tokens: Tokens, place: int) -> bool:
    """Say whether what follows a comma explains the name before it."""
    tag = tokens.tags[place]
    return tag in (T.DETERMINER, T.POSSESSIVE, T.CAPITAL, T.NUMBER, T.OTHER) or tokens.word(place) in ("who", "whose", "of")


def _abbreviation(tokens: Tokens, place: int) -> bool:
    """Say whether a full stop belongs to the word before it: what follows inside the sentence goes on."""
    return tokens.tags[place] == T.STOP and tokens.tags[place - 1] == T.CAPITAL and place > 0


def _bracket_end(tokens: Tokens, place: int, last: int) -> int:
    for end in range(place + 1, min(last, place + 12)):
        if tokens.pieces[end][0] == ")":
            return end + 1
    return place + 1


def _bracket_start(tokens: Tokens, place: int, first: int) -> int:
    for start in range(place - 1, max(first, place - 12) - 1, -1):
        if tokens.pieces[start][0] == "(":
            return start
    return place
