"""Tell where an outlet that a text names is relayed: told, quoted or cited, and not merely talked about.

An outlet's name alone says nothing ("bought The Post", "a CNN anchor"). What stands before it ("told …", "according
to …", "in an interview with …") or behind it ("… reported", "…'s report", "…: ") decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from ..values import Sentence, SentenceKind, Span


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


_WINDOW = 110
_DAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|(?:earlier|later|last|this)\s\w+)"
_KINDS = (
    r"newspapers?|magazine|channel|(?:news\s)?agency|network|(?:news\s)?site|website|outlets?|daily|weekly|tabloid|paper|broadcaster"
    r"|show|program|programme|hosts?|anchor|blog|station|publication|podcast|reporters?|correspondents?|journalists?"
)
_LEAD = (
    rf"(?:(?:the|a|an|its|with|at|from|for|of|by|rival|[\w’'-]+ly|[A-Z]\w+[’']s)\s|(?:[\w’'-]+\s){{0,3}}(?:{_KINDS}),?\s"
    rf"(?:(?:at|from|for|of|with)\s)?){{0,2}}[\"“‘']?"
)
_ADVERBS = rf"(?:(?:\w+ly|also|first|later|then|previously|further|now|has|have|had|in|{_DAY}|on\s{_DAY})\s)"
_TOLD = re.compile(
    rf"\b(?P<cue>told|tells?|telling|informed|emailed|gave"
    rf"|(?:confirm|admit|reveal|complain|explain|boast|insist|deni|suggest|remark|lament|concede|vow|disclos|describ)\w*\s(?:[\w’'-]+\s){{0,3}}?to"
    rf"|(?:said|saying|says)\sto|sp(?:oke|eaking|eaks|oken)(?:\s\w+ly|\s{_DAY})?\s(?:to|with)|talk(?:ed|ing|s)?\s(?:to|with)"
    rf"|interview(?:s|ed)?(?:\s(?:[\w’'-]+\s){{0,3}}?(?:with|by|on|in|for|to|to\sbe\s\w+\son|with\s(?:[A-Z][\w.’'-]+\s){{1,3}}(?:on|of|from|for)))"
    rf"|(?:statement|statements|comments?|remarks|\bin\san?\s(?:[\w-]+\s)?(?:e-?mail|message|letter|response|denial|text))\s(?:(?:sent|made|provided|released|given)\s)?to"
    rf"|(?:said|saying|says|told\s\w+|(?:(?<=,\s)|(?<=also\s))appearing|\b(?:in|during)\san?\s(?:\w+\s)?appearance|announced|argued|claimed|insisted|added|commented|declared"
    rf"|(?:echoed|repeated|defended)\s(?:that|those|his|her|the)\s\w+|(?:phone\s)?call|call-in|talking)"
    rf"(?:\s(?:live\s|over\sthe\sweekend|bluntly)?(?:{_DAY}|(?:on\s)?{_DAY}(?:\s(?:morning|night|evening|afternoon))?))?\s(?:on|during\san?\s[\w-]+\s(?:on|with)))\s{_LEAD}\Z",
    re.IGNORECASE,
)
_CITED = re.compile(
    rf"\b(?P<cue>according\sto|per|via|citing|cites|quoting"
    rf"|(?:reported|published|revealed|obtained|uncovered|detailed|described|quoted|cited|seen|reviewed|purchased|acquired|unearthed|aired|broadcast|documented|noted|disclosed"
    rf"|confirmed|verified|compiled|profiled|outlined|appear(?:ed|s|ing)(?=\sin)|printed|posted|broken|transcribed)"
    rf"(?:\s(?:\w+ly|{_DAY}|first|earlier|later|in\s\w+\s\d+|online))?\s(?:by|in|on)"
    rf"|(?:reports?|articles?|story|stories|op-eds?|column|editorial|essay|piece|investigation|analysis|account|profile|blog\spost"
    rf"|exposé|scoop|dispatch|interview|coverage|reporting)\s(?:(?:[\w’'-]+\s){{0,4}}?)(?:in|by|from|for|on)"
    rf"|(?:wrote|writes|written|writing|opined|argues|argued)\s(?:(?:[\w’'-]+\s){{0,3}}?)(?:in|for|at))\s{_LEAD}\Z",
    re.IGNORECASE,
)
_INVERTED = re.compile(
    r"[,”\"’?!]\s(?P<cue>reports|reported|writes|wrote|notes|noted|explains|explained|says|said|argues|argued)\s(?:[A-Z][\w.’'-]+\s){0,3}"
    r"(?:(?:of|at|in)\s)?\Z"
)
_PLACE = re.compile(
    r"(?:(?:And|But|Meanwhile,?|Also|Earlier)\s)?(?:over\s(?:at|in|on)|in|at|on|writing\sin|writing\sfor)\s[\"“]?", re.IGNORECASE
)
_THEN_SAID = re.compile(
    r"(?:[’']s\s[^,]{2,40}?)?,\s[^.“\"]{3,70}?\b(?P<cue>said|says|wrote|writes|argue[sd]|claim(?:ed|s)|note[sd]|report(?:ed|s)|suggest(?:ed|s)"
    r"|explain(?:ed|s)|declared|predicted|called|asked)\b"
)
_MEMBER = re.compile(r"[A-Z][\w.’'-]+,?\s(?:of|at|from|with)\s(?:the\s)?(?:[a-z-]+\s){0,2}\Z")
_VERB = (
    r"(?:(?:mis)?report(?:s|ed|ing)?|underst(?:ands|ood)|wr(?:ote|ites|iting|itten)|reveal(?:s|ed|ing)|not(?:es|ed|ing)|claim(?:s|ed|ing)"
    r"|quot(?:es|ed|ing)|cit(?:es|ed|ing)|learn(?:s|ed|t)|obtained|describ(?:es|ed|ing)|sa(?:id|ys|ying)|add(?:s|ed|ing)|explain(?:s|ed|ing)"
    r"|suggest(?:s|ed|ing)|found|finds|detail(?:s|ed)|publish(?:es|ed|ing)|broke|confirm(?:s|ed|ing)|alleg(?:es|ed|ing)|opin(?:es|ed)|argu(?:es|ed)|has\s(?:more|the\sstory|details)"
    r"|editorializ(?:es|ed)|observ(?:es|ed)|point(?:s|ed)\sout|puts?\sit|conclud(?:es|ed)|document(?:s|ed)|disclos(?:es|ed)|interviewed|uncovered"
    r"|estimat(?:es|ed)|recount(?:s|ed)|relay(?:s|ed)|characteriz(?:es|ed)|profiled|stat(?:es|ed)|summariz(?:es|ed)|speculat(?:es|ed)|call(?:s|ed)(?!\s(?:on|for|out)\b)|assert(?:s|ed)|declar(?:es|ed)"
    r"|reckon(?:s|ed)|warn(?:s|ed)|predict(?:s|ed)|identif(?:ies|ied)|list(?:s|ed)|remark(?:s|ed)|(?:ran|carried)(?=\s(?:an?|the)\s(?:[\w-]+\s)?(?:story|headline|report|piece|article))|printed|posted|aired)\b"
)
_PIECE = (
    r"(?:report(?:s|ing|age)?|stor(?:y|ies)|articles?|account|investigations?|interview|analysis|scoop|editorial|op-ed|column|exposé|profile"
    r"|piece|essay|fact[- ]check(?:er|ers)?|write-?up|exclusive|dispatch|review)\b"
    r"(?!\s(?:judge?ment|boards?|pages?|staff|editors?|directors?|team|department|desk|room|standards|meeting|writers?|independence))"
)
_PEOPLE = r"(?:reporters?|correspondents?|columnists?|journalists?|editors?|writers?|bloggers?|critic|fact[- ]checkers?|editorial\sboard)"
_NAME = r"(?:[A-Z][\w.’'-]*\s){1,3}"
_REPORTS = re.compile(
    rf"(?:,\s(?=reported\b)|,\sciting\s[^,]{{1,100}},\s|[’']s\s(?:website|newspaper|editorial\sboard|online\sedition)\s|,?\s(?:which|who)\s|\s(?:newspaper|magazine|website|(?:news\s)?agency|online|itself|later|today)?\s?|,\s(?:for\sinstance|however|meanwhile|too),\s)"
    rf"{_ADVERBS}{{0,3}}(?P<cue>{_VERB})"
)
_OWNED = re.compile(
    rf"(?:[’']s?|\s(?={_PEOPLE}))\s?(?:(?:own|[\w-]+)\s){{0,3}}?(?:{_PEOPLE}\s)?{_NAME}(?:and\s{_NAME})?{_ADVERBS}{{0,2}}"
    rf"(?P<cue>(?:report|wr|not|reveal|describ|explain|found|finds|argu|point|observ|underst|learn|detail|put|sum|show)\w*)\b"
)
_OWN_PIECE = re.compile(rf"(?:[’']s?)?\s(?:(?!and\b|was\b|is\b)[\w-]+\s){{0,3}}?(?P<cue>{_PIECE})")
_VERB_NEXT = re.compile(rf"\s(?:is|was|has|had|will|would|{_VERB})\b")
_COLON = re.compile(r"\s?(?P<cue>:)\s+\S")
_NO_PIECE_BEFORE = re.compile(r"\b(?:against|about|of|hate|hates|attacked|former|watch|watched|read|reading)\s\Z", re.IGNORECASE)
_NOT_SUBJECT = re.compile(
    r"\b(?:at|of|for|on|in|with|from|to|by|against|than|like|about|over|between|via|through|into|under|whether|let|made|former|if)\s"
    r"(?:[\"“‘'])?\Z",
    re.IGNORECASE,
)
_SURVEY = re.compile(
    r"(?:[/ –-](?:[A-Z][\w/.&’'-]*|news|new|national|exit|tracking|own|online|weekly|latest)){0,5}?[’'s]*[ -]"
    r"(?:polls?|polling|surveys?|exit\spolls?|debates?|pollsters?|tracker|average|database|stylebook|town\shall)\b"
)
_STAFF = re.compile(
    r"(?:[’']s)?\s(?:(?:[\w-]+)\s){0,2}?(?:employees|staff|staffers|executives?|viewers|audiences?|readers|shareholders|bosses|management"
    r"|lawyers?|subscribers|advertisers|producers|president|chairman|ceo|CEO|owner|publisher|to\s(?!The\b|[A-Z])\w+)\b"
)
_CORPORATE = re.compile(r"\s(?:\w+day\s)?(?:it\b|its\b|they\b|that\sit\b|in\sa\sstatement|goodbye|no\b|yes\b|nothing)")
_NO_REPORT = re.compile(r"\s(?:from\s[A-Z]|for\sduty|to\s(?:the\s)?(?:FBI|police)|live\sfrom)")
_JOINS = re.compile(r"(?:,|,?\s(?:and|or|&)|/)\s?(?:to\s|by\s|with\s|in\s|on\s)?[\"“]?\Z")
_BELONGS = re.compile(r"[’']s?\s[\"“‘]?(?:the\s)?\Z|,\s(?:an?|the)\s\Z")
_FORENAME = re.compile(r"\b(?!(?:The|As|But|And|In|While|When|If|So|Yet|Then|Via|Per|Even|On|For|From|Last|Both|Also|Now|Or)\s)[A-Z][a-z]+\.?\s\Z")
_CREDIT = re.compile(r"(?i)contributed (?:reporting )?to this (?:report|article|story)|contains material|contributing:|all rights reserved|photo|copyright|sign up|newsletter")


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
    body: str, sentences: Sequence[Sentence], number: int, group: Sequence[Mention], publisher: str | None, found: list[RelayFound]
) -> None:
    """Read the mentions of one sentence; "CNN and Reuters reported" holds for both, "NBC's Meet the Press" is one."""
    if not group:
        return
    sentence = sentences[number]
    if sentence.kind in (SentenceKind.CAPTION, SentenceKind.BOILERPLATE) or _CREDIT.search(body, sentence.start, sentence.end):
        return
    read = [_relay(body, sentence, number, one) for one in group]
    for at in range(1, len(group)):
        between = body[group[at - 1].end : group[at].start]
        if _BELONGS.fullmatch(between):
            read[at - 1], read[at] = read[at - 1] or _moved(read[at], group[at - 1]), None
        elif _JOINS.fullmatch(between) and read[at] is None:
            earlier = read[at - 1]
            if earlier is not None and earlier.way is not Way.REPORTS:
                read[at] = _moved(earlier, group[at])
    for at in range(len(group) - 2, -1, -1):
        later = read[at + 1]
        if read[at] is None and later is not None and later.way is Way.REPORTS:
            if _JOINS.fullmatch(body[group[at].end : group[at + 1].start]) and not _no_subject(body, sentence, group[at]):
                read[at] = _moved(later, group[at])
    found.extend(one for one in read if one is not None and one.outlet != publisher)


def _moved(one: RelayFound | None, mention: Mention) -> RelayFound | None:
    if one is None:
        return None
    span = Span(mention.start, mention.end)
    return RelayFound(outlet=mention.outlet.name, span=span, cue=one.cue, way=one.way, sentence=one.sentence)


def _relay(body: str, sentence: Sentence, number: int, mention: Mention) -> RelayFound | None:
    """Decide for one mention by what stands before and behind it."""
    cue = _before(body, sentence, mention) or _behind(body, sentence, mention)
    if cue is None:
        return None
    span, way = cue
    return RelayFound(
        outlet=mention.outlet.name, span=Span(mention.start, mention.end), cue=span, way=way, sentence=number
    )


def _before(body: str, sentence: Sentence, mention: Mention) -> tuple[Span, Way] | None:
    start = max(sentence.start, mention.start - _WINDOW)
    window = body[start : mention.start]
    for pattern, way in ((_TOLD, Way.TOLD), (_CITED, Way.CITED)):
        match = pattern.search(window)
        if match is None:
            continue
        if _SURVEY.match(body, mention.end, sentence.end):
            return None
        if way is Way.TOLD and _STAFF.match(body, mention.end, sentence.end):
            return None
        if match["cue"] == "gave" and " interview" not in body[mention.end : mention.end + 40]:
            return None
        return Span(start + match.start("cue"), start + match.end("cue")), way
    match = _PLACE.fullmatch(body, sentence.start, mention.start)
    if match is not None and (said := _THEN_SAID.match(body, mention.end, sentence.end)):
        return Span(*said.span("cue")), Way.CITED
    match = _INVERTED.search(window)
    if match is not None and not _VERB_NEXT.match(body, mention.end):
        return Span(start + match.start("cue"), start + match.end("cue")), Way.REPORTS
    return None


def _behind(body: str, sentence: Sentence, mention: Mention) -> tuple[Span, Way] | None:
    end, stop = mention.end, sentence.end
    before = max(sentence.start, mention.start - 48)
    no_subject = _no_subject(body, sentence, mention) and not _MEMBER.search(body, before, mention.start)
    if _is_person(body, sentence, mention):
        return None
    if _SURVEY.match(body, end, stop):
        return None
    match = None if no_subject else _REPORTS.match(body, end, stop)
    if match is not None:
        after = match.end("cue")
        said = match["cue"].startswith("sa")
        if not (said and _CORPORATE.match(body, after, stop)) and not _NO_REPORT.match(body, after, stop):
            return Span(*match.span("cue")), Way.REPORTS
        return None
    match = _OWNED.match(body, end, stop)
    if match is not None and not _NO_REPORT.match(body, match.end("cue"), stop):
        return Span(*match.span("cue")), Way.REPORTS
    match = _OWN_PIECE.match(body, end, stop)
    if match is not None and not _NO_PIECE_BEFORE.search(body, max(sentence.start, mention.start - 12), mention.start):
        return Span(*match.span("cue")), Way.CITED
    if body.startswith(":", end) and (end + 1 >= stop or body[end + 1 : end + 3].strip() in ('"', "“")) and not no_subject:
        return Span(end, end + 1), Way.REPORTS
    if mention.start == sentence.start or body[sentence.start : mention.start] in ('"', "“", "From ", "Via ", "Per "):
        match = _COLON.match(body, end, stop)
        if match is not None:
            return Span(*match.span("cue")), Way.REPORTS
    return None


def _is_person(body: str, sentence: Sentence, mention: Mention) -> bool:
    """Say whether the name is rather somebody's surname ("Mr. Bloomberg"), here or elsewhere in the body."""
    name = body[mention.start : mention.end]
    if " " in name or not name[:1].isupper() or not name[1:].islower():
        return False
    if _FORENAME.search(body, max(sentence.start, mention.start - 24), mention.start):
        return True
    return any(f"{title} {name}" in body for title in ("Michael", "Mike", "Mr.", "Mayor", "Ms.", "Mr"))


def _no_subject(body: str, sentence: Sentence, mention: Mention) -> bool:
    return _NOT_SUBJECT.search(body, max(sentence.start, mention.start - 12), mention.start) is not None
