"""Questions that ask for news rather than for an answer: "What is the latest on …?", "Any news about …?", "BBC"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date

from bot.understanding.naming import NamedOutlet, Part
from bot.understanding.periods import find_periods
from config.outlets import OutletRegistry
from index.words.terms import STOP_WORDS

_OPENS = (
    r"(?:(?:hey|hi|hello|so|and|please|ok(?:ay)?|can you|could you|would you|i(?:['’]d| would)? (?:like|want|need)"
    r"(?: to (?:know|hear|read|see))?|do you (?:have|know)|have you|got|is there|are there"
    r"|give|show|find|get|tell|bring|me|us"
    r"|what(?:['’]s|s| is| are)|any(?:thing)?|the|some|all|your|a)[,:]? )*"
)
_NEWEST = r"(?:(?:very |most )?(?:latest|newest|recent|breaking|current|new|fresh|top|main|biggest|today['’]?s)\s+)"
_NEWS = r"(?:news(?:\s+(?:stories|articles|reports|items))?|headlines?|updates?|developments?)"
_PIECES = r"(?:reports?|reporting|stor(?:y|ies)|articles?|coverage)"
_ON = r"(?:on|about|regarding|concerning|around|with|of|for|from|in)"
_LATELY = (
    r"(?:\s+(?:today|tonight|now|right now|lately|recently|these days|at the moment|so far|please|for me|then"
    r"|this (?:week|month|morning|year)))*"
)
_PLEASE = r"can you |could you |please "
_TELL = (
    r"tell me (?:more |everything |something |anything )?about|anything (?:about|on)"
    r"|what (?:do you (?:know|have)|can you tell me) (?:about|on)"
    r"|(?:give me )?(?:a |an )?(?:short |quick |brief )?(?:summary|overview|rundown) (?:of|on)"
    r"|(?:catch me up|fill me in|update me|brief me) on|summari[sz]e|sum up|explain"
)
_PLAIN = (
    r"(?!(?:the (?:time|difference)|how|why|what|when|who|where|whether|if|it|that|this|them|him|her|you|your|me"
    r"|yourself)\b)"
)
"""Behind "tell me about": no question, and nobody who was spoken of before."""
_TOPIC = r"(?P<topic>[^?!]{2,120}?)"
_AT_LARGE = re.compile(
    r"(?i)^\W*(?:(?:hey|hi|hello|so|and|ok(?:ay)?)[,:]? )*"
    r"(?:what(?:['’]s|s| is| was) (?:new|happening|going on|in the news)"
    r"|what(?: has|['’]s)? happened|anything new|tell me something(?: new| interesting)?)"
    rf"(?: in the (?:world|news|papers))?{_LATELY}\s*[?.!]*\s*$"
)
_GATE = re.compile(
    r"(?i)\b(?:news|headlines?|latest|newest|updates?|developments?|stor(?:y|ies)|articles?|coverage|report(?:s|ing)?|new"
    r"|happen\w*|going on|about|on|summar\w+|sum up|explain|overview|rundown|deal|situation|something)\b"
)
"""Words of which every such question has one: the forms are tried nowhere else."""
_LEADS_TO_DAYS = re.compile(
    r"(?i)\s*\b(?:in|on|from|of|since|for|during|over|the|until|before|after|between|by|within|throughout"
    r"|(?:at|from|since|by) the (?:start|beginning|end) of|in (?:early|late))\s*$"
)
_ALL = re.compile(
    r"(?i)\W*(?:the |all |today['’]?s |main |top )*(?:news|headlines|stories|day|week)\W*"
)
"""A topic that is none."""
_PRINTED = r"(?:published|printed|written|reported|posted|covered|released|said)"
_PAPERS = (
    r"(?:(?:the|all|your|all the|local) )?(?:(?:news)?papers|press|media|outlets|archive|articles|reporters|journalists"
    r"|sources)"
)
_IN_PRINT = (
    rf"(?:(?:in|on) (?:the )?(?:news|{_PAPERS}|print|headlines)|making (?:the )?(?:news|headlines))"
)
_OF_DAYS = re.compile(
    rf"(?i)^\W*(?:{_OPENS})(?:"
    r"(?:what(?:['’]s|s)?(?: (?:is|was|were|has|have|had|been|got|else|all|there))* )?"
    rf"(?:{_PRINTED}|{_IN_PRINT})(?: {_IN_PRINT}| by {_PAPERS})?"
    rf"|what(?: else)? (?:did|does|do|have|has|had) (?:you|they|people|{_PAPERS}) (?:have|got|{_PRINTED}|publish"
    r"|print|write|report|post|cover|say)(?: about| on)?"
    r"|what (?:do you have|have you got|was there)"
    r"|(?:anything|something|everything|all|what)(?: (?:else|new|you have|there (?:is|was)|that was|was|is))*"
    rf"(?: {_PRINTED})?"
    rf"|(?:(?:which|what|list|every|each) )*(?:the |all )?(?:{_PIECES}|{_NEWS})"
    rf"(?: (?:that|which|was|were|are|is|have|has|been|there|{_PRINTED}|you have|dated))*"
    rf"|(?:what(?: else)?|who) (?:happened|occurred|took place|came up|made (?:the )?(?:news|headlines)|got {_PRINTED})"
    rf"(?: {_IN_PRINT})?){_LATELY}\s*[?.!]*\s*$"
)
"""What is left of a question for the news of certain days, once they are taken out ("What was published?")."""
_FORMS = tuple(
    re.compile(rf"(?i)^\W*(?:{form}){_LATELY}\s*[?.!]*\s*$")
    for form in (
        rf"{_OPENS}{_NEWEST}?{_NEWS}(?:\s+{_ON}\s+{_TOPIC})?",
        rf"{_OPENS}{_NEWEST}{_PIECES}(?:\s+{_ON}\s+{_TOPIC})?",
        r"(?:can you |could you |please )*(?:give|show|find|get|bring)(?: me| us)? (?:the |some |all |any )*"
        rf"{_PIECES}\s+{_ON}\s+{_TOPIC}",
        rf"{_OPENS}(?:latest|newest)\s+(?:on|about|with|regarding|concerning|from|in)\s+{_TOPIC}",
        rf"what(?:['’]s|s| is)\s+(?:new\s+with|(?:happening|going on)\s+(?:with|in|at|around|on))\s+{_TOPIC}",
        rf"(?:{_PLEASE})*(?:{_TELL}) {_PLAIN}{_TOPIC}",
        rf"what(?:['’]s|s| is) the (?:story|deal|situation) (?:with|about|on) {_TOPIC}",
        rf"what(?:['’]s|s| has)?\s+happened\s+(?:to|with|in|at)\s+{_TOPIC}\s+(?:recently|lately|these days)",
        r"(?!(?:what|who|which|when|where|why|how|is|are|was|were|do|does|did|fake|good|bad)\b)"
        r"(?P<topic>\S+(?: \S+){0,4}?) (?:latest |breaking )?(?:news|headlines|updates?)",
    )
)
_BRING = r"(?:(?:hey|hi|hello|please|give|show|find|get|tell|bring|me|us|any|the|some|all)[,:]? )*"
_NAME = r"(?P<name>\S+?(?: \S+?){0,5}?)"
_LONGEST = 15
"""Words of a request for an outlet's news at most."""
_OF_OUTLET = tuple(
    re.compile(rf"(?i)^\W*(?:{form}){_LATELY}$")
    for form in (
        rf"{_OPENS}(?:latest|newest)\s+(?:from|by|in)\s+{_NAME}",
        rf"{_OPENS}{_NEWEST}?(?:{_NEWS}|{_PIECES})\s+(?:from|by|in)\s+{_NAME}",
        rf"{_BRING}(?:latest|newest|breaking)\s+{_NAME}(?:['’]s)?",
        rf"{_BRING}{_NEWEST}?{_NAME}(?:['’]s)?\s+(?:{_NEWEST}?(?:{_NEWS}|{_PIECES})|latest|newest)",
    )
)
"""Requests for the news of an outlet, where what they name is one."""
_OF_OUTLET_ON = re.compile(
    rf"(?i)^\W*{_OPENS}(?:latest|newest|{_NEWEST}?(?:{_NEWS}|{_PIECES}))\s+(?:from|by|in)\s+{_NAME}"
    r"\s+(?:on|about|regarding|concerning)\s+\S.*$"
)
"""The same on a topic: "any news from cnn about the trial"."""
_ALONE = re.compile(rf"(?i)^\W*{_NAME}{_LATELY}$")
_THE = re.compile(r"(?i)\bthe $")
_ENDS_IN_NEWS = re.compile(rf"(?i)\b(?:{_NEWS}|{_PIECES})$")


def outlet_asked(
    text: str, today: date, registry: OutletRegistry, held: Collection[str]
) -> NamedOutlet | None:
    """Return the outlet whose newest articles are asked for, and nothing else: "Sky News", "latest bbc".

    It is one of those ``held``, and typed as a name: alone with its capitals. "The Times" and others that are ordinary
    words need capitals that no beginning of a sentence explains. None where anything else is asked for.
    """
    if len(text.split()) > _LONGEST:
        return None
    plain = _without_days(" ".join(text.split()), today).rstrip(" ?!.")
    for form in (_ALONE, *_OF_OUTLET):
        match = form.match(plain)
        if match and _names(match, registry, held, alone=form is _ALONE):
            return _named(match["name"], text, registry)
    return None


def small_outlet_asked(
    text: str, registry: OutletRegistry, held: Collection[str]
) -> NamedOutlet | None:
    """Return the outlet, typed without capitals, whose news on a topic is asked for: "news from cnn on the trial"."""
    match = _OF_OUTLET_ON.match(text) if len(text.split()) <= _LONGEST else None
    if match is None or _capitals(match["name"]):
        return None
    held_one = _names(match, registry, held, alone=False)
    return _named(match["name"], text, registry) if held_one else None


def _named(written: str, text: str, registry: OutletRegistry) -> NamedOutlet | None:
    start = text.find(written)
    if start < 0:
        return None
    outlet = registry.by_name(written)
    name = outlet.name if outlet else written
    return NamedOutlet(name=name, part=Part.PRINTED, start=start, end=start + len(written))


def _names(
    match: re.Match[str], registry: OutletRegistry, held: Collection[str], *, alone: bool
) -> bool:
    """Say whether what a form matched is the name of an outlet held, and typed as one."""
    written, before = match["name"], match.string[: match.start("name")]
    outlet = registry.by_name(written)
    if outlet is None or outlet.name not in held or outlet.kind == "label":
        return False
    if not _capitals(written):
        return outlet.kind != "word" and not alone and not _ENDS_IN_NEWS.search(written)
    marked = bool(before.strip()) or written.lower().startswith("the ")
    return outlet.kind != "word" or marked


def _capitals(name: str) -> bool:
    words = [word for word in name.split() if word.casefold() not in STOP_WORDS]
    return all(not word[:1].islower() for word in words)


def news_asked(text: str, today: date) -> str | None:
    """Return the topic that a question asks for news on, days left out; empty where it names none.

    None where the question asks for something else.
    """
    if not _GATE.search(text):
        return None
    text = _without_days(" ".join(text.split()), today)
    if _AT_LARGE.match(text):
        return ""
    for form in _FORMS:
        if match := form.match(text):
            topic = match["topic"] or ""
            return "" if _ALL.fullmatch(topic) else topic
    return None


def asks_of_days(text: str, today: date, named: Sequence[NamedOutlet]) -> bool:
    """Say whether days are all that a question is about: "What was published in January?".

    ``named`` are the outlets that it names: what one of them printed on certain days is asked in the same way.
    """
    if len(text.split()) > _LONGEST:
        return False
    for one in sorted(named, key=lambda outlet: -outlet.start):
        before = _THE.sub("", text[: one.start])
        text = f"{before}the papers{text[one.end :]}"
    plain = " ".join(text.split())
    without = _without_days(plain, today)
    return without != plain and _OF_DAYS.match(without) is not None


def _without_days(text: str, today: date) -> str:
    """Return a text without the days and periods that it names, and the words that lead to them."""
    for period in reversed(find_periods(text, today)):
        before = _LEADS_TO_DAYS.sub("", text[: period.start])
        text = f"{before.rstrip()} {text[period.end :].lstrip()}".strip()
    return re.sub(r"\s+(?=[?.!,])", "", text)
