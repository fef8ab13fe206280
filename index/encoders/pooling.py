"""Pooling of token vectors over passages and their sentences, shared by all real encoders."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from index.encoders.encoder import Matrix
from index.values import Span

Ranges = npt.NDArray[np.int64]


def token_ranges(offsets: Sequence[tuple[int, int]], spans: Sequence[Span]) -> Ranges:
    """Find for each span the tokens that begin in it: (n, 2) half-open ranges, empty where there
    are none.

    ``offsets`` are the tokens' character ranges; special tokens have (0, 0) and are never counted.
    """
    starts = np.array([start for start, end in offsets if end > start], np.int64)
    first = next((place for place, (start, end) in enumerate(offsets) if end > start), 0)
    edges = np.array([(span.start, span.end) for span in spans], np.int64).reshape(-1, 2)
    return np.searchsorted(starts, edges, side="left").astype(np.int64) + first


def mean_of_ranges(tokens: Matrix, ranges: Ranges) -> Matrix:
    """Average the rows of ``tokens`` (t, d) over each half-open range: (n, d); empty ranges give
    zeros."""
    sums = np.zeros((len(tokens) + 1, tokens.shape[1]), np.float64)
    np.cumsum(tokens, axis=0, out=sums[1:])
    counts = np.maximum(ranges[:, 1] - ranges[:, 0], 1)[:, None]
    means: Matrix = ((sums[ranges[:, 1]] - sums[ranges[:, 0]]) / counts).astype(np.float32)
    return means
