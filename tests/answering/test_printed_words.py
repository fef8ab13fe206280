"""Who said certain words, asked as a question: found by the words, or said not to be there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from bot.serving.service import AnsweringService
from bot.understanding.quoted_words import words_whose_speaker
from bot.values import Answer, NoAnswer, Question, Reason
from bot.wording import refusal
from config.settings import load_settings
from index.building.update import update_index

REOPENED = "Eleven weeks on, Hallow Bridge reopens to cars"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AnsweringService]:
    settings = load_settings(index={"folder": tmp_path_factory.mktemp("printed") / "index"})
    update_index(settings.index)
    with AnsweringService(settings) as one:
        yield one


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ('who said "it is the same bridge"?', "it is the same bridge"),
        ("Who told reporters on Monday: “It is the same bridge, only quieter”", "It is the same bridge, only quieter"),
        ('Who called the bridge "a danger to all of us"?', "a danger to all of us"),
        ('Did Hester Pym really say "it is the same bridge"?', "it is the same bridge"),
        ("is it true that the mayor said “we will pay every penny”?", "we will pay every penny"),
        ('Did she say "it is the same bridge" before it was shut?', None),
        ('who called it "a snub"?', None),
        ("who said it is the same bridge?", None),
        ('Why did she say "it is the same bridge"?', None),
    ],
)  # fmt: skip
def test_words_whose_speaker_is_asked_for_are_told_from_other_quotations(
    question: str, words: str | None
) -> None:
    asked = words_whose_speaker(question)
    assert (asked.of(question) if asked else None) == words


@pytest.mark.parametrize(
    "question",
    [
        'who said "it is the same bridge, only quieter"',
        "Who said “It is the same bridge only quieter”?",
        "WHO SAID “IT IS THE SAME BRIDGE, ONLY QUIETER”?",
    ],
)
def test_the_quote_that_prints_the_words_is_the_answer(
    service: AnsweringService, question: str
) -> None:
    reply = service.answer(Question(text=question))
    assert isinstance(reply, Answer)
    (quote,) = reply.quotes
    assert '"It is the same bridge, only quieter," she said' in quote.text
    assert (quote.article.title, quote.chain[-1].cue) == (REOPENED, "said")
    assert reply.question.text == question


def test_words_that_nothing_prints_are_refused_however_near_other_words_come(
    service: AnsweringService,
) -> None:
    reply = service.answer(Question(text='who said "it is another bridge, and a louder one"?'))
    assert isinstance(reply, NoAnswer)
    assert reply.reason is Reason.NOT_IN_ARCHIVE


def test_limits_hold_and_a_day_or_outlet_inside_the_words_is_none(
    service: AnsweringService,
) -> None:
    asked = Question(text='who said "it is the same bridge, only quieter"?')
    assert isinstance(service.answer(replace(asked, outlets=("The Marrowby Courier",))), Answer)
    assert isinstance(service.answer(replace(asked, outlets=("The Lantern",))), NoAnswer)
    assert isinstance(service.answer(replace(asked, until=date(2024, 5, 19))), NoAnswer)
    inside = service.answer(Question(text='who said "yesterday The Lantern was wrong again"?'))
    assert (inside.reading.since, inside.reading.outlets) == (None, ())


def test_whether_somebody_said_certain_words_is_answered_by_where_they_are_printed(
    service: AnsweringService,
) -> None:
    reply = service.answer(
        Question(text="Did Hester Pym really say “it is the same bridge, only quieter”?")
    )
    assert isinstance(reply, Answer)
    assert '"It is the same bridge, only quieter," she said' in reply.quotes[0].text
    invented = "Did Edda Quillan really say “the bridge is perfectly fine”?"
    refused = service.answer(Question(text=invented))
    assert isinstance(refused, NoAnswer)
    assert refusal(refused).startswith("I find no quote with those words in this archive. Try a ")
