"""How sentences, attributions and passages are written into one field each, and read back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cached_property
from typing import overload

import numpy as np

from index.values import (
    Article,
    Attribution,
    Passage,
    Relay,
    Sentence,
    SentenceKind,
    Span,
    Stance,
)

Pair = tuple[int, int]
AttributionRow = tuple[
    Pair, Pair | None, Pair | None, list[tuple[str, Pair, Pair | None]], int, str, str | None
]
"""An attribution as it is stored: content, cue, source, relays, quoted, stance, speaker."""

ROW = 16
"""Bytes of one sentence or passage: four little-endian int32."""

_KINDS = (SentenceKind.NEWS, SentenceKind.HEADING, SentenceKind.CAPTION, SentenceKind.BOILERPLATE)


def pack_sentences(sentences: Sequence[Sentence]) -> bytes:
    """Write sentences as little-endian int32 quadruples: start, end, paragraph, kind."""
    return pack_rows(
        [(start, end, paragraph, _KINDS.index(kind)) for start, end, paragraph, kind in sentences]
    )


class PackedSentences(Sequence[Sentence]):
    """Reads what ``pack_sentences`` wrote; a sentence is made when it is asked for: most never are."""

    def __init__(self, packed: bytes) -> None:
        self._rows = np.frombuffer(packed, "<i4").reshape(-1, 4)
        self._made: list[Sentence | None] = [None] * len(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> Sentence: ...

    @overload
    def __getitem__(self, place: slice) -> list[Sentence]: ...

    def __getitem__(self, place: int | slice) -> Sentence | list[Sentence]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        found = self._made[place]
        if found is None:
            start, end, paragraph, kind = self._rows[place].tolist()
            found = self._made[place] = Sentence(start, end, paragraph, _KINDS[kind])
        return found


def pack_passages(passages: Sequence[Passage]) -> bytes:
    """Write passages of one article as quadruples: start, end, first and last sentence."""
    return pack_rows([(one.start, one.end, one.first, one.last) for one in passages])


def unpack_passages(packed: bytes, article: Article) -> list[Passage]:
    """Read what ``pack_passages`` wrote of an article."""
    return [
        Passage(
            article_id=article.id,
            start=start,
            end=end,
            text=article.body[start:end],
            first=first,
            last=last,
        )
        for start, end, first, last in unpack_rows(packed)
    ]


def pack_rows(rows: Sequence[Sequence[int]]) -> bytes:
    """Write quadruples of numbers."""
    return np.array(rows, "<i4").reshape(-1, 4).tobytes()


def unpack_rows(packed: bytes) -> list[list[int]]:
    """Read the quadruples of sentences or passages as plain numbers."""
    rows: list[list[int]] = np.frombuffer(packed, "<i4").reshape(-1, 4).tolist()
    return rows


def pack_attributions(rows: Sequence[AttributionRow]) -> str:
    """Write attributions as one line of JSON."""
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


class PackedAttributions(Sequence[Attribution]):
    """Reads what ``pack_attributions`` wrote; an attribution is made when it is asked for."""

    def __init__(self, packed: str) -> None:
        self._packed = packed

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> Attribution: ...

    @overload
    def __getitem__(self, place: slice) -> list[Attribution]: ...

    def __getitem__(self, place: int | slice) -> Attribution | list[Attribution]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        found = self._made[place]
        if found is None:
            found = self._made[place] = attribution_of(self._rows[place])
        return found

    def may_relay(self, outlet: str) -> bool:
        """Say whether any may relay an outlet: its name is looked for before anything is unpacked."""
        return json.dumps(outlet, ensure_ascii=False) in self._packed

    def near(self, span: Span) -> list[Attribution]:
        """Return those that reach into a span from the first to the last of their parts (content, cue, source)."""
        return [
            self[place]
            for place, (start, end) in enumerate(self._reaches)
            if start < span.end and span.start < end
        ]

    @cached_property
    def _rows(self) -> list[AttributionRow]:
        rows: list[AttributionRow] = json.loads(self._packed)
        return rows

    @cached_property
    def _made(self) -> list[Attribution | None]:
        return [None] * len(self._rows)

    @cached_property
    def _reaches(self) -> list[tuple[int, int]]:
        parts = [[part for part in row[:3] if part is not None] for row in self._rows]
        return [(min(one[0] for one in each), max(one[1] for one in each)) for each in parts]


def attribution_of(row: AttributionRow) -> Attribution:
    """Return the attribution that a row stands for."""
    content, cue, source, relays, quoted, stance, speaker = row
    return Attribution(
        content=Span(*content),
        cue=_span(cue),
        source=_span(source),
        relays=tuple(
            Relay(outlet=outlet, span=Span(*span), cue=_span(relay_cue))
            for outlet, span, relay_cue in relays
        ),
        quoted=bool(quoted),
        stance=Stance(stance),
        speaker=speaker,
    )


def row_of(one: Attribution) -> AttributionRow:
    """Return an attribution as a row."""
    return (
        (one.content.start, one.content.end),
        _pair(one.cue),
        _pair(one.source),
        [
            (relay.outlet, (relay.span.start, relay.span.end), _pair(relay.cue))
            for relay in one.relays
        ],
        int(one.quoted),
        one.stance,
        one.speaker,
    )


def _pair(span: Span | None) -> Pair | None:
    return None if span is None else (span.start, span.end)


def _span(pair: Pair | None) -> Span | None:
    return None if pair is None else Span(*pair)
