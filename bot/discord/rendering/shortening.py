"""Shorten a text to a budget at recorded offsets, between words, and mark it: nothing is cut silently."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from bot.discord.rendering.escaping import UNSHOWN, shows_whole
from index.values import Span

MARK = "[…]"
_WORD_END = re.compile(r"(?<=\S)(?=\s)")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\Z")
_JOINERS = "\u200d\ufe0e\ufe0f"

Measure = Callable[[str], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a reader sees of a text: ``parts`` are its ranges in the text, in order.

    The parts joined are ``text``, but for the mark at its end where ``shortened`` and one of ``lead`` characters at
    its beginning where something before is left out. Left out without a mark is only what nobody can see.
    """

    text: str
    parts: tuple[Span, ...]
    shortened: bool
    lead: int = 0

    def locate(self, span: Span) -> Span:
        """Return where a range of the text stands in what is shown."""
        ends = (
            self.lead + sum(max(0, min(part.end, end) - part.start) for part in self.parts)
            for end in (span.start, span.end)
        )
        return Span(*ends)


def show(text: str, budget: int, measure: Measure) -> Shown:
    """Return as much of the text as measures at most ``budget``, ending between words, else between characters."""
    whole = _visible(text, len(text))
    if len(text) <= budget * 4 and measure(whole.text) <= budget:
        return whole
    head = text[: budget + 1]
    ends = [match.start() for match in _WORD_END.finditer(head)]
    best = _longest(text, ends, budget, measure)
    if best is None or best < budget // 4:
        best = max(best or 0, _longest(text, _boundaries(head), budget, measure) or 0)
    return _marked(text, _nice_end(text, best))


def show_around(text: str, core: Span, budget: int, measure: Measure) -> Shown:
    """Return as much of the text as fits, like ``show``, but with the core: what stands before goes if it must."""
    shown = show(text, budget, measure)
    if not core.start or (shown.parts and shown.parts[-1].end >= core.end):
        return shown
    lead = f"{MARK} "
    rest = show(text[core.start :], budget - measure(lead), measure)
    parts = tuple(Span(part.start + core.start, part.end + core.start) for part in rest.parts)
    return Shown(text=lead + rest.text, parts=parts, shortened=rest.shortened, lead=len(lead))


def _marked(text: str, end: int) -> Shown:
    shown = _visible(text, end)
    return Shown(text=f"{shown.text} {MARK}".lstrip(), parts=shown.parts, shortened=True)


def _visible(text: str, end: int) -> Shown:
    head = text[:end]
    if head and shows_whole(head):
        return Shown(text=head, parts=(Span(0, end),), shortened=False)
    parts, at = [], 0
    for match in UNSHOWN.finditer(text, 0, end):
        parts.append(Span(at, match.start()))
        at = match.end()
    parts.append(Span(at, max(at, end)))
    kept = tuple(part for part in parts if len(part))
    return Shown(text="".join(part.of(text) for part in kept), parts=kept, shortened=False)


def _longest(text: str, ends: list[int], budget: int, measure: Measure) -> int | None:
    low, high = 0, len(ends)
    while low < high:
        middle = (low + high) // 2
        if measure(_marked(text, ends[middle]).text) <= budget:
            low = middle + 1
        else:
            high = middle
    return ends[low - 1] if low else None


def _boundaries(text: str) -> list[int]:
    return [at for at in range(1, len(text)) if _separable(text, at)]


def _separable(text: str, at: int) -> bool:
    joined = text[at] in _JOINERS or text[at - 1] == "\u200d"
    return not joined and not unicodedata.combining(text[at])


def _nice_end(text: str, end: int) -> int:
    """Prefer the end of a sentence where that gives up less than a third of what fits."""
    for match in reversed(list(_WORD_END.finditer(text, 0, end + 1))):
        if match.start() < end * 2 // 3:
            break
        if _SENTENCE_END.search(text, 0, match.start()):
            return match.start()
    return end
