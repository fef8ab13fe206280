"""What a sentence gains, as one that tells an article's news, by standing near its opening."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

_MOST, _LENGTH = 0.15, 5.0
"""The gain of the first sentence, as a cosine, and after how many sentences it fades."""


def opening_gains(count: int) -> npt.NDArray[np.float32]:
    """Return the gain of each of an article's first ``count`` sentences: (count,)."""
    gains: npt.NDArray[np.float32] = _MOST * np.exp(-np.arange(count, dtype=np.float32) / _LENGTH)
    return gains
