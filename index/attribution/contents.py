"""Find what a cue introduces: the quotation or the clause, before it, behind it or on both
sides."""

from __future__ import annotations

from bisect import bisect_left

from . import tags as part
from .agents import told_by
from .asides import aside_end, is_clause, opens_participle
from .beginnings import start_behind
from .quotations import Quotation
from .scene import Scene
from .tokens import Tokens
from .voices import time_ahead

_LITTLE = 4
_EDGE = frozenset((part.COMMA, part.COLON, part.STOP, part.DASH, part.PARAGRAPH))

_CARRIERS = frozenset(
    (
        *(part.BE, part.HAVE, part.MODAL, part.ADVERB, part.NOT),
        *(part.RELATIVE, part.CONJUNCTION, part.COMMA),
    )
)


def content_of(
    scene: Scene, at: int, source: tuple[int, int] | None, sentence: int, cut: int | None
) -> tuple[int, int] | None:
    """Return the pieces that the cue at ``at`` introduces; ``cut`` is where the next attribution
    begins."""
    first, last = scene.bounds[sentence]
    tokens = scene.tokens
    if tokens.tags[at] == part.ACCORDING:
        return _around(scene, at, source[1] if source else at + 2, sentence)
    after_source = source is not None and source[0] > at
    begin = source[0] if source is not None and source[0] < at else at
    end = source[1] if source is not None and after_source else at + 1
    quote = _quote_before(scene, begin, first, last - at)
    if quote is not None and (after_source or not _introduces(scene, at + 1, last)):
        start = _start_of_mixed(scene, quote, first)
        return _extended(scene, start, quote.end, end, sentence)
    if quote is None and not after_source and _is_cut_quotation(scene, begin, first):
        return _extended(scene, first, begin, end, sentence)
    if after_source and told_by(tokens, at, end, last):
        stop = cut if cut is not None and end < cut <= last else last
        return (end, _behind(scene, end, stop, sentence))
    if after_source:
        begin = first if at > first else end + 1  # "Added Ann Roe: “…”"
        stop = _without_carriers(tokens, begin, max(at, begin))
        return _extended(scene, begin, _trim(tokens, begin, stop), end, sentence)
    if begin > first + 1 and tokens.tags[begin - 1] == part.COMMA:
        aside = aside_end(tokens, at, last)
        if aside is not None and is_clause(tokens, first, begin - 1):
            if aside + 1 >= last:
                return _extended(scene, first, _trim(tokens, first, begin), aside, sentence)
            return (first, _behind(scene, at, last, sentence))
        if _is_parenthesis(tokens, at, last) and not _only_opens(scene, first, begin, at, last):
            if at + 2 >= last:
                return _extended(scene, first, _trim(tokens, first, begin), end, sentence)
            return (first, _behind(scene, at, last, sentence))
    start = start_behind(tokens, at, last)
    if start >= last:
        return (
            _next_paragraph(scene, sentence)
            if tokens.tags[last - 1] == part.COLON
            else _before(scene, begin, first)
        )
    stop = _behind(scene, start, cut if cut is not None and start < cut <= last else last, sentence)
    return (start, stop) if stop > start else None


def _around(scene: Scene, at: int, end: int, sentence: int) -> tuple[int, int] | None:
    """Return the content of "according to": behind it where the sentence opens with it, else
    before it."""
    first, last = scene.bounds[sentence]
    tokens = scene.tokens
    if at - first <= 2:
        start = end
        while start < last and tokens.tags[start] in _EDGE:
            start += 1
        return (start, _behind(scene, start, last, sentence)) if start < last else None
    stop = _trim(tokens, first, at)
    start = first
    quote = scene.closing.get(stop - 1)
    if quote is not None:
        start = min(start, quote.start)
    return _extended(scene, start, stop, end, sentence)


def _quote_before(scene: Scene, place: int, first: int, rest: int) -> Quotation | None:
    """Return the quotation that ends directly before a place ("…," he said).

    One of the sentence before ("“Leave!” Roe shouted") counts only where little (``rest`` pieces)
    follows the cue: a longer sentence ("“…” Others criticised the plan for …") tells something else.
    """
    left = place - 1
    while left >= first and scene.tokens.tags[left] in (
        part.COMMA,
        part.DASH,
        part.ADVERB,
        part.AND,
    ):
        left -= 1
    if left < first and rest > _LITTLE:
        return None
    return scene.closing.get(left)


def _start_of_mixed(scene: Scene, quote: Quotation, first: int) -> int:
    """Return where the words of a source begin that a quotation ends: with the sentence, where the quotation goes on
    in small letters what stands before it ("The wall is “old” and “a shame,” Roe said")."""
    tokens = scene.tokens
    small = tokens.sign(quote.start + 1).islower() if quote.start + 1 < quote.end else False
    pauses = part.COMMA in tokens.tags[quote.end - 2 : quote.end + 1]
    cued = any(tag in (part.CUE_PAST, part.CUE_PRESENT) for tag in tokens.tags[first : quote.start])
    return first if small and pauses and not cued and quote.start > first else quote.start


def _is_cut_quotation(scene: Scene, place: int, first: int) -> bool:
    """Say whether a closing mark stands before a place whose opening one is nowhere ("…," he said)."""
    tags = scene.tokens.tags
    return (
        place - 2 > first
        and tags[place - 1] == part.QUOTE
        and tags[place - 2] in (part.COMMA, part.STOP)
        and place - 1 not in scene.opening
    )


def _introduces(scene: Scene, start: int, last: int) -> bool:
    """Say whether the words behind a cue hold its content, when a quotation stands before it."""
    tokens = scene.tokens
    for place in range(start, min(last, start + 14)):
        tag = tokens.tags[place]
        if tag in (part.QUOTE, part.COLON) and place - start <= 2:
            return tag == part.COLON
        if tag == part.THAT:
            return True
        if tag in (part.STOP, part.QUOTE):
            return False
        if tag == part.COMMA and place + 1 < last and tokens.tags[place + 1] == part.CUE_ING:
            return False  # "…,” she wrote to him, adding that"
    return False


def _only_opens(scene: Scene, first: int, begin: int, at: int, last: int) -> bool:
    """Say whether what stands before source and cue only opens the sentence: a participle, or when and where before
    a quotation ("In a speech, Roe said, “…”")."""
    tags = scene.tokens.tags
    if opens_participle(scene.tokens, first, begin):
        return not (
            at + 2 < last and tags[at + 2] == part.BE
        )  # "Found in the wall, Roe said, was …"
    quote = scene.opening.get(at + 2)
    if quote is None or at + 2 >= last or is_clause(scene.tokens, first, begin - 1):
        return False
    whole = scene.tokens.body[scene.tokens.starts[quote.start + 1]].isupper()
    return whole or tags[first] in (part.PREPOSITION, part.CONJUNCTION)


def _is_parenthesis(tokens: Tokens, at: int, last: int) -> bool:
    right = at + 1
    while right < last and tokens.tags[right] in (part.ADVERB, part.TIME):
        right += 1
    right += time_ahead(tokens, right, last)
    return right >= last or tokens.tags[right] in (part.COMMA, part.STOP)


def _behind(scene: Scene, start: int, end: int, sentence: int) -> int:
    """Return where content ends that begins at ``start``: at ``end``, or with the quotation that
    runs beyond it."""
    tokens = scene.tokens
    before = bisect_left(scene.openings, end) - 1
    if before >= 0 and scene.openings[before] >= start:
        quote = scene.opening[scene.openings[before]]
        if quote.end > end or quote.continues:
            return _following(scene, _last_of(scene, quote).end, sentence)
    stop = _trim(tokens, start, end)
    if stop - 1 in scene.closing:
        return _following(scene, stop, sentence)
    return stop


def _extended(
    scene: Scene, start: int, stop: int, end: int, sentence: int
) -> tuple[int, int] | None:
    """Add to a content before the cue the quotation that follows cue and source."""
    place = end
    tokens = scene.tokens
    last = scene.bounds[sentence][1]
    start = _first_of(scene, start)
    for ahead in range(place, min(last, place + 24)):
        if tokens.tags[ahead] == part.QUOTE and ahead in scene.opening:
            return (start, _following(scene, _last_of(scene, scene.opening[ahead]).end, sentence))
    further = _following(scene, last, sentence)
    return (start, further if further > last else stop) if stop > start else None


def _following(scene: Scene, end: int, sentence: int) -> int:
    """Go on through sentences that open with a quotation mark, in the same paragraph, and have no
    cue."""
    while sentence < len(scene.bounds) and scene.bounds[sentence][1] <= end:
        sentence += 1
    if sentence < len(scene.bounds) and scene.bounds[sentence][0] < end:
        sentence += 1
    while 0 < sentence < len(scene.bounds) and sentence not in scene.taken:
        first = scene.bounds[sentence][0]
        quote = scene.opening.get(first)
        if (
            quote is None
            or quote.single
            or scene.paragraphs[sentence] != scene.paragraphs[sentence - 1]
        ):
            break
        end = _last_of(scene, quote).end
        while sentence < len(scene.bounds) and scene.bounds[sentence][0] < end:
            if scene.bounds[sentence][1] > end + 1:
                return end
            sentence += 1
    return end


def _last_of(scene: Scene, quote: Quotation) -> Quotation:
    """Return the last part of a quotation that opens again in each paragraph."""
    while quote.continues:
        place = quote.end
        while scene.tokens.tags[place] == part.PARAGRAPH:
            place += 1
        following = scene.opening.get(place)
        if following is None:
            break
        quote = following
    return quote


def _first_of(scene: Scene, start: int) -> int:
    """Return where a quotation began whose last part opens at ``start``."""
    quote = scene.opening.get(start)
    while quote is not None:
        place = quote.start - 1
        while place > 0 and scene.tokens.tags[place] == part.PARAGRAPH:
            place -= 1
        quote = scene.closing.get(place)
        if quote is None or not quote.continues:
            break
        start = quote.start
    return start


def _before(scene: Scene, begin: int, first: int) -> tuple[int, int] | None:
    stop = _trim(scene.tokens, first, begin)
    return (first, stop) if stop > first else None


def _next_paragraph(scene: Scene, sentence: int) -> tuple[int, int] | None:
    """Return the quotation or the paragraph behind a sentence that ends with a colon."""
    following = sentence + 1
    if following >= len(scene.bounds):
        return None
    start = scene.bounds[following][0]
    quote = scene.opening.get(start)
    if quote is not None:
        return (start, _last_of(scene, quote).end)
    paragraph = scene.paragraphs[following]
    while following + 1 < len(scene.bounds) and scene.paragraphs[following + 1] == paragraph:
        following += 1
    return (start, scene.bounds[following][1])


def _without_carriers(tokens: Tokens, start: int, end: int) -> int:
    """Leave out what carries a passive verb ("The report was … confirmed by Ann Roe")."""
    stop = end
    while stop - 1 > start and tokens.tags[stop - 1] in _CARRIERS:
        stop -= 1
    return stop if part.BE in tokens.tags[stop:end] else end


def _trim(tokens: Tokens, start: int, end: int) -> int:
    while end > start and tokens.tags[end - 1] in _EDGE:
        end -= 1
    return end
