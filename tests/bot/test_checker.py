"""The shipped checker, run as the program runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evidence.checker import (
    DEFAULT_FOLDER,
    Candidate,
    Layout,
    OnnxChecker,
    lay_out,
    load_checker,
)
from index.errors import UsageError

FINANCE = "What did the finance minister say about the fuel tax?"
ANSWER = Candidate(sentence="The finance minister said that the fuel tax would be cut by a fifth.")
OTHER_SPEAKER = Candidate(sentence="The union leader said that the fuel tax hurts nurses.")
OTHER_TOPIC = Candidate(sentence="The finance minister arrived in Geneva by train on Monday.")
OFF = Candidate(sentence="Rain is expected over the northern islands until Friday.")

# (question, a sentence that answers, a near miss on the same subject)
NEAR_MISSES = [
    ("When did the bridge open?", "The bridge opened in May 1998.",
     "The bridge is 400 metres long."),
    ("How many people were hurt?", "Twelve people were hurt in the crash.",
     "The crash blocked a road."),
    ("Who won the mayoral race?", "Ana Ruiz won the mayoral race.",
     "The mayoral race cost millions."),
    ("Where was the painting found?", "The painting was found in a cellar in Lyon.",
     "The painting is thought to be worth two million euros."),
    ("Why was the flight cancelled?", "The flight was cancelled because of heavy fog.",
     "The flight was due to land at noon."),
    ("How much did the company pay for the land?", "The company paid $3 million for the land.",
     "The company bought the land from a farmer."),
    ("Who criticised the new law?", "The new law was criticised by the teachers' union.",
     "The new law takes effect in June."),
    ("What caused the fire?", "Investigators said a faulty heater caused the fire.",
     "The fire was put out after three hours."),
]  # fmt: skip


@pytest.fixture(scope="module")
def checker() -> OnnxChecker:
    return OnnxChecker(threads=1)


def test_an_answer_scores_above_near_misses(checker: OnnxChecker) -> None:
    answer, *others = checker.score(FINANCE, [ANSWER, OTHER_SPEAKER, OTHER_TOPIC, OFF])
    assert answer > max(others)
    assert answer > 0.5


def test_nearly_every_answer_beats_its_near_miss(checker: OnnxChecker) -> None:
    won = 0
    for question, right, wrong in NEAR_MISSES:
        scores = checker.score(question, [Candidate(sentence=right), Candidate(sentence=wrong)])
        won += int(scores[0] > scores[1])
    assert won >= len(NEAR_MISSES) - 1


def test_scores_are_probabilities_one_for_each_candidate(checker: OnnxChecker) -> None:
    scores = checker.score(FINANCE, [ANSWER, OFF])
    assert scores.dtype == np.float32
    assert scores.shape == (2,)
    assert ((scores >= 0) & (scores <= 1)).all()


def test_no_candidates_give_no_scores(checker: OnnxChecker) -> None:
    assert checker.score(FINANCE, []).shape == (0,)
    assert checker.score_pairs([]).shape == (0,)


def test_a_question_scores_the_same_alone_and_in_company(checker: OnnxChecker) -> None:
    alone = checker.score(FINANCE, [ANSWER, OTHER_TOPIC])
    other = "Where will it rain?"
    mixed = checker.score_pairs([(FINANCE, ANSWER), (other, OFF), (FINANCE, OTHER_TOPIC)])
    assert mixed[[0, 2]].tolist() == alone.tolist()
    assert mixed[1] == checker.score(other, [OFF])[0]


def test_padding_hardly_moves_a_score(checker: OnnxChecker) -> None:
    long = Candidate(sentence=ANSWER.sentence + " It would also be paid in two halves this year.")
    together = checker.score(FINANCE, [ANSWER, long])
    assert together[0] == pytest.approx(checker.score(FINANCE, [ANSWER])[0], abs=0.05)


def test_endless_text_is_read_only_in_part(checker: OnnxChecker) -> None:
    endless = Candidate(sentence="news " * 50_000, before="before " * 50_000, after="x" * 10_000)
    scores = checker.score("why " * 50_000, [endless])
    assert 0 <= scores[0] <= 1


@pytest.mark.parametrize("text", ["", " ", "\u202e\u0000", "🙂🙂", "東京"])
def test_odd_text_gets_a_score(checker: OnnxChecker, text: str) -> None:
    assert 0 <= checker.score(text, [Candidate(sentence=text, before=text)])[0] <= 1


TOKENS = st.lists(st.integers(1000, 30000), max_size=90)


@given(question=TOKENS, sentence=TOKENS, before=TOKENS)
def test_a_layout_keeps_its_limits_and_marks_the_sentence(
    question: list[int], sentence: list[int], before: list[int]
) -> None:
    limits = Layout()
    ids, segments, start = lay_out(question, sentence, before, limits)
    said = sentence[: limits.sentence]
    assert len(ids) == len(segments) <= limits.question + limits.sentence + 3
    assert ids[start : start + len(said)] == said
    assert sum(segments) == len(said) + 1
    tail = ids[start + len(said) + 1 : -1]
    assert before[len(before) - len(tail) :] == tail
    assert not tail or len(ids) <= limits.all


def test_the_shipped_model_is_small_and_its_card_tells_its_data() -> None:
    assert (DEFAULT_FOLDER / "model.onnx").stat().st_size <= 25_000_000
    card = json.loads((DEFAULT_FOLDER / "card.json").read_text("utf-8"))
    assert card["licence"] == "CC BY-SA 4.0"
    assert card["bytes"] == (DEFAULT_FOLDER / "model.onnx").stat().st_size
    assert not {"wikiqa", "realtimeqa"} & set(card["data"])


def test_scoring_imports_neither_torch_nor_transformers() -> None:
    code = (
        "import sys; from bot.evidence.checker import *; c = load_checker();"
        "c.score('Who?', [Candidate(sentence='Ana did.')]);"
        "print(sorted({'torch', 'transformers', 'sentence_transformers'} & set(sys.modules)))"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"model\.onnx is missing"):
        OnnxChecker(tmp_path)


def test_no_checker_can_be_chosen() -> None:
    assert load_checker("none") is None
    chosen = load_checker("default", threads=1)
    assert chosen is not None
    assert chosen.name == "checker"
