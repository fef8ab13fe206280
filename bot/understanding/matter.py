"""What is asked about, without the outlet that is asked: "What did The Sun say about X?" asks about X.

Which outlet printed a sentence is known without reading it, and no sentence says of itself that its paper said it.
"""

from __future__ import annotations

import re

from bot.understanding.question import Understood

_SAY = r"(?:written|said|(?:say|report|write|print|publish|claim)(?:s|ed)?)"
_ABOUT = r"(?:about|on|of|regarding|concerning)"
_FORMS = tuple(
    re.compile(rf"(?is)\A\W*{form}\Z")
    for form in (
        rf"(?:what|how much) (?:did|does|do|has|have|had) (?P<who>.+?) {_SAY} {_ABOUT} (?P<what>.+)",
        r"how (?:did|does|do|has|have) (?P<who>.+?) (?:report|cover|describe)(?:s|ed)? (?:on )?(?P<what>.+)",
        r"(?:according to|in) (?P<who>[^,]+), (?P<what>.+)",
        r"(?P<what>.+?),? according to (?P<who>[^,?]+)\??",
    )
)
_MOST = 6
"""Words of an outlet's name, as people write it."""
_WORD = re.compile(r"\w+")


def matter(understood: Understood) -> str:
    """Return the question without its outlet where it asks one outlet or several, else the question."""
    text = understood.question.text
    if not understood.printed or understood.several:
        return text
    names = {word.lower() for name in understood.printed for word in _WORD.findall(name)} - {"the"}
    for form in _FORMS:
        match = form.match(text)
        if match and len(match["who"].split()) <= _MOST:
            rest = {word.lower() for word in _WORD.findall(match["what"])}
            return text if rest & names else match["what"].strip()
    return text
