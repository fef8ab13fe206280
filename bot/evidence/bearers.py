"""Tell whether an article's bearer of a surname is the person asked about, or another one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.attribution.speakers import given_names, is_office
from index.values import Article

_BEFORE = re.compile(r"(?:[A-Z](?:[\w’'-]*|\.|[a-z]{1,3}\.)\s){1,4}\Z")
_REACH = 60
"""Characters before a surname in which its forename and office stand."""
_ADDRESSES = frozenset(("mr", "mrs", "ms", "miss", "sir", "lord", "lady", "dr"))
"""What a bearer already introduced is called by."""
_GOES_ON = re.compile(r"\s(?!(?:Jr|Sr|II|III|IV)\b)[A-Z]\w+")
"""Behind a word that is no surname there: "Howard Dean"."""
_MODIFIES = re.compile(r"[ -](?!(?:and|or|himself|herself|alone|who|\w+ly)\b)[a-z]")
"""Behind a surname that only tells whose somebody is: "a Yang campaign official"."""
_PLAIN = re.compile(r"[A-Z][a-zà-ÿ]+(?:[’'-]?[A-Z][a-zà-ÿ]+)*")
_ALIKE = 3
"""Letters that a forename and its short form have in common ("Christopher", "Chris")."""
_SHORT_FORMS = tuple(
    frozenset(names.split())
    for names in (
        "william bill billy will willie", "robert bob bobby rob robbie", "edward ed ted teddy eddie ned",
        "richard dick rick", "james jim jimmy jamie", "john jack johnny jon", "michael mike mick mickey",
        "anthony tony", "elizabeth liz lizzie beth betsy betty eliza", "margaret peggy meg maggie",
        "charles chuck charlie", "henry harry hank", "lawrence larry laurence",
        "stephen steve steven stevie", "jeffrey geoff geoffrey jeff",
        "katherine kate catherine kathy cathy katie kathryn", "theodore ted teddy", "joseph joe joey",
        "thomas tom tommy", "andrew andy drew", "gerald jerry gerry jerome", "patricia patty tricia", "rebecca becky",
        "susan sue suzanne", "deborah debbie deb", "victoria vicky", "eugene gene", "bernard bernie", "ralph rafe",
        "francis frank franklin", "nicholas nick nicolas", "mohammed muhammad mohamed",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody by forename and surname."""

    forename: str
    surname: str


@lru_cache(maxsize=256)
def person_in(name: str) -> Person | None:
    """Return whom a name of two or more words calls by forename and surname; None for a title or an office."""
    words = [word for word in name.removesuffix("'s").removesuffix("’s").split() if word != "the"]
    if len(words) < 2 or not _PLAIN.fullmatch(words[-1]) or is_office(words[-1]):
        return None
    given = [word for word in words[:-1] if not is_office(word.rstrip("."))]
    if not given or not all(word[0].isupper() for word in words):
        return None
    return Person(given[0], words[-1])


def is_another(person: Person, article: Article, called: str) -> bool:
    """Say whether ``called`` names another bearer of a person's surname, or the article knows others only.

    Where the surname also stands alone behind an office that the article gives to no one by full name ("Senator
    Roe"), its bearer may be the one.
    """
    places = list(_places(called, person.surname))
    if all(_MODIFIES.match(called, place + len(person.surname)) for place in places):
        return True
    forms = _forms(called, person.surname)
    full = [form for form in forms if form.given]
    if full:
        return not _is_one(full[-1], person)
    return _only_others(person, article.body, article.title or "")


@lru_cache(maxsize=512)
def _only_others(person: Person, body: str, title: str) -> bool:
    if f" {person.surname.lower()} " in body:
        return False  # a common word
    forms = list(_forms(body, person.surname))
    full = [form for form in forms if form.given]
    if not full or any(_is_one(form, person) for form in (*full, *_forms(title, person.surname))):
        return False
    offices = {office for form in full for office in form.offices} | _ADDRESSES
    return all(form.given or set(form.offices) <= offices for form in forms)


@dataclass(frozen=True, slots=True)
class _Form:
    """What stands before a surname: forenames, and offices in small letters."""

    given: Sequence[str]
    offices: Sequence[str]


def _forms(text: str, surname: str) -> Iterator[_Form]:
    """Yield what stands before a surname at each of its places."""
    for place in _places(text, surname):
        before = _BEFORE.search(text, max(place - _REACH, 0), place)
        words = before[0].split() if before else []
        offices = [word.rstrip(".").lower() for word in words if _is_title(word.rstrip("."))]
        yield _Form(given_names(words), offices)


def _is_title(word: str) -> bool:
    return is_office(word) and not word.isupper() and not word.endswith(("'s", "’s"))


def _places(text: str, surname: str) -> Iterator[int]:
    place = text.find(surname)
    while place >= 0:
        end = place + len(surname)
        parted = text[end : end + 1].isalnum() or text[max(place - 1, 0) : place].isalnum()
        if not parted and not _GOES_ON.match(text, end):
            yield place
        place = text.find(surname, end)


def _is_one(form: _Form, person: Person) -> bool:
    return any(_alike(word, person.forename) for word in form.given)


def _alike(one: str, other: str) -> bool:
    """Say whether two forenames may be one person's: initials, short forms and spellings are alike."""
    one, other = one.casefold().replace(".", ""), other.casefold().replace(".", "")
    if min(len(one), len(other)) < _ALIKE:
        return one[:1] == other[:1]
    return one[:_ALIKE] == other[:_ALIKE] or any({one, other} <= forms for forms in _SHORT_FORMS)
