"""Models by name: the one module that imports sentence-transformers."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np

from index.encoders.encoder import Matrix, PassageInput, PassageVectors, each_by_itself, unit_rows
from index.encoders.named_models import Loader, loaded
from index.encoders.pooling import mean_of_ranges, token_ranges

_ENCODERS = "'default', a model's name or its folder"
_CHECKERS = "'default', 'none', or a cross-encoder's name or folder"


class NamedEncoder:
    """Any sentence-transformers model, by name or path, with a fast tokenizer."""

    def __init__(self, name: str, *, threads: int = 2) -> None:
        self._model = loaded(name, _encoder_loader(threads), "index.encoder", otherwise=_ENCODERS)
        self.name = name
        self.dimensions = int(self._model.get_embedding_dimension() or 0)
        self.max_tokens = int(self._model.max_seq_length or 512)
        self.fingerprint = f"{name}:{_fingerprint(self._model)}"

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Count tokens, special ones included."""
        read = self._model.tokenizer(list(texts), truncation=False, verbose=False)
        return [len(ids) for ids in read["input_ids"]]

    def encode_question(self, texts: Sequence[str]) -> Matrix:
        """Embed questions, with the model's own question prompt where it has one: (n, d) unit
        rows."""
        return np.asarray(
            self._model.encode_query(
                list(texts), normalize_embeddings=True, show_progress_bar=False
            ),
            np.float32,
        )

    def encode_parts(self, questions: Sequence[PassageInput]) -> list[Matrix]:
        """Embed questions and the spans in them, each by itself: a model may pool otherwise than by the mean."""
        return each_by_itself(self, questions)

    def encode_passages(self, inputs: Sequence[PassageInput]) -> PassageVectors:
        """Embed passages; sentences are the means of their tokens' last hidden states."""
        texts = [item.text for item in inputs]
        if max(self.count_tokens(texts), default=0) > self.max_tokens:
            raise ValueError(
                f"a passage is longer than the {self.max_tokens} tokens that {self.name} reads"
            )
        given: list[dict[str, Any]] = self._model.encode(
            texts, output_value=None, show_progress_bar=False, normalize_embeddings=True
        )
        passages = np.zeros((len(inputs), self.dimensions), np.float32)
        sentences: list[Matrix] = [np.zeros((0, self.dimensions), np.float32)]
        for place, (item, output) in enumerate(zip(inputs, given, strict=True)):
            passages[place] = output["sentence_embedding"].float().numpy()
            if item.sentences:
                sentences.append(self._pool(item, output["token_embeddings"].float().numpy()))
        return PassageVectors(
            passages=unit_rows(passages), sentences=unit_rows(np.concatenate(sentences))
        )

    def _pool(self, item: PassageInput, tokens: Matrix) -> Matrix:
        read = self._model.tokenizer(item.text, return_offsets_mapping=True, truncation=False)
        return mean_of_ranges(tokens, token_ranges(read["offset_mapping"], item.sentences))


def _encoder_loader(threads: int) -> Loader[Any]:
    def load(name: str, local: bool) -> Any:
        import torch
        from sentence_transformers import SentenceTransformer

        torch.set_num_threads(threads)
        return SentenceTransformer(name, device="cpu", local_files_only=local)

    return load


def _scorer_loader(threads: int) -> Loader[Any]:
    def load(name: str, local: bool) -> Any:
        import torch
        from sentence_transformers import CrossEncoder

        torch.set_num_threads(threads)
        return CrossEncoder(name, device="cpu", local_files_only=local)

    return load


def _fingerprint(model: Any) -> str:
    told = hashlib.sha256()
    for name, value in sorted(model.state_dict().items()):
        told.update(f"{name}{tuple(value.shape)}{float(value.float().sum()):.4f}".encode())
    return told.hexdigest()[:16]


class NamedScorer:
    """Any sentence-transformers cross-encoder, by name or path: how well a text answers a
    question."""

    def __init__(self, name: str, *, threads: int = 2) -> None:
        self._model = loaded(name, _scorer_loader(threads), "answer.checker", otherwise=_CHECKERS)
        import torch

        self._squash = torch.nn.Sigmoid()
        self.name = name

    def score_texts(self, pairs: Sequence[tuple[str, str]]) -> Matrix:
        """Score (question, text) pairs: (n,) in [0, 1]."""
        if not pairs:
            return np.zeros(0, np.float32)
        scores = self._model.predict(
            list(pairs), activation_fn=self._squash, show_progress_bar=False
        )
        return np.asarray(scores, np.float32).reshape(-1)
