"""Leave out of a pasted text what only formats it: Markdown's signs, quote signs before lines, addresses."""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt

_FORMAT = re.compile(
    r"^[ \t]*(?:>>>|>|#{1,3})(?:[ \t]+|(?=\S))"  # quote signs and headings before a line
    r"|<?https?://[^\s<>)\]]+>?"
    r"|(?<=\])\([^()\s]*\)|\[(?=[^\[\]]+\]\()|(?<=\w)\](?=\()|(?<=[.!?”\"])\](?=\()"  # [words](address)
    r"|\*+(?=\S)|(?<=\S)\*+|~~|\|\||(?<!\w)_+(?=\S)|(?<=\S)_+(?!\w)"
    r"|<[@#][!&]?\d+>",
    re.MULTILINE,
)
_QUOTED = re.compile(r"^[ \t]*>(?!>>).*$", re.MULTILINE)


def without_marks(text: str) -> tuple[str, npt.NDArray[np.int64]]:
    """Return a text without its formatting, and the places (n,) of its characters in the given one."""
    kept = np.ones(len(text), bool)
    for found in _FORMAT.finditer(text):
        kept[found.start() : found.end()] = False
    places = np.flatnonzero(kept).astype(np.int64)
    return "".join(text[place] for place in places.tolist()), places


def quoted_lines(text: str) -> tuple[int, int] | None:
    """Return the range of the lines that stand behind a quote sign, where other lines do not; else None."""
    lines = list(_QUOTED.finditer(text))
    if not lines:
        return None
    start, end = lines[0].start(), lines[-1].end()
    rest = text[:start] + text[end:]
    return (start, end) if any(map(str.isalnum, rest)) else None
