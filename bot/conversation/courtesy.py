"""Answer what asks nothing of an archive: greetings, thanks, nods, questions about the bot, and those about nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.conversation.links import NOT_OPENED, only_links
from bot.conversation.outlets import is_outlet, shipped_registry
from config.outlets import OutletRegistry


def _whole(*forms: str) -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(forms)})", re.IGNORECASE)


_THANKS = _whole(
    r"(?:(?:ok(?:ay)?|great|cool|perfect|nice|good|yes|no|and|many|wonderful|nothing),? )*"
    r"(?:thanks|thank you|thx|ty|cheers)"
    r"(?:,? (?:a lot|a million|so much|very much|again|bot|mate|whosaid|for (?:that|this|your help|the help)))*"
)
_GREETING = _whole(
    r"(?:hi|hello|hey|hiya|howdy|yo|greetings|good (?:morning|afternoon|evening|day))"
    r"(?:,? (?:there|all|everyone|bot|whosaid|again|how are you|how['’]?s it going|what['’]?s up))*",
    r"how are you(?: (?:doing|today))*|(?:what['’]?s up|sup|wassup)(?: bot)?",
)
_FAREWELL = _whole(
    r"(?:bye|goodbye|bye bye|good night|see you|see you later|cya)(?:,? (?:bot|all|everyone))*"
)
_ACKNOWLEDGED = _whole(
    r"(?:no|nope|nah|never ?mind|nothing|ok|okay|alright|all right|got it|i see|cool|great|nice|wow|lol|haha+|lmao"
    r"|interesting|good to know|fair enough|makes sense|understood|good bot|well done|forget it|stop"
    r"|shut up|test|testing)"
    r"(?:,? (?:ok(?:ay)?|no|cool|nice|great|then|bot|whosaid|mate|lol|haha+))*",
)
_ABOUT_ME = _whole(
    r"(?:please )?help(?: me)?(?: please)?|commands?|usage|instructions|menu|info|start|what is this(?: bot)?",
    r"(?:what|who) (?:are|r) (?:you|u)|what can (?:you|i|we|u) (?:do|ask)(?: (?:you|here|with (?:you|this)))*",
    r"what do (?:you|u) do|what can you do for me|who is whosaid|what is whosaid",
    r"(?:are|r) (?:you|u) (?:an? )?(?:bot|robot|human|person|real|ai|chat ?gpt|gpt|alive|machine)(?: or .{2,20})?",
    r"who (?:made|built|created|programmed|wrote|owns|runs) (?:you|this bot|this|whosaid)",
    r"how (?:do(?:es)? (?:you|this|it)(?: bot)?|can i|do i)"
    r" (?:work|use (?:you|this|it)(?: bot)?|ask(?: you)?(?: something)?)",
)
_OUTLETS = _whole(
    r"(?:which|what) (?:news )?(?:outlets?|papers?|newspapers?|sources?|sites)"
    r" (?:do you (?:have|know|use|hold|read|search)|are (?:there|you using|in (?:here|(?:the|this|your) archive)))",
    r"(?:list|show)(?: me)?(?: all)?(?: the| your)? (?:outlets|papers|newspapers|sources)",
    r"(?:what are|where are) your sources|where do you get (?:your (?:news|information|info|quotes)|this) from",
)
_ARTICLES = _whole(
    r"how many (?:articles|stories|reports) (?:(?:do you have|are there|have you(?: got)?) )?(?:about|on) .+",
    r"(?:list|show)(?: me)?(?: all)?(?: the| your)? (?:articles|stories|coverage) (?:about|on|of) .+",
)
_TONGUE = (
    r"(?:(?:in|into|to) (?:(?:simple|plain|simpler|other|your own|fewer) (?:words|terms|english)|english|french|german"
    r"|spanish|italian|dutch|portuguese|polish|russian|ukrainian|turkish|arabic|chinese|japanese|korean|hindi))"
)
_WRITE = _whole(
    r"(?:please )?(?:write|compose|make up|draft|generate|invent|sing)(?: me| us)? (?:an?|some|the) .+",
    r"tell me an? (?:joke|story)(?: .+)?|(?:translate|calculate) .+|\d+ ?[-+*/x] ?\d+(?: ?=)?",
    r"(?:please |can you |could you |and |now |so )*"
    r"(?:explain|summari[sz]e|sum up|simplify|rephrase|paraphrase|shorten|translate)"
    r"(?: (?:that|this|it|them|these|everything|more|further|again|for me|to me|simply|briefly))*"
    rf"(?: {_TONGUE})?(?: please)?",
    rf"(?:please |and |now |so )*(?:tl ?dr|eli5|in short|briefly|shorter|{_TONGUE})(?: please)?",
)
_OPINION = _whole(
    r"(?:and |so |but )?what (?:do|would) (?:you|u) (?:think|say|make)(?: (?:about|of|on) .{1,60})?",
    r"(?:what(?:['’]?s| is) )?your (?:opinion|view|take|thoughts?|guess)(?: (?:on|about|of) .{1,60})?",
    r"(?:do you|don['’]?t you) (?:agree|have an opinion(?: .{1,60})?)|thoughts",
)
_WRONG = _whole(
    r"(?:(?:no|nope|nah|lol|but|sorry|well|hey|oh|um|hm+|ok|bot),? )*(?:"
    r"(?:(?:that|this|it|the answer|you|u)(?:['’]?s| is|['’]?re| are| was|r)? (?:(?:so|all|just|totally) )*)?"
    r"(?:wrong(?: answer)?|incorrect|not (?:true|right|correct|helpful|what i (?:asked|meant|wanted|said)(?: for)?)"
    r"|useless|rubbish|nonsense|bullshit|stupid|a lie|lying)"
    r"|(?:that|this|it|you) (?:does|do|did)(?:n['’]?t| not) (?:really )?(?:answer|help)"
    r"(?: (?:me|it|at all|(?:my|the) question))*|you suck)",
)
_WHOLE_ARTICLE = _whole(
    r"(?:(?:can|could|may) (?:you|i|we) |please )*(?:(?:show|give|send|open|read|see|post)(?: (?:me|us))? )?"
    r"(?:the |that )?(?:whole|full|entire|complete|original) (?:article|text|story|piece)(?:,? please)?",
)
_ARCHIVE = r"(?:(?:this|the|your) (?:news )?(?:archive|data(?:base)?|bot|information))"
_AGE = _whole(
    rf"how (?:old|up[- ]to[- ]date|recent|current) (?:is|are) (?:you|{_ARCHIVE})",
    rf"(?:is|are) (?:you|this|it|{_ARCHIVE}) (?:still )?up[- ]to[- ]date",
    rf"when (?:was|were) (?:you|{_ARCHIVE}) (?:last )?(?:built|updated|made)(?: last)?",
)
_HAVE = _whole(
    r"(?:do|have) (?:you|u) (?:have|got|know|read|use|include|cover)(?: anything from| articles from)? (?P<name>.+)"
)
_WORDS = (
    (_THANKS, "You are welcome."),
    (
        _GREETING,
        "Hello. Ask me what the papers say, for example: What did the mayor say about the bridge?",
    ),
    (_FAREWELL, "Goodbye."),
    (_ACKNOWLEDGED, "All right. Ask me another question whenever you like."),
    (
        _ABOUT_ME,
        "I am a bot that answers questions about the news with verbatim quotes from an archive of articles, and says "
        "which outlet printed each. Just ask, for example: What did the mayor say about the bridge? "
        "/help says what else I do.",
    ),
    (
        _OUTLETS,
        "/outlets lists the outlets of this archive, with the number and the days of their articles.",
    ),
    (
        _ARTICLES,
        "/coverage with the topic shows every outlet that wrote about it, with its articles.",
    ),
    (
        _WRITE,
        "I write nothing of my own: I only quote what outlets printed. Ask a question about the news.",
    ),
    (
        _OPINION,
        "I have no opinions: I only quote what outlets printed. Ask what somebody said, and I look for it.",
    ),
    (
        _WRONG,
        "I only show what outlets printed, right or wrong. Ask “is that disputed?” to see whether another "
        "contradicts it, or ask in other words.",
    ),
    (
        _AGE,
        "The last line of every answer says when this archive was built; /outlets lists its outlets with the days of "
        "their articles.",
    ),
    (_WHOLE_ARTICLE, "/article shows an article of this archive."),
)
HELD = "/outlets with a name says what this archive holds of that outlet."


def courtesy_words(
    message: str, registry: OutletRegistry | None = None, seen: Iterable[str] = ()
) -> str | None:
    """Return what to say to a message that asks nothing of the archive; None where it may.

    ``seen`` are outlets known beside those of the registry (without one: those shipped).
    """
    if only_links(message):
        return NOT_OPENED
    bare = " ".join(re.sub(r"[^\w\s',’+*/=-]", " ", message).split()).strip(" ,-")
    words = next((words for form, words in _WORDS if form.fullmatch(bare)), None)
    if (
        words is None
        and (found := _HAVE.fullmatch(bare))
        and is_outlet(found["name"], registry or shipped_registry(), seen)
    ):
        return HELD
    return words
