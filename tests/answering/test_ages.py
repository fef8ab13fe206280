"""Ages of persons whom a question does not name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.evidence.ages import tells_ages_of_several, unnamed
from bot.serving.service import AnsweringService
from bot.values import Answer, NoAnswer, Question
from tests.own_archive import serving

_BODY = (
    "Ada Quill, 39, came to the regatta on Saturday with her family. Her children, Bo, four, and Cy, two, fed the"
    " gulls.\n\nTheir uncle, Tom Quill, 45, fired the gun. Ulla Penhallow watched from the pier.\n\nThree sailors were"
    " pulled out of the water. The lifeboat was launched twice.\n\nJon Roe, 34, and Una Roe, 28, were killed in a fire"
    " in Marrowby on Friday."
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AnsweringService]:
    article = {"id": "a", "title": "Regatta", "outlet": "The Gull", "body": _BODY}
    folder: Path = tmp_path_factory.mktemp("ages")
    with serving([article], folder) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How old are Ada Quill's children?", "Bo, four, and Cy, two"),
        ("how old are ada quills kids", "Bo, four, and Cy, two"),
        ("How old is Ada Quill?", "Ada Quill, 39"),
        ("How old is Bo's uncle?", "Tom Quill, 45"),
        ("How old were the victims of the Marrowby fire?", "Jon Roe, 34"),
    ],
)
def test_the_age_is_theirs_and_not_of_whom_the_question_names(
    service: AnsweringService, question: str, words: str
) -> None:
    reply = service.answer(Question(text=question))
    assert isinstance(reply, Answer)
    assert words in reply.quotes[0].bare.text


@pytest.mark.parametrize(
    "question",
    [
        "How old is Ada Quill's husband?",
        "How old are Ulla Penhallow's brothers?",
        "How old is Ada's mum?",
    ],
)
def test_whose_age_nobody_tells_is_not_answered_by_another(
    service: AnsweringService, question: str
) -> None:
    assert isinstance(service.answer(Question(text=question)), NoAnswer)


def test_who_is_asked_for() -> None:
    for question in (
        "How old are the victims of the crash?",
        "What are the ages of the suspects?",
        "how old were the two victims",
    ):
        found = unnamed(question)
        assert found and found.several, question
    son = unnamed("How old is Ada’s eldest son?")
    assert (
        son
        and not son.several
        and son.relatives
        and "son" in son.called
        and "daughter" not in son.called
    )
    mum = unnamed("How old is Ada's mum?")
    assert mum and "mother" in mum.called
    for question in (
        "How old is Ada?",
        "How old are Ada Brown and Ben Cole, the two suspects?",
        "How old are the suspects Ada Brown and Ben Cole?",
        "How old is the son of a bridge?",
    ):
        assert unnamed(question) is None, question


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("John Smith (34) and Mary Jones (28) were killed.", True),
        ("The brothers, aged 9 and 12, were found.", True),
        ("Children between the ages of four and eleven came.", True),
        ("Ada Quill, 39, came.", False),
        ("Ada and Bo came at 9 and left at 12.", False),
    ],
)
def test_ages_of_several_stand_beside_names_or_in_a_row(text: str, told: bool) -> None:
    assert tells_ages_of_several(text) is told
