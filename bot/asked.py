"""Say what kind of thing a question asks for, and whether a text holds one that the question does not.

"How much did it cost?" asks for a sum: a sentence without one cannot answer it. Pure text rules.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from index.terms import STOP_WORDS, stemmed, stems


class Asked(StrEnum):
    """The kind of thing asked for."""

    PERSON = "person"
    SUM = "sum"
    NUMBER = "number"
    AGE = "age"
    DURATION = "duration"
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
    r"say|said|says|saying|tell|told|tells|telling|claim|claims|claimed|claiming|state|stated|states"
    r"|insist|insisted|insisting|explain|explained|announce|announced|write|wrote|written|warn|warned"
    r"|argue|argued|deny|denied|reveal|revealed|admit|admitted|promise|promised|predict|predicted"
    r"|report|reported|comment|commented|tweet|tweeted|allege|alleged|add|added|respond|responded"
)
_WORDS_OF = re.compile(
    r"\b(?:(?i:what)(?: (?:else|exactly|reason|words|message|explanation|statement))?|(?i:how|why))"
    r" (?:did|does|do|has|have|had|was|were|is|are) "
    rf"(?P<who>(?:(?!(?:that|which|who|say|call|phone)\b)[^\s?,;]+ ){{1,7}}?)"
    rf"(?:(?:publicly|reportedly|allegedly|also|quoted as|reported as|first|then|later) )*(?:{_SPEECH})\b"
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
        (Asked.AGE, r"how old|(?:at )?(?:what|which) age"),
        (Asked.DURATION, r"(?:for )?how long(?! ago)"),
        (Asked.NUMBER, r"how (?:many|far|tall|often|large|big|high|fast|heavy|deep|hot|cold)"
         r"|(?:what|which) (?:\w+ ){0,2}(?:percentage|percent|proportion|share|number|score|rate|share|total"
         r"|size|temperature|distance|speed|record|weight|height)"),
        (Asked.DATE, r"(?:(?<=^)|(?<=[?.!,;:] )|(?<=and ))when|how (?:long ago|soon|recently)"
         r"|(?:what|which) (?:\w+ )?(?:year|date|day|month|time|decade|century)"),
        (Asked.PLACE, rf"(?:(?<=^)|(?<=[?.!,;:] )|(?<=and ))where|(?:what|which) (?:\w+[ -]){{0,3}}(?:{_PLACE_NOUN})"),
        (Asked.PERSON, rf"who|whom|whose|(?:what|which) (?:\w+[’'\w]*[ -]){{0,4}}(?:{_PERSON_NOUN})"),
        (Asked.REASON, r"why|for what reason|what (?:caused|prompted|led to)"),
        (Asked.MANNER, r"how"),
        (Asked.NAMED, r"(?:what|which) (?:\w+[’'\w]*[ -]){0,4}(?:company|organi[sz]ation|team|club|party|film|movie"
         r"|show|series|book|song|album|brand|app|website|newspaper|magazine|network|university|school|band|game|animal"
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
_DURATION = re.compile(
    rf"(?i)\b(?:\d[\d,.]*|{_NUMBER_WORD}|an?|few|several|many|couple of)[ -](?:\w+[ -])?"
    r"(?:seconds?|minutes?|hours?|days?|weeks?|weekends?|months?|years?|decades?|centur(?:y|ies)|seasons?)\b"
    r"|\b(?:overnight|decades|centuries|indefinitely|forever|all (?:day|night|week|year))\b"
)
_SUM = re.compile(
    r"(?i)[$£€¥₹]\s?\d|\b\d[\d,.]*\s?(?:[mb]n|million|billion|trillion|thousand|k)?\s?"
    r"(?:dollars?|pounds?|euros?|cents?|pence|yen|rupees|usd|gbp|%|percent|per cent)"
    r"|\b(?:million|billion|trillion|thousand|hundred)s? (?:of )?(?:dollars|pounds|euros)|\bfree of charge\b"
    r"|\b\d[\d,.]*\s?(?:million|billion|m|bn)\b"
)
_DATE = re.compile(
    r"(?i)\b(?:(?:19|20)\d\d|(?:1[0-8])\d\d|january|february|march|april|june|july|august|september|october|november"
    r"|december|jan\.|feb\.|aug\.|sept?\.|oct\.|nov\.|dec\.|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
    r"|yesterday|today|tonight|tomorrow|christmas|easter|summer|winter|spring|autumn|weekend|midnight|noon"
    r"|(?:last|next|this|past|previous|following|earlier this|later this|recent)"
    r" (?:week|month|year|night|day|days|weeks|months|years)"
    r"|(?:\w+) (?:days?|weeks?|months?|years?|hours?|decades?) (?:ago|later|earlier|before|after)"
    r"|\d{1,2}(?::\d\d)? ?[ap]\.?m\b)|\bMay \d"
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
_WORD = re.compile(r"[$£€]?[^\W_]+(?:[.'’,\-&][^\W_]+)*")
_LOOK_BACK = 16
_stems_of = lru_cache(maxsize=16_384)(stems)
_SPOKEN = re.compile(
    rf"[\"“”‘]|\b(?:according to|{_SPEECH}|understands?|insists?|called?|asked|acknowledged)\b"
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


def fits(
    asked: Asked, text: str, question_stems: frozenset[str], wanted: frozenset[str]
) -> tuple[bool, float]:
    """Say whether the text holds a thing of that kind which the question itself does not hold, and how near
    it stands to one of the ``wanted`` stems: 1 side by side, 0 none.

    Kinds that cannot be told from their form are held by every text, near nothing.
    """
    match asked:
        case Asked.REASON:
            return bool(_REASON.search(text)), 0.0
        case Asked.WORDS:
            return bool(_SPOKEN.search(text)), 0.0
        case Asked.MANNER | Asked.POLAR | Asked.THING:
            return True, 0.0
        case _:
            things = places_of(asked, text, question_stems)
            return bool(things), _nearness(things, text, wanted) if things else 0.0


def places_of(asked: Asked, text: str, question_stems: frozenset[str]) -> list[int]:
    """Return where things of that kind begin in the text, those that the question holds left out."""
    if asked is Asked.SUM:
        return [m.start() for m in _SUM.finditer(text)]
    if asked is Asked.DURATION:
        return [m.start() for m in _DURATION.finditer(text)]
    if asked in (Asked.NUMBER, Asked.AGE):
        found = _NUMBER.finditer(text)
        return [m.start() for m in found if stems(m[0]).isdisjoint(question_stems)]
    if asked is Asked.DATE:
        return [m.start() for m in _DATE.finditer(text) if stems(m[0]) - question_stems]
    if asked in (Asked.PERSON, Asked.PLACE, Asked.NAMED):
        roles = _ROLE.finditer(text) if asked is Asked.PERSON else ()
        return sorted([*_new_names(text, question_stems), *(m.start() for m in roles)])
    return []


def _nearness(things: Sequence[int], text: str, wanted: frozenset[str]) -> float:
    """Return how near one of the things (offsets) stands to a word of the wanted stems."""
    words = [(match.start(), match[0]) for match in _WORD.finditer(text)]
    anchors = [number for number, (_, word) in enumerate(words) if _bare_stem(word) in wanted]
    if not anchors:
        return 0.0
    numbers = {start: number for number, (start, _) in enumerate(words)}
    at = [numbers[thing] for thing in things if thing in numbers]
    gap = min((abs(anchor - thing) for anchor in anchors for thing in at), default=None)
    return 0.0 if gap is None else 3.0 / (2.0 + max(gap, 1))


@lru_cache(maxsize=65_536)
def _bare_stem(word: str) -> str:
    return stemmed(word.removesuffix("'s").removesuffix("’s"))


def _known(word: str, question_stems: frozenset[str]) -> bool:
    """Say whether a word is a stop word or one of the question's."""
    return word.lower() in STOP_WORDS or not _stems_of(word).isdisjoint(question_stems)


def _new_names(text: str, question_stems: frozenset[str]) -> list[int]:
    found = []
    for match in _NAME.finditer(text):
        if _known(match[0], question_stems):
            continue
        before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
        opens = not before.strip(" \"'“‘(") or before.rstrip()[-1:] in ".!?"
        if not opens or text[match.end() : match.end() + 2].strip()[:1].isupper():
            found.append(match.start())
    return found
