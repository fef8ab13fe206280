"""Run the checker's network on batches: side by side where there are several, and one alone on all cores.

Threads that share one batch wait for each other a little at every operator: two do it in two thirds of the time of one.
So a batch is shared out only while no other one is being read.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.encoders.onnx_runtime import onnxruntime

Batch = tuple[NDArray[np.int32], NDArray[np.int32]]
"""Token ids and segments, (pairs, tokens) each."""
Logits = NDArray[np.float32]


class Runner:
    """Reads batches by a model file. Safe to call from several threads, which give the same logits as one."""

    def __init__(self, model: Path, threads: int = 0) -> None:
        """Load the model; ``threads`` is 0 for two, or one where there is one core only."""
        self._model = model
        self._count = threads or min(2, os.cpu_count() or 1)
        self._threads = ThreadPoolExecutor(self._count, "checker")
        self._by_itself = self._session(1)
        self._lock = threading.Lock()
        self._reading = 0
        self._alone = 0

    def logits(self, batches: Sequence[Batch]) -> list[Logits]:
        """Return the logits (pairs,) of each batch."""
        with self._lock:
            self._reading += len(batches)
            alone = self._reading == len(batches) == 1
            self._alone += alone
            # Loading the network anew takes longer than one batch gains by it.
            shared = alone and self._alone > 1 and self._count > 1
        try:
            if shared:
                return [_run(self._shared, batches[0])]
            return list(self._threads.map(lambda one: _run(self._by_itself, one), batches))
        finally:
            with self._lock:
                self._reading -= len(batches)

    @cached_property
    def _shared(self) -> onnxruntime.InferenceSession:
        return self._session(self._count)

    def _session(self, threads: int) -> onnxruntime.InferenceSession:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        # Waiting threads must sleep: the cores are shared with the answering threads and the event loop.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        return onnxruntime.InferenceSession(
            str(self._model), options, providers=["CPUExecutionProvider"]
        )


def _run(session: onnxruntime.InferenceSession, batch: Batch) -> Logits:
    ids, segments = batch
    logits: Logits = session.run(None, {"ids": ids, "segments": segments})[0]
    return logits
