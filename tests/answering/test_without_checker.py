"""Answering where the settings choose no checker: by signs alone, with weights fitted for that."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bot.evidence.calibration import kind_of
from bot.values import Answer, NoAnswer, Question
from tests.own_archive import TWO_ARTICLES, serving


def test_without_a_checker_what_holds_the_words_is_answered_and_the_rest_refused(
    tmp_path: Path,
) -> None:
    with serving(TWO_ARTICLES, tmp_path) as service:
        service.answerer = replace(service.answerer, checker=None)
        found = service.answer(Question(text="Why was the Hallow Bridge closed?"))
        assert isinstance(found, Answer)
        assert "cracks in two hangers" in found.quotes[0].text
        assert isinstance(service.answer(Question(text="Who won the cup final?")), NoAnswer)


def test_a_question_is_of_the_kind_that_its_weights_were_fitted_on(tmp_path: Path) -> None:
    with serving(TWO_ARTICLES, tmp_path) as service:
        for text, read, kind in (
            ("Why was the Hallow Bridge closed?", True, "one"),
            ("Why was the Hallow Bridge closed?", False, "unread"),
            ("Did The Lantern and The Gull both report that fares rise?", True, "several"),
        ):
            held, understood, vectors = service.understand(Question(text=text))
            chosen = service.answerer if read else replace(service.answerer, checker=None)
            ground = chosen.find(held, understood, vectors)
            assert kind_of(ground.understood, ground.evidence) == kind, text
