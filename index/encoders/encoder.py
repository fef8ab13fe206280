"""The seam between the index and the model that turns text into vectors."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, Protocol

import numpy as np
import numpy.typing as npt

from index.values import Span

Matrix = npt.NDArray[np.float32]
EncoderRole = Literal["question", "passages"]
DEFAULT = "default"
FAKE = "fake"


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageInput:
    """A text to embed and the spans in it (characters, in order) that get vectors of their own."""

    text: str
    sentences: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageVectors:
    """Unit rows: one a passage (n, d), one a sentence span (m, d), both in the order of the
    inputs."""

    passages: Matrix
    sentences: Matrix


class Encoder(Protocol):
    """A model that embeds questions and passages into one space. Vectors have length one."""

    name: str
    fingerprint: str
    """Says which weights made a vector; the same for both roles of one model."""
    dimensions: int
    max_tokens: int
    """Tokens that the model reads, its own special ones included."""

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Count each text's tokens as the model reads it, special tokens included."""
        ...

    def encode_question(self, texts: Sequence[str]) -> Matrix:
        """Embed questions: (n, d)."""
        ...

    def encode_parts(self, questions: Sequence[PassageInput]) -> list[Matrix]:
        """Embed questions and spans in them: for each (1 + spans, d), the whole question first.

        A span is read in its question where the model allows it ("late chunking", Günther et al.,
        2024): that costs one pass, and a part keeps what it refers to.
        """
        ...

    def encode_passages(self, inputs: Sequence[PassageInput]) -> PassageVectors:
        """Embed passages and, from the same forward pass, their sentences."""
        ...


def load_encoder(name: str = DEFAULT, *, role: EncoderRole, threads: int = 2) -> Encoder:
    """Load an encoder by name for one role.

    ``default`` is all-MiniLM-L6-v2 from installed packages: int8 ONNX for questions (torch is not
    imported), torch for passages in bulk. ``fake`` needs no model. Any other name or path goes to
    sentence-transformers.
    """
    if name == FAKE:
        return FakeEncoder()
    if name != DEFAULT:
        from index.encoders.named import NamedEncoder

        return NamedEncoder(name, threads=threads)
    if role == "question":
        from index.encoders.onnx_encoder import OnnxEncoder

        return OnnxEncoder(threads=threads)
    from index.encoders.torch_encoder import TorchEncoder

    return TorchEncoder(threads=threads)


class FakeEncoder:
    """Embed by hashing words: deterministic, quick, no model. For load tests and tests without
    weights."""

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


def each_by_itself(encoder: Encoder, questions: Sequence[PassageInput]) -> list[Matrix]:
    """Embed questions and spans in them as texts of their own: for each (1 + spans, d)."""
    texts = [[one.text, *(span.of(one.text) for span in one.sentences)] for one in questions]
    vectors = encoder.encode_question([text for each in texts for text in each])
    ends = np.cumsum([len(each) for each in texts])
    return np.split(vectors, ends[:-1]) if texts else []


def unit_rows(rows: Matrix) -> Matrix:
    """Scale every row to length one; rows of zeros stay zeros."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    lengths[lengths == 0] = 1.0
    unit: Matrix = (rows / lengths).astype(np.float32, copy=False)
    return unit
