"""Questions on days of which the archive has no article: answered by articles of other days that name them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from bot.serving.service import AnsweringService
from bot.values import Answer, NoAnswer, Question, Reason
from bot.wording import reading_words, refusal
from tests.own_archive import records, serving

_ARTICLES = [
    ("memoir", "The Lantern", "2024-06-10", "Quillan looks back",
     "Edda Quillan spoke to readers in Harwick on Sunday. Her memoir, Tides, was published in March."
     " She may write another one, she said."),
    ("bridge", "Harbour Post", "2024-06-12", "Bridge works go on",
     "Marlow Bridge is being painted. The bridge was shut for a week in May 2019 after a crack was found."),
]  # fmt: skip


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AnsweringService]:
    """A service over two articles of one summer."""
    with serving(records(_ARTICLES), tmp_path_factory.mktemp("told")) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "article", "days"),
    [
        ("What did Edda Quillan publish in March?", "memoir", "March"),
        ("Which memoir was published in March 2024?", "memoir", "March 2024"),
        ("which memoir was published in march 2024", "memoir", "march 2024"),
        ("What was reported of Marlow Bridge in May 2019?", "bridge", "May 2019"),
    ],
)
def test_articles_of_other_days_tell_of_the_days_asked_for(
    service: AnsweringService, question: str, article: str, days: str
) -> None:
    """They are shown, and it is said that nothing was printed then."""
    reply = service.answer(Question(text=question))
    assert isinstance(reply, Answer)
    assert [one.article.id for one in reply.quotes] == [article]
    assert reply.reading.told_of == days
    said = reading_words(reply.reading)
    assert said is not None and said.startswith("Nothing printed in ") and f"“{days}”" in said
    assert "Only" not in said


@pytest.mark.parametrize(
    "question",
    [
        "Which memoir was published in March 2023?",
        "What was reported of Marlow Bridge in May 2018?",
        "What did Edda Quillan publish in May?",
        "What was reported of Marlow Bridge yesterday?",
    ],
)
def test_days_that_no_article_names_stay_without_an_answer(
    service: AnsweringService, question: str
) -> None:
    """A year that does not follow, another month, the word "may", a day that counts from today."""
    reply = service.answer(Question(text=question))
    assert isinstance(reply, NoAnswer) and reply.reason is Reason.NOTHING_IN_PERIOD
    assert reply.reading.told_of is None


def test_days_that_were_set_outright_hold(service: AnsweringService) -> None:
    question = Question(
        text="Which memoir was published in March?", since=date(2022, 3, 1), until=date(2022, 3, 31)
    )
    reply = service.answer(question)
    assert isinstance(reply, NoAnswer) and reply.reason is Reason.NOTHING_IN_PERIOD


def test_days_after_the_last_article_are_refused_with_its_day(service: AnsweringService) -> None:
    """The longer period that would be advised otherwise could not help, but where it was set outright."""
    reply = service.answer(Question(text="Any news from last week?"))
    assert isinstance(reply, NoAnswer) and reply.reason is Reason.NOTHING_IN_PERIOD
    assert reply.reading.newest_on is None
    assert refusal(reply).startswith("I answer from past articles, the latest from 12 June 2024")
    outright = Question(text="Why was Marlow Bridge shut?", since=date(2024, 7, 1))
    for question in (outright, replace(outright, since=None, until=date(2024, 1, 1))):
        reply = service.answer(question)
        assert isinstance(reply, NoAnswer) and reply.reading.last is None


def test_what_another_outlet_printed_then_is_not_denied(service: AnsweringService) -> None:
    """Nothing of one outlet is held of those days; of others there may be."""
    text = "Which memoir was published in March 2024?"
    reply = service.answer(Question(text=text, outlets=("The Lantern",)))
    assert isinstance(reply, Answer) and reply.reading.told_of == "March 2024"
    said = reading_words(reply.reading)
    assert said is not None and "Nothing printed by The Lantern in March 2024 is in this" in said
