"""A text that somebody pasted with the question who printed it: "…. Which outlets printed this?"."""

from __future__ import annotations

import re

FEWEST_WORDS = 8
"""Words that a pasted text has at least; fewer are part of a question."""
_PRINTED = (
    r"(?:said|says|wrote|writes|printed|prints|reported|reports|published|ran|carried|quoted)"
)
_IT = r"(?:this|that|it|these words|the following|this (?:quote|sentence|text))"
_WHO = (
    r"(?:who|(?:which|what) (?:outlets?|papers?|newspapers?|sources?))(?: (?:first|else|has|have))?"
)
_ASKS = (
    rf"{_WHO} {_PRINTED} {_IT}(?: first)?|who said so"
    rf"|where (?:is|was|does) {_IT} (?:come )?(?:from|printed|published|reported)"
    rf"|(?:is|was) {_IT} (?:(?:an? )?(?:real|genuine|verbatim|actual|fake) quote|(?:ever )?printed)(?: anywhere)?"
    rf"|(?:what(?: is|['’]s) (?:the|its) )?source|whose (?:words|quote) (?:is|are|was|were) (?:this|that|it|these|they)"
)
_THEN = r"(?:(?:so|and|ok|hey|please|can you (?:tell me|check)) )*"
_AFTER = re.compile(
    rf"(?P<text>.+?[.!?…\"”’'»)\]:]|.+?\s[–—-])\s+{_THEN}(?:{_ASKS})\s*[?.!]*",
    re.IGNORECASE | re.DOTALL,
)
_BEFORE = re.compile(rf"(?:{_ASKS})\s*[:?–—-]+\s*(?P<text>.+)", re.IGNORECASE | re.DOTALL)
_AROUND = " \t\n>:–—-"
_QUOTED_AROUND = _AROUND + "\"“”‘’'«»"
_QUOTED_WITHIN = re.compile(r"[\"“”«»]|(?<!\w)['‘]")
"""A quotation mark that is no apostrophe."""


def pasted_text(message: str) -> str | None:
    """Return the text whose printings a message asks for; None where it asks otherwise.

    Quotation marks around the whole are left out. Where only a part of it is quoted, they stay: they tell which.
    """
    asked = _AFTER.fullmatch(message.strip()) or _BEFORE.fullmatch(message.strip())
    if asked is None:
        return None
    text = " ".join(asked["text"].split()).strip(_AROUND)
    bare = text.strip(_QUOTED_AROUND)
    text = text if _QUOTED_WITHIN.search(bare) else bare
    return text if len(text.split()) >= FEWEST_WORDS else None
