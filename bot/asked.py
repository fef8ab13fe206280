"""Say what kind of thing a question asks for, and whether a text holds one that the question does not.

"How much did it cost?" asks for a sum: a sentence without one cannot answer it. Pure text rules.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from index.terms import STOP_WORDS, stems


class Asked(StrEnum):
    """The kind of thing asked for."""

    PERSON = "person"
    SUM = "sum"
    NUMBER = "number"
    DATE = "date"
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


_SPEECH = (
    r"say|said|says|saying|tell|told|tells|claim|claims|claimed|state|stated|states|call|called|insist|insisted"
    r"|describe|described|respond|responded|react|reacted|explain|explained|add|added|announce|announced"
    r"|write|wrote|written|warn|warned|suggest|suggested|argue|argued|deny|denied|reveal|revealed|admit|admitted"
    r"|promise|promised|predict|predicted|report|reported|comment|commented|tweet|tweeted|think|believe|quoted"
)
_WORDS_OF = re.compile(
    r"\b(?i:what|how|why)\b(?:\s+\w+){0,2}?\s+(?:did|does|do|has|have|had|was|were|is|are)\s+"
    rf"(?P<who>(?:(?!\b(?:that|which|who)\b)[^?,;]){{2,60}}?)\s+(?:(?:publicly|reportedly|allegedly|also|quoted as)\s+)*"
    rf"(?:{_SPEECH})\b(?:\s+(?:to\s+)?(?P<to>(?:the\s+)?[A-Z][\w'’&.-]*(?:\s+[A-Z][\w'’&.-]*)*))?",
)
_TELLING = re.compile(
    r"\b(?:tell|told|tells|telling|speak(?:ing)? (?:to|with)|spoke (?:to|with))\s+", re.I
)
_ACCORDING = re.compile(r"\baccording to (?P<who>[^?,;]{2,60})", re.I)
_WORDS_ASKED = re.compile(
    r"(?i)\b(?:what (?:words|quote|statement|comment|remark)|whose words|what was (?:said|claimed|reported)"
    r"|what (?:reason|explanation) did|quote from|who said|who told|who claimed)\b"
)
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
_KINDS: tuple[tuple[Asked, re.Pattern[str]], ...] = tuple(
    (asked, re.compile(rf"(?i)\b(?:{pattern})\b"))
    for asked, pattern in (
        (Asked.SUM, r"how much(?! (?:of|longer|more likely|time|does it matter))|how many (?:dollars|pounds|euros)"
         r"|(?:what|which) (?:\w+ ){0,2}(?:sum|price|cost|amount|fee|fine|salary|budget|revenue|worth)"
         r"|(?:what|how) (?:\w+ )?(?:did|does|do|is|was|will) .{3,60} (?:cost|worth|pay|paid)(?= |\?|$)"),
        (Asked.NUMBER, r"how (?:many|old|far|tall|long|often|large|big|high|fast|heavy|deep|hot|cold)"
         r"|(?:what|which) (?:\w+ ){0,2}(?:percentage|percent|proportion|share|number|age|score|rate|share|total"
         r"|size|temperature|distance|speed|record|weight|height)|at what age"),
        (Asked.DATE, r"(?:(?<=^)|(?<=[?.!,;:] )|(?<=and ))when|(?:what|which) (?:\w+ )?(?:year|date|day|month|time|decade|century)|how (?:long ago|soon|recently)"),
        (Asked.PLACE, rf"(?:(?<=^)|(?<=[?.!,;:] )|(?<=and ))where|(?:what|which) (?:\w+[ -]){{0,3}}(?:{_PLACE_NOUN})"),
        (Asked.PERSON, rf"who|whom|whose|(?:what|which) (?:\w+[’'\w]*[ -]){{0,4}}(?:{_PERSON_NOUN})"),
        (Asked.REASON, r"why|for what reason|what (?:caused|prompted|led to)"),
        (Asked.MANNER, r"how"),
        (Asked.NAMED, r"(?:what|which) (?:\w+[’'\w]*[ -]){0,4}(?:company|organi[sz]ation|team|club|party|film|movie|show"
         r"|series|book|song|album|brand|app|website|newspaper|magazine|network|university|school|band|game|animal"
         r"|bank|airline|agency|firm|group|name|event|award|holiday|language|colour|color|sport)s?"),
    )
)  # fmt: skip
_POLAR = re.compile(
    r"(?i)^\W*(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should|may|might)\b"
)

_NUMBER_WORD = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion"
    " trillion dozen dozens half third quarter twice double triple first second fourth fifth".replace(
        " ", "|"
    )
)
_NUMBER = re.compile(
    rf"(?i)\b(?:\d[\d,.]*\w*|{_NUMBER_WORD}|hundreds|thousands|millions|once|percent)\b"
)
_SUM = re.compile(
    r"(?i)[$£€¥₹]\s?\d|\b\d[\d,.]*\s?(?:[mb]n|million|billion|trillion|thousand|k)?\s?"
    r"(?:dollars?|pounds?|euros?|cents?|pence|yen|rupees|usd|gbp|%|percent|per cent)"
    r"|\b(?:million|billion|trillion|thousand|hundred)s? (?:of )?(?:dollars|pounds|euros)|\bfree of charge\b|\b\d[\d,.]*\s?(?:million|billion|m|bn)\b"
)
_DATE = re.compile(
    r"(?i)\b(?:(?:19|20)\d\d|(?:1[0-8])\d\d|january|february|march|april|june|july|august|september|october|november"
    r"|december|jan\.|feb\.|aug\.|sept?\.|oct\.|nov\.|dec\.|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
    r"|yesterday|today|tonight|tomorrow|christmas|easter|summer|winter|spring|autumn|weekend|midnight|noon"
    r"|(?:last|next|this|past|previous|following|earlier this|later this|recent) (?:week|month|year|night|day|days|weeks|months|years)"
    r"|(?:\w+) (?:days?|weeks?|months?|years?|hours?|decades?) (?:ago|later|earlier|before|after)"
    r"|\d{1,2}(?::\d\d)? ?[ap]\.?m\b|birthday|anniversary)|\bMay \d"
)
_NAME = re.compile(r"(?<![\w])[A-Z][\w’'&.-]*[\w]|\b[A-Z]\b")
_ROLE = re.compile(
    r"(?i)\b(?:sources?|spokes(?:person|man|woman)|insiders?|aides?|friends?|officials?|experts?|witness(?:es)?"
    r"|researchers?|father|mother|son|daughter|brother|sister|wife|husband|police|lawyers?|attorneys?)\b"
)
_REASON = re.compile(
    r"(?i)\b(?:because|due to|since|so that|in order to|to \w+|after|as|over|amid|following|for|caused|prompted"
    r"|reason|thanks to|result|led to|blamed?)\b"
)
_SPOKEN = re.compile(
    rf"[\"“”‘]|\b(?:according to|{_SPEECH}|understands?|insists?|asked|acknowledged)\b"
)


def read_demand(question: str) -> Demand:
    """Return what the question asks for; the first kind that its words name."""
    words = _WORDS_OF.search(question)
    if words:
        speaker = _TELLING.split(words["who"])[-1].strip(" '\"“”‘’")
        told = _TELLING.search(question, words.start("who"))
        return Demand(asked=Asked.WORDS, speaker=speaker, hearer=words["to"] if told else None)
    if _WORDS_ASKED.search(question):
        return Demand(asked=Asked.WORDS if "who " not in question.lower()[:5] else Asked.PERSON)
    if _POLAR.search(question):
        return Demand(asked=Asked.POLAR)
    found = [
        (match.start(), order, asked)
        for order, (asked, pattern) in enumerate(_KINDS)
        if (match := pattern.search(question))
    ]
    return Demand(asked=min(found)[2] if found else Asked.THING)


def holds(asked: Asked, text: str, question_stems: frozenset[str]) -> bool:
    """Say whether the text holds a thing of that kind which the question itself does not hold."""
    match asked:
        case Asked.SUM:
            return bool(_SUM.search(text))
        case Asked.NUMBER:
            return any(stems(m[0]).isdisjoint(question_stems) for m in _NUMBER.finditer(text))
        case Asked.DATE:
            return any(stems(m[0]) - question_stems for m in _DATE.finditer(text))
        case Asked.PERSON:
            return _new_name(text, question_stems) or bool(_ROLE.search(text))
        case Asked.PLACE | Asked.NAMED:
            return _new_name(text, question_stems)
        case Asked.REASON:
            return bool(_REASON.search(text))
        case Asked.WORDS:
            return bool(_SPOKEN.search(text))
        case _:
            return True


def _new_name(text: str, question_stems: frozenset[str]) -> bool:
    for match in _NAME.finditer(text):
        word = match[0]
        if word.lower() in STOP_WORDS or not stems(word).isdisjoint(question_stems):
            continue
        opens = (
            not text[: match.start()].strip(" \"'“‘(")
            or text[: match.start()].rstrip()[-1] in ".!?"
        )
        if not opens or text[match.end() : match.end() + 2].strip()[:1].isupper():
            return True
    return False
