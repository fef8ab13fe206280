"""How fast passages are embedded, beside plain sentence-transformers, and how well the vectors
agree."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence

import numpy as np

from index.encoders.bert import Bert
from index.encoders.encoder import Matrix, PassageInput
from index.encoders.loading import load_encoder
from index.encoders.torch_encoder import TorchEncoder, fastest_dtype
from index.encoders.weights import default_model
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
    weights, dtype = default_model().weights, fastest_dtype()
    network, exact = Bert(weights, dtype), Bert(weights, torch.float32)
    square = torch.ones(_ROWS, _ROWS, dtype=dtype)
    jobs = {
        "plain_float32": lambda: plain.encode(list(texts), normalize_embeddings=True),
        "bulk": lambda: ours.encode_passages(inputs),
        "int8_onnx": lambda: small.encode_passages(inputs),
        "products": lambda: network.multiply(_ROWS),
        "products_float32": lambda: exact.multiply(_ROWS),
        "square": lambda: square @ square,
    }
    seconds = alternating(jobs, rounds)
    rates = {name: len(texts) / seconds[name] for name in ("plain_float32", "bulk", "int8_onnx")}
    work = _operations(ours.count_tokens(texts))
    ceilings = {
        "products": 2 * _ROWS * _PARAMETERS / seconds["products"],
        "products_float32": 2 * _ROWS * _PARAMETERS / seconds["products_float32"],
        "square": 2 * _ROWS**3 / seconds["square"],
    }
    return {
        "passages_a_second": {name: round(rate, 1) for name, rate in rates.items()},
        "ratio_to_plain": {
            name: round(rate / rates["plain_float32"], 2) for name, rate in rates.items()
        },
        "format": str(fastest_dtype()).removeprefix("torch."),
        "gflops": {name: round(rate / 1e9) for name, rate in ceilings.items()},
        "share_of_ceiling": {
            "bulk": round(work / seconds["bulk"] / ceilings["products"], 3),
            "bulk_of_square": round(work / seconds["bulk"] / ceilings["square"], 3),
            "plain_float32": round(
                work / seconds["plain_float32"] / ceilings["products_float32"], 3
            ),
        },
        "agreement": _agreement(plain, ours, small, texts),
    }


_ROWS = 2048
"""Rows of a bulk batch, and of a large square product to compare with."""


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
