"""What is asked about, without the outlet that is asked: "What did The Sun say about X?" asks about X.

Which outlet printed a sentence is known without reading it, and no sentence says of itself that its paper said it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.understanding.naming import NamedOutlet

_SAY = r"(?:written|said|(?:say|report|write|print|publish|claim)(?:s|ed)?)"
_ABOUT = r"(?:about|on|of|regarding|concerning)"
_FORMS = tuple(
    re.compile(rf"(?is){form}\Z")
    for form in (
        rf"(?:what|how much) (?:did|does|do|has|have|had) (?P<who>.+?) {_SAY} {_ABOUT} (?P<what>.+)",
        r"how (?:did|does|do|has|have) (?P<who>.+?) (?:report|cover|describe)(?:s|ed)? (?:on )?(?P<what>.+)",
        r"(?:according to|in) (?P<who>[^,]+), (?P<what>.+)",
        r"(?P<what>.+?),? according to (?P<who>[^,?]+)\??",
    )
)


def matter_of(text: str, printed: Sequence[NamedOutlet]) -> str:
    """Return a question without the outlets that it asks, where it asks outlets; ``printed`` are those it names so."""
    if printed:
        for form in _FORMS:
            match = form.match(text)
            if match and all(_within(one, match.span("who")) for one in printed):
                return match["what"].strip()
    return text


def _within(named: NamedOutlet, span: tuple[int, int]) -> bool:
    return span[0] <= named.start and named.end <= span[1]
