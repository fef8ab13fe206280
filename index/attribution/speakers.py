"""Name the source inside the article: "he", "Mr Smith" and "the spokesperson" by the words printed
elsewhere.

A name is given only where the article leaves one reading; otherwise the source stays as printed.
The order of the
attributions is what resolves a pronoun: whoever spoke last, unless somebody else came in between.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..values import Sentence
from . import tags as part
from .acts import IRREGULAR
from .lexicon import CLASSES, LISTS, tag_of
from .persons import OF, is_office_and_name, may_be_one, sex_told, without_office
from .printed import HEADS, TITLES, Printed, Way, read_printed

_WORD = re.compile(r"[\w’'-]+\.?")
_FORENAMES = re.compile(r"((?:[A-Z](?:[\w’'-]*|\.|[a-z]{1,2}\.)\s){1,3})\Z")
_BARE = 2
"""Times that a surname may stand alone before its full name: later ones may be another person's."""
_FAR = 3
"""Paragraphs that a pronoun may look back."""


@dataclass(slots=True)
class _Person:
    """Somebody who has spoken: the best name so far, where, and what is known of number and sex."""

    name: str
    paragraph: int
    sex: str | None
    many: bool
    sentence: int


def speakers_of(
    body: str, sentences: Sequence[Sentence], sources: Sequence[tuple[int, int] | None]
) -> list[str | None]:
    """Return the best name known inside the article for each source, in order of the attributions;
    None where the body has no better one than nothing ("it") or no source is given."""
    spoken: list[_Person] = []
    known: dict[str, str] = {}
    names: list[str | None] = []
    starts = [sentence.start for sentence in sentences]
    for source in sources:
        if source is None:
            names.append(None)
            continue
        start, end = source
        at = max(0, bisect_right(starts, start) - 1)
        printed = read_printed(body[start:end])
        name = _name(body, sentences, start, end, printed, at, spoken, known)
        if name is not None:
            _remember(spoken, name, printed, sentences[at].paragraph if sentences else 0, at)
        names.append(name)
    return names


def _name(
    body: str,
    sentences: Sequence[Sentence],
    start: int,
    end: int,
    printed: Printed,
    at: int,
    spoken: list[_Person],
    known: dict[str, str],
) -> str | None:
    """Return the best name for a source as printed; the text itself where there is no better
    one."""
    way, head = printed.way, printed.head
    if way is Way.ONE:
        return _spoke_last(body, sentences, start, at, spoken, printed.sex or "")
    if way is Way.MANY:
        return next(
            (
                p.name
                for p in reversed(spoken[-2:])
                if p.many and sentences[at].paragraph - p.paragraph <= 1
            ),
            None,
        )
    if way is Way.SILENT:
        return None
    if way is Way.NO_NAME:
        return body[start:end]
    if way is Way.TITLE:
        if head not in known:
            known[head] = _titled(body, printed.title) or head
        return _earlier_of(spoken, printed.title.lower()) or known[head]
    if head not in known:
        known[head] = (printed.surname and _full_name(body, printed.surname)) or head
    return known[head]


def _spoke_last(
    body: str, sentences: Sequence[Sentence], start: int, at: int, spoken: list[_Person], sex: str
) -> str | None:
    """Return who spoke last and may be meant, unless another person opens a sentence in between."""
    here = sentences[at].paragraph
    for person in reversed(spoken[-4:]):
        if here - person.paragraph > _FAR:
            return None
        if person.many or person.sex not in (None, sex) or not may_be_one(person.name):
            continue
        if sex_told(person.name) not in (None, sex):
            continue
        surname = _WORD.findall(OF.split(person.name)[0])[-1:]
        if surname and _stands_beside(body, sentences[at], start, surname[0]):
            return None
        if person.sentence == at and _ends(body, sentences[at], start):
            continue  # "Reed was late, he said": not Reed
        if at and surname and _talked_to_another(body, sentences[at - 1], surname[0]):
            return None
        for number in range(max(person.sentence + 1, at - 12), at + 1):
            opening = _opening_name(body, sentences[number].start, start)
            if opening is not None and surname and surname[0] not in opening:
                return None
        if person.sex is None:
            person.sex = sex
        called = person.name[:1].isupper() or person.name.startswith(("a ", "the ", "one "))
        return person.name if called or is_office_and_name(person.name) else None
    return None


def _talked_to_another(body: str, before: Sentence, surname: str) -> bool:
    """Say whether the sentence before tells of a talk with somebody else ("I spoke to Reed on Monday.")."""
    talk = _TALK.search(body, before.start, before.end)
    return talk is not None and surname not in talk[1]


def _stands_beside(body: str, sentence: Sentence, start: int, surname: str) -> bool:
    """Say whether a pronoun's own clause names somebody else by a surname ("she replied to Reed")."""
    place = body.find(surname, start, min(sentence.end, start + _BESIDE))
    end = place + len(surname)
    if place < 0 or body[end : end + 1] in ("'", "’") or body[end : end + 1].isalnum():
        return False
    return _QUOTED.search(body, start, place) is None


def _ends(body: str, sentence: Sentence, start: int) -> bool:
    """Say whether a pronoun opens the last clause of what it said ("…, he said.")."""
    return sentence.end - start < _BESIDE and body[max(start - 2, 0) : start] == ", "


_TALK = re.compile(
    r"\b(?:(?:spoke|talked|chatted|met|sat down|caught up) (?:to|with)|interviewed|reached|visited)"
    r"\s((?:[A-Z][\w’'.-]+\s?){1,4})"
)
_QUOTED = re.compile(r"[“\":]|\bthat\b")
_BESIDE = 30
"""Characters of the clause in which a pronoun speaks."""
_OPENING = re.compile(
    r"[\"“]?(?:But |And |Then |Meanwhile, "
    r"|Later, )?"
    r"(?:(?:(?:Another|An?|The) |(?:[A-Z][\w’'.-]* ){1,4})(?:[a-z-]+,? ){1,3})?(?:((?:[A-Z][\w’'-]+\.?\s){1,4})"
    rf"(?:[a-z]+(?:ed|s)|said|told|was|had|is|has|wrote|of|who|{'|'.join(sorted(IRREGULAR))})\b|(?P<owner>[A-Z][\w-]+)[’']s\s)"
    r"|(?:And |But )(?P<aside>[A-Z][\w’'-]+),\s(?=[a-z])"
)
_NO_NAMES = LISTS["no_names"]


def _opening_name(body: str, start: int, stop: int) -> str | None:
    match = _OPENING.match(body, start, min(stop, start + 90))
    name = match and (match[1] or match["owner"] or match["aside"])
    return None if not name or name.split()[0] in _NO_NAMES else name


def _earlier_of(spoken: list[_Person], head: str) -> str | None:
    """Return the last source that the same noun named ("a spokesperson for the couple" … "the
    spokesperson")."""
    for person in reversed(spoken):
        core = OF.split(person.name.lower())[0].split()
        if core and core[-1] == head and "and" not in core and len(person.name.split()) > 2:
            return person.name
    return None


def _titled(body: str, title: str) -> str | None:
    """Return the one full form of a title ("the Duke of Sussex" for "the Duke")."""
    if not title[:1].isupper():
        return None
    forms = set(re.findall(rf"\b{re.escape(title)} of (?:the )?[A-Z]\w+(?:\s[A-Z]\w+)?", body))
    return f"the {forms.pop()}" if len(forms) == 1 else None


def _full_name(body: str, surname: str) -> str | None:
    """Return the one full name that ends with a surname printed alone or behind a title."""
    if f" {surname.lower()} " in body:
        return None  # A common word that opens a sentence.
    forms: dict[str, None] = {}  # in order: of two alike the first printed is taken
    bare = 0
    place = body.find(surname)
    while place >= 0 and len(forms) < 4:
        end = place + len(surname)
        if not body[end : end + 1].isalnum():
            before = body[max(0, place - 40) : place]
            # Most stand behind a small word, where no pattern needs to look for a forename.
            last = before[before.rfind(" ", 0, -1) + 1 :]
            match = None if last.islower() else _FORENAMES.search(before)
            if match is not None:
                of = before[: match.start()].endswith(" of ")
                given = given_names(match[1].split()[of:])  # "Secretary of Defense Ann Roe"
                if given:
                    forms[" ".join((*given, surname))] = None
            bare += not forms
            if bare > _BARE:
                return None
        place = body.find(surname, end)
    return _one_of(forms)


def given_names(words: list[str]) -> list[str]:
    """Leave out titles, picture agencies and words that only open a sentence, and what stands before
    them; a name has one to three words before the surname."""
    for place in range(len(words) - 1, -1, -1):
        word = words[place].rstrip(".")
        if is_office(word) or word in _PICTURES or tag_of(word) != part.CAPITAL:
            words = words[place + 1 :]
            break
    return words[-2:] if len(words) <= 2 else []


@lru_cache(10_000)
def is_office(word: str) -> bool:
    """Say whether a capitalised word before a name is a title or an office ("Manager", "CEO"), not a forename."""
    low = word.lower()
    if word.endswith(("'s", "’s")) or (word.isupper() and len(word) > _INITIALS):
        return True
    return low in TITLES or low in HEADS or low in _OFFICES or CLASSES.get(low) == "person"


_INITIALS = 2
_OFFICES = LISTS["offices"]
_PICTURES = frozenset(
    {"Getty", "Reuters", "AP", "AFP", "EPA", "Images", "Photo", "Photos", "Image"}
)


def _one_of(forms: Collection[str]) -> str | None:
    """Return the single form, or the longest where the others are parts of it ("Robert Smith",
    "Robert B. Smith")."""
    if not forms:
        return None
    longest = max(forms, key=len)
    words = longest.split()
    return longest if all(form.split()[0] == words[0] for form in forms) else None


def _remember(
    spoken: list[_Person], name: str, printed: Printed, paragraph: int, sentence: int
) -> None:
    sex = printed.sex
    if sex is None:
        for one in reversed(spoken[-8:]):
            if one.name == name and one.sex:
                sex = one.sex
                break
    name = without_office(name)
    many = printed.many or " and " in name
    spoken.append(_Person(name, paragraph, sex, many, sentence))
    if len(spoken) > 40:
        del spoken[:20]
