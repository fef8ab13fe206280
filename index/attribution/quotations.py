"""Find what stands in quotation marks, also where a quotation runs over several paragraphs."""

from __future__ import annotations

from dataclasses import dataclass

from .tags import PARAGRAPH, QUOTE, SINGLE
from .tokens import Tokens

_OPENING = "“„«‟`"
_CLOSING = "”»"
_LONGEST_SINGLE = 60
"""Words that a quotation in single marks may hold: beyond that, its closing mark is rather an
apostrophe."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A run of pieces from the opening mark up to and with the closing one (``end`` is
    exclusive)."""

    start: int
    end: int
    continues: bool = False
    """The mark is not closed at the end of the paragraph and opens again in the next one."""
    single: bool = False


def find_quotations(body: str, tokens: Tokens) -> list[Quotation]:
    """Return the quotations in double marks, and those in single marks that lie outside them."""
    double = _double(body, tokens)
    single = _single(body, tokens, double)
    return sorted(double + single, key=lambda one: one.start) if single else double


def _double(body: str, tokens: Tokens) -> list[Quotation]:
    found: list[Quotation] = []
    opened: int | None = None
    tags = tokens.tags
    for at in tokens.marks:
        if tags[at] == QUOTE:
            if opened is None:
                if _may_open(body, tokens, at):
                    opened = at
            elif tokens.sign(at) in _OPENING:
                found.append(Quotation(start=opened, end=at))
                opened = at
            else:
                found.append(Quotation(start=opened, end=at + 1))
                opened = None
        elif opened is not None and tags[at] == PARAGRAPH and at > opened and _breaks(tokens, at):
            found.append(Quotation(start=opened, end=at, continues=_opens_again(body, tokens, at)))
            opened = None
    if opened is not None:
        found.append(Quotation(start=opened, end=len(tags)))
    return found


def _opens_again(body: str, tokens: Tokens, at: int) -> bool:
    """Say whether the next paragraph opens with a quotation mark."""
    while at < len(tokens.tags) and tokens.tags[at] == PARAGRAPH:
        at += 1
    return at < len(tokens.tags) and tokens.tags[at] == QUOTE and _may_open(body, tokens, at)


def _breaks(tokens: Tokens, at: int) -> bool:
    """Say whether a paragraph ends here: two line breaks, counting the one behind the word
    before."""
    breaks = tokens.piece(at).count("\n")
    return breaks > 1 or (breaks == 1 and at > 0 and "\n" in tokens.piece(at - 1))


def _may_open(body: str, tokens: Tokens, at: int) -> bool:
    place, end = tokens.starts[at], tokens.end(at)
    sign = body[place]
    if sign in _OPENING:
        return True
    before, after = body[place - 1 : place], body[end : end + 1]
    if sign in _CLOSING:
        return (not before or before.isspace()) and bool(after) and not after.isspace()
    return bool(after) and not after.isspace() and not before.isalnum() and after not in ",.;"


def _single(body: str, tokens: Tokens, double: list[Quotation]) -> list[Quotation]:
    found: list[Quotation] = []
    marks = [at for at in tokens.marks if tokens.tags[at] == SINGLE]
    if len(marks) < 2:
        return found
    inside = iter(double)
    current = next(inside, None)
    opened: int | None = None
    for at in marks:
        while current is not None and current.end <= at:
            current = next(inside, None)
        if current is not None and current.start <= at:
            continue
        if opened is not None and at - opened > _LONGEST_SINGLE:
            opened = None
        place = tokens.starts[at]
        before, after = body[place - 1 : place], body[place + 1 : place + 2]
        if (
            (not before or before.isspace() or before in "([—–-")
            and after.isalnum()
            and tokens.sign(at) != "’"
        ):
            opened = at
        elif opened is not None and not after.isalnum() and before and not before.isspace():
            found.append(Quotation(start=opened, end=at + 1, single=True))
            opened = None
    return found
