"""Say whether the words found for a source are the whole subject of its cue, by what stands before them."""

from __future__ import annotations

import re

from ..values import Attribution
from . import tags as part
from .acts import is_act
from .lexicon import CLASSES, CUES, LISTS, PRONOUNS, tag_of

_WINDOW = 40
_LAST_WORD = re.compile(r"([\w’'-]+)[^\S\n]+\Z")
_PARTICIPLE = re.compile(r"\w{3,}ing\Z")
_INSIDE = LISTS["inside_subject"]
"""Words that end what stands before a noun within a longer subject ("villages along the road said")."""
_WHILE = frozenset(("after", "before", "since", "until", "as"))
"""Words that open a clause with a subject of its own, and stand before a mere noun as well."""
_ABOUT = frozenset(("about", "around", "over", "than", "under"))
"""Words before a number: "about half of them said"."""
_TAKES_CLAUSE = LISTS["takes_clause"]
"""Verbs behind which a clause may stand without "that": "he said Roe told him"."""
_VERBS = frozenset(
    (
        *(part.CUE_PRESENT, part.CUE_PAST, part.CUE_PARTICIPLE, part.CUE_ING, part.VERB),
        *(part.TO, part.BE, part.HAVE, part.DO, part.MODAL),
    )
)
_NO_OPENING = frozenset(
    (
        *(part.PREPOSITION, part.CONJUNCTION, part.ADVERB, part.AND, part.NOT, part.RELATIVE),
        part.SUBJECT,
    )
)
_JOINS = frozenset(("of", "for", "from", "and"))
"""Small words that a plain subject holds."""
_NO_SUBJECTS = frozenset(
    ("back", "designed", "earlier", "here", "late", "later", "let", "look", "there", "welcome")
)
"""First words of sentences that open no subject."""
_OPENS = re.compile(
    r"(?:\A|[.!?”\"]\s|\n)(?:(?:And|But|So|Still|Yet|Meanwhile),?\s)?"
    r"(?P<subject>[A-Z][\w.’'-]*(?:\s[\w.’'-]+){0,6}?)(?P<aside>,?)"
    r"(?:\s(?P<clause>who|\w{4,}ing)\s(?P<next>[\w’'-]+)[^.;:!?\n]{0,140}"
    r"|\s(?P<link>for|from|at|with|behind|against|near|along|in|on|into|of|about|over|between|to)"
    r"\s(?:[a-z’'-]+\s){0,3})\Z"
)
"""A sentence that opens with somebody who did something or is from somewhere, up to a word within that."""
_SENTENCE = 230
_RELATIVE = frozenset(("that", "which", "whom", "whose"))
_LEAST_NAME = 2
_PLACED = frozenset(("in", "at", "on", "with", "near"))
"""Links behind a name that tell where, not who: "Roe at a news conference said"."""


def is_whole(body: str, one: Attribution) -> bool:
    """Say whether a source that stands before its cue is the cue's subject, not the end of a longer one or an
    object ("officials who examined the bridge said", "villages along the road asked")."""
    source, cue = one.source, one.cue
    if source is None or cue is None or source.end > cue.start:
        return True
    first = source.of(body).split()[0].lower()
    before = _LAST_WORD.search(body, max(source.start - _WINDOW, 0), source.start)
    if before is None or first in PRONOUNS:
        return True
    word = before[1].lower()
    if word in _ABOUT and (first[0].isdigit() or tag_of(first) == part.DETERMINER):
        return True
    told = cue.of(body)
    if word == "with" and told.endswith("ing") and body[source.end : cue.start] == " ":
        return True  # "with an official telling the paper"
    if word in _INSIDE or _PARTICIPLE.match(word):
        return False
    if word in _WHILE:
        last = source.of(body).split()[-1]
        speaks = not last.islower() or last in CLASSES
        return not told.endswith("ing") and (speaks or not _who_did(body, source.start))
    return word != before[1] or not _takes_object(word)


def _who_did(body: str, start: int) -> bool:
    """Say whether a sentence opens with somebody "who" did something, up to a place."""
    found = _OPENS.search(body, max(start - _SENTENCE, 0), start)
    return found is not None and found["clause"] == "who"


def _takes_object(word: str) -> bool:
    """Say whether a word is a verb behind which a noun is its object."""
    cue = CUES.get(word)
    if cue is not None and cue.lemma in _TAKES_CLAUSE:
        return False
    return _is_verb(word)


def _is_verb(word: str) -> bool:
    cue = CUES.get(word)
    if cue is not None and cue.noun_too:
        return False
    tag = tag_of(word)
    return tag in _VERBS or (tag == part.OTHER and is_act(word))


def _ends_noun(word: str) -> bool:
    """Say whether a word cannot stand within a plain subject."""
    return _is_verb(word) or (word not in _JOINS and tag_of(word) in _NO_OPENING)


def opening_subject(body: str, one: Attribution) -> str | None:
    """Return who opens a sentence of which a source is but a part of what that one did ("officials who examined
    the bridge said"); None where the words do not tell."""
    if one.source is None:
        return None
    start = one.source.start
    before = _LAST_WORD.search(body, max(start - _WINDOW, 0), start)
    found = _OPENS.search(body, max(start - _SENTENCE, 0), start)
    if found is None or (before and before[1] in _RELATIVE):
        return None
    words = found["subject"].split()
    if opens_no_subject(words[0]) or any(map(_ends_noun, words[1:])):
        return None
    named = all(word[0].isupper() for word in words) and tag_of(words[-1]) == part.CAPITAL
    if found["link"]:
        alone = found["aside"] or (named and found["link"] in _PLACED)
        return found["subject"] if alone else body[found.start("subject") : one.source.end]
    if found["clause"] == "who" and _opens_clause(found["next"]):
        return None
    known = CLASSES.get(words[-1].lower()) in ("person", "body", "text")
    return found["subject"] if known or (named and len(words) >= _LEAST_NAME) else None


def opens_no_subject(word: str) -> bool:
    """Say whether the first word of a sentence opens no subject ("On Monday", "Later")."""
    low = word.lower()
    return tag_of(low) in _NO_OPENING or low in _NO_SUBJECTS or bool(_PARTICIPLE.match(low))


def _opens_clause(word: str) -> bool:
    """Say whether a word behind "who" begins a subject ("the officers who Roe said were there")."""
    return word[0].isupper() or tag_of(word) in (part.DETERMINER, part.POSSESSIVE, part.SUBJECT)
