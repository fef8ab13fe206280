"""Take the markup off a text: paragraphs stay apart, scripts and styles go."""

from __future__ import annotations

import html
import re

from index.reading.limits import TAGS_OPEN
from index.reading.report import Unusable

_MARKED = re.compile(
    r"\s*<(?:!doctype|html|body|p|div|article|section|h[1-6]|ul|ol|table|figure)\b", re.I
)
_STEP = re.compile(rb"<(/?)[A-Za-z][^<>]*?(/?)>")
_VERBATIM = re.compile(rb"<!\[CDATA\[|<!--")
_CLOSES = {b"<![CDATA[": b"]]>", b"<!--": b"-->"}
_HIDDEN = re.compile(
    r"<(script|style|template|noscript|head)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.I | re.S
)
_PARAGRAPH = re.compile(
    r"\s*</?(?:p|div|article|section|h[1-6]|ul|ol|li|table|tr|blockquote|figure|figcaption|header|footer"
    r"|main|aside|pre|hr|dl|dt|dd)\b[^<>]*>\s*",
    re.I,
)
_OF_PARAGRAPHS = re.compile(r"<(?:p|br|div)\b", re.I)
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_LINE = re.compile(r"[ \t]*<br\b[^<>]*>[ \t]*", re.I)
_AROUND_BREAK = re.compile(r"(?:(?<! ) +)?\n *")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<![^<>]*>|<\?[^<>]*>")


def check_tags(data: bytes, most: int, *, nested: bool = False) -> None:
    """Refuse markup of more than ``most`` tags, which would keep a parser busy for minutes.

    ``nested``: also where too many tags are open at once. Raises ``Unusable``.
    """
    tags = data.count(b"<")
    if tags > most:
        raise Unusable(f"has {tags:,} tags", "split it")
    if nested and tags > TAGS_OPEN:
        opened = 0
        for closing, alone in _STEP.findall(_without_verbatim(data)):
            opened += -1 if closing else 0 if alone else 1
            if opened > TAGS_OPEN:
                raise Unusable("has thousands of tags that are never closed", "write it again")


def _without_verbatim(data: bytes) -> bytes:
    """Leave out comments and what stands as it is; what is opened and never closed stays."""
    kept, start, at, unclosed = list[bytes](), 0, 0, set[bytes]()
    while found := _VERBATIM.search(data, at):
        at = found.end()
        end = -1 if found[0] in unclosed else data.find(_CLOSES[found[0]], at)
        if end < 0:
            unclosed.add(found[0])
            continue
        kept.append(data[start : found.start()])
        start = at = end + 3
    return b"".join((*kept, data[start:]))


def looks_marked_up(text: str) -> bool:
    """Say whether a text that should be plain is HTML: it opens with a tag and closes one.

    A text that only speaks of tags somewhere stays as it is.
    """
    return bool(_MARKED.match(text)) and "</" in text


def plain_of(text: str) -> str:
    """Return the words of an HTML fragment, a blank line between paragraphs."""
    text = _HIDDEN.sub(" ", text)
    if not _OF_PARAGRAPHS.search(text):  # as weblogs store it: paragraphs by blank lines
        text = _BLANK_LINE.sub("<p>", text)
    text = re.sub(r"\s+", " ", text)
    text = _PARAGRAPH.sub("\n\n", text)
    text = _LINE.sub("\n", text)
    text = html.unescape(_TAG.sub("", text)).replace("\xa0", " ")
    return re.sub(r"\n{3,}", "\n\n", _AROUND_BREAK.sub("\n", text)).strip()
