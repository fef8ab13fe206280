"""Ages beside a title that stands for the person asked about: "the King, 77," in an article on King Charles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from index.values import Article

_TITLE = (
    r"(?:King|Queen|Prince|Princess|Duke|Duchess|Emperor|Empress|Sultan|Emir|Pope|Archbishop|Cardinal|Bishop|President"
    r"|Prime Minister|Chancellor|Senator|Governor|Mayor|General|Admiral|Colonel|Judge|Justice|Sheriff|Chief|Rabbi|Imam)"
)
_NAMED = re.compile(rf"\b(?P<title>{_TITLE}) (?P<name>[A-Z][\w-]+(?: [A-Z][\w-]+)*)")
"""A title and the name that it stands before."""
_ALONE = re.compile(rf"\b[Tt]he (?P<title>(?i:{_TITLE}))\b(?!['’]|-| (?:of|to|for)\b| [A-Z])")
"""A title that stands for somebody by itself."""
_UP_TO_AGE = re.compile(
    r"(?:,? who)?(?:,| \(|,? [–—-])? ?(?:(?:has|will|is|was|just|now|recently|turn(?:s|ed|ing)?|aged?|reach(?:es|ed)?"
    r"|mark(?:s|ed|ing)?|celebrat(?:es|ed|ing)|his|her) )*\Z"
)
"""What may stand between somebody and his age."""
_BIRTHDAY = re.compile(r"['’]s? (?:own |recent |upcoming |official )?\d+(?:st|nd|rd|th) birthday")
"""Whose birthday it is."""
_OLD = re.compile(r"[\w-]+(?: (?:years?|months?))?[ -]old \Z")
"""An age that stands before somebody: "the 77-year-old King"."""


def age_by_title(question: str, article: Article, text: str, ages: Sequence[int]) -> bool:
    """Say whether one of the ``ages`` (offsets into ``text``) is that of the title that a question's name has.

    The article uses the title for the person asked about, by name at least once, and for nobody else.
    """
    titles = _titles_of(question, article) if ages else ()
    return any(_is_age_of(title, text, ages) for title in titles)


def is_title_alone(question: str) -> bool:
    """Say whether a question calls somebody by a title and nobody by a name ("How old is the King?")."""
    return _ALONE.search(question) is not None and not _named(question)


@lru_cache(maxsize=512)
def _titles_of(question: str, article: Article) -> tuple[str, ...]:
    """Return the titles of a question's names, or those without any, that stand for one person in an article."""
    nobody = frozenset[str]()
    asked = _named(question) or [
        (one["title"].title(), nobody) for one in _ALONE.finditer(question)
    ]
    held = [*_named(article.title or ""), *_named(article.body)] if asked else []
    titles = []
    for title, name in asked:
        others = [other for another, other in held if another == title]
        fullest = name or max(others, key=len, default=nobody)
        known = bool(others) or not fullest
        if known and all(fullest <= other or other <= fullest for other in others):
            titles.append(title)
    return tuple(titles)


def _named(text: str) -> list[tuple[str, frozenset[str]]]:
    """Return the titles in a text, each with the words of the name behind it."""
    return [(one["title"], frozenset(one["name"].split())) for one in _NAMED.finditer(text)]


def _is_age_of(title: str, text: str, ages: Sequence[int]) -> bool:
    alone = re.compile(
        rf"(?:\A|\b[Tt]he |[ -]old )(?:{title}|(?<!\A){title.lower()})\b(?!-| of\b| [A-Z])"
    )
    for one in alone.finditer(text):
        end = one.end()
        if any(at >= end and _leads_to(text, end, at) for at in ages):
            return True
        start = text.rfind(title, 0, end) if title in one[0] else text.rfind(title.lower(), 0, end)
        if any(at < start and _OLD.match(text[at:start]) for at in ages):
            return True
    return False


def _leads_to(text: str, end: int, at: int) -> bool:
    """Say whether what stands from the end of a title up to an age gives it to the one with the title."""
    birthday = _BIRTHDAY.match(text, end)
    return _UP_TO_AGE.match(text[end:at]) is not None or (
        birthday is not None and end < at < birthday.end()
    )
