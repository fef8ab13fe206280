"""How fast passages are embedded, beside plain sentence-transformers, and how well the vectors
agree."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence

import numpy as np

from index.encoder import Matrix, PassageInput, load_encoder
from index.encoder_torch import TorchEncoder, fastest_dtype
from index.weights import default_model
from scripts.benchmarks.timing import alternating

_PARAMETERS = 6 * (4 * 384 * 384 + 2 * 384 * 1536)
"""Weights that every token is multiplied with; attention adds 4 · 384 · length a layer and
token."""


def measure(texts: Sequence[str], *, threads: int, rounds: int) -> dict[str, object]:
    """Compare rates in one alternating run. ``texts`` are passages as they are embedded."""
    import torch
    from sentence_transformers import SentenceTransformer

    torch.set_num_threads(threads)
    inputs = [PassageInput(text=text) for text in texts]
    plain = SentenceTransformer(str(default_model().weights.parent), device="cpu")
    ours = TorchEncoder(threads=threads)
    small = load_encoder(role="question", threads=threads)
    jobs = {
        "plain_float32": lambda: plain.encode(list(texts), normalize_embeddings=True),
        "bulk": lambda: ours.encode_passages(inputs),
        "int8_onnx": lambda: small.encode_passages(inputs),
        "ceiling_bulk": lambda: _products(fastest_dtype()),
        "ceiling_float32": lambda: _products(torch.float32),
    }
    seconds = alternating(jobs, rounds)
    rates = {name: len(texts) / seconds[name] for name in ("plain_float32", "bulk", "int8_onnx")}
    work = _operations(ours.count_tokens(texts))
    ceilings = {
        name: _PRODUCT_OPERATIONS / seconds[f"ceiling_{name}"] for name in ("bulk", "float32")
    }
    return {
        "passages_a_second": {name: round(rate, 1) for name, rate in rates.items()},
        "ratio_to_plain": {
            name: round(rate / rates["plain_float32"], 2) for name, rate in rates.items()
        },
        "format": str(fastest_dtype()).removeprefix("torch."),
        "share_of_ceiling": {
            "bulk": round(work / seconds["bulk"] / ceilings["bulk"], 3),
            "plain_float32": round(work / seconds["plain_float32"] / ceilings["float32"], 3),
        },
        "agreement": _agreement(plain, ours, small, texts),
    }


_ROWS = 2048
_TIMES = 4
_PRODUCT_OPERATIONS = 2 * _ROWS * 384 * 1536 * 2 * _TIMES


def _products(dtype: object) -> None:
    """Multiply matrices of the network's own shapes and nothing else."""
    import torch

    rows = torch.ones(_ROWS, 384, dtype=dtype)  # type: ignore[call-overload]
    up = torch.ones(1536, 384, dtype=dtype)  # type: ignore[call-overload]
    down = torch.ones(384, 1536, dtype=dtype)  # type: ignore[call-overload]
    with torch.inference_mode():
        for _ in range(_TIMES):
            rows = torch.nn.functional.linear(torch.nn.functional.linear(rows, up), down)


def _operations(lengths: Sequence[int]) -> float:
    return float(sum(2 * n * _PARAMETERS + 6 * 4 * n * n * 384 for n in lengths))


def _agreement(
    plain: object, ours: TorchEncoder, small: object, texts: Sequence[str]
) -> dict[str, object]:
    exact: Matrix = plain.encode(list(texts), normalize_embeddings=True)  # type: ignore[attr-defined]
    told: dict[str, object] = {}
    inputs = [PassageInput(text=text) for text in texts]
    for name, encoder in (("bulk", ours), ("int8_onnx", small)):
        vectors: Matrix = encoder.encode_passages(inputs).passages  # type: ignore[attr-defined]
        told[name] = {
            "mean_cosine": round(float((exact * vectors).sum(axis=1).mean()), 5),
            "recall_at_10": round(_recall(exact, vectors), 4),
        }
    return told


def _recall(exact: Matrix, vectors: Matrix) -> float:
    """Share of each text's ten nearest by float32 that are also its ten nearest by ``vectors``."""
    shares = []
    for one, other in zip(exact @ exact.T, vectors @ vectors.T, strict=True):
        best, found = np.argsort(-one)[1:11], np.argsort(-other)[1:11]
        shares.append(len(set(best.tolist()) & set(found.tolist())) / len(best))
    return float(np.mean(shares))


def main(texts: Sequence[str], threads: int, rounds: int) -> None:
    """Print the measurement as JSON."""
    started = time.monotonic()
    told = measure(texts, threads=threads, rounds=rounds)
    print(json.dumps(told | {"seconds": round(time.monotonic() - started, 1)}, indent=1))
