"""Say what each sentence of a body is good for: news, a heading, a caption, or no news at all."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from operator import itemgetter

from index.sentences.not_news import ASIDES, FIRST, SIGNS, is_aside, is_boilerplate
from index.values import Sentence, SentenceKind

_CAPTION = re.compile(
    r"\s[-–—]\s?[A-Z][A-Z0-9 /.,&'-]{2,60}\Z"
    r"|\((?:Photo|Image|Picture|AP Photo|Getty|Reuters photo)\b[^()]*\)\s*\Z"
    r"|(?:Getty Images|AFP/Getty|via Getty|AP Photo\S*|/Reuters|/AP"
    r"|REUTERS/[A-Z][\w.’'-]*(?: [\w.’'-]+){0,3}(?:/\w+ \w+)?)\)?\.?\s*\Z"
    r"|\A(?:Photo|Image|Picture|Photograph|Credit|Photo credit|Image caption"
    r"|Media caption)s?\s?(?::|by\b)|\A(?:Image|Media) (?:caption|source)\s?[:,]"
    r"|\b(?:Photo|Photograph|Picture|Image) by (?:[A-Z][\w.’'-]+ ?){1,4}\Z"
)
_PICTURED = re.compile(
    r"(?:FILE|FILE PHOTO|FILE PICTURE|File photo|File)\s?[:–—-]\s"
    r"|In this\b[\w.,’' -]{0,60}\b(?:photo|picture|image|photograph|video|frame grab|courtroom sketch)\b[^.]{0,120}?,"
    r"|[A-Z][A-Z .,'’-]{3,40} [-–—] (?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]* \d{1,2}:"
)
"""The opening of what describes a picture: "In this Monday, May 3 photo, …", "MARROWBY, PA - JANUARY 26: …"."""
_LABELS = (
    "STATS|UPDATES?|COVERAGE|EXCLUSIVE|RANKINGS?|TRACKER|GALLERY|PHOTOS?|VIDEOS?|OPINION|COLUMN|ANALYSIS|FACT CHECK"
    "|PODCAST|QUIZ|SCHEDULE|MORE(?! INFO)|READ|RELATED|DEALS|SCORES|NEWSLETTER|INTERACTIVE|GRAPHIC"
)
_LABELLED = re.compile(
    rf"(?=[A-Z’' &]*\b(?:{_LABELS})\b)[A-Z][A-Z’' &]+:\s|.*\b(?i:newsletter|sign up|subscribe)\b"
)
"""What leads away by a label in capitals, or to a newsletter."""
_LINK = re.compile(
    r"(?!(?:[A-Z’' -]+|[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,2}):[^\n]*[.?!]\Z)[^\n:“”\"]{3,70}"
    r"(?<![/\d ])(?<!said)(?<!says)(?<!added)(?<!wrote)(?<!asked)(?<!reads):(?=[A-Z‘'][\w‘’'])"
)
"""A line that leads to another article by its headline: first words, a colon and no blank."""
_LINK_LENGTH = 220
_ASKS = re.compile(
    r"(?:\d{1,2}[.)] )?(?:And |But |So )?(?:What|Who|Whom|Whose|Which|When|Where|Why|How|Is|Are|Was|Were|Do|Does|Did"
    r"|Has|Have|Had|Can|Could|Will|Would|Should|May|Might)(?:['’](?:s|re|ll))?\b[^.!?“”\"]*\?"
)
"""A question that is a paragraph of its own heads what follows, and answers none."""
_WRITERS = (
    "reporter|columnist|correspondent|editor|contributor|fellow|author of|professor|producer|director|journalist|writer"
    "|writes|blogger|host|strategist|analyst"
)
_BIO = re.compile(
    r"[•—– ]{0,3}(?:(?:[A-Z][\w.’'-]*\s){2,4}|He |She |The (?:author|writer) )"
    rf"(?:(?:is|was)\s(?:[^.]{{0,90}}?\b)?(?:{_WRITERS})\b|(?:covers|(?:writes|blogs)(?! that))\b"
    r"|reports (?:about|at|for|from|in|on)\b|can be reached\b)"
    r"|(?:[A-Z][\w.’'-]*\s){1,4}(?:and (?:[A-Z][\w.’'-]*\s){1,4})?contributed\b"
    r"|(?:His|Her) (?:latest |new |most recent |next |first )?(?:book|column|work|novel|writing)\b"
)
"""The last lines of an article on who wrote it."""
_LAST = 5
"""Sentences at an article's end among which its author is told of."""
_HIDDEN = "Hide Caption "
_CREDITED = tuple(
    (words, len(words))
    for words in ("/Getty Images ", "/AP ", "/Reuters ", "/USA Today Network ", _HIDDEN)
)
"""What stands between two captions of a gallery: the credit of one picture, and the text of the next."""
_STOCK = (
    ("contributed ", re.compile(r"(?:reporting|to this (?:report|story|article))\b")),
    (" your inbox", re.compile(r"\W")),
    ("get your podcasts", re.compile(r"\W")),
)
"""Plain strings that stand in sentences that are no news, with what follows there: they are looked for far faster than
a pattern."""
_CUT = re.compile(r"\S?…\s*\[\+(?P<left>\d+ chars\])\s*\Z")
"""Where an interface of newspapers cut a text off ("The mayor sa… [+2143 chars]")."""
_CUT_LENGTH = 40
_CAPTION_SENTENCES = 6
"""Sentences of one caption at most."""
_FINAL = frozenset(".!?…:;,\"”'’)]")
_SHORT = 400
"""Characters of a paragraph that may be a line of its own at most."""
_HEADING_LENGTH = 110
_PLAIN_END = frozenset('.!?:"”’')
_MORE, _MORE_LENGTH = ("Read more", "Read More", "READ MORE"), 9
"""The end of a line that leads to another article."""
_PICTURE_START = ("In this", "File")
_CREDIT_END = ("Images.", "/AP.", "/Reuters.", "Getty.", "Photo.", "photo)")
_BY, _NAMED = " by ", 40
_CREDIT_START = ("Photo", "Image", "Picture", "Credit", "Media caption")


def mark(body: str, found: list[Sentence], first: int) -> None:
    """Set the kinds of a paragraph's sentences (those from ``first`` on) where they are not news."""
    start, end = found[first][0], found[-1][1]
    if end - start <= _SHORT:
        kind = _kind(body, start, end)
        if kind is not SentenceKind.NEWS:
            found[first:] = [one._replace(kind=kind) for one in found[first:]]
            return
    for place in range(first, len(found)):
        at = found[place][0]
        # Asked here, since most sentences are done with it.
        if (body[at : at + FIRST] in ASIDES or body[at] in SIGNS) and is_aside(
            body, at, found[place][1]
        ):
            found[place] = found[place]._replace(kind=SentenceKind.BOILERPLATE)


def mark_body(body: str, found: list[Sentence]) -> None:
    """Set the kinds of those sentences that only the whole body tells."""
    _mark_galleries(body, found)
    for words, rest in _STOCK:
        at = body.find(words)
        while at >= 0:
            if rest.match(body, at + len(words)):
                _set_kind(found, at, SentenceKind.BOILERPLATE)
            at = body.find(words, at + len(words))
    if cut := _CUT.search(body, len(body) - _CUT_LENGTH):
        _set_kind(found, cut.start("left"), SentenceKind.BOILERPLATE)
        if body[cut.start()] not in ".!?":
            _set_kind(found, cut.start(), SentenceKind.BOILERPLATE)
    _mark_author(body, found)


def _set_kind(found: list[Sentence], at: int, kind: SentenceKind) -> None:
    """Set the kind of the sentence of news that holds a place."""
    place = bisect_right(found, at, key=itemgetter(0)) - 1
    if place >= 0 and found[place].kind is SentenceKind.NEWS:
        found[place] = found[place]._replace(kind=kind)


def _mark_galleries(body: str, found: list[Sentence]) -> None:
    """Mark captions that stand in a row within paragraphs, parted by the credits of their pictures."""
    places: list[int] = []
    # A slash is looked for far faster than words.
    for words, length in _CREDITED if "/" in body else _CREDITED[-1:]:
        at = body.find(words)
        while at >= 0:
            place = bisect_right(found, at, key=itemgetter(0)) - 1
            if place >= 0 and (words is _HIDDEN or body[at + length : at + length + 1].isupper()):
                places.append(place)
            at = body.find(words, at + length)
    for place in places:
        found[place] = found[place]._replace(kind=SentenceKind.CAPTION)
    if len(places) > 1:
        _mark_between(found, sorted(set(places)))


def _mark_between(found: list[Sentence], places: Sequence[int]) -> None:
    """Mark what stands between two captions, and before the first of a row: the text of the same pictures."""
    for one, other in pairwise(places):
        if other - one > _CAPTION_SENTENCES or found[one].paragraph != found[other].paragraph:
            continue
        for place in range(one + 1, other):
            found[place] = found[place]._replace(kind=SentenceKind.CAPTION)
        before = one - 1
        if before >= 0 and found[before].paragraph == found[one].paragraph:
            found[before] = found[before]._replace(kind=SentenceKind.CAPTION)


def _mark_author(body: str, found: list[Sentence]) -> None:
    """Mark the last sentences of an article where they tell of its author."""
    for place in range(len(found) - 1, max(len(found) - 1 - _LAST, 0), -1):
        one = found[place]
        if one.kind is not SentenceKind.NEWS:
            continue
        if not _BIO.match(body, one.start, one.end):
            return
        found[place] = one._replace(kind=SentenceKind.BOILERPLATE)


def _kind(body: str, start: int, end: int) -> SentenceKind:
    if is_boilerplate(body, start, end) or body.startswith(_MORE, end - _MORE_LENGTH):
        return SentenceKind.BOILERPLATE
    text = body[start:end]
    final = text[-1]
    if (
        final not in _PLAIN_END
        or text.endswith(_CREDIT_END)
        or text.startswith(_CREDIT_START)
        or _BY in text[-_NAMED:]
    ) and _CAPTION.search(text):
        return SentenceKind.CAPTION
    if (text.startswith(_PICTURE_START) or text[1:2].isupper()) and _PICTURED.match(text):
        return SentenceKind.CAPTION
    if len(text) <= _LINK_LENGTH and (colon := text.find(":")) > 0:
        linked = not text.startswith(" ", colon + 1) and _LINK.match(text)
        if (linked or text[1:2].isupper()) and _LABELLED.match(text):
            return SentenceKind.BOILERPLATE
        if linked:
            return SentenceKind.HEADING
    if len(text) <= _HEADING_LENGTH and (
        final not in _FINAL or (final == "?" and _ASKS.fullmatch(text))
    ):
        return SentenceKind.HEADING
    return SentenceKind.NEWS
