"""Fit the weights that decide which words are cues, on the articles of PolNeAR that people marked.

Writes index/attribution/cue_weights.json: names of features with their weights, and no text. With ``--unmarked
FILE`` the model learns from articles that nobody marked as well (``scripts/cue_fitting/teaching.py``, ten minutes of a
core); the weights shipped are fitted so, on 800 of them. ``--folds N`` measures instead: each article is judged by a
model that has not seen it, nor has the model's teacher.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bot.command_line.stopping import stop_at_once

if __name__ == "__main__":
    stop_at_once("fit_cues.py")

import argparse
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from bot.command_line.ending import run_script
from config.outlets import OutletRegistry
from index.attribution import cues
from index.attribution.clues import candidates
from index.attribution.extraction import scene_of
from index.attribution.features import names_of
from index.attribution.tape import Tape
from index.attribution.tokens import Tokens
from index.sentences.splitting import split_sentences
from scripts.cue_fitting.teaching import Floats, Read, Reader, unmarked_bodies, views
from scripts.evaluate_attributions import (
    Marked,
    Tally,
    count,
    default_folder,
    files_of,
    given,
    overlap,
)

_WEIGHTS = Path(__file__).resolve().parent.parent / "index" / "attribution" / "cue_weights.json"
_PENALTY = 0.15
"""Inverse strength of the L2 penalty, chosen by cross-validation."""
_CHANCE = 0.42
"""A word is a cue from this probability on, chosen by cross-validation."""
_SMALLEST = 0.02
_PENALTY_TAUGHT, _CHANCE_TAUGHT = 0.3, 0.45
_SHARE = 0.5
"""The same where a teacher helps, and how much one of its views counts beside a marked candidate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One article with the marks of every annotator, and the features and labels of its
    candidates."""

    text: str
    marks: tuple[list[Marked], ...]
    features: list[dict[str, int]]
    labels: list[bool]
    vectors: Floats | None = None
    """What the teacher's network tells of each candidate (n, d)."""


def read(folder: Path, reader: Reader | None = None) -> list[Text]:
    """Read the articles of a folder with their candidates."""
    by_text: dict[str, list[list[Marked]]] = {}
    for one in files_of(folder, None):
        by_text.setdefault(one.text, []).append(one.marks)
    texts = [_read_one(text, marks) for text, marks in by_text.items()]
    if reader is None:
        return texts
    return [replace(one, vectors=reader.read([one.text]).vectors) for one in texts]


def _read_one(text: str, marks: list[list[Marked]]) -> Text:
    scene = scene_of(Tokens(text), split_sentences(text))
    features, labels = [], []
    found = candidates(Tape([scene]))
    for row, at in enumerate(found.at.tolist()):
        span = ((scene.tokens.starts[at], scene.tokens.end(at)),)
        agreed = sum(any(overlap(one.cue, span) for one in marked) for marked in marks)
        features.append(dict.fromkeys(names_of(found, row), 1))
        labels.append(2 * agreed >= len(marks))
    return Text(text=text, marks=tuple(marks), features=features, labels=labels)


def fit(texts: Sequence[Text], unmarked: Read | None = None) -> cues.Model:
    """Fit a model on the candidates of some texts, and on those of unmarked ones as a teacher sees them."""
    vectorizer = DictVectorizer()
    own = [one for text in texts for one in text.features]
    matrix = vectorizer.fit_transform(own + (unmarked.features if unmarked else []))
    labels = np.array([one for text in texts for one in text.labels])
    penalty, shares = _PENALTY, np.ones(len(labels))
    if unmarked:
        held = _held(texts, labels, matrix, unmarked)
        penalty, others = _PENALTY_TAUGHT, np.ones(len(held), bool)
        matrix = sparse.vstack([matrix, matrix[len(own) :]]).tocsr()
        labels = np.concatenate([labels, others, ~others])
        shares = np.concatenate([shares, _SHARE * held, _SHARE * (1 - held)])
    model = LogisticRegression(C=penalty, max_iter=3000).fit(matrix, labels, sample_weight=shares)
    named = zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)
    weights = {
        str(name): round(float(weight), 3) for name, weight in named if abs(weight) >= _SMALLEST
    }
    chance = _CHANCE_TAUGHT if unmarked else _CHANCE
    threshold = math.log(chance / (1 - chance)) - float(model.intercept_[0])
    return cues.Model(dict(sorted(weights.items())), round(threshold, 3))


def _held(
    texts: Sequence[Text],
    labels: npt.NDArray[np.bool_],
    matrix: sparse.csr_matrix,
    unmarked: Read,
) -> Floats:
    """Return how likely a teacher fitted on some texts holds each unmarked candidate to be a cue."""
    vectors = np.concatenate([one.vectors for one in texts if one.vectors is not None])
    own, other = matrix[: len(labels)], matrix[len(labels) :]
    return views(own, labels, other, (vectors, unmarked.vectors))


def measure(
    texts: Sequence[Text], folds: int, unmarked: Read | None = None
) -> dict[str, dict[str, float]]:
    """Return the figures of models that have not seen the article they judge."""
    registry = OutletRegistry.load()
    tallies = {"quoted": Tally(), "all": Tally()}
    shipped = cues.shipped
    for fold in range(folds):
        model = fit([text for at, text in enumerate(texts) if at % folds != fold], unmarked)
        cues.shipped = cache(lambda model=model: model)
        for text in texts[fold::folds]:
            found = given(text.text, registry)
            for marked in text.marks:
                count(marked, found, tallies["quoted"], quoted_only=True)
                count(marked, found, tallies["all"], quoted_only=False)
    cues.shipped = shipped
    return {name: tally.figures() for name, tally in tallies.items()}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--folder", type=Path, default=default_folder(), help="PolNeAR's marked articles"
    )
    parser.add_argument("--folds", type=int, default=0, help="measure with so many, write nothing")
    parser.add_argument("--unmarked", type=Path, help="articles (JSON lines) to learn from as well")
    parser.add_argument("--count", type=int, default=800, help="how many of them (800)")
    options = parser.parse_args(arguments)
    if not options.folder.is_dir():
        print(f"no folder {options.folder}: give one with --folder", file=sys.stderr)
        return 2
    reader = Reader() if options.unmarked else None
    texts = read(options.folder, reader)
    unmarked = reader.read(unmarked_bodies(options.unmarked, options.count)) if reader else None
    if options.folds:
        for name, values in measure(texts, options.folds, unmarked).items():
            print(f"{name:7}", "  ".join(f"{key} {value:.3f}" for key, value in values.items()))
        return 0
    model = fit(texts, unmarked)
    data = {"threshold": model.threshold, "weights": model.weights}
    _WEIGHTS.write_text(json.dumps(data, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"{len(model.weights)} weights written to {_WEIGHTS.name}")
    return 0


if __name__ == "__main__":
    sys.exit(run_script("fit_cues.py", main))
