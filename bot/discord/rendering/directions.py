"""Names in right-to-left letters (Arabic, Hebrew) within our left-to-right lines: what follows them stays in its order.

Without a mark after such a name, "name · 10 April" is drawn as "10 · name April" (Unicode's bidirectional algorithm
takes digits after it for a part of it).
"""

from __future__ import annotations

import re

MARK = "\u200e"
"""An unseen letter that is written from left to right."""
_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_LETTER = re.compile(f"[{_RIGHT_TO_LEFT}]")
_END = re.compile(rf"([{_RIGHT_TO_LEFT}][”’\"')\]]*)(?=[,;] | · )")


def steady(text: str) -> str:
    """Return the text with a mark at its end, and wherever a name in it may end, if it has such letters."""
    if text.isascii() or not _LETTER.search(text):
        return text
    return _END.sub(rf"\1{MARK}", text) + MARK
