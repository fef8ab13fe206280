"""Marks of a question: those that do not weigh need not be found."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot.evidence import calibration as weights
from bot.evidence.calibration import MARKS, calibration, kind_of
from bot.values import Question
from tests.own_archive import TWO_ARTICLES, serving

_ASKED = (
    "Why was the Hallow Bridge closed?",
    "How many people did the ferry carry?",
    "What did Queen Ada say about the harbour?",
    "Did The Lantern and The Gull both report that fares rise?",
)


@pytest.mark.parametrize("read", [True, False])
def test_confidence_is_the_same_where_marks_that_do_not_weigh_are_left_out(
    tmp_path: Path, read: bool
) -> None:
    with serving(TWO_ARTICLES, tmp_path) as service:
        some = service.answerer if read else replace(service.answerer, checker=None)
        every = replace(some, all_marks=True)
        for text in _ASKED:
            held, understood, vectors = service.understand(Question(text=text))
            found, whole = (one.find(held, understood, vectors) for one in (some, every))
            fitted = calibration(kind_of(found.understood, found.evidence))
            assert fitted.confidence(found.marks) == fitted.confidence(whole.marks), text
            due = [name in fitted.used for name in MARKS]
            assert found.marks[due].tolist() == whole.marks[due].tolist(), text


def test_what_weighs_nothing_and_takes_time_is_not_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(TWO_ARTICLES, tmp_path) as service:
        held, understood, vectors = service.understand(Question(text=_ASKED[0]))
        every = replace(service.answerer, all_marks=True).find(held, understood, vectors)
        assert np.count_nonzero(every.marks[[name.startswith("part_") for name in MARKS]])
        for name in ("part_fits", "absence", "alike"):
            monkeypatch.delattr(weights, name)
        service.answerer.find(held, understood, vectors)
        with pytest.raises(NameError):
            replace(service.answerer, all_marks=True).find(held, understood, vectors)
