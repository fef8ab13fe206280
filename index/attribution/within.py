"""Say whether a span stands within quotation marks, whoever speaks."""

from __future__ import annotations

import re

from ..values import Span

_MARK = re.compile(r"(?P<opens>“|‘‘|``|(?<![^\s(\[—–-])(?:\"|''(?=\w)))|”|\"|''(?!\w)|’’(?!\w)")
_CLOSES = re.compile(r"”|\"|''(?!\w)|’’(?!\w)")
_NEXT_OPENS = re.compile(r"\n\s*[“\"]")
"""A quotation that is not closed opens again in the next paragraph."""
_SPOKEN = re.compile(r"[.,?!…—–-](?:[”\"]|''|’’)*\s*\Z")
"""The end of words that somebody spoke; a title has none."""


def is_within_quotation(body: str, span: Span) -> bool:
    """Say whether nothing but the words of one quotation stands in a span.

    The quotation may open with the span or before it in its paragraph, and is closed there or goes on in the next.
    """
    start = body.rfind("\n", 0, span.start) + 1
    inside = False
    for mark in _MARK.finditer(body, start, span.end):
        if mark.start() <= span.start:
            inside = mark["opens"] is not None
        elif mark["opens"] or mark.end() < span.end:
            return False
    return inside and bool(_SPOKEN.search(body, span.start, span.end)) and _is_closed(body, span)


def _is_closed(body: str, span: Span) -> bool:
    end = body.find("\n", span.end)
    end = len(body) if end < 0 else end
    closed = _CLOSES.search(body, max(span.end - 2, span.start + 1), end)
    if closed is not None or _NEXT_OPENS.match(body, end):
        return True
    return body[span.start] == "“" and end == span.end  # its end was cut off
