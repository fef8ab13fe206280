"""Find the channels of the encoder's network that are too large to be multiplied in eight bits.

Runs the network in float32 over the sample articles and writes, for each linear layer, the channels with
the largest values to ``index/encoders/outliers.json``.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bot.command_line.stopping import stop_at_once

if __name__ == "__main__":
    stop_at_once("find_outliers.py")

import argparse
import json

import numpy as np
from tokenizers import Tokenizer

from bot.command_line.ending import run_script
from config.outlets import OutletRegistry
from index.encoders.encoder import Matrix
from index.encoders.minilm import network
from index.encoders.onnx_encoder import Embeddings, run, session
from index.encoders.weights import default_model, read_tensors
from index.reading import ReadingReport, read_articles

_ROOT = Path(__file__).resolve().parent.parent
APART = {"attention.self.query": 4, "intermediate.dense": 4, "output.dense": 8}
"""How many channels of each kind of layer are multiplied in float32: three times as many gain 0.0002 of cosine."""
_TOKENS = 128


def main() -> int:
    """Write ``index/encoders/outliers.json``."""
    largest = _largest(_texts())
    apart = {
        name: sorted(np.argsort(-sizes)[: APART.get(name.partition(".")[2], 0)].tolist())
        for name, sizes in sorted(largest.items())
    }
    lines = [f"{json.dumps(name)}: {json.dumps(channels)}" for name, channels in apart.items()]
    text = "{\n " + ",\n ".join(lines) + "\n}\n"
    (_ROOT / "index" / "encoders" / "outliers.json").write_text(text, "utf-8")
    return 0


def _texts() -> list[str]:
    articles = read_articles(
        [_ROOT / "config" / "articles"], OutletRegistry.load(), ReadingReport()
    )
    return [line for one in articles for line in one.body.splitlines() if line.strip()]


def _largest(texts: list[str]) -> dict[str, Matrix]:
    """Return the largest value of every channel that a linear layer reads."""
    model = default_model()
    weights = read_tensors(model.weights)
    tokenizer = Tokenizer.from_file(str(model.tokenizer))
    embeddings = Embeddings(weights)
    loaded = session(network(weights, int8=False, watched=True), 1)
    largest: dict[str, Matrix] = {}
    for text in texts:
        outputs = run(loaded, embeddings.of(tokenizer.encode(text).ids[:_TOKENS]))
        del outputs["hidden"]
        for name, values in outputs.items():
            here = np.abs(values).max(0)
            largest[name] = np.maximum(here, largest.get(name, here))
    return largest


if __name__ == "__main__":
    argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    ).parse_args()
    sys.exit(run_script("find_outliers.py", main))
