"""The default encoder for passages in bulk: torch, in the number format that this CPU multiplies
fastest."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
import torch
from tokenizers import Encoding, Tokenizer

from index.encoders.bert import Bert
from index.encoders.encoder import Matrix, PassageInput, PassageVectors, unit_rows
from index.encoders.pooling import mean_of_ranges, token_ranges
from index.encoders.weights import MODEL, default_model

_BATCH_TOKENS = 2048
"""Activations of this many tokens stay in the CPU's second-level cache: larger batches are
slower."""
_STEP = 64
"""Batches are filled up to a multiple of this many tokens: every other size is prepared anew."""
_PROBE_ROUNDS = 5
_WORTH = 1.2


class TorchEncoder:
    """all-MiniLM-L6-v2 in torch. Texts are laid end to end, so that nothing is padded."""

    def __init__(self, *, threads: int = 2, dtype: torch.dtype | None = None) -> None:
        model = default_model()
        self.name = MODEL
        self.fingerprint = model.fingerprint
        self.dimensions = model.dimensions
        self.max_tokens = model.max_tokens
        self._tokenizer = Tokenizer.from_file(str(model.tokenizer))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        torch.set_num_threads(threads)
        self._network = Bert(model.weights, dtype or fastest_dtype())

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Count tokens, the two special ones included."""
        return [len(one.ids) for one in self._tokenizer.encode_batch_fast(list(texts))]

    def encode_question(self, texts: Sequence[str]) -> Matrix:
        """Embed questions: (n, d) unit rows."""
        return self.encode_passages([PassageInput(text=text) for text in texts]).passages

    def encode_parts(self, questions: Sequence[PassageInput]) -> list[Matrix]:
        """Embed questions and spans in them: for each (1 + spans, d) unit rows."""
        made = (self.encode_passages([one]) for one in questions)
        return [np.concatenate([one.passages, one.sentences]) for one in made]

    def encode_passages(self, inputs: Sequence[PassageInput]) -> PassageVectors:
        """Embed passages and their sentences from one forward pass.

        Raises ``ValueError`` where a text has more tokens than the model reads: nothing is cut in
        silence.
        """
        read = self._tokenizer.encode_batch([item.text for item in inputs])
        longest = max((len(one.ids) for one in read), default=0)
        if longest > self.max_tokens:
            raise ValueError(f"a passage of {longest} tokens; {self.name} reads {self.max_tokens}")
        passages = np.zeros((len(inputs), self.dimensions), np.float32)
        firsts = np.cumsum([0, *(len(item.sentences) for item in inputs)])
        sentences = np.zeros((int(firsts[-1]), self.dimensions), np.float32)
        for places, hidden in self._batches(read):
            ends = np.cumsum([len(read[place].ids) for place in places])
            for place, end in zip(places, ends, strict=True):
                tokens = hidden[end - len(read[place].ids) : end]
                passages[place] = tokens.mean(axis=0)
                ranges = token_ranges(read[place].offsets, inputs[place].sentences)
                sentences[firsts[place] : firsts[place + 1]] = mean_of_ranges(tokens, ranges)
        return PassageVectors(passages=unit_rows(passages), sentences=unit_rows(sentences))

    def _batches(self, read: Sequence[Encoding]) -> Iterator[tuple[list[int], Matrix]]:
        """Yield the places of some texts and their tokens, laid end to end."""
        places: list[int] = []
        count = 0
        for place, one in enumerate(read):
            if places and count + len(one.ids) > _BATCH_TOKENS:
                yield places, self._run([read[earlier].ids for earlier in places], count)
                places, count = [], 0
            places.append(place)
            count += len(one.ids)
        if places:
            yield places, self._run([read[place].ids for place in places], count)

    def _run(self, texts: Sequence[Sequence[int]], count: int) -> Matrix:
        ids = torch.zeros(-(-count // _STEP) * _STEP, dtype=torch.long)
        ids[:count] = torch.tensor([one for text in texts for one in text])
        hidden: Matrix = self._network(ids, [len(text) for text in texts]).float().numpy()
        return hidden


@cache
def fastest_dtype() -> torch.dtype:
    """Choose bfloat16 where this CPU multiplies it clearly faster than float32, by measuring
    both."""
    capability = torch.cpu.get_capabilities() if hasattr(torch.cpu, "get_capabilities") else {}
    if not (capability.get("amx_bf16") or capability.get("avx512_bf16") or capability.get("bf16")):
        return torch.float32
    ratio = _seconds(torch.float32) / _seconds(torch.bfloat16)
    return torch.bfloat16 if ratio > _WORTH else torch.float32


def _seconds(dtype: torch.dtype) -> float:
    """Time one of the network's products in this thread; the best of a few rounds."""
    rows = torch.ones(1024, 384, dtype=dtype)
    weights = torch.ones(1536, 384, dtype=dtype)
    times = []
    for _ in range(_PROBE_ROUNDS):
        started = time.perf_counter()
        torch.nn.functional.linear(rows, weights)
        times.append(time.perf_counter() - started)
    return min(times)
