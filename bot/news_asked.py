"""Questions that ask for news rather than for an answer: "What is the latest on …?", "Any news about …?"."""

from __future__ import annotations

import re

from index.values import Span

_OPENS = (
    r"(?:(?:hey|hi|hello|so|and|please|ok(?:ay)?|can you|could you|would you|i(?:['’]d| would)? (?:like|want|need)"
    r"(?: to (?:know|hear|read|see))?|do you (?:have|know)|have you(?: got)?|got|is there|are there"
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
_ALL = re.compile(
    r"(?i)\W*(?:the |all |today['’]?s |main |top )*(?:news|headlines|stories|day|week)\W*"
)
"""A topic that is none."""
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


def news_asked(text: str) -> Span | None:
    """Return where the topic stands in a question that asks for news; an empty span where it names none.

    None where the question asks for something else.
    """
    for form in _FORMS:
        if match := form.match(text):
            named = match["topic"] and not _ALL.fullmatch(match["topic"])
            return Span(*match.span("topic")) if named else Span(0, 0)
    return None
