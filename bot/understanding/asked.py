"""Say what kind of thing a question asks for: a person, a sum, a date, somebody's words. Pure text rules."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum


class Asked(StrEnum):
    """The kind of thing asked for."""

    PERSON = "person"
    SUM = "sum"
    NUMBER = "number"
    AGE = "age"
    ORDINAL = "ordinal"
    """The how-manieth: "which anniversary", "for which time"."""
    DURATION = "duration"
    DATE = "date"
    HOUR = "hour"
    PLACE = "place"
    WORDS = "words"
    REASON = "reason"
    MANNER = "manner"
    POLAR = "polar"
    NAMED = "named"
    """A thing of a named sort: "which company", "what film"."""
    THING = "thing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """What a question asks for. ``speaker`` and ``hearer`` are set where somebody's words are asked for."""

    asked: Asked
    speaker: str | None = None
    hearer: str | None = None
    sort: str | None = None
    """The noun for what is asked for: "city" of "which city". The answer itself, a name, need not say it."""
    counted: str | None = None
    """The noun for what is to be counted, in lower case: "bears" of "how many polar bears"."""
    whether: bool = False
    """Whether it is asked if something is so, who denies it or calls it wrong, or what a dispute is about."""


SPEECH = (
    r"say|said|says|saying|tell|told|tells|telling|claim|claims|claimed|claiming|state|stated|states"
    r"|insist|insisted|insisting|explain|explained|announce|announced|write|wrote|written|warn|warned"
    r"|argue|argued|deny|denied|reveal|revealed|admit|admitted|promise|promised|predict|predicted"
    r"|report|reported|comment|commented|tweet|tweeted|allege|alleged|add|added|respond|responded"
)
_WORDS_OF = re.compile(
    r"\b(?:(?i:what)(?: (?:else|exactly|reason|words|message|explanation|statement))?|(?i:how|why))"
    r" (?:did|does|do|has|have|had|was|were|is|are) "
    rf"(?P<who>(?:(?!(?:that|which|who|say|call|phone)\b)[^\s?,;]+ ){{1,7}}?)"
    r"(?:(?:publicly|reportedly|allegedly|also|quoted as|reported as|first|then|later|ha(?:ve|s|d) to) )*"
    rf"(?:{SPEECH})\b"
    r"(?: (?:to )?(?P<to>(?:[Tt]he )?[A-Z][\w'’&.-]*(?: [A-Z][\w'’&.-]*)*))?",
)
_TELLING = re.compile(
    r"\b(?:tell|told|tells|telling|speak(?:ing)? (?:to|with)|spoke (?:to|with))\s+", re.I
)
_ACCORDING = re.compile(r"\baccording to (?P<who>[^?,;]{2,60})", re.I)
_WORDS_ASKED = re.compile(
    r"(?i)\b(?:what (?:words|quote|statement|comment|remark)|whose words|what was (?:said|claimed|reported)"
    r"|what (?:reason|explanation) did|quote from|who said|who told|who claimed)\b"
)
_SORT = re.compile(
    r"(?i)\b(?:what|which) (?:(?:north|south|east|west|central)\w* )?(?:\w+ )?(?P<sort>countr(?:y|ies)|cit(?:y|ies)"
    r"|states?|towns?|villages?|nations?|county|counties|provinces?|continents?|regions?|places?|capitals?|locations?"
    r"|persons?|m[ae]n|wom[ae]n|individuals?|figures?|celebrit(?:y|ies)|years?|dates?|days?|months?|times?|decades?|centur(?:y|ies)|percentage|percent"
    r"|proportion|share|number|amount|sum|colou?rs?)\b"
)
_COUNTED = re.compile(
    r"(?i)\bhow many (?:[\w'’-]+ ){0,2}?(?P<noun>[\w'’-]+s|people|men|women|children)\b"
)
_DENIAL = re.compile(
    r"(?i)\b(?:den(?:y|ies|ied|ials?)|disput(?:es?|ed)|contradict(?:s|ed)?|refut(?:es?|ed)|true|truth|false|untrue"
    r"|incorrect|wrong(?:ly)?|mistaken|misreport(?:s|ed)?|corrections?|rows?|controvers(?:y|ies)|clash(?:es)?|lie[sd]?|versions|conflicting"
    r"|alleged(?:ly)?|allegations?|accus(?:es?|ed|ations?)|rumou?rs?)\b"
)
"""Words of a question that ask whether something is so, or who says that it is not."""
_PERSON_NOUN = (
    r"person|man|woman|individual|figure|actor|actress|singer|star|rapper|musician|comedian|artist|author|writer"
    r"|minister|president|politician|senator|mp|leader|candidate|governor|mayor|judge|king|queen|prince|princess"
    r"|royal|celebrity|player|footballer|coach|manager|athlete|director|ceo|executive|founder|billionaire"
    r"|entrepreneur|journalist|presenter|host|official|spokesperson|scientist|model|designer|chef|rider|driver"
)
_PLACE_NOUN = (
    r"country|countries|city|cities|state|states|town|village|place|region|continent|island|county|province"
    r"|capital|location|venue|nation|nations|territory|street|airport|building|house|hotel|stadium|area|river|lake"
)
_ITSELF = r"(?= (?:is|are|was|were|did|does|do|has|have|had|will|would|of|in|on|for|this|that)\b|[?.!,]|\s*$)"
"""Behind a noun that is asked for itself: "which birthday was it", and not "which birthday card"."""
_KINDS: tuple[tuple[Asked, re.Pattern[str]], ...] = tuple(
    (asked, re.compile(rf"(?i)\b(?:{pattern})\b"))
    for asked, pattern in (
        (Asked.SUM, r"how much(?! (?:of|longer|more likely|time|does it matter))|how many (?:dollars|pounds|euros)"
         r"|(?:what|which) (?:\w+ ){0,2}(?:sum|price|cost|amount|fee|fine|salary|budget|revenue|worth)"
         r"|(?:what|how) (?:\w+ )?(?:did|does|do|is|was|will) .{3,60} (?:cost|worth|pay|paid)(?= |\?|$)"),
        (Asked.AGE, r"how old|(?:at )?(?:what|which) age"
         rf"|(?:what|which) (?:\w+ )?birthday{_ITSELF}"),
        (Asked.ORDINAL, r"(?:what|which) (?:\w+ )?(?:anniversary|edition|instal?lment|time in a row|term in office)"
         rf"{_ITSELF}|for (?:the )?which time"),
        (Asked.DURATION, r"(?:for )?how long(?! ago)"),
        (Asked.NUMBER, r"how (?:many|far|tall|often|large|big|high|fast|heavy|deep|hot|cold)"
         r"|(?:what|which) (?:\w+ ){0,2}(?:percentage|percent|proportion|share|number|score|rate|share|total"
         r"|size|temperature|distance|speed|record|weight|height)"),
        (Asked.HOUR, r"(?:what|which) (?:time(?! (?:of (?:the )?(?:year|month)|frame|zone|period|span))|hour)"),
        (Asked.DATE, r"(?:(?<=^)|(?<=[?.!,;:] )|(?<=and ))when|how (?:long ago|soon|recently)"
         r"|(?:what|which) (?:\w+ )?(?:year|date|day|month|time|decade|century)"),
        (Asked.PLACE, rf"(?:(?<=^)|(?<=[?.!,;:] )|(?<=and ))where|(?:what|which) (?:\w+[ -]){{0,3}}(?:{_PLACE_NOUN})"),
        (Asked.PERSON, rf"who|whom|whose|(?:what|which) (?:\w+[’'\w]*[ -]){{0,4}}(?:{_PERSON_NOUN})"),
        (Asked.REASON, r"why|for what reason|what (?:caused|prompted|led to)"),
        (Asked.MANNER, r"how"),
        (Asked.NAMED, r"(?:what|which) (?:\w[’'\w]*+[ -]){0,4}(?:company|organi[sz]ation|team|club|party|film|movie"
         r"|show|series|book|song|album|brand|app|website|newspaper|magazine|network|university|school|band|game|animal"
         r"|bank|airline|agency|firm|group|name|event|award|holiday|language|colour|color|sport)s?"),
    )
)  # fmt: skip
_OPENING = re.compile(r"(?i)\b(?:how|what|which|who|when|where|why|at|for)")
"""What any kind of question opens with: patterns are tried nowhere else."""
_POLAR = re.compile(
    r"(?i)^\W*(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should|may|might)\b"
)


_THEN_POLAR = re.compile(
    r"(?i)[:;,.–—] (?:so |and |but )?(?:is|are|was|were|does|did|has|have|had)\b[^,;:]*\?"
)
"""A further clause that asks whether something is so ("The invitation: did he get one?")."""
_PRESS = re.compile(
    r"(?i)(?:the |uk |us |british )*(?:news)?(?:papers?|press|media|reports?|headlines?|tabloids?"
    r"|stories|articles)(?: headlines?| reports?)?|everyone|everybody|people|some"
)
"""Speakers that are the press at large, or nobody in particular: what they say is what happened."""


def read_demand(question: str) -> Demand:
    """Return what the question asks for; the first kind that its words name."""
    demand, sort, counted = _read(question), _SORT.search(question), _COUNTED.search(question)
    if demand.asked is Asked.POLAR or _DENIAL.search(question) or _THEN_POLAR.search(question):
        demand = replace(demand, whether=True)
    if counted and demand.asked is Asked.NUMBER:
        demand = replace(demand, counted=counted["noun"].lower())
    return replace(demand, sort=sort["sort"]) if sort else demand


def _read(question: str) -> Demand:
    words = _WORDS_OF.search(question)
    if words:
        speaker = _TELLING.split(words["who"])[-1].strip(" '\"“”‘’")
        if _PRESS.fullmatch(speaker):
            return Demand(asked=Asked.THING)
        told = _TELLING.search(question, words.start("who"))
        return Demand(asked=Asked.WORDS, speaker=speaker, hearer=words["to"] if told else None)
    if _WORDS_ASKED.search(question):
        return Demand(asked=Asked.WORDS if "who " not in question.lower()[:5] else Asked.PERSON)
    if _POLAR.search(question):
        return Demand(asked=Asked.POLAR)
    asked = next(
        (
            kind
            for opening in _OPENING.finditer(question)
            for kind, pattern in _KINDS
            if pattern.match(question, opening.start())
        ),
        Asked.THING,
    )
    return Demand(asked=asked)
