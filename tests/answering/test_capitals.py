"""Questions as people type them: without capitals, all in capitals, without a question mark."""

from __future__ import annotations

from datetime import date

import pytest

from bot.understanding.capitals import with_capitals
from bot.understanding.question import Understood, read_question
from bot.values import Question
from config.outlets import OutletRegistry

REGISTRY = OutletRegistry.load()
PRINTED = (
    "On Tuesday the hard-liners ousted Kevin McCarthy as speaker. Later the House adjourned, and"
    " the FBI said nothing. What Kevin McCarthy does next is open. May he rest, said Mira Ricardel.",
    "Speaker McCarthy lost his job in a house of cards. In the House nobody cried for McCarthy,"
    " and the House went home.",
    "The apple fell far from the tree, as every apple does. Apple shares rose; at Apple they know.",
)


def _read(text: str) -> Understood:
    return read_question(Question(text=text), REGISTRY, frozenset(), date(2024, 1, 1))


def _written(text: str) -> str:
    return with_capitals(_read(text), PRINTED).question.text


def _names(text: str) -> set[str]:
    return {term.word for term in with_capitals(_read(text), PRINTED).terms if term.name}


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("why did kevin mccarthy lose his job?", "why did Kevin McCarthy lose his job?"),
        ("Why did kevin mccarthy lose his job", "Why did Kevin McCarthy lose his job?"),
        ("WHY DID KEVIN MCCARTHY LOSE HIS JOB?", "Why did Kevin McCarthy lose his job?"),
        ("what does the fbi say about the house?", "what does the FBI say about the House?"),
        ("why did the apple fall?", "why did the apple fall?"),
        ("what may he do next?", "what may he do next?"),
    ],
)
def test_names_are_written_as_the_passages_print_them(typed: str, written: str) -> None:
    assert _written(typed) == written


@pytest.mark.parametrize(
    "text", ["Why did kevin McCarthy lose his job", "Why did the house adjourn?"]
)
def test_a_question_with_capitals_or_written_with_care_is_left_as_it_is(text: str) -> None:
    read = _read(text)
    assert with_capitals(read, PRINTED) is read


def test_names_weigh_as_if_they_had_been_typed_with_capitals() -> None:
    typed = with_capitals(_read("why did kevin mccarthy lose his job?"), PRINTED)
    meant = _read("why did Kevin McCarthy lose his job?")
    assert typed.subject == meant.subject
    assert typed.terms == meant.terms


def test_a_word_of_no_list_beside_a_name_is_one_too() -> None:
    assert _names("what did mira xanthopoulou say?") == {"Mira", "Xanthopoulou"}
    assert _names("what hapened to kevin?") == {"Kevin"}


def test_whose_words_are_asked_for_keeps_his_name() -> None:
    read = with_capitals(_read("what did mccarthy tell kevin about it?"), PRINTED)
    assert (read.demand.speaker, read.demand.hearer) == ("McCarthy", "Kevin")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("why was it closed", "why was it closed?"),
        ("hurricane damage how many dead ", "hurricane damage how many dead?"),
        ("did it pass", "did it pass?"),
        ("murdaugh verdict", "murdaugh verdict"),
        ("Tell me about the bridge.", "the bridge."),
        ("Who said “we will pay”", "Who said “we will pay”?"),
    ],
)
def test_a_question_mark_is_put_where_something_is_plainly_asked(typed: str, read: str) -> None:
    assert _read(typed).question.text == read


def test_letters_that_grow_when_made_small_change_nothing() -> None:
    read = _read("WHY İSTANBUL?")
    assert with_capitals(read, PRINTED).question.text == read.question.text
