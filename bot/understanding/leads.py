"""Take off a question what people say before and after it: "hey bot, quick question: … pls 🙏"."""

from __future__ import annotations

import re

from index.words.terms import find_terms

_THEN = r"(?:\s*[,!.:…–—-]+\s*|\s+(?=(?-i:[a-z\"“']|I\b)))"
"""What follows a greeting: a mark, or a word that is no name ("Hello Kitty" is no greeting)."""
_GREETING = (
    r"(?:(?:hey|hi|hello|hiya|yo|ok|okay|so|well|um+|uh+|please|pls|plz|sorry|excuse me)"
    rf"(?: (?:bot|whosaid|there|guys|all|everyone|folks|mate|man)\b)?{_THEN})"
)
_ASIDE = (
    r"(?:(?:just )?(?:an? )?(?:(?:quick|short|serious|stupid|dumb|silly|random|small|genuine|honest) )?question"
    r"(?: for you)?\s*[,:.…–—-]+\s*|(?:i(?:['’]?m| am) )?just (?:curious|wondering)\s*[,:.…–—-]*\s*"
    r"|i (?:have|got) an? (?:\w+ )?question\s*[,:.…–—-]*\s*|out of curiosity\s*[,:.…–—-]*\s*)"
)
_MAY = r"(?:(?:can|could|would|will) (?:you|u|someone|anyone|anybody|somebody) )?(?:please |pls |plz |just |kindly )*"
_ABOUT = r"(?:about|on|of|regarding)"
_REQUEST = (
    rf"(?:{_MAY}(?:tell me(?: (?:something|everything|more|a bit|all))?(?: {_ABOUT})?|let me know|explain(?: to me)?"
    rf"|summari[sz]e(?: for me)?|sum up|give (?:me|us) (?:an? (?:\w+ )?(?:summary|overview) {_ABOUT}"
    rf"|(?:some |\w+ )?(?:facts|info|information|details|quotes|news) {_ABOUT}|the latest (?:news )?{_ABOUT})"
    rf"|(?:find|show)(?: me)? (?:something|anything|everything|quotes|articles|news|info|information) {_ABOUT}"
    r"|find out|search for|look up|check)\b[\s,:]*"
    r"|tl;?dr\b[\s,:]*(?:of |on )?"
    r"|(?:i (?:want|need|wanna|would like|wish)(?: to)? know|i['’]d like to know|do you know|does any(?:one|body) know"
    r"|what do you know about|what can you tell me about|any idea|i(?:['’]m| am)? wonder(?:ing)?)\b[\s,:]*"
    rf"|(?:any|the latest|latest|more|got any) news {_ABOUT}\b[\s,:]*)"
)
_LEAD = re.compile(rf"\s*{_GREETING}*{_ASIDE}?{_GREETING}?(?:{_REQUEST})?", re.IGNORECASE)
_TRAIL = re.compile(
    r"(?<![\s,])(?:(?<!\bthey)(?<!\byou)(?<!\bwe)(?<!\bI)[\s,]++"
    r"(?:please|pls|plz|thanks|thx|thank you|ty|lol|lmao|haha|btw|asap|bro|dude|mate|folks|guys))+"
    r"(?P<mark>[?!.]*)\s*$",
    re.IGNORECASE,
)
_SIGNS = re.compile(r"^[^\w\"'“”‘’«(£$€¿¡#@<+-]+|[^\w\"'“”‘’»).,:;?!…%€£$+-]+$")
_MARKS = re.compile(r"(?<![?!])([?!])[?!]++$")


def bare_question(text: str) -> str:
    """Return a question without greetings, requests to tell or to sum up, thanks and signs around it; else as it is."""
    bare = _SIGNS.sub("", text.strip())
    bare = _TRAIL.sub(lambda found: found["mark"], bare)
    bare = _MARKS.sub(r"\1", bare)
    rest = bare[found.end() :] if (found := _LEAD.match(bare)) else bare
    kept = rest if find_terms(rest) else bare
    return kept if any(map(str.isalnum, kept)) else text
