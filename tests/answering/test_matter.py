"""Questions that ask an outlet are read for what they ask about."""

from __future__ import annotations

import pytest

from bot.serving.service import AnsweringService
from bot.values import Answer, NoAnswer, Question
from config.settings import load_settings
from index.building.update import update_index


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> AnsweringService:
    settings = load_settings(dotenv=None, index={"folder": tmp_path_factory.mktemp("sample")})
    update_index(settings.index)
    return AnsweringService(settings)


def read(service: AnsweringService, text: str) -> str:
    return service.understand(Question(text=text))[1].matter


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("What did the Quayside Ledger say about the nasal spray?", "the nasal spray?"),
        ("what has The Lantern written on the ferry fares", "the ferry fares?"),
        ("How did the Northmere Herald cover the job cuts?", "the job cuts?"),
        ("According to The Lantern, who will fire the gun?", "who will fire the gun?"),
        ("Who will fire the gun, according to The Lantern?", "Who will fire the gun"),
    ],
)
def test_the_outlet_that_is_asked_is_left_out(
    service: AnsweringService, question: str, about: str
) -> None:
    assert read(service, question) == about


@pytest.mark.parametrize(
    "question",
    [
        "What did the mayor say about the Quayside Ledger?",
        "What did Edda Quillan say about the bridge?",
        "Who will fire the gun?",
        "What did a source tell The Lantern about the letter?",
    ],
)
def test_whatever_else_is_asked_stays_as_it_is(service: AnsweringService, question: str) -> None:
    assert read(service, question) == question


def test_a_person_who_is_asked_stays_also_within_an_outlet(service: AnsweringService) -> None:
    text = "What did Edda Quillan say about the bridge?"
    asked = Question(text=text, outlets=("The Marrowby Courier",))
    assert service.understand(asked)[1].matter == text


@pytest.mark.parametrize(
    ("question", "outlet"),
    [
        ("What did the Quayside Ledger say about the nasal spray?", "The Quayside Ledger"),
        ("What did The Tarnside Gazette say about the speed limit?", "The Tarnside Gazette"),
        ("What did Northmere Herald write about ferry fares?", "Northmere Herald"),
    ],
)
def test_an_outlet_asked_about_a_bare_topic_answers(
    service: AnsweringService, question: str, outlet: str
) -> None:
    reply = service.answer(Question(text=question))
    assert isinstance(reply, Answer)
    assert reply.quotes[0].article.outlet == outlet


@pytest.mark.parametrize(
    "question",
    [
        "What did The Lantern say about the nasal spray?",
        "What did the Quayside Ledger say about the cat?",
    ],
)
def test_an_outlet_that_did_not_write_about_it_does_not(
    service: AnsweringService, question: str
) -> None:
    assert isinstance(service.answer(Question(text=question)), NoAnswer)
