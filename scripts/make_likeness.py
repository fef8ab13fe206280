"""Make ``config/likeness.npy``: a small vector for every word of the default encoder's vocabulary."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bot.command_line.stopping import stop_at_once

if __name__ == "__main__":
    stop_at_once("make_likeness.py")
import argparse

import numpy as np

from bot.command_line.ending import run_script
from index.encoders.loading import load_encoder
from index.words.likeness import TABLE
from index.words.terms import vocabulary

_DIMENSIONS = 96
_TOGETHER = 256


def main() -> int:
    """Embed every word alone, keep the main directions in which words differ, round to 8 bits."""
    words = {w: rank for w, rank in vocabulary().items() if w.isalpha() and len(w) > 2}
    encoder = load_encoder(role="question")
    names = list(words)
    vectors = np.concatenate(
        [
            encoder.encode_question(names[start : start + _TOGETHER])
            for start in range(0, len(names), _TOGETHER)
        ]
    )
    vectors = vectors - vectors.mean(0)
    directions = np.linalg.svd(vectors[::2], full_matrices=False)[2][1 : _DIMENSIONS + 1]
    reduced = vectors @ directions.T
    reduced /= np.abs(reduced).max(1, keepdims=True)
    table = np.zeros((max(vocabulary().values()) + 1, _DIMENSIONS), np.int8)
    table[list(words.values())] = np.round(reduced * 127).astype(np.int8)
    np.save(TABLE, table)
    print(f"{TABLE}: {len(words)} words, {TABLE.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    ).parse_args()
    sys.exit(run_script("make_likeness.py", main))
