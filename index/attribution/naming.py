"""What the source of an attribution is called where a reader sees it, in words that the article prints."""

from __future__ import annotations

import re

from ..values import Attribution
from .acts import IRREGULAR
from .lexicon import CLASSES
from .plain import OF_FAMILY, act_refused
from .subjects import is_whole, opening_subject, opens_no_subject

_PRONOUNS = frozenset(
    ["the", "a", "an", "it", "that", "which", "this", "who", "what", "whom", "there"]
)
_PICTURE = re.compile(r"\A(?:Image|Photo|Video|Caption|(?:his|her|its|their)\spart)\s(?=[A-Z])")
"""The label of a picture whose caption opens with a name, and the rest of "for his part"."""
_LEFT_OVER = re.compile(
    r"\s(?:more|most|about|that|on|in|at|to|of|for|from|with|by|as|and|but|who|which)(?:\s(?:the|an?))?\Z"
)
"""What the walk to the end of a source may leave behind it."""
_AT_LAST = re.compile(
    r"\s(?:last|this|next)\s(?:week|month|year|morning|afternoon|evening|night|weekend|summer)\Z"
    r"|\s(?:in|since)\s(?:19|20)\d\d\Z"
)
_SHARE = re.compile(r"\s(?:(?:by|at|in)\s(?:an?\s)?\d[\d.,%–—-]*(?:\s\S+){0,2}|\d+\stimes.*)\Z")
"""Behind those who were asked: how many of them ("voters by 52-40 percent say")."""
_ALSO = re.compile(r"\s(?:also|still|already|now|then|later|even)\s[a-z].*\Z")
"""Behind a name: what it did besides ("both sides also support the bill and urge")."""
_DATELINE = re.compile(r"\A[A-Z][A-Z., ]{2,30}(?:\([A-Z][\w ]+\) ?)?[−–—-]+ ")
_WHEREIN = re.compile(
    r"\s(?:in|at|during)\s(?:an?|the|his|her|its|their)\s(?:\w+\s){0,2}"
    r"(?:statement|release|interview|email|e-mail|letter|tweet|post|speech|conference|briefing|memo|report)"
    r"(?:\s(?:\w+ing\s.*|earlier|later))?\Z"
)
"""What the walk takes for the end of a source: in what it was said ("the company in a statement")."""
_YEAR = re.compile(r"\A(?:19|20)\d\d\s(?=[A-Z])")
_ON_WHAT = re.compile(r"\s(?:about|regarding|concerning)\s(?:that|this|the|his|her|its|their)\s")
"""After a source: what it was told or asked about ("told by Mr Smith about that money")."""
_CAPITALS_BEFORE = re.compile(r"\b(?:the|an?)\s(?:[A-Z][\w-]+\s){1,2}\Z", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(?:the|an?)\s(?:[a-z-]+\s){1,3}\Z", re.IGNORECASE)
_AND = re.compile(r"(?:\A|[.!?]\s|\n|[–—-]\s)((?:[A-Z][\w.’'-]*\s){1,4}and\s)\Z")
"""The first of two who speak, at the start of a sentence ("Northmere and other harbours said")."""
_BROKEN = re.compile(r"(?:those|these|this|that|like)\s[A-Z][a-z]+\Z")
"""The end of a clause and a name: "rebates like those Roe pushed through"."""
_TIME_OF = re.compile(
    r"\b(?:when|where|why|how)\s(?:he|she|they|it|we)\Z"
    r"|\A(?:last|this|next|that)\s(?:day|week|month|year|morning|afternoon|evening|night|weekend|summer|spring)\Z",
    re.IGNORECASE,
)
"""The end of what names nobody: "the day when he"."""
_NICKNAME = re.compile(r"\s[“\"‘'][A-Z][\w.’' -]{1,20}[”\"’'](?:\s[A-Z][\w’'-]+)+")
"""The rest of a name that a nickname parts: "Hamilton “Tony” James"."""
_OPENERS = frozenset(
    """the a an this that these those some many most several both all another every any no few other
    more such one two three four five six his her their its our my your who which""".split()  # noqa: SIM905
)
_GLUED = re.compile(r"(?<=[a-z]{2})\.(?=[A-Z][a-z])")
"""Where a lost blank joins two sentences."""
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_TIMES = re.compile(
    r"(?:about |around )?(?:noon|midnight|dawn|dusk|now|then|today|tomorrow|\d"
    rf"|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|(?:{_MONTHS})\b(?! [A-Z])"
    r"|(?:the )?(?:end|middle|start|beginning|close) of|(?:early|late|mid|next|last|this)\b)",
    re.IGNORECASE,
)
"""After a passive "by": when, not who ("a decision is expected by noon")."""
_DATE = re.compile(rf"(?:{_MONTHS}|jan|feb|mar|apr|aug|sept?|oct|nov|dec)\.? \d+\b", re.IGNORECASE)
_SERVES = re.compile(
    r"\b(?:(?:an?|the|one|another|his|her|their)\s)?(?:[\w’'-]+\s){0,2}?"
    r"(?:aides?|advis[eo]rs?|spokes(?:man|woman|person|people)|lawyers?|attorneys?|allies|ally|friends?"
    r"|sources?|officials?|assistants?|deputy|deputies|representatives?|persons?|people|insiders?|someone)\s(?:close\s|familiar\s|loyal\s)?(?:to|for|of|with|near)\s(?:the\s)?\Z",
    re.IGNORECASE,
)
"""Before a source: "an aide to the mayor said", who is not the mayor."""
_NAME = r"(?:[A-Z][\w.’'-]*)(?:\s[A-Z][\w.’'-]*){0,5}"
_EXPLAINED = re.compile(
    rf"(?:\A|[.!?”\"]\s|\n|[–—]\s|\b(?:However|Meanwhile|But|And|Still),?\s)({_NAME}\s[A-Z][\w’'-]+),\s\Z"
)
"""A name that opens a sentence, before the words that explain it ("Ann Roe, the mayor of Northmere, said")."""
_EXPLAINS = re.compile(
    r"(?:an?|the|his|her|its|their|another|one)\s|[a-z][\w’'-]+\s(?:of|for|at|in|with|and)\s"
)
_ITS_TITLE = re.compile(
    r"\s[“\"][^“”\"\n]{3,70}[”\"]\s(?:report|study|survey|poll|index|list|ranking|review|series)\b"
)
"""The end of what is named by its title: "the harbour board's annual “State of the Sea” report"."""
_NUMBER = re.compile(r"(?:,\d{3})+(?:\s(?:people|adults|voters|Americans|workers|[a-z]{4,}s))?\b")
"""The rest of a number whose comma was taken for an end ("a survey of 33,000 people")."""
_MADE = re.compile(
    r"\s(?:re)?(?:leased|published|posted|issued|conducted|unveiled|obtained|filed|made|sent|shared|written)\Z"
)
"""The end of a source whose time or maker follows ("a report released" on Tuesday by the harbour board)."""
_MAKER = re.compile(
    r"(?:\s(?:on\s|in\s|late\s|earlier\s|this\s|last\s)?(?:\w+day|week|month|year|[A-Z][a-z]+(?:\s\d+)?)(?:\s(?:morning|afternoon|evening|night))?)?"
    rf"\s(?:by|from|in)\s(?:the\s|an?\s)?(?:[a-z-]+\s){{0,2}}{_NAME}(?:\s(?:of|for|on|and|at)\s(?:the\s)?{_NAME})*"
)
_TEXT_MADE = re.compile(
    r"\s(?:announcement|report|study|survey|poll|analysis|review|statement|filing|document)s?\Z"
)
_ACTED = re.compile(
    rf"\A((?:the\s|an?\s)?(?:[A-Z][\w.’'-]*|of|the|and|for)(?:\s(?:[A-Z][\w.’'-]*|of|the|and|for))*?)"
    rf"\s(?:(?:{'|'.join(sorted(IRREGULAR))})\b|[a-z]{{3,}}ed\b|[a-z]{{3,}}s\s(?:the|an?|his|her|its|their|to)\b).*",
    re.DOTALL,
)
"""A name and what it did before it spoke ("Ann Roe struck a hopeful note")."""
_THING_OF = re.compile(rf"\A(?:the|those|these|all)\s([a-z-]+s)\s({_NAME})\Z")
"""A noun before a name that is no office of it ("the moments Roe")."""


def speaker_name(body: str, one: Attribution) -> str | None:
    """Return the name of the source, None where it is an outlet relayed or says nothing ("it",
    "that")."""
    source = one.source
    if act_refused(body, one) or (source is not None and _DATE.match(source.of(body))):
        return None
    if source is not None and (
        serves := _SERVES.search(body, max(source.start - 60, 0), source.start)
    ):
        return serves[0] + source.of(body)
    relayed = source is not None and any(source.overlaps(relay.span) for relay in one.relays)
    if not is_whole(body, one):
        return opening_subject(body, one)
    if source is not None and (family := OF_FAMILY.match(body, source.end)):
        return source.of(body) + family[0]
    if source is not None and (explained := _explained(body, one)):
        return explained
    if one.speaker is not None and not _when(body, one):
        return _tidy(one.speaker)
    if source is None or _when(body, one) or relayed:
        return None
    return _printed_name(body, one)


def _explained(body: str, one: Attribution) -> str | None:
    """Return the name that opens a sentence where the source is but what explains it."""
    if one.source is None or not _EXPLAINS.match(one.source.of(body)):
        return None
    found = _EXPLAINED.search(body, max(one.source.start - 80, 0), one.source.start)
    if found is None or opens_no_subject(found[1].split()[0]):
        return None
    words = one.source.of(body)
    listed = " and " in words and "," not in words  # "the council, the board and its owner said"
    return None if listed else found[1]


def _printed_name(body: str, one: Attribution) -> str | None:
    """Return what a source that the article names in one way only is called there."""
    assert one.source is not None
    source = one.source
    words = source.of(body)
    name = _tidy(_cut_before(body, one) + words)
    if name.lower() in _PRONOUNS or _TIME_OF.search(name) or name.isdigit():
        return None
    if _BROKEN.match(name):
        return None
    nickname = _NICKNAME.match(body, source.end)
    if nickname and name.split()[-1][0].isupper():
        return name + nickname[0]
    return _with_maker(body, source.end, name) if name.endswith(words) else name


def _with_maker(body: str, end: int, name: str) -> str:
    """Return the name of a text with its title, or with who made it, where these follow."""
    if name[-1].isdigit() and (number := _NUMBER.match(body, end)):
        return name + number[0]
    if title := _ITS_TITLE.match(body, end):
        return name + title[0]
    made = _MADE.search(name)
    if (made or _TEXT_MADE.search(name)) and (maker := _MAKER.match(body, end)):
        return (name + maker[0]).rstrip(".")
    return name[: made.start()] if made else name


def _when(body: str, one: Attribution) -> bool:
    """Say whether what was taken for a source is a time ("expected by noon")."""
    source = one.source
    if source is None or not _TIMES.match(source.of(body)):
        return False
    return body[max(source.start - 3, 0) : source.start].lower() == "by "


def _cut_before(body: str, one: Attribution) -> str:
    """Return the words before a source that it lost: from the article on ("the former first" lady), or the first of
    two who speak."""
    assert one.source is not None
    source = one.source
    words = source.of(body).split()
    first = words[0]
    if joined := _AND.search(body, max(source.start - 60, 0), source.start):
        return joined[1]
    if first[0].isupper() and words[-1].islower():
        before = _CAPITALS_BEFORE.search(body, max(source.start - 40, 0), source.start)
        return before[0] if before else ""
    if not first[0].islower() or first in _OPENERS or "’" in first or "'" in first:
        return ""
    before = _ARTICLE.search(body, max(source.start - 40, 0), source.start)
    return before[0] if before else ""


def _tidy(name: str) -> str:
    """Leave out what the walk left around a name, what was done before it spoke, and a sentence glued before it."""
    name = _YEAR.sub("", _AT_LAST.sub("", _DATELINE.sub("", _PICTURE.sub("", name))))
    name = _ALSO.sub("", _SHARE.sub("", _WHEREIN.sub("", name)))
    name = _LEFT_OVER.sub("", _ON_WHAT.split(_GLUED.split(name)[-1])[0])
    if (acted := _ACTED.match(name)) and _is_name(acted[1]):
        return acted[1]
    thing = _THING_OF.match(name)
    return thing[2] if thing and thing[1] not in CLASSES else name


def _is_name(words: str) -> bool:
    last = words.split()[-1]
    return last[0].isupper() and not words.endswith(("'s", "’s")) and last.lower() not in _OPENERS
