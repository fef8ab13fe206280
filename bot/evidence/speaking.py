"""Say whether a sentence gives the words of the one whose words are asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.archive.pages import Page
from bot.evidence.bearers import Person, is_another, person_in
from bot.understanding.asked import SPEECH, Asked, Demand
from index.values import Attribution
from index.words.terms import STOP_WORDS, stems

_ARTICLES = stems("the a an of his her their for to s")
TITLES = _ARTICLES | stems(
    "mr mrs ms dr sir lord lady prince princess king queen president duke duchess minister"
)
"""Stems that a name shares with many others."""
_WORD = re.compile(r"(?<![\w’'.&-])[\w’'.&-]*\w")
_PRONOUN = re.compile(r"(?i)(?:he|she|they|it|him|her|them|who|i|we)")
_SPEAKS = re.compile(
    rf"(?i)(?:{SPEECH}|according to|told .*|quipped|ask(?:s|ed)|call(?:s|ed)|described?|vow(?:s|ed)|urged?"
    r"|believe[sd]?|thinks?|thought|understands?|hope[sd]?|recall(?:s|ed)|acknowledged?|conceded?|joked?"
    r"|not(?:es|ed)|stressed|pointed out|went on|continued?|agreed?|remarked|declared?|complained|criticis\w+"
    r"|criticiz\w+|praised?|accused?|blamed?|apologi\w+|confirm(?:s|ed)|posted|testified"
    r"|concluded?|maintain\w*|suggest\w*|mention\w*|quoted)"
)
_TALKED = re.compile(r"(?i)sp(?:oke|eaks?|oken)|talk\w*|phoned?|chatt?ed")
"""Cues after which no words stand: that somebody spoke is not what he said."""
_SPOKEN_FOR = stems("office representative camp team side aides")
"""Who speaks by a spokesman, or as one."""
_UNNAMED = stems("source insider informant")
"""Who speaks without being named; which of these words is used says nothing of him."""
_PEOPLE = re.compile(r"['’]s? (?:people|staff|reps?|representatives?|press office)$")
"""After a name: whoever speaks for him."""
_FIRST_OF = re.compile(r",| (?:for|of|with|at|to|from|in|on|who|that|whose|which|by|about) ")
"""Where the words after a source's head begin: "a lawyer for …"."""
_AFTER_OTHER = re.compile(r"\b(?:for|of|with|to|from|by|at|than)(?: [A-Z][\w.'’-]*)* ?$")
_LOOK_BACK = 200
"""Characters before a name in which "a lawyer for" is looked for."""
_FAMILY = re.compile(r"[Tt]he ([A-Z][a-z]{2,}s)")
_OWNER = re.compile(r"\w['’]s? (?=\w)")


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A speaker asked for: the last word of his name, and the words for what he is; either may be missing."""

    any: frozenset[str]
    name: frozenset[str]
    alone: bool
    """Whether the name is one word: it may be a first name."""
    role: frozenset[str]
    """What he is called without a name: "a friend" of "a friend of Ada Brown"."""
    told: re.Pattern[str] | None
    """His name beside a word of speech."""
    person: Person | None
    """Who he is by forename and surname."""


def speaker_fit(demand: Demand, page: Page, place: int) -> float:
    """Say whether the sentence gives the words of the one asked for.

    1 where an attribution's source is that speaker, ¾ where it is a pronoun and that name stands just
    before, ½ where the sentence only names him, 0 where it does not or nobody's words are asked for.
    """
    if demand.asked is not Asked.WORDS or not demand.speaker:
        return 0.0
    own_words = _fit(_wanted(demand.speaker), page, place)
    family = _FAMILY.fullmatch(demand.speaker.strip())
    if own_words == 1 or not family:
        return own_words
    # A family speaks by its spokesman, too.
    spokesman = _wanted(f"spokesman for {_singular(family[1])}")
    return max(own_words, _fit(spokesman, page, place))


def _fit(wanted: _Wanted, page: Page, place: int) -> float:
    own = page.stems(place)
    if _tells(wanted, page, place):
        return 1.0
    best = 0.5 if wanted.any & own else 0.0
    sentence = page.sentences[place].span
    for one in page.attributions_near(sentence):
        if one.content.overlaps(sentence) or (one.cue and sentence.covers(one.cue)):
            best = max(best, _source_fit(wanted, one, page, place))
    return best


def _tells(wanted: _Wanted, page: Page, place: int) -> bool:
    """Say whether a name stands beside a word of speech, and for itself: not in "a lawyer for Ada Brown said"."""
    if wanted.told is None:
        return False
    text = page.text(place)
    return any(
        not _AFTER_OTHER.search(text, max(0, match.start() - _LOOK_BACK), match.start())
        and not _of_another(wanted, page, text[: _name_end(wanted, text, match)])
        for match in wanted.told.finditer(text)
    )


def _name_end(wanted: _Wanted, text: str, match: re.Match[str]) -> int:
    """Return where the name ends that stands beside a word of speech, before or behind it."""
    surname = wanted.person.surname if wanted.person else ""
    opens = surname and text.startswith(surname, match.start())
    return match.start() + len(surname) if opens else match.end()


def _of_another(wanted: _Wanted, page: Page, called: str) -> bool:
    """Say whether the surname asked for is another person's where it stands."""
    return wanted.person is not None and is_another(wanted.person, page.article, called)


def _source_fit(wanted: _Wanted, one: Attribution, page: Page, place: int) -> float:
    if one.source is None:
        return 0.0
    source = one.source.of(page.article.body)
    cue = one.cue.of(page.article.body) if one.cue else ""
    if _TALKED.fullmatch(cue):
        return 0.0
    around = page.stems(place) | page.stems(place - 1) | page.stems(place - 2)
    said = _SPEAKS.fullmatch(cue)
    if _is_source(wanted, one.speaker or "", source, around):
        if _of_another(wanted, page, one.speaker or source):
            return 0.0
        # That somebody is thrilled, or reflected something, are no words of his.
        return 1.0 if said or one.quoted or one.relays or not cue else 0.5
    pronoun = one.speaker is None and _PRONOUN.fullmatch(source)
    return 0.75 if said and pronoun and (wanted.name or wanted.any) <= around else 0.0


def _is_source(wanted: _Wanted, speaker: str, source: str, around: frozenset[str]) -> bool:
    """Say whether a source is the one wanted: "a lawyer for Ada Brown" is not Ada Brown."""
    whole = stems(f"{speaker} {source}")
    if wanted.role:
        return bool(wanted.role & _alike(whole)) and wanted.name <= whole | around
    heads = stems(f"{_head(speaker)} {_head(source)}")
    return bool(wanted.name & heads) if wanted.alone else bool(wanted.name) and wanted.name <= heads


def _head(source: str) -> str:
    """Return what a source is called, without what follows it and without whose it is."""
    head = _FIRST_OF.split(source)[0]
    owner = _OWNER.search(head)
    return head[owner.end() :] if owner else head


@lru_cache(maxsize=256)
def _wanted(speaker: str) -> _Wanted:
    telling = [word for word in _WORD.findall(speaker) if stems(word) - TITLES]
    named = [word for word in telling if word[0].isupper()]
    called = _WORD.findall(_head(speaker))
    role = [w for w in called if not w[0].isupper() and w.lower() not in STOP_WORDS]
    if _PEOPLE.search(speaker):
        role.append("spokesman")
    if not telling:
        bare = stems(speaker) - _ARTICLES
        return _Wanted(bare, bare, True, frozenset(), None, None)
    last = named[-1] if named else ""
    return _Wanted(
        any=stems(speaker) - TITLES,
        name=stems(last) - TITLES,
        alone=len(named) == 1,
        role=_alike(stems(" ".join(role)) - TITLES),
        told=_beside_speech(last) if named and not role else None,
        person=None if role else person_in(speaker),
    )


def _singular(name: str) -> str:
    return (
        name.removesuffix("es") if name.endswith(("xes", "ses", "ches")) else name.removesuffix("s")
    )


def _alike(found: frozenset[str]) -> frozenset[str]:
    """Return stems with one for all words of a kind: "spokesman" and "office", "insider" and "source"."""
    kinds = {"spokes" for one in found if one.startswith("spokes") or one in _SPOKEN_FOR}
    return found | kinds | (_UNNAMED if found & _UNNAMED else frozenset())


def _beside_speech(name: str) -> re.Pattern[str]:
    word = re.escape(name)
    return re.compile(
        rf"\b{word}\b,? (?:(?:has|had|have|also|then|later) ){{0,2}}(?:{SPEECH})\b"
        rf"|\b(?:said|says|told|added|wrote) (?:[A-Z][\w.]+ ){{0,3}}{word}\b"
    )
