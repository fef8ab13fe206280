"""The best sentence is read once more, between its neighbours, unless it answers by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from bot.evidence.checker import Candidate, Checker, Scores
from bot.serving.service import AnsweringService
from bot.values import Question
from tests.own_archive import serving

_SENTENCES = (
    "The harbour board met in Marrowby on Monday.",
    "It chose Ada Quill as its head.",
    "She had built the sea wall at Tarnside.",
)


class Recording:
    """The real checker, and what it was asked to read."""

    name = "recording"

    def __init__(self, checker: Checker) -> None:
        self._checker = checker
        self.read: list[list[str]] = []

    def score(self, question: str, candidates: Sequence[Candidate]) -> Scores:
        self.read.append([one.sentence for one in candidates])
        return self._checker.score(question, candidates)

    def score_pairs(self, pairs: Sequence[tuple[str, Candidate]]) -> Scores:
        return self._checker.score_pairs(pairs)


def reads(service: AnsweringService, question: str) -> tuple[list[list[str]], float, float]:
    """Return what was read for a question, and how sure the checker is of the best sentence alone and around."""
    assert service.answerer.checker is not None
    recording = Recording(service.answerer.checker)
    held, understood, vectors = service.understand(Question(text=question))
    found = replace(service.answerer, checker=recording).find(held, understood, vectors)
    best = found.evidence[0]
    assert best.checked is not None and best.around is not None
    return recording.read, best.checked, best.around


def test_the_best_sentence_is_read_between_its_neighbours_where_it_alone_does_not_answer(
    tmp_path: Path,
) -> None:
    with serving([{"id": "a", "body": " ".join(_SENTENCES)}], tmp_path) as service:
        first, alone, _ = reads(service, "Who was chosen as head of the harbour board?")
        assert len(first) == 1 and alone >= 0.5, "it answers by itself"
        (all_read, again), alone, around = reads(service, "Why was the harbour board shut down?")
        assert alone < 0.5
        best = max(all_read, key=lambda text: text in again[0])
        assert len(again) == 1 and best in again[0]
        place = _SENTENCES.index(best)
        assert again[0] == " ".join(_SENTENCES[max(0, place - 1) : place + 2])
        assert around >= alone and np.isfinite(around)
