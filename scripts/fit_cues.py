"""Fit the weights that decide which words are cues, on the articles of PolNeAR that people marked.

Writes index/attribution/cue_weights.json: names of features with their weights, and no text.
``--folds N`` measures
instead: each article is judged by a model that has not seen it.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bot.stopping import stop_at_once

if __name__ == "__main__":
    stop_at_once("fit_cues.py")

import argparse
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from bot.command_line import run_script
from config.outlets import OutletRegistry
from index.attribution import cues
from index.attribution.clues import candidates
from index.attribution.extraction import scene_of
from index.attribution.features import names_of
from index.attribution.tape import Tape
from index.attribution.tokens import Tokens
from index.sentences import split_sentences
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One article with the marks of every annotator, and the features and labels of its
    candidates."""

    text: str
    marks: tuple[list[Marked], ...]
    features: list[dict[str, int]]
    labels: list[bool]


def read(folder: Path) -> list[Text]:
    """Read the articles of a folder with their candidates."""
    by_text: dict[str, list[list[Marked]]] = {}
    for one in files_of(folder, None):
        by_text.setdefault(one.text, []).append(one.marks)
    return [_read_one(text, marks) for text, marks in by_text.items()]


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


def fit(texts: Sequence[Text]) -> cues.Model:
    """Fit a model on the candidates of some texts."""
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([one for text in texts for one in text.features])
    labels = np.array([one for text in texts for one in text.labels])
    model = LogisticRegression(C=_PENALTY, max_iter=3000).fit(matrix, labels)
    named = zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)
    weights = {
        str(name): round(float(weight), 3) for name, weight in named if abs(weight) >= _SMALLEST
    }
    threshold = math.log(_CHANCE / (1 - _CHANCE)) - float(model.intercept_[0])
    return cues.Model(dict(sorted(weights.items())), round(threshold, 3))


def measure(texts: Sequence[Text], folds: int) -> dict[str, dict[str, float]]:
    """Return the figures of models that have not seen the article they judge."""
    registry = OutletRegistry.load()
    tallies = {"quoted": Tally(), "all": Tally()}
    shipped = cues.shipped
    for fold in range(folds):
        model = fit([text for at, text in enumerate(texts) if at % folds != fold])
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
    parser.add_argument("--folder", type=Path, default=default_folder())
    parser.add_argument("--folds", type=int, default=0)
    options = parser.parse_args(arguments)
    if not options.folder.is_dir():
        print(f"no folder {options.folder}: give one with --folder", file=sys.stderr)
        return 2
    texts = read(options.folder)
    if options.folds:
        for name, values in measure(texts, options.folds).items():
            print(f"{name:7}", "  ".join(f"{key} {value:.3f}" for key, value in values.items()))
        return 0
    model = fit(texts)
    data = {"threshold": model.threshold, "weights": model.weights}
    _WEIGHTS.write_text(json.dumps(data, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"{len(model.weights)} weights written to {_WEIGHTS.name}")
    return 0


if __name__ == "__main__":
    sys.exit(run_script("fit_cues.py", main))
