"""Let the default encoder's network teach the cue model by articles that nobody has marked.

Marked articles are few. A teacher that reads every candidate within its sentence is fitted on them, and says of the
candidates of unmarked articles how likely each is a cue; the small model learns from both (distillation: Hinton,
Vinyals and Dean, 2015). Weights are kept, no text.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from transformers import AutoModel, AutoTokenizer

from index.attribution.clues import Candidates, candidates
from index.attribution.extraction import scene_of
from index.attribution.features import names_of
from index.attribution.scene import Scene
from index.attribution.tape import Tape
from index.attribution.tokens import Tokens
from index.encoders.weights import default_model
from index.sentences.splitting import split_sentences
from scripts.evaluation.data import lines

Floats = npt.NDArray[np.float32]

_LAYERS = 3
"""The first hidden layers, which tell cues best, by cross-validation (of six)."""
_BATCH, _MOST_TOKENS = 16, 160
_LETTERS = 8_000
"""Characters that are read of an unmarked article."""
_SCALE, _PENALTY = 0.1, 0.15
"""Of the vectors beside the features, and the teacher's L2 penalty; chosen by cross-validation."""
_SEED = 4711


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """Candidates as a teacher reads them: their features, and a vector each (n, d)."""

    features: list[dict[str, int]]
    vectors: Floats


class Reader:
    """The first layers of the default encoder, in one thread."""

    def __init__(self) -> None:
        folder = default_model().weights.parent
        torch.set_num_threads(1)
        self._tokenizer = AutoTokenizer.from_pretrained(folder)
        network = AutoModel.from_pretrained(folder, output_hidden_states=True).eval()
        network.encoder.layer = network.encoder.layer[:_LAYERS]
        self._network = network

    def read(self, bodies: Iterable[str]) -> Read:
        """Read the candidates of bodies, in order."""
        features: list[dict[str, int]] = []
        sentences: list[tuple[str, list[tuple[int, int, int]]]] = []
        for body in bodies:
            scene = scene_of(Tokens(body), split_sentences(body))
            found = candidates(Tape([scene]))
            sentences += _by_sentence(scene, found, len(features))
            features += [dict.fromkeys(names_of(found, row), 1) for row in range(len(found.at))]
        width = _LAYERS * self._network.config.hidden_size
        vectors = np.zeros((len(features), width), np.float32)
        sentences.sort(key=lambda one: len(one[0]))
        for at in range(0, len(sentences), _BATCH):
            self._fill(sentences[at : at + _BATCH], vectors)
        return Read(features=features, vectors=vectors)

    @torch.inference_mode()
    def _fill(
        self, sentences: Sequence[tuple[str, list[tuple[int, int, int]]]], vectors: Floats
    ) -> None:
        """Set the vectors of the candidates of some sentences: the means of their tokens' in every layer."""
        read = self._tokenizer(
            [text for text, _ in sentences],
            return_offsets_mapping=True,
            padding=True,
            truncation=True,
            max_length=_MOST_TOKENS,
            return_tensors="pt",
        )
        offsets = read.pop("offset_mapping").tolist()
        hidden = torch.cat(self._network(**read).hidden_states[1:], dim=-1).numpy()
        for row, (_, places) in enumerate(sentences):
            for candidate, start, end in places:
                own = [
                    token
                    for token, (first, last) in enumerate(offsets[row])
                    if first < min(last, end) and start < last
                ]
                if own:
                    vectors[candidate] = hidden[row, own].mean(axis=0)


def _by_sentence(
    scene: Scene, found: Candidates, before: int
) -> list[tuple[str, list[tuple[int, int, int]]]]:
    """Return each sentence's text with its candidates: their numbers, and their characters in it."""
    tokens, placed = scene.tokens, dict[int, list[tuple[int, int, int]]]()
    for row, (at, sentence) in enumerate(
        zip(found.at.tolist(), found.sentence.tolist(), strict=True)
    ):
        start = tokens.starts[scene.bounds[sentence][0]]
        span = (before + row, tokens.starts[at] - start, tokens.end(at) - start)
        placed.setdefault(sentence, []).append(span)
    return [
        (tokens.body[tokens.starts[first] : tokens.end(last - 1)], placed[sentence])
        for sentence, (first, last) in enumerate(scene.bounds)
        if sentence in placed
    ]


def unmarked_bodies(file: Path, count: int) -> list[str]:
    """Return the openings of some articles of a file (JSON lines with a "body", packed as .gz or not)."""
    bodies = [one["body"] for one in lines(file)]
    return [one[:_LETTERS] for one in random.Random(_SEED).sample(bodies, min(count, len(bodies)))]


def views(
    marked: sparse.csr_matrix,
    labels: npt.NDArray[np.bool_],
    unmarked: sparse.csr_matrix,
    vectors: tuple[Floats, Floats],
) -> Floats:
    """Return how likely a teacher fitted on marked candidates holds each unmarked one to be a cue.

    The matrices hold their features, ``vectors`` what the network tells of each.
    """
    own, other = vectors
    centre, spread = own.mean(axis=0), own.std(axis=0) + 1e-6
    teacher = LogisticRegression(C=_PENALTY, max_iter=1500)
    teacher.fit(_beside(marked, (own - centre) / spread), labels)
    held: Floats = teacher.predict_proba(_beside(unmarked, (other - centre) / spread))[:, 1]
    return held


def _beside(features: sparse.csr_matrix, vectors: Floats) -> sparse.csr_matrix:
    return sparse.hstack([features, sparse.csr_matrix(_SCALE * vectors)]).tocsr()
