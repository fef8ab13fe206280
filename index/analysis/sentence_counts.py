"""How many tokens every sentence of an article has, from the counts of its words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from operator import add, eq
from typing import TYPE_CHECKING

import numpy as np

from index.analysis.measure import TokenMeasure, is_odd
from index.values import Sentence

if TYPE_CHECKING:
    from index.attribution.tokens import Numbers, Tokens

Counts = list[tuple[int, int]]
"""Of each sentence: its tiktoken tokens and the encoder's."""


def sentence_counts(
    tokens: Tokens, sentences: Sequence[Sentence], edges: Numbers, measure: TokenMeasure
) -> Counts:
    """Return what the measure would say of each sentence, most often at one go.

    ``edges`` (s, 2) are the first piece and the end of every sentence.
    """
    body = tokens.body
    if is_odd(body):
        return measure.all_exact([body[one.start : one.end] for one in sentences])
    if tokens.counts is None or not _plainly_apart(body, sentences):
        return [measure(body[one.start : one.end]) for one in sentences]
    sums = np.zeros((2, len(tokens) + 1), np.int64)
    np.cumsum(tokens.counts.T, axis=1, out=sums[:, 1:])
    totals, own = (sums[:, edges[:, 1]] - sums[:, edges[:, 0]]).tolist()
    opening = [measure.opening(_first_word(body, one.start, one.end)) for one in sentences]
    return list(zip(map(add, totals, opening), own, strict=True))


def _first_word(body: str, start: int, end: int) -> str:
    blank = body.find(" ", start, end)
    return body[start : blank if blank >= 0 else end].split(None, 1)[0]


def _plainly_apart(body: str, sentences: Sequence[Sentence]) -> bool:
    """Say whether words are set apart by single blanks, sentences by any: breaks are tokens, too."""
    if any(map(body.__contains__, ("  ", "\t", "\r"))):
        return False
    starts, ends, *_ = zip(*sentences, strict=True) if sentences else ((), ())
    touching = any(map(eq, ends, starts[1:]))
    return not touching and max(map(body.find, repeat("\n"), starts, ends), default=-1) < 0
