"""The default encoder for questions: int8 weights in ONNX Runtime, without torch."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from index.encoder import Matrix, PassageInput, PassageVectors, unit_rows
from index.tokens import mean_of_ranges, token_ranges
from index.weights import MODEL, default_model


class OnnxEncoder:
    """all-MiniLM-L6-v2 with int8 weights. A long question is read up to ``max_tokens``."""

    def __init__(self, *, threads: int = 2) -> None:
        model = default_model()
        self.name = MODEL
        self.fingerprint = model.fingerprint
        self.dimensions = model.dimensions
        self.max_tokens = model.max_tokens
        self._tokenizer = Tokenizer.from_file(str(model.tokenizer))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(self.max_tokens)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        # Waiting threads must sleep: the cores are shared with the answering threads and the event loop.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(
            str(model.onnx), options, providers=["CPUExecutionProvider"]
        )

    @cached_property
    def _counter(self) -> Tokenizer:
        counter = Tokenizer.from_file(str(default_model().tokenizer))
        counter.no_padding()
        counter.no_truncation()
        return counter

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Count tokens, the two special ones included."""
        return [len(one.ids) for one in self._counter.encode_batch(list(texts))]

    def encode_question(self, texts: Sequence[str]) -> Matrix:
        """Embed questions, mean-pooled over their tokens: (n, d) unit rows."""
        return self.encode_passages([PassageInput(text=text) for text in texts]).passages

    def encode_passages(self, inputs: Sequence[PassageInput]) -> PassageVectors:
        """Embed one batch; meant for a few texts (for bulk use the torch encoder)."""
        passages = np.zeros((len(inputs), self.dimensions), np.float32)
        sentences: list[Matrix] = [np.zeros((0, self.dimensions), np.float32)]
        for place, item in enumerate(inputs):
            read = self._tokenizer.encode(item.text)
            tokens = self._run(read.ids)
            passages[place] = tokens.mean(axis=0)
            sentences.append(mean_of_ranges(tokens, token_ranges(read.offsets, item.sentences)))
        return PassageVectors(
            passages=unit_rows(passages), sentences=unit_rows(np.concatenate(sentences))
        )

    def _run(self, ids: Sequence[int]) -> Matrix:
        batch = np.array([ids], np.int64)
        inputs = {
            "input_ids": batch,
            "attention_mask": np.ones_like(batch),
            "token_type_ids": np.zeros_like(batch),
        }
        hidden: Matrix = self._session.run(None, inputs)[0]
        return hidden[0]
