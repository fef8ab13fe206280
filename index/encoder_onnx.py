"""The default encoder for questions: int8 weights in ONNX Runtime, without torch."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from index.encoder import Matrix, PassageInput, PassageVectors, unit_rows
from index.tokens import mean_of_ranges, token_ranges
from index.weights import MODEL, default_model


class OnnxEncoder:
    """all-MiniLM-L6-v2 with int8 weights (activations quantised as they come)."""

    def __init__(self, *, threads: int = 2) -> None:
        model = default_model()
        self.name = MODEL
        self.fingerprint = model.fingerprint
        self.dimensions = model.dimensions
        self.max_tokens = model.max_tokens
        self._tokenizer = Tokenizer.from_file(str(model.tokenizer))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        # Waiting threads must sleep: the cores are shared with the answering threads and the event
        # loop.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(
            str(model.onnx), options, providers=["CPUExecutionProvider"]
        )

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Count tokens, the two special ones included."""
        return [len(one.ids) for one in self._tokenizer.encode_batch_fast(list(texts))]

    def encode_question(self, texts: Sequence[str]) -> Matrix:
        """Embed questions, mean-pooled over their tokens: (n, d) unit rows. A long one is read to
        the limit."""
        rows = np.zeros((len(texts), self.dimensions), np.float32)
        for place, text in enumerate(texts):
            ids = self._tokenizer.encode(text).ids
            if len(ids) > self.max_tokens:  # the closing special token stays
                ids = [*ids[: self.max_tokens - 1], ids[-1]]
            rows[place] = self._run(ids).mean(axis=0)
        return unit_rows(rows)

    def encode_passages(self, inputs: Sequence[PassageInput]) -> PassageVectors:
        """Embed a few passages and their sentences (for bulk use the torch encoder).

        Raises ``ValueError`` where a text has more tokens than the model reads: nothing is cut in
        silence.
        """
        passages = np.zeros((len(inputs), self.dimensions), np.float32)
        sentences: list[Matrix] = [np.zeros((0, self.dimensions), np.float32)]
        for place, item in enumerate(inputs):
            read = self._tokenizer.encode(item.text)
            if len(read.ids) > self.max_tokens:
                raise ValueError(
                    f"a passage of {len(read.ids)} tokens; {self.name} reads {self.max_tokens}"
                )
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
        first: Matrix = hidden[0]
        return first
