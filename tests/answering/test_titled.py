"""Ages beside a title that stands for the person asked about."""

from __future__ import annotations

import pytest

from bot.evidence.things import places_of
from bot.evidence.titled import age_by_title, is_title_alone
from bot.understanding.asked import Asked
from index.values import Article
from index.words.terms import stems

_BODY = (
    "King Osric opened the bridge. The King and Queen Maud waved. Prince Alf and Prince Bo came."
)


def stated(text: str, question: str = "How old is King Osric?", body: str = _BODY) -> bool:
    """Say whether a sentence of an article gives the age asked for by a title."""
    ages = places_of(Asked.AGE, text, stems(question))
    return age_by_title(question, Article(id="a", body=f"{body} {text}"), text, ages)


@pytest.mark.parametrize(
    "text",
    [
        "The King, 77, waved.",
        "The King (77) waved.",
        "On Friday the King turns 77.",
        "The King has just turned 77.",
        "The 77-year-old King waved.",
        "The 77 year old king waved.",
        "It was the king's 77th birthday.",
        "The King celebrated his 77th birthday.",
        "The King, who is 77, waved.",
        "The King, aged 77, waved.",
    ],
)
def test_an_age_beside_the_title_is_the_persons(text: str) -> None:
    assert stated(text)
    assert not stated(text, question="How old is Osric?"), "the question has no title"
    assert not stated(text, question="How old is King Oswin?"), "the article has another king"
    assert not stated(text, body="Osric opened the bridge."), "the article calls nobody so by name"
    assert not stated(text, body=f"{_BODY} King Edmund came."), "the article has two"


@pytest.mark.parametrize(
    "text",
    [
        "The King's brother, 41, waved.",
        "The King's brother turned 41.",
        "The King of Tarvia, 41, waved.",
        "The King and his wife, 41, waved.",
        "The King waved to Bo Dale, 41.",
        "The former king, 88, waved.",
        "The Queen, 70, waved.",
        "The King met a 41-year-old baker.",
        "A king, 41, is a chess piece.",
        "The King has reigned 41 years.",
    ],
)
def test_no_age_of_anybody_else_is(text: str) -> None:
    assert not stated(text)


def test_a_name_may_be_fuller_in_one_place() -> None:
    asked, body = "How old is President Ann Roe?", "President Roe spoke."
    assert stated("The president, 61, spoke.", asked, body)
    assert stated(
        "The president, 61, spoke.", "How old is President Roe?", "President Ann Roe spoke."
    )
    assert not stated(
        "The president, 61, spoke.", "How old is President Ann Lee?", "President Ann Roe spoke."
    )


def test_a_question_may_have_the_title_alone() -> None:
    asked = "How old is the King?"
    assert is_title_alone(asked) and not is_title_alone("How old is King Osric, the King?")
    assert not is_title_alone("How old is the King of Tarvia?")
    assert is_title_alone("how old is the mayor?")
    assert stated("The King, 77, waved.", asked)
    assert stated("The mayor, 61, waved.", "How old is the mayor?")
    assert not stated("Prince Alf, 39, called the King.", asked)
    assert not stated("The King, 77, waved.", asked, f"{_BODY} King Edmund came.")
