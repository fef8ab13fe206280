"""How sentences, attributions and passages are written into one field each, and read back."""

from __future__ import annotations

import json
from collections.abc import Sequence

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

ROW = 16
"""Bytes of one sentence or passage: four little-endian int32."""

_KINDS = (SentenceKind.NEWS, SentenceKind.HEADING, SentenceKind.CAPTION, SentenceKind.BOILERPLATE)
_KIND_NUMBER = {kind: number for number, kind in enumerate(_KINDS)}


def pack_sentences(sentences: Sequence[Sentence]) -> bytes:
    """Write sentences as little-endian int32 quadruples: start, end, paragraph, kind."""
    return pack_rows(
        [(one.start, one.end, one.paragraph, _KIND_NUMBER[one.kind]) for one in sentences]
    )


def unpack_sentences(packed: bytes) -> list[Sentence]:
    """Read what ``pack_sentences`` wrote."""
    return [
        Sentence(start=start, end=end, paragraph=paragraph, kind=_KINDS[kind])
        for start, end, paragraph, kind in unpack_rows(packed)
    ]


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


def pack_attributions(attributions: Sequence[Attribution]) -> str:
    """Write attributions as one line of JSON."""
    rows = [
        [
            _pair(one.content),
            _pair(one.cue),
            _pair(one.source),
            [[relay.outlet, _pair(relay.span), _pair(relay.cue)] for relay in one.relays],
            int(one.quoted),
            one.stance.value,
            one.speaker,
        ]
        for one in attributions
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def unpack_attributions(packed: str) -> list[Attribution]:
    """Read what ``pack_attributions`` wrote."""
    return [
        Attribution(
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
        for content, cue, source, relays, quoted, stance, speaker in json.loads(packed)
    ]


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _span(pair: list[int] | None) -> Span | None:
    return None if pair is None else Span(*pair)
