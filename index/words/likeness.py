"""How alike words are in meaning: "vacate" and "leave", "relatives" and "family".

``config/likeness.npy`` holds a vector for every whole word of the default encoder's vocabulary: the
encoder's own embedding of that word alone, reduced to a few dimensions (principal components, without
the first, which all words share) and to 8 bits. Made by ``scripts/make_likeness.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.words.terms import vocabulary

TABLE = Path(__file__).resolve().parents[2] / "config" / "likeness.npy"
Floats = npt.NDArray[np.float32]


def likeness(words: Sequence[str], among: Sequence[str]) -> Floats:
    """Return for each word its highest likeness (n,) to one of ``among``: 1 the same, 0 nothing alike.

    Words outside the vocabulary are alike to nothing but themselves.
    """
    if not words or not among:
        return np.zeros(len(words), np.float32)
    best = np.maximum((_vectors(words) @ _vectors(among).T).max(1), 0.0)
    folded = {word.lower() for word in among}
    same = np.array([word.lower() in folded for word in words])
    return np.where(same, 1.0, best).astype(np.float32)


def _vectors(words: Sequence[str]) -> Floats:
    ranks, table = vocabulary(), _table()
    places = [ranks.get(word.lower(), 0) for word in words]
    vectors = table[places].astype(np.float32)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Floats = vectors / np.maximum(lengths, 1e-6)
    return scaled


@cache
def _table() -> npt.NDArray[np.int8]:
    # A plain array over the map: numpy's own class for maps takes longer at every use.
    return np.asarray(np.load(TABLE, mmap_mode="r", allow_pickle=False))
