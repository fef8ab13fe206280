"""Replies that are remembered: the same words for the same question, and never another's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.serving.remembered import Remembered, occasion
from bot.serving.service import AnsweringService
from bot.values import Answer, Question
from config.settings import IndexSettings, load_settings
from index.building.update import update_index
from scripts.evaluation.data import ROOT

ASKED = Question(text="What did The Lantern's source say about the refusal?", id="first")


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AnsweringService]:
    index = IndexSettings(
        articles=(ROOT / "config" / "articles",), folder=tmp_path_factory.mktemp("index")
    )
    update_index(index)
    settings = load_settings(dotenv=None).model_copy(update={"index": index})
    with AnsweringService(settings) as opened:
        yield opened


def test_whoever_asks_the_same_gets_the_same_quotes_under_his_own_id(
    service: AnsweringService,
) -> None:
    first = service.answer(ASKED)
    again = service.answer(replace(ASKED, id="second"))
    assert isinstance(first, Answer) and isinstance(again, Answer)
    assert again.quotes == first.quotes and again.disputed == first.disputed
    assert (first.question.id, again.question.id) == ("first", "second")


def test_other_limits_or_fewer_quotes_are_another_question(service: AnsweringService) -> None:
    whole = service.answer(ASKED, quotes=3)
    one = service.answer(ASKED, quotes=1)
    elsewhere = service.answer(replace(ASKED, outlets=("Marrowby Echo",)), quotes=3)
    assert isinstance(whole, Answer) and isinstance(one, Answer)
    assert len(one.quotes) < len(whole.quotes)
    assert elsewhere.reading.outlets + elsewhere.reading.unknown_outlets == ("Marrowby Echo",)


def test_several_that_ask_the_same_at_once_are_each_answered(service: AnsweringService) -> None:
    asked = [replace(ASKED, id=str(number)) for number in range(4)]
    replies = service.answer_many(asked)
    assert [reply.question.id for reply in replies] == ["0", "1", "2", "3"]
    assert len({reply.snapshot for reply in replies}) == 1


def test_another_snapshot_or_day_is_another_occasion_and_the_oldest_goes(
    service: AnsweringService,
) -> None:
    reply, today = service.answer(ASKED), service._today()
    kept = Remembered()
    here = occasion(ASKED, "one", today, None)
    kept.keep(here, reply)
    assert kept.get(occasion(replace(ASKED, id="x"), "one", today, None)) is reply
    assert kept.get(occasion(ASKED, "two", today, None)) is None
    assert kept.get(occasion(ASKED, "one", today.replace(year=1999), None)) is None
    for number in range(256):
        kept.keep(occasion(ASKED, f"later {number}", today, None), reply)
    assert kept.get(here) is None
