"""The words around an outlet's name that tell whether it is relayed: patterns, without the logic.

Every repetition is bounded, and patterns that look to the left are searched in a window:
time is linear.
"""

from __future__ import annotations

import re

WINDOW = 110
_DAY = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|(?:earlier|later|last"
    r"|this)\s\w+)"
)
_KINDS = (
    r"newspapers?|magazine|channel|(?:news\s)?agency|network|(?:news\s)?site|website|outlets?|daily|weekly|tabloid|paper|broadcaster"
    r"|show|program|programme|hosts?|anchor|blog|station|publication|podcast|reporters?|correspondents?|journalists?"
)
_LEAD = (
    rf"(?:(?:the|a|an|its|with|at|from|for|of|by|rival|conservative|liberal|left-wing|right-wing|far-right|British|Russian|[\w’'-]+ly|[A-Z]\w+[’']s)\s|(?:[\w’'-]+\s){{0,3}}(?:{_KINDS}),?\s"
    rf"(?:(?:at|from|for|of|with)\s)?){{0,2}}[\"“‘']?"
)
_ADVERBS = (
    rf"(?:(?:\w+ly|also|even|first|later|then|previously|further|now|has|have|had|in|{_DAY}"
    rf"|on\s{_DAY})\s)"
)
TOLD = re.compile(
    rf"\b(?P<cue>told|tells?|telling|informed|emailed|gave"
    rf"|(?:confirm|admit|reveal|complain|explain|boast|insist|deni|suggest|remark|lament|concede|vow|disclos|acknowledg|describ)\w*\s(?:[\w’'-]+\s){{0,3}}?to"
    rf"|(?:said|saying|says)\sto|sp(?:oke|eaking|eaks|oken)(?:\s\w+ly|\s{_DAY})?\s(?:to|with)|talk(?:ed|ing|s)?\s(?:to|with)"
    rf"|interview(?:s|ed)?(?:\s(?:[\w’'-]+\s){{0,3}}?(?:with|by|on|in|at|for|to|to\sbe\s\w+\son|with\s(?:[A-Z][\w.’'-]+\s){{1,3}}(?:on|of|from|for)))"
    rf"|(?:statement|statements|comments?|remarks|\bin\san?\s(?:[\w-]+\s)?(?:e-?mail|message|letter|response|denial|text))\s(?:(?:sent|made|provided|released|given)\s)?to"
    rf"|(?:said|saying|says|told\s\w+|(?:(?<=,\s)|(?<=also\s)|\A)appearing(?:\s\w+){{0,4}}?|\b(?:in|during)\san?\s(?:\w+\s)?appearance|announced|argued|claimed|insisted|added|commented|declared|warned|predicted|suggested|acknowledged"
    rf"|(?:echoed|repeated|defended)\s(?:that|those|his|her|the)\s\w+|(?:phone\s)?call|call-in|talking|said\s[^“”\"]{{3,90}},)"
    rf"(?:\s(?:live\s|over\sthe\sweekend|bluntly)?(?:{_DAY}|(?:on\s)?{_DAY}(?:\s(?:morning|night|evening|afternoon))?))?\s(?:on|during\san?\s[\w-]+\s(?:on|with)))\s{_LEAD}\Z",
    re.IGNORECASE,
)
CITED = re.compile(
    rf"\b(?P<cue>according\sto|per|via|citing|cites|quoting"
    rf"|(?:reported|published|revealed|obtained|uncovered|detailed|described|quoted|cited|seen|reviewed|purchased|acquired|unearthed|aired|broadcast|documented|noted|disclosed"
    rf"|confirmed|verified|compiled|profiled|outlined|appear(?:ed|s|ing)(?=\sin)|printed|posted|broken|transcribed)"
    rf"(?:\s(?:\w+ly|{_DAY}|first|earlier|later|in\s\w+\s\d+|online))?\s(?:by|in|on)"
    rf"|(?:reports?|articles?|story|stories|op-eds?|column|editorial|essay|piece|investigation|analysis|account|profile|blog\spost"
    rf"|exposé|scoop|dispatch|interview|coverage|reporting)\s(?:(?:[\w’'-]+\s){{0,4}}?)(?:in|by|from|for|on)"
    rf"|(?:announced|outlined|recounted|detailed)\s(?:[\w’'-]+\s){{1,5}}in|(?:wrote|writes|written|writing|opined|argues|argued)\s(?:(?:[\w’'-]+\s){{0,3}}?)(?:in|for|at))\s{_LEAD}\Z",
    re.IGNORECASE,
)
LAST_LETTERS = (
    "ly",
    "'s",
    "’s",
    *"""told tell tells telling informed emailed gave to with by on in at for from of per via citing
    cites quoting the a an its rival conservative liberal left-wing right-wing far-right british
    russian newspaper newspapers magazine channel agency network site website outlet outlets daily
    weekly tabloid paper broadcaster show program programme host hosts anchor blog station publication
    podcast reporter reporters correspondent correspondents journalist journalists""".split(),  # noqa: SIM905
)
"""With what ``TOLD`` and ``CITED`` can end, a blank, a comma and a quotation mark apart: a look at
one word spares most searches."""
INVERTED = re.compile(
    r"[,”\"’?!]\s(?P<cue>reports|reported|writes|wrote|notes|noted|explains|explained|says|said|argues|argued)\s(?:[A-Z][\w.’'-]+\s){0,3}"
    r"(?:(?:of|at|in)\s)?\Z"
)
PLACE = re.compile(
    r"(?:(?:And|But|Meanwhile,?|Also|Earlier)\s)?(?:over\s(?:at|in|on)|in|at|on|writing\sin|writing\sfor)\s[\"“]?",
    re.IGNORECASE,
)
THEN_SAID = re.compile(
    r"(?:[’']s\s[^,]{2,40}?)?,\s[^.“\"]{3,70}?\b(?P<cue>said|says|wrote|writes|argue[sd]|claim(?:ed|s)|note[sd]|report(?:ed|s)|suggest(?:ed|s)"
    r"|explain(?:ed|s)|declared|predicted|called|asked)\b"
)
MEMBER = re.compile(r"[A-Z][\w.’'-]+,?\s(?:of|at|from|with)\s(?:the\s)?(?:[a-z-]+\s){0,2}\Z")
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
JUDGED = re.compile(
    r"[^.;:“”\"]{0,90}?\b(?:was|were|is|are|been|being|be)\s(?:\w+ly\s|not\s|so\s|also\s)?(?:incorrect|wrong|false|inaccurate|untrue"
    r"|misleading|fabricated|disputed|mistaken|flawed|fake|nonsense|not\s(?:true|accurate|correct)|accurate|unfair|biased)\b"
)
"""A judgement on an outlet's report ("The Times' reporting … was incorrect") passes nothing on."""
MAY_STIR = re.compile(
    r"\s(?:could|may|might|would|will|has|had|drew|draws|sparked|prompted|triggered|caused|led|stirred)\s"
)
"""What an outlet's report does in the world ("CNN's report could renew interest in the topic") is not what it tells."""
_PEOPLE = (
    r"(?:reporters?|correspondents?|columnists?|journalists?|editors?|writers?|bloggers?"
    r"|critic|fact[- ]checkers?|editorial\sboard)"
)
_NAME = r"(?:[A-Z][\w.’'-]*\s){1,3}"
REPORTS = re.compile(
    rf"(?:,\s(?=reported\b)|,\sciting\s[^,]{{1,100}},\s|[’']s\s(?:website|newspaper|editorial\sboard|online\sedition)\s|,?\s(?:which|who)\s|\s(?:newspaper|magazine|website|(?:news\s)?agency|online|itself|later|today)?\s?|,\s(?:for\sinstance|however|meanwhile|too),\s)"
    rf"{_ADVERBS}{{0,3}}(?P<cue>{_VERB})"
)
OWNED = re.compile(
    rf"(?:[’']s?|\s(?={_PEOPLE}))\s?(?:(?:own|[\w-]+)\s){{0,3}}?(?:{_PEOPLE}\s)?{_NAME}(?:and\s{_NAME})?{_ADVERBS}{{0,2}}"
    rf"(?P<cue>(?:report|wr|not|reveal|describ|explain|found|finds|argu|point|observ|underst|learn|detail|put|sum|show)\w*)\b"
)
OWN_PIECE = re.compile(rf"(?:[’']s?)?\s(?:(?!and\b|was\b|is\b)[\w-]+\s){{0,3}}?(?P<cue>{_PIECE})")
VERB_NEXT = re.compile(rf"\s(?:is|was|has|had|will|would|{_VERB})\b")
COLON = re.compile(
    r"\s?(?P<cue>:)\s+(?!(?:Starts?|Airs?|Begins?|Live|Streaming|Coverage|Watch|Tune|From|Channel|\d[\d:]*\s?[ap]\.?m)\b)\S"
)
"""Behind an outlet: what it says; not when and where it can be watched."""
NO_PIECE_BEFORE = re.compile(
    r"\b(?:against|about|of|hate|hates|attacked|former|watch|watched|read|reading"
    r"|(?:corroborat|contradict)\w*(?:\sthe)?)\s\Z",
    re.IGNORECASE,
)
NOT_SUBJECT = re.compile(
    r"\b(?:at|of|for|on|in|with|from|to|by|against|than|like|about|over|between|via|through|into|under|whether|let|made|former|if)\s"
    r"(?:[\"“‘'])?\Z",
    re.IGNORECASE,
)
_SURVEYS = (
    r"(?:polls?|polling|surveys?|exit\spolls?|debates?|pollsters?|tracker|average|database|stylebook"
    r"|town\shall)\b"
)
SURVEY = re.compile(
    rf"(?:[/ –-](?:[A-Z][\w.&’']*+(?:[/-](?!{_SURVEYS})[\w.&’']*+)*+|news|new|national|exit|tracking|own|online|weekly"
    rf"|latest)){{0,5}}?[’'s]*[ -]{_SURVEYS}"
)
"""Names that slashes and hyphens join are one word, so that it is read in one way only."""
STAFF = re.compile(
    r"(?:[’']s)?\s(?:(?:[\w-]+)\s){0,2}?(?:employees|staff|staffers|executives?|viewers|audiences?|readers|shareholders|bosses|management"
    r"|lawyers?|subscribers|advertisers|producers|president|chairman|ceo|CEO|owner|publisher|to\s(?!The\b|[A-Z])\w+)\b"
)
CORPORATE = re.compile(
    r"\s(?:\w+day\s)?(?:it\b|its\b|they\b|that\sit\b|in\sa\sstatement|goodbye|no\b|yes\b|nothing)"
)
NO_REPORT = re.compile(r"\s(?:from\s[A-Z]|for\sduty|to\s(?:the\s)?(?:FBI|police)|live\sfrom)")
JOINS = re.compile(r"(?:,|,?\s(?:and|or|&)|/)\s?(?:to\s|by\s|with\s|in\s|on\s)?[\"“]?\Z")
BELONGS = re.compile(r"[’']s?\s[\"“‘]?(?:the\s)?\Z|,\s(?:an?|the)\s\Z")
FORENAME = re.compile(
    r"\b(?!(?:The|As|But|And|In|While|When|If|So|Yet|Then|Via|Per|Even|On|For|From|Last|Both|Also|Now|Or)\s)[A-Z][a-z]+\.?\s\Z"
)
CREDITS = (
    *(
        f"contributed {what}to this {kind}"
        for what in ("", "reporting ")
        for kind in ("report", "article", "story")
    ),
    *("contains material", "contributing:", "all rights reserved", "photo", "copyright"),
    *("sign up", "newsletter"),
)
"""Plain strings, in small letters: they are looked for ten times as fast as a pattern."""
