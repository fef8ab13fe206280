"""The seam between the index and the model that turns text into vectors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from index.values import Span

Matrix = npt.NDArray[np.float32]
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
