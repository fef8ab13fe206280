"""How many tokens every sentence of an article has, from the counts of its words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from operator import eq
from typing import TYPE_CHECKING

import numpy as np

from index.measure import TokenMeasure, is_odd
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
    texts = [body[one.start : one.end] for one in sentences]
    if is_odd(body):
        return list(map(measure.exact, texts))
    if tokens.counts is None or not _plainly_apart(body, sentences):
        return list(map(measure, texts))
    sums = np.zeros((len(tokens) + 1, 2), np.int64)
    np.cumsum(tokens.counts, axis=0, out=sums[1:])
    totals: list[list[int]] = (sums[edges[:, 1]] - sums[edges[:, 0]]).tolist()
    return [
        (total + measure.opening(text.split(None, 1)[0]), own)
        for text, (total, own) in zip(texts, totals, strict=True)
    ]


def _plainly_apart(body: str, sentences: Sequence[Sentence]) -> bool:
    """Say whether words are set apart by single blanks, sentences by any: breaks are tokens, too."""
    if any(map(body.__contains__, ("  ", "\t", "\r"))):
        return False
    starts, ends = [one.start for one in sentences], [one.end for one in sentences]
    touching = any(map(eq, ends, starts[1:]))
    return not touching and max(map(body.find, repeat("\n"), starts, ends), default=-1) < 0
