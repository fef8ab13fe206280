"""Name the source inside the article: "he", "Mr Smith" and "the spokesperson" by the words printed
elsewhere.

A name is given only where the article leaves one reading; otherwise the source stays as printed.
The order of the
attributions is what resolves a pronoun: whoever spoke last, unless somebody else came in between.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..values import Sentence
from . import tags as part
from .lexicon import CLASSES, LISTS, tag_of

_HE = LISTS["he"]
_SHE = LISTS["she"]
_THEY = LISTS["they"]
_SILENT = LISTS["silent"]
_HEADS = LISTS["heads"]
_MALE = LISTS["male"]
_FEMALE = LISTS["female"]
_TITLES = LISTS["titles"]
_ORGANISATION = re.compile(
    r"\b(?:Department|Court|Inc|Corp|Company|Co|University|Institute|Center|Centre|Committee|Commission|Council|Agency|Ministry|House|Senate"
    r"|Party|Association|Foundation|Group|Bank|Office|Board|Bureau|Police|Army|Union|Times|Post|News|campaign|report|study|poll|letter"
    r"|statement|lawsuit|complaint|bill|Republicans|Democrats|officials|critics|experts)\b"
)
_WORD = re.compile(r"[\w’'-]+\.?")
_FORENAMES = re.compile(r"((?:[A-Z](?:[\w’'-]*|\.|[a-z]{1,2}\.)\s){1,3})\Z")
_BRACKET = re.compile(r"\s[(\[–—]")
_BARE = 2
"""Times that a surname may stand alone before its full name: later ones may be another person's."""
_FAR = 3
"""Paragraphs that a pronoun may look back."""


@dataclass(slots=True, kw_only=True)
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
    at = 0
    for source in sources:
        if source is None:
            names.append(None)
            continue
        start, end = source
        while at + 1 < len(sentences) and sentences[at + 1].start <= start:
            at += 1
        while at and sentences[at].start > start:
            at -= 1
        text = body[start:end]
        name = _name(body, sentences, text, start, at, spoken, known)
        if name is not None:
            _remember(spoken, name, text, sentences[at].paragraph if sentences else 0, at)
        names.append(name)
    return names


def _name(
    body: str,
    sentences: Sequence[Sentence],
    text: str,
    start: int,
    at: int,
    spoken: list[_Person],
    known: dict[str, str],
) -> str | None:
    """Return the best name for a source as printed; the text itself where there is no better
    one."""
    low = text.lower()
    if low in _HE or low in _SHE:
        return _spoke_last(body, sentences, start, at, spoken, "m" if low in _HE else "f")
    if low in _THEY:
        return next(
            (
                p.name
                for p in reversed(spoken[-2:])
                if p.many and sentences[at].paragraph - p.paragraph <= 1
            ),
            None,
        )
    if low in _SILENT or tag_of(low) == part.SUBJECT:
        return None
    head = _BRACKET.split(text.split(",", 1)[0])[0].strip(" \"“”'‘’")
    words = _WORD.findall(head)
    if not words:
        return None
    if len(words) == 1 and tag_of(words[0]) in (part.ADVERB, part.PREPOSITION, part.CONJUNCTION):
        return text
    if len(words) == 2 and words[0].lower() == "the" and words[1].lower() in _HEADS:
        if head not in known:
            known[head] = _titled(body, words[1]) or head
        return _earlier_of(spoken, words[1].lower()) or known[head]
    if head not in known:
        known[head] = _full_name(body, words) or head
    return known[head]


def _spoke_last(
    body: str, sentences: Sequence[Sentence], start: int, at: int, spoken: list[_Person], sex: str
) -> str | None:
    """Return who spoke last and may be meant, unless another person opens a sentence in between."""
    here = sentences[at].paragraph
    for person in reversed(spoken[-4:]):
        if here - person.paragraph > _FAR:
            return None
        if person.many or person.sex not in (None, sex) or not _may_be_one(person.name):
            continue
        surname = _WORD.findall(person.name)[-1:]
        for number in range(max(person.sentence + 1, at - 12), at + 1):
            opening = _opening_name(body, sentences[number].start, start)
            if opening is not None and surname and surname[0] not in opening:
                return None
        if person.sex is None:
            person.sex = sex
        return (
            person.name
            if person.name[:1].isupper() or person.name.lower().startswith(("a ", "the ", "one "))
            else None
        )
    return None


def _may_be_one(name: str) -> bool:
    """Say whether "he" or "she" may stand for a name: a person's, or a noun for one ("a source")."""
    if _ORGANISATION.search(name) or name in _PLACES:
        return False
    words, core = name.split(",")[0].split(), _OF.split(name)[0].split()
    if name.lower().startswith(("a ", "an ", "the ", "one ")) or any(
        word[:1].islower() and word not in _PARTICLES for word in words
    ):
        head = core[-1].lower() if core else ""
        return not head.endswith("s") and (CLASSES.get(head) == "person" or head in _HEADS)
    return bool(words) and (
        tag_of(words[0]) == part.CAPITAL or words[0].lower().strip(".") in _TITLES
    )


_PLACES = LISTS["places"]
_PARTICLES = frozenset({"of", "the", "de", "del", "van", "von", "der", "al", "bin", "la", "and"})
_OPENING = re.compile(
    r"[\"“]?(?:But |And |Then |Meanwhile, "
    r"|Later, )?((?:[A-Z][\w’'-]+\.?\s){1,4})(?:[a-z]+(?:ed|s)|said|told|was|had|is|has"
    r"|wrote)\b"
)
_NO_NAMES = LISTS["no_names"]


def _opening_name(body: str, start: int, stop: int) -> str | None:
    match = _OPENING.match(body, start, min(stop, start + 90))
    if match is None or match[1].split()[0] in _NO_NAMES:
        return None
    return match[1]


def _earlier_of(spoken: list[_Person], head: str) -> str | None:
    """Return the last source that the same noun named ("a spokesperson for the couple" … "the
    spokesperson")."""
    for person in reversed(spoken):
        core = _OF.split(person.name.lower())[0].split()
        if core and core[-1] == head and len(person.name.split()) > 2:
            return person.name
    return None


_OF = re.compile(r"\s(?:of|for|from|at|with|in|on)\s|,")


def _titled(body: str, title: str) -> str | None:
    """Return the one full form of a title ("the Duke of Sussex" for "the Duke")."""
    if not title[:1].isupper():
        return None
    forms = set(re.findall(rf"\b{re.escape(title)} of (?:the )?[A-Z]\w+", body))
    return f"the {forms.pop()}" if len(forms) == 1 else None


def _full_name(body: str, words: list[str]) -> str | None:
    """Return the one full name that ends with a surname printed alone or behind a title."""
    names = [word for word in words if word.lower().strip(".") not in _TITLES]
    if (
        len(names) != 1
        or tag_of(names[0]) != part.CAPITAL
        or names[0].isupper()
        or len(names[0]) < 3
    ):
        return None
    surname = names[0].removesuffix("'s").removesuffix("’s")
    if f" {surname.lower()} " in body:
        return None  # A common word that opens a sentence.
    forms: set[str] = set()
    bare = 0
    place = body.find(surname)
    while place >= 0 and len(forms) < 4:
        end = place + len(surname)
        if not body[end : end + 1].isalnum():
            match = _FORENAMES.search(body, max(0, place - 40), place)
            if match is not None:
                given = _given(match[1].split())
                if given:
                    forms.add(" ".join((*given, surname)))
            bare += not forms
            if bare > _BARE:
                return None
        place = body.find(surname, end)
    return _one_of(forms)


def _given(words: list[str]) -> list[str]:
    """Leave out titles, picture agencies and words that only open a sentence, and what stands before
    them; a name has one to three words before the surname."""
    for place in range(len(words) - 1, -1, -1):
        word = words[place].rstrip(".")
        if word.lower() in _TITLES or word in _PICTURES or tag_of(word) != part.CAPITAL:
            words = words[place + 1 :]
            break
    return words[-2:] if len(words) <= 2 else []


_PICTURES = frozenset(
    {"Getty", "Reuters", "AP", "AFP", "EPA", "Images", "Photo", "Photos", "Image"}
)


def _one_of(forms: set[str]) -> str | None:
    """Return the single form, or the longest where the others are parts of it ("Robert Smith",
    "Robert B. Smith")."""
    if not forms:
        return None
    longest = max(forms, key=len)
    words = longest.split()
    return longest if all(form.split()[0] == words[0] for form in forms) else None


def _remember(spoken: list[_Person], name: str, text: str, paragraph: int, sentence: int) -> None:
    low = text.lower()
    words = low.split()
    sex = None
    if low in _HE or not _MALE.isdisjoint(words):
        sex = "m"
    elif low in _SHE or not _FEMALE.isdisjoint(words):
        sex = "f"
    else:
        sex = next((one.sex for one in reversed(spoken[-8:]) if one.sex and one.name == name), None)
    many = low in _THEY or " and " in name or not _MANY.isdisjoint(words)
    spoken.append(_Person(name=name, paragraph=paragraph, sex=sex, many=many, sentence=sentence))
    if len(spoken) > 40:
        del spoken[:20]


_MANY = frozenset({"couple", "office", "officials", "aides", "lawyers", "critics", "sources"})
