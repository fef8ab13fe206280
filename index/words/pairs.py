"""The words of a text as numbers, and a number for each pair of neighbours: what copies have in common."""

from __future__ import annotations

import zlib

import numpy as np
import numpy.typing as npt

from index.words.folding import words

Keys = npt.NDArray[np.uint32]


class WordHashes(dict[str, int]):
    """Hash words to 32 bits, the same on every machine; forgets all when it grows too large."""

    def __missing__(self, word: str) -> int:
        if len(self) > 400_000:
            self.clear()
        value = self[word] = zlib.crc32(word.encode("utf-8", "surrogatepass"))
        return value


def pair_keys(hashes: npt.NDArray[np.uint32], bits: int = 32) -> Keys:
    """Return the bucket (of ``2 ** bits``) of each pair of neighbouring word hashes, (n) → (n -
    1)."""
    left, right = hashes[:-1].astype(np.uint64), hashes[1:].astype(np.uint64)
    mixed = (left * np.uint64(0x9E3779B97F4A7C15) + right) * np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0x94D049BB133111EB)
    return (mixed >> np.uint64(64 - bits)).astype(np.uint32)


def body_hashes(body: str, hashes: WordHashes) -> npt.NDArray[np.uint32]:
    """Hash the words of a body, in order."""
    return np.array([hashes[word] for word in words(body)], np.uint32)
