"""An encoder for builds that is loaded when the first passage needs it, and no larger than the job
needs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from tokenizers import Encoding, Tokenizer

from index.encoders.encoder import DEFAULT, Encoder, Matrix, PassageInput, PassageVectors
from index.encoders.loading import load_encoder
from index.encoders.weights import MODEL, default_model
from index.encoders.wordpiece import WordPieces

_SMALL = 60_000
_WORD = 40
"""Characters of a text that is counted as a word."""
_SPECIAL = 2
_FEW = 4


class LazyEncoder:
    """The default encoder's name and numbers at once, its weights on first use.

    A small job is done by the question role's runtime, which starts in a tenth of a second where
    torch takes four; both agree with the float32 model (mean cosine above 0.999).
    """

    def __init__(self, *, threads: int = 2) -> None:
        model = default_model()
        self.name = MODEL
        self.fingerprint = model.fingerprint
        self.dimensions = model.dimensions
        self.max_tokens = model.max_tokens
        self._threads = threads
        self._small = False

    def expect(self, characters: int) -> None:
        """Say how much there is to embed, before the first text comes."""
        self._small = characters <= _SMALL

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        tokenizer = Tokenizer.from_file(str(default_model().tokenizer))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer

    @cached_property
    def _quick(self) -> Encoder:
        return load_encoder(DEFAULT, role="question", threads=self._threads)

    @cached_property
    def _bulk(self) -> Encoder:
        return load_encoder(DEFAULT, role="passages", threads=self._threads)

    @cached_property
    def _pieces(self) -> WordPieces:
        return WordPieces(self._tokenizer.get_vocab())

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Count tokens, the two special ones included."""
        count_word = self._pieces.count
        quick = [count_word(text) if len(text) <= _WORD else None for text in texts]
        asked = [text for text, count in zip(texts, quick, strict=True) if count is None]
        # For a few, waking the tokenizer's threads would take longer than the work.
        few = len(asked) <= _FEW
        slow = map(self._tokenizer.encode, asked) if few else iter(self._encode_many(asked))
        return [len(next(slow).ids) if count is None else count + _SPECIAL for count in quick]

    def _encode_many(self, texts: list[str]) -> list[Encoding]:
        return self._tokenizer.encode_batch_fast(texts)

    def encode_question(self, texts: Sequence[str]) -> Matrix:
        """Embed questions: (n, d) unit rows."""
        return self._quick.encode_question(texts)

    def encode_parts(self, questions: Sequence[PassageInput]) -> list[Matrix]:
        """Embed questions and spans in them: for each (1 + spans, d) unit rows."""
        return self._quick.encode_parts(questions)

    def encode_passages(self, inputs: Sequence[PassageInput]) -> PassageVectors:
        """Embed passages and their sentences."""
        return (self._quick if self._small else self._bulk).encode_passages(inputs)


def build_encoder(name: str, *, threads: int = 2) -> Encoder:
    """Return the encoder for a build."""
    return (
        LazyEncoder(threads=threads)
        if name == DEFAULT
        else load_encoder(name, role="passages", threads=threads)
    )
