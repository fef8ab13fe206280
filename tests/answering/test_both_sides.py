"""A yes-or-no question about what is denied: both sides are shown where an answer is nearly sure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.service import AnsweringService
from bot.values import Answer, Question, Reply
from config.settings import load_settings
from index.update import update_index

SAMPLE = Path(__file__).resolve().parents[2] / "config" / "articles"
DENIED = "Did the mayor refuse to open the Skerry Regatta?"
AGREED = "Was the Hallow Bridge closed because of rust?"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AnsweringService]:
    folder = tmp_path_factory.mktemp("sample")
    settings = load_settings(dotenv=None, index={"folder": folder})
    update_index(settings.index.model_copy(update={"articles": (SAMPLE,)}))
    with AnsweringService(settings) as service:
        yield service


def asked(service: AnsweringService, text: str, short_of: float) -> Reply:
    """Ask with a threshold that the confidence falls short of by so much."""
    held, understood, vectors = service.understand(Question(text=text))
    sure = service.answerer.answer(held, understood, vectors).confidence
    return replace(service.answerer, least=sure + short_of).answer(held, understood, vectors)


def test_both_sides_are_shown_where_the_best_quote_is_denied(service: AnsweringService) -> None:
    reply = asked(service, DENIED, 0.05)
    assert isinstance(reply, Answer)
    assert any(0 in pair for pair in reply.disputed)


def test_an_unsure_answer_that_nobody_denies_is_none(service: AnsweringService) -> None:
    assert not isinstance(asked(service, AGREED, 0.05), Answer)


def test_a_dispute_makes_no_answer_of_what_is_far_from_sure(service: AnsweringService) -> None:
    assert not isinstance(asked(service, DENIED, 0.2), Answer)
