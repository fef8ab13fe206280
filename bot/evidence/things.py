"""Say whether a text holds a thing of the kind asked for that the question does not hold itself.

"How much did it cost?" asks for money: a sentence without a sum cannot answer it. Pure text rules.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.understanding.asked import SPEECH, Asked
from index.words.likeness import likeness
from index.words.terms import STOP_WORDS, stemmed, stems

_NUMBER_WORD = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion"
    " trillion dozen dozens half third quarter twice double triple first second fourth fifth".replace(
        " ", "|"
    )
)
_FIGURE = r"(?<!\d[,.])\d[\d,.]*+"
"""A number in figures, from its beginning."""
_YEAR = (
    r"(?:(?<=\bin )|(?<=\bthe )|(?<=since )|(?<=until )|(?<=before )|(?<=after )|(?<=during )|(?<=early )|(?<=late )"
    r"|(?<=, )|(?<=\())(?:19|20)\d\d\b(?![,.]\d)"
)
_NUMBER = re.compile(
    rf"(?i)\b(?:(?!{_YEAR})\d[\d,.]*\w*|{_NUMBER_WORD}|hundreds|thousands|millions|once|percent"
    r"|several|(?<=\ba )(?:handful|few)|(?<=\ba )(?:couple|pair)(?= of))\b"
)
"""A number in figures or words, or about one ("a handful"); a year is none."""
_HOUR = re.compile(
    r"(?i)\b(?:\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?\s?m\b|(?:[01]?\d|2[0-3]):[0-5]\d\b|(?<![\w-])[\w-]++ o['’]clock|noon"
    r"|midday|midnight|dawn|dusk|sunrise|sunset|daybreak|nightfall|lunch-?time|breakfast|overnight|tonight"
    r"|(?:this |that |in the |early |late |\w+day )(?:hours|morning|afternoon|evening|night)"
    r"|(?:half|quarter|\w+ minutes?) (?:past|to|before|after) \w+)"
)
"""A time of day."""
_UNIT = r"seconds?|minutes?|hours?|days?|nights?|weeks?|weekends?|months?|years?|decades?|centur(?:y|ies)|seasons?"
_NOT_SINCE = r"(?![ -](?:ago|later|earlier|old|before)\b)"
_MONTH = "january|february|march|april|may|june|july|august|september|october|november|december"
_DAY = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_DURATION = re.compile(
    rf"(?i)\b(?:(?:{_FIGURE}|{_NUMBER_WORD}|few|several|many|couple of|the (?:past|last))[ -](?:\w+[ -])?"
    rf"(?:{_UNIT})\b{_NOT_SINCE}"
    rf"|(?:an?|half an?|every|all|whole|entire|full) (?:(?:full|whole|entire|single|half)[ -])?"
    rf"(?:second|minute|hour|day|night|week|weekend|month|year|decade|century|season)\b{_NOT_SINCE}(?!-)"
    r"|(?:hour|day|week|month|year|decade|century)s?[ -]?long\b"
    rf"|(?:since|until|till) (?:\w+ ){{0,2}}?(?:(?:1\d|20)\d\d|{_MONTH}|{_DAY}|\d)"
    r"|overnight\b|decades\b|centuries\b|indefinitely\b|forever\b|permanent(?:ly)?\b|life(?:time)?\b"
    rf"|{_FIGURE}[ -]?(?:miles?|kilomet(?:er|re)s?|km|met(?:er|re)s?|feet|foot|ft|inch(?:es)?|yards?|pages?|words"
    r"|characters|lines)\b)"
)
"""How long: in time, or in space."""
_RECORD = re.compile(
    r"(?i)\b(?:first|only|second|third|last|most|least|worst|best|\w{3,}est)\b[^,.;:]{0,40}\b(?:in|for)"
    r" (?:(?:more|less|fewer) than |over |nearly |almost |about |around |at least |some |the (?=past|last))*\Z"
)
"""Before a time in which nothing like it was: "the first talk in six months" does not say how long it took."""
_LOOK_BACK_FOR_RECORD = 80
_SINCE = re.compile(
    r"(?i)\b(?:since|ago|not|never|without|been|before|until|apart|silen\w+|last (?!for\b)\w+)\b|n['’]t\b"
)
"""A question for how long nothing like it was."""
_AGE_NUMBER = (
    r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?)"
)
_AGE = re.compile(
    rf"(?i)\b(?P<old>(?:\d[\d,]*|{_AGE_NUMBER})(?:[ -](?:years?|months?|weeks?|days?))?[ -]old"
    rf"|{_AGE_NUMBER} years of age)\b"
    rf"|\b(?:aged?|ages|turn(?:s|ed|ing)?|reach(?:es|ed)?) (?:of )?(?:just |only )?(?P<aged>{_AGE_NUMBER})\b"
    rf"|(?<=[\w’'.)])(?:,| \(|,? [–—-]) ?(?P<beside>{_AGE_NUMBER})(?=\s?[,.;)–—]|\s*$|\s[–—-])"
    r"|\b(?P<birthday>\d+(?:st|nd|rd|th) birthday)"
    rf"|\b(?:is|was|are|were|at|be) (?:now |only |just |already )?(?P<being>{_AGE_NUMBER})"
    r"(?=\s?[.,;)]|\s*$|\s(?:when|at|and|years|on|in|this)\b)"
    r"|\bin (?:his|her|their) (?P<about>(?:mid-?\s?|early |late )?(?:\d0s|teens|twenties|thirties|forties|fifties"
    r"|sixties|seventies|eighties|nineties))"
)
"""An age as papers write it: "Ada Brown, 34, won", "aged 34", "a 34-year-old", "her 34th birthday"."""
_ORDINAL = re.compile(
    r"(?i)\b(?:(?<!\d,)\d[\d,]*+(?:st|nd|rd|th)|(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-)?(?:first|second"
    r"|third|fourth|fifth|sixth|seventh|eighth|ninth)|tenth|eleventh|twelfth|\w+teenth|(?:twen|thir|for|fif|six|seven"
    r"|eigh|nine)tieth|hundredth|thousandth|\w*centen(?:ary|nial)"
    r"|(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|hundred)[ -]years?"
    r"(?: ago| on| after| since|[ -]anniversary)?)\b(?! (?:century|floor|minute|half|quarter|grade))"
)
"""A place in a row: "the 77th", "its third edition", "ten years on"."""
_FIRST = re.compile(r"\d+|[^\W\d_]+")
_SUM = re.compile(
    rf"(?i)[$£€¥₹]\s?\d|\b{_FIGURE}\s?(?:[mb]n|million|billion|trillion|thousand|k)?\s?"
    r"(?:dollars?|pounds?|euros?|cents?|pence|yen|rupees|usd|gbp|%|percent|per cent)"
    r"|\b(?:million|billion|trillion|thousand|hundred)s? (?:of )?(?:dollars|pounds|euros)|\bfree of charge\b"
    rf"|\b{_FIGURE}\s?(?:million|billion|m|bn)\b"
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
_OF_THESE_DAYS = re.compile(
    rf"(?i)(?:{_DAY}|yesterday|today|tonight|tomorrow|weekend|midnight|noon"
    r"|(?:last|next|this|past|previous|following) (?:week|night|day|days|weeks))"
)
_LONG_AGO = stems("born established built invented")
"""What was mostly years ago: a day of the week does not say when. (To found something has the stem of finding it.)"""
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
_BEHIND = 4
"""Words behind a number among which stands what it counts."""
_stems_of = lru_cache(maxsize=16_384)(stems)
_SPOKEN = re.compile(
    rf"[\"“”‘]|\b(?:according to|{SPEECH}|understands?|insists?|called?|asked|acknowledged)\b"
)


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
    if asked is Asked.AGE:
        ages = [(m.start(m.lastgroup or 0), m[m.lastgroup or 0]) for m in _AGE.finditer(text)]
        return [
            at for at, words in ages if stems(_FIRST.findall(words)[0]).isdisjoint(question_stems)
        ]
    if asked is Asked.NUMBER:
        found = _NUMBER.finditer(text)
        return [m.start() for m in found if stems(m[0]).isdisjoint(question_stems)]
    if asked is Asked.ORDINAL:
        found = _ORDINAL.finditer(text)
        return [m.start() for m in found if stems(m[0]).isdisjoint(question_stems)]
    if asked is Asked.HOUR:
        return [m.start() for m in _HOUR.finditer(text)]
    if asked is Asked.DATE:
        dates = [m for m in _DATE.finditer(text) if stems(m[0]) - question_stems]
        if question_stems & _LONG_AGO:
            dates = [m for m in dates if not _OF_THESE_DAYS.fullmatch(m[0])]
        return [m.start() for m in dates]
    if asked in (Asked.PERSON, Asked.PLACE, Asked.NAMED):
        roles = _ROLE.finditer(text) if asked is Asked.PERSON else ()
        return sorted([*_new_names(text, question_stems), *(m.start() for m in roles)])
    return []


def only_of_a_record(question: str, text: str) -> bool:
    """Say whether all times in a text only say how long nothing like it was, where that is not asked."""
    places = [m.start() for m in _DURATION.finditer(text)]
    return not _SINCE.search(question) and all(
        _RECORD.search(text, max(0, place - _LOOK_BACK_FOR_RECORD), place) for place in places
    )


def count_fit(text: str, noun: str) -> float:
    """Return how alike what is counted in a text is to a noun: 1 where it is the noun itself, 0 for no number.

    What a number counts is among the next words behind it: "23,000 votes", "a handful of occasions".
    """
    words = list(_WORD.finditer(text))
    numbers = {match.start() for match in _NUMBER.finditer(text)}
    behind = {
        word[0].lower()
        for place, match in enumerate(words)
        if match.start() in numbers
        for word in words[place + 1 : place + 1 + _BEHIND]
    }
    if stemmed(noun) in map(_bare_stem, behind):
        return 1.0
    return float(likeness([noun], sorted(behind))[0]) if behind else 0.0


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
