"""Tell where an outlet that a text names is relayed: told, quoted or cited, and not merely talked
about.

An outlet's name alone says nothing ("bought The Post", "a CNN anchor"). What stands before it
("told …", "according
to …", "in an interview with …") or behind it ("… reported", "…'s report", "…: ") decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from ..values import Sentence, SentenceKind, Span
from .relay_patterns import (
    BELONGS,
    CITED,
    COLON,
    CORPORATE,
    CREDITS,
    FORENAME,
    INVERTED,
    JOINS,
    JUDGED,
    LAST_LETTERS,
    MAY_STIR,
    MEMBER,
    NO_PIECE_BEFORE,
    NO_REPORT,
    NOT_SUBJECT,
    OWN_PIECE,
    OWNED,
    PLACE,
    REPORTS,
    STAFF,
    SURVEY,
    THEN_SAID,
    TOLD,
    VERB_NEXT,
    WINDOW,
)


class Named(Protocol):
    """An outlet as the registry knows it."""

    @property
    def name(self) -> str:
        """The canonical name."""
        ...


class Mention(Protocol):
    """An outlet named in running text, by its place."""

    @property
    def outlet(self) -> Named: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class OutletFinder(Protocol):
    """What extraction needs of the outlet registry: the outlets that a running text names."""

    def find(self, text: str, publisher: str | None = None) -> Sequence[Mention]:
        """Return the mentions in order of their places, without overlap."""
        ...


class Way(StrEnum):
    """How an outlet comes to be relayed."""

    REPORTS = "reports"
    """The outlet is the one who says so."""
    TOLD = "told"
    """Somebody else speaks to the outlet."""
    CITED = "cited"
    """Something is known by the outlet's report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelayFound:
    """An outlet relayed in a sentence (its number), with the cue."""

    outlet: str
    span: Span
    cue: Span
    way: Way
    sentence: int


def find_relays(
    body: str, sentences: Sequence[Sentence], registry: OutletFinder, publisher: str | None
) -> list[RelayFound]:
    """Return the outlets that a body relays, in order of place, without the one that printed it.

    Only sentences of news and headings count: a picture's credit relays nobody.
    """
    mentions = registry.find(body, publisher)
    if not mentions:
        return []
    found: list[RelayFound] = []
    number = 0
    group: list[Mention] = []
    for mention in mentions:
        while number < len(sentences) and sentences[number].end <= mention.start:
            _read_group(body, sentences, number, group, publisher, found)
            group = []
            number += 1
        if number < len(sentences) and sentences[number].start <= mention.start:
            group.append(mention)
    if number < len(sentences):
        _read_group(body, sentences, number, group, publisher, found)
    return found


def _read_group(
    body: str,
    sentences: Sequence[Sentence],
    number: int,
    group: Sequence[Mention],
    publisher: str | None,
    found: list[RelayFound],
) -> None:
    """Read the mentions of one sentence; "CNN and Reuters reported" holds for both, "NBC's Meet
    the Press" is one."""
    if not group:
        return
    sentence = sentences[number]
    if sentence.kind in (SentenceKind.CAPTION, SentenceKind.BOILERPLATE):
        return
    low = body[sentence.start : sentence.end].lower()
    if any(credit in low for credit in CREDITS):
        return
    read = [_relay(body, sentence, number, one) for one in group]
    for at in range(1, len(group)):
        between = body[group[at - 1].end : group[at].start]
        if BELONGS.fullmatch(between):
            read[at - 1], read[at] = read[at - 1] or _moved(read[at], group[at - 1]), None
        elif JOINS.fullmatch(between) and read[at] is None:
            earlier = read[at - 1]
            if earlier is not None and earlier.way is not Way.REPORTS:
                read[at] = _moved(earlier, group[at])
    for at in range(len(group) - 2, -1, -1):
        later = read[at + 1]
        if read[at] is None and later is not None and later.way is Way.REPORTS:
            between = body[group[at].end : group[at + 1].start]
            if JOINS.fullmatch(between) and not _no_subject(body, sentence, group[at]):
                read[at] = _moved(later, group[at])
    found.extend(one for one in read if one is not None and one.outlet != publisher)


def _moved(one: RelayFound | None, mention: Mention) -> RelayFound | None:
    if one is None:
        return None
    span = Span(mention.start, mention.end)
    return RelayFound(
        outlet=mention.outlet.name, span=span, cue=one.cue, way=one.way, sentence=one.sentence
    )


def _relay(body: str, sentence: Sentence, number: int, mention: Mention) -> RelayFound | None:
    """Decide for one mention by what stands before and behind it."""
    cue = _before(body, sentence, mention) or _behind(body, sentence, mention)
    if cue is None:
        return None
    span, way = cue
    return RelayFound(
        outlet=mention.outlet.name,
        span=Span(mention.start, mention.end),
        cue=span,
        way=way,
        sentence=number,
    )


def _before(body: str, sentence: Sentence, mention: Mention) -> tuple[Span, Way] | None:
    start = max(sentence.start, mention.start - WINDOW)
    window = body[start : mention.start]
    for pattern, way in ((TOLD, Way.TOLD), (CITED, Way.CITED)) if _may_lead(window) else ():
        match = pattern.search(window)
        if match is None:
            continue
        if SURVEY.match(body, mention.end, sentence.end):
            return None
        if way is Way.TOLD and STAFF.match(body, mention.end, sentence.end):
            return None
        if match["cue"] == "gave" and " interview" not in body[mention.end : mention.end + 40]:
            return None
        return Span(start + match.start("cue"), start + match.end("cue")), way
    match = PLACE.fullmatch(body, sentence.start, mention.start)
    if match is not None and (said := THEN_SAID.match(body, mention.end, sentence.end)):
        return Span(*said.span("cue")), Way.CITED
    match = INVERTED.search(window)
    if match is not None and not VERB_NEXT.match(body, mention.end):
        return Span(start + match.start("cue"), start + match.end("cue")), Way.REPORTS
    return None


def _may_lead(window: str) -> bool:
    """Say whether the word right before a name can be the last of "told the" or "citing"."""
    before = window[:-1] if window.endswith(("“", '"', "‘", "'")) else window
    if not before[-1:].isspace():
        return False
    return before.rstrip().removesuffix(",").lower().endswith(LAST_LETTERS)


def _behind(body: str, sentence: Sentence, mention: Mention) -> tuple[Span, Way] | None:
    end, stop = mention.end, sentence.end
    before = max(sentence.start, mention.start - 48)
    no_subject = _no_subject(body, sentence, mention) and not MEMBER.search(
        body, before, mention.start
    )
    if _is_person(body, sentence, mention):
        return None
    if SURVEY.match(body, end, stop):
        return None
    match = None if no_subject else REPORTS.match(body, end, stop)
    if match is not None:
        after = match.end("cue")
        said = match["cue"].startswith("sa")
        if not (said and CORPORATE.match(body, after, stop)) and not NO_REPORT.match(
            body, after, stop
        ):
            return Span(*match.span("cue")), Way.REPORTS
        return None
    match = OWNED.match(body, end, stop)
    if match is not None and not NO_REPORT.match(body, match.end("cue"), stop):
        return Span(*match.span("cue")), Way.REPORTS
    match = OWN_PIECE.match(body, end, stop)
    if match is not None and (
        JUDGED.match(body, match.end("cue"), stop) or MAY_STIR.match(body, match.end("cue"), stop)
    ):
        return None
    if match is not None and not NO_PIECE_BEFORE.search(
        body, max(sentence.start, mention.start - 20), mention.start
    ):
        return Span(*match.span("cue")), Way.CITED
    if (
        body.startswith(":", end)
        and (end + 1 >= stop or body[end + 1 : end + 3].strip() in ('"', "“"))
        and not no_subject
    ):
        return Span(end, end + 1), Way.REPORTS
    if mention.start == sentence.start or body[sentence.start : mention.start] in (
        '"',
        "“",
        "From ",
        "Via ",
        "Per ",
    ):
        match = COLON.match(body, end, stop)
        if match is not None:
            return Span(*match.span("cue")), Way.REPORTS
    return None


def _is_person(body: str, sentence: Sentence, mention: Mention) -> bool:
    """Say whether the name is rather somebody's surname ("Mr. Bloomberg"), here or elsewhere in
    the body."""
    name = body[mention.start : mention.end]
    if " " in name or not name[:1].isupper() or not name[1:].islower():
        return False
    if FORENAME.search(body, max(sentence.start, mention.start - 24), mention.start):
        return True
    return any(
        f"{title} {name}" in body for title in ("Michael", "Mike", "Mr.", "Mayor", "Ms.", "Mr")
    )


def _no_subject(body: str, sentence: Sentence, mention: Mention) -> bool:
    return (
        NOT_SUBJECT.search(body, max(sentence.start, mention.start - 12), mention.start) is not None
    )
