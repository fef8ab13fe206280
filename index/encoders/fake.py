"""An encoder without a model, for load tests and tests without weights."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from index.encoders.encoder import (
    FAKE,
    Matrix,
    PassageInput,
    PassageVectors,
    each_by_itself,
    unit_rows,
)


class FakeEncoder:
    """Embed by hashing words: deterministic, quick, no model."""

    name = FAKE
    fingerprint = "fake-1"
    dimensions = 64
    max_tokens = 256

    _word = re.compile(r"\w+")

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Count words and two special tokens."""
        return [len(self._word.findall(text)) + 2 for text in texts]

    def encode_question(self, texts: Sequence[str]) -> Matrix:
        """Embed each text as the sum of its words' hashed directions."""
        return np.array([self._vector(text) for text in texts], np.float32).reshape(
            -1, self.dimensions
        )

    def encode_parts(self, questions: Sequence[PassageInput]) -> list[Matrix]:
        """Embed questions and the spans in them alike."""
        return each_by_itself(self, questions)

    def encode_passages(self, inputs: Sequence[PassageInput]) -> PassageVectors:
        """Embed texts and the spans in them alike."""
        spans = [span.of(item.text) for item in inputs for span in item.sentences]
        return PassageVectors(
            passages=self.encode_question([item.text for item in inputs]),
            sentences=self.encode_question(spans),
        )

    def _vector(self, text: str) -> Matrix:
        vector = [0.0] * self.dimensions
        for word in self._word.findall(text.casefold()):
            first, second, sign, other = _directions(word)
            vector[first] += sign
            vector[second] += other
        unit: Matrix = unit_rows(np.array([vector], np.float32))[0]
        return unit


@lru_cache(maxsize=200_000)
def _directions(word: str) -> tuple[int, int, float, float]:
    digest = hashlib.blake2b(word.encode(), digest_size=8).digest()
    size = FakeEncoder.dimensions
    signs = (1.0 if digest[1] & 1 else -1.0, 1.0 if digest[3] & 1 else -1.0)
    return digest[0] % size, digest[2] % size, *signs
