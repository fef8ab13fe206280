"""Join relays to the attributions that they carry, and attributions to those that they stand in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from ..packing import AttributionRow, attribution_of, row_of
from ..values import Attribution, Relay, Sentence, Span, Stance
from .relays import RelayFound, Way

_OWN_VERBS = {Way.REPORTS: Stance.REPORTED, Way.TOLD: Stance.TOLD, Way.CITED: Stance.REPORTED}
_MAKES_ONE = (
    "told",
    "tell",
    "according",
    "report",
    "said",
    "writ",
    "wrote",
    "underst",
    "citing",
    "via",
    "per",
    "spoke",
    "speak",
)
"""Cues that carry an attribution by themselves; an "interview" or an "article" that is only
mentioned does not."""


_NEAR = 12
"""Attributions of one sentence, or around one place, that are looked at: more stand only in lists
and noise."""
_OCCASIONS = (
    "interview",
    "op-ed",
    "column",
    "essay",
    "editorial",
    "piece",
    "article",
    "call",
    "appearance",
)
_IN_ONE = re.compile(
    r"\b(?:in|during)\s(?:an?|the|his|her|their|this)\s(?:[\w’'-]+\s){0,4}\Z", re.IGNORECASE
)
"""What people say something in: the speech that follows is relayed through it."""


class _Found:
    """The attributions of a body by place; most stay the rows that they are."""

    def __init__(self, rows: Sequence[AttributionRow]) -> None:
        self.rows = list(rows)
        self.changed: dict[int, Attribution] = {}

    def __getitem__(self, at: int) -> Attribution:
        return self.changed[at] if at in self.changed else attribution_of(self.rows[at])

    def __setitem__(self, at: int, one: Attribution) -> None:
        self.changed[at] = one
        self.rows[at] = row_of(one)

    def append(self, one: Attribution) -> None:
        self.rows.append(row_of(one))
        self.changed[len(self.rows) - 1] = one

    def place(self, at: int) -> int:
        """Return where the cue of an attribution begins, else its content."""
        content, cue = self.rows[at][:2]
        return (cue or content)[0]


def with_relays(
    body: str,
    sentences: Sequence[Sentence],
    rows: Sequence[AttributionRow],
    relays: Sequence[RelayFound],
) -> list[AttributionRow]:
    """Return attributions that have no relays yet with the outlets that they come through,
    outermost first, in order of their cues."""
    found = _Found(rows)
    by_sentence = _by_sentence(sentences, rows)
    for relay in relays:
        at = _carrier(body, found, by_sentence.get(relay.sentence, []), relay)
        own = Relay(outlet=relay.outlet, span=relay.span, cue=relay.cue)
        if at is not None:
            found[at] = _joined(found[at], own, relay.way)
            continue
        made = _made(body, sentences, relay, own)
        if made is not None:
            here = by_sentence.setdefault(relay.sentence, [])
            if len(here) < _NEAR:
                here.append(len(found.rows))
            found.append(made)
    _share(found, by_sentence)
    _nest(found)
    order = sorted(range(len(found.rows)), key=found.place)
    return [found.rows[at] for at in order]


def _by_sentence(
    sentences: Sequence[Sentence], rows: Sequence[AttributionRow]
) -> dict[int, list[int]]:
    starts = [sentence.start for sentence in sentences]
    result: dict[int, list[int]] = {}
    for at, (_, cue, *_) in enumerate(rows):
        if cue is not None:
            here = result.setdefault(bisect_right(starts, cue[0]) - 1, [])
            if len(here) < _NEAR:
                here.append(at)
    return result


def _carrier(body: str, found: _Found, here: Sequence[int], relay: RelayFound) -> int | None:
    """Return the attribution that a relay belongs to: by its cue, by its source, else the
    sentence's first one."""
    for at in here:
        cue = found[at].cue
        if cue is not None and cue.overlaps(relay.cue):
            return at
    for at in here:
        source = found[at].source
        if source is not None and source.overlaps(relay.span) and relay.way is not Way.TOLD:
            return at
    word = body[relay.cue.start : relay.cue.end].lower()
    if relay.way is Way.REPORTS or (
        relay.cue.start > relay.span.start and not word.startswith(_OCCASIONS)
    ):
        return None
    outer = [at for at in here if not _inside(found, here, at)]
    later = [at for at in outer if found.place(at) > relay.cue.start]
    if word.startswith(("according", "via", "per", "report", "citing")) and not later:
        return None
    return next(iter(later), outer[-1] if outer else None)


def _inside(found: _Found, here: Sequence[int], at: int) -> bool:
    cue = found[at].cue
    return any(
        other != at and cue is not None and found[other].content.covers(cue) for other in here
    )


def _joined(one: Attribution, own: Relay, way: Way) -> Attribution:
    """Add a relay; where the outlet itself reports, it is the source."""
    if any(other.outlet == own.outlet for other in one.relays):
        return one
    content = one.content
    if (
        (
            way is Way.TOLD
            and content.start <= own.span.start
            and own.span.end < content.end
            and one.cue is not None
        )
        and one.cue.end <= own.span.start <= one.cue.end + 40
        and content.start >= one.cue.end
    ):
        content = Span(min(own.span.end + 1, content.end), content.end)
    source = own.span if way is Way.REPORTS and one.source is None else one.source
    return replace(one, relays=(*one.relays, own), content=content, source=source)


def _made(
    body: str, sentences: Sequence[Sentence], relay: RelayFound, own: Relay
) -> Attribution | None:
    """Make an attribution for a relay that no cue found so far carries."""
    content = _content(body, sentences, relay)
    if content is None:
        return None
    source = relay.span if relay.way is not Way.TOLD else None
    quoted = any(mark in body[content.start : content.end] for mark in '"“”')
    return Attribution(
        content=content,
        cue=relay.cue,
        source=source,
        relays=(own,),
        quoted=quoted,
        stance=Stance.CORRECTED if "misre" in relay.cue.of(body) else _OWN_VERBS[relay.way],
    )


def _content(body: str, sentences: Sequence[Sentence], relay: RelayFound) -> Span | None:
    """Return what the relay brings: behind it, before it, or the paragraph behind a colon."""
    sentence = sentences[relay.sentence]
    first = min(relay.cue.start, relay.span.start)
    word = body[relay.cue.start : relay.cue.end].lower()
    inside = _IN_ONE.search(body, max(sentence.start, first - 60), first) is not None
    if (
        relay.way is not Way.REPORTS
        and not inside
        and not word.startswith(_MAKES_ONE)
        and "report" not in word
    ):
        return None
    if (
        body[sentence.end - 1] == ":"
        and relay.sentence + 1 < len(sentences)
        and sentence.end - first < 60
    ):
        return sentences[relay.sentence + 1].span
    after = max(relay.cue.end, relay.span.end)
    rest = body[after : sentence.end].strip(" ,.:;”\"’'—–-")
    aside = body[sentence.start : first].rstrip()[-1:] in (",", "”", '"', "’", "'", "—", "–")
    if len(rest) > 25 or (len(rest) > 2 and relay.way is Way.REPORTS and not aside):
        start = body.index(rest[0], after)
        comma = body.find(",", start, sentence.end)
        content = Span(
            start, comma if relay.way is Way.CITED and comma - start > 12 else sentence.end
        )
    else:
        stop = min(relay.cue.start, relay.span.start)
        kept = len(body[sentence.start : stop].rstrip(" ,:—–-"))
        if kept < 12:
            return None
        content = Span(sentence.start, sentence.start + kept)
    return content


def _share(found: _Found, by_sentence: dict[int, list[int]]) -> None:
    """Give "…, adding that …" the relays of the cue before it with the same source."""
    for here in by_sentence.values():
        if found.changed.keys().isdisjoint(here):
            continue  # no relay in this sentence
        ordered = sorted(here, key=found.place)
        for number, later in enumerate(ordered):
            other = found[later]
            for earlier in ordered[:number]:
                one = found[earlier]
                if (
                    one.relays
                    and not other.relays
                    and one.source is not None
                    and one.source == other.source
                ):
                    found[later] = other = replace(other, relays=one.relays)


def _nest(found: _Found) -> None:
    """Put the relays of an attribution before those of the ones that stand in its content."""
    outer = sorted(
        (found[at] for at in sorted(found.changed) if found[at].relays),
        key=lambda one: one.content.start,
    )
    starts = [one.content.start for one in outer]
    for at, (content, cue, *_) in enumerate(found.rows):
        if cue is None:
            continue
        here = bisect_right(starts, cue[0])
        around = [
            other
            for other in outer[max(0, here - _NEAR) : here]
            if other.content.start <= cue[0]
            and cue[1] <= other.content.end
            and other.cue != Span(*cue)
            and len(other.content) >= content[1] - content[0]
        ]
        if around:
            inner = min(around, key=lambda other: len(other.content))
            one = found[at]
            before = tuple(
                r for r in inner.relays if all(r.outlet != own.outlet for own in one.relays)
            )
            found[at] = replace(one, relays=(*before, *one.relays))
