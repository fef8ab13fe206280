"""The default encoder for questions: eight-bit products in ONNX Runtime, without torch."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from index.encoders.encoder import Matrix, PassageInput, PassageVectors, unit_rows
from index.encoders.minilm import EPSILON, WIDTH, Weights, network
from index.encoders.onnx_runtime import onnxruntime
from index.encoders.pooling import mean_of_ranges, token_ranges
from index.encoders.weights import MODEL, default_model, read_tensors

_CPU = Path("/proc/cpuinfo")
_SUMS_IN_32_BITS = {"avx512_vnni", "avx_vnni", "amx_int8"}


class OnnxEncoder:
    """all-MiniLM-L6-v2 with int8 weights and activations, float32 where the CPU would lose accuracy.

    Texts are run one by one: an activation's scale comes from the text that it belongs to, so that a
    text gets the same vector alone and in company.
    """

    def __init__(self, *, threads: int = 2, int8: bool | None = None) -> None:
        model = default_model()
        self.name = MODEL
        self.fingerprint = model.fingerprint
        self.dimensions = model.dimensions
        self.max_tokens = model.max_tokens
        self._tokenizer = Tokenizer.from_file(str(model.tokenizer))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        weights = read_tensors(model.weights)
        self._embeddings = Embeddings(weights)
        int8 = multiplies_bytes() if int8 is None else int8
        # A text's products are too small to share out: texts run side by side instead.
        self._session = session(network(weights, int8=int8), 1)
        self._pool = ThreadPoolExecutor(threads, "encode") if threads > 1 else None

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Count tokens, the two special ones included."""
        return [len(one.ids) for one in self._tokenizer.encode_batch_fast(list(texts))]

    def encode_question(self, texts: Sequence[str]) -> Matrix:
        """Embed questions, mean-pooled over their tokens: (n, d) unit rows. A long one is read to
        the limit."""
        rows = self.encode_parts([PassageInput(text=text) for text in texts])
        return np.concatenate([np.zeros((0, self.dimensions), np.float32), *rows])

    def encode_parts(self, questions: Sequence[PassageInput]) -> list[Matrix]:
        """Embed questions and spans in them: for each (1 + spans, d) unit rows; a span beyond the
        limit gets its question's vector."""
        each = map if self._pool is None or len(questions) == 1 else self._pool.map
        return list(each(self._question, questions))

    def _question(self, one: PassageInput) -> Matrix:
        read = self._tokenizer.encode(one.text)
        ids = read.ids
        if len(ids) > self.max_tokens:  # the closing special token stays
            ids = [*ids[: self.max_tokens - 1], ids[-1]]
        tokens = self._run(ids)
        whole = tokens.mean(axis=0, keepdims=True)
        ranges = np.minimum(token_ranges(read.offsets, one.sentences), len(ids) - 1)
        parts = mean_of_ranges(tokens, ranges)
        parts[ranges[:, 0] >= ranges[:, 1]] = whole
        return unit_rows(np.concatenate([whole, parts]))

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
        return run(self._session, self._embeddings.of(ids))["hidden"]


class Embeddings:
    """What the network's first layer reads: looked up in the mapped file, so that it need not be loaded."""

    def __init__(self, weights: Weights) -> None:
        self._words = weights["embeddings.word_embeddings.weight"]
        # Token type 0 everywhere, so it can be added to the positions once.
        self._places = (
            weights["embeddings.position_embeddings.weight"]
            + weights["embeddings.token_type_embeddings.weight"][0]
        )
        self._gain = weights["embeddings.LayerNorm.weight"]
        self._bias = weights["embeddings.LayerNorm.bias"]

    def of(self, ids: Sequence[int]) -> Matrix:
        """Embed token ids: (t, d)."""
        rows = np.asarray(self._words[np.array(ids)]) + self._places[: len(ids)]
        rows -= rows.mean(axis=1, keepdims=True)
        spread = np.sqrt(np.square(rows).mean(axis=1, keepdims=True) + np.float32(EPSILON))
        embedded: Matrix = rows / spread * self._gain + self._bias
        return embedded


def session(model: bytes, threads: int) -> onnxruntime.InferenceSession:
    """Load a model for the CPU."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # Waiting threads must sleep: the cores are shared with the answering threads and the event
    # loop.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def run(model: onnxruntime.InferenceSession, rows: Matrix) -> dict[str, Matrix]:
    """Run the network over one text's embedded tokens (t, d): every output by name, (t, ·) each."""
    count = len(rows)
    given = {
        "rows": rows[None],
        "ones": np.ones(count, np.float32),
        "zeros": np.zeros(count, np.float32),
        "shape": np.array([1, count, 3 * WIDTH], np.int64),
    }
    names = [one.name for one in model.get_outputs()]
    return {name: out[0] for name, out in zip(names, model.run(names, given), strict=True)}


@cache
def multiplies_bytes() -> bool:
    """Say whether this CPU adds up products of bytes without overflow (older ones do so in 16 bits)."""
    if platform.machine().lower() in ("arm64", "aarch64"):
        return True
    try:
        with _CPU.open("rb") as file:
            flags = file.read(1 << 14).decode("ascii", "replace").split()
    except OSError:
        return False
    return bool(_SUMS_IN_32_BITS & set(flags))
