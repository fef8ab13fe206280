"""Text of articles and questions made harmless for a terminal, and otherwise left as it is.

A terminal obeys control characters; a reader is misled by overrides of the writing direction. Both
are shown as visible signs instead. Nothing else of a text is touched.
"""

from __future__ import annotations

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_HARMFUL = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f"  # C0 and C1 controls but the line feed
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # writing direction
    "\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]"  # interlinear, tags, lone surrogates
)
_LINK = re.compile(r"https?://[\x21-\x7e]+", re.IGNORECASE)


def visible(text: str) -> str:
    """Return the text on its own lines with everything that a terminal would obey made visible.

    ``ESC`` becomes ``␛``, a right-to-left override ``⟨U+202E⟩``, a tab a blank, every kind of line
    end a line feed. Printable text passes unchanged.
    """
    return _HARMFUL.sub(_sign, _LINE_ENDS.sub("\n", text))


def one_line(text: str) -> str:
    """Return the text as ``visible`` does, on a single line."""
    return " ".join(visible(text).split())


def link_target(url: str | None) -> str | None:
    """Return the address if it may be made a hyperlink: http(s), printable ASCII, no blanks."""
    return url if url and _LINK.fullmatch(url) else None


def _sign(match: re.Match[str]) -> str:
    character = match.group()
    code = ord(character)
    if character == "\t":
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    if unicodedata.category(character) == "Cs":
        return "\ufffd"
    return f"⟨U+{code:04X}⟩"
