"""Answer a greeting or thanks as such: neither is a question to an archive."""

from __future__ import annotations

import re

_THANKS = re.compile(
    r"(?:(?:ok(?:ay)?|great|cool|perfect|nice|good|yes|no|and|many|wonderful),? )*(?:thanks|thank you|thx|ty|cheers)"
    r"(?:,? (?:a lot|a million|so much|very much|again|bot|mate|whosaid|for (?:that|this|your help|the help)))*",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"(?:hi|hello|hey|hiya|howdy|good (?:morning|afternoon|evening|day))"
    r"(?:,? (?:there|all|everyone|bot|whosaid|again|how are you))*",
    re.IGNORECASE,
)
_FAREWELL = re.compile(r"(?:bye|goodbye|bye bye|good night|see you|see you later)", re.IGNORECASE)
_ACKNOWLEDGED = re.compile(
    r"(?:no|nope|nah|never ?mind|ok|okay|alright|all right|got it|i see|cool|great|nice|wow|lol|haha+|interesting"
    r"|good to know|fair enough|makes sense|understood|good bot|well done)(?:,? (?:ok(?:ay)?|then|bot|whosaid|lol))*",
    re.IGNORECASE,
)
_WORDS = (
    (_THANKS, "You are welcome."),
    (
        _GREETING,
        "Hello. Ask me what the papers say, for example: What did the mayor say about the bridge?",
    ),
    (_FAREWELL, "Goodbye."),
    (_ACKNOWLEDGED, "All right. Ask me another question whenever you like."),
)


def courtesy_words(message: str) -> str | None:
    """Return what to say to a message that is nothing but a greeting, thanks, a nod or a farewell; else None."""
    bare = " ".join(re.sub(r"[^\w\s',]", " ", message).split()).strip(" ,")
    return next((words for form, words in _WORDS if form.fullmatch(bare)), None)
