"""Messages that follow others, of which these make no question, and outlets misspelt in a follow-up."""

from __future__ import annotations

from datetime import date

import pytest

from bot.conversation import Turn, complete, unfollowed_words
from bot.values import Meant
from tests.bot.turns import REGISTRY, followed

ASKED = "What did Edda Quillan say about the regatta?"


def spelt(name: str) -> str | None:
    return {"Gaurdian": "The Guardian"}.get(name)


@pytest.mark.parametrize("message", ["yes", "Yes!", "sure", "what?", "which one?", "who?", "and?"])
def test_what_the_turns_before_make_no_question_of_is_not_searched_for(message: str) -> None:
    assert unfollowed_words(message, followed(message, ASKED))


@pytest.mark.parametrize(
    "message", ["who said that?", "why?", "and The Guardian?", "more", "Who is the mayor?"]
)
def test_what_they_complete_or_what_stands_alone_is_asked(message: str) -> None:
    assert unfollowed_words(message, followed(message, ASKED)) is None


def test_yes_to_an_offer_is_asked() -> None:
    meant = Meant(written="Gaurdian", outlet="The Guardian", question="What did The Guardian say?")
    done = complete("yes", [Turn(question="What did the Gaurdian say?", meant=meant)], REGISTRY)
    assert unfollowed_words("yes", done) is None
    assert done.question.text == "What did The Guardian say?"


def test_a_misspelt_outlet_is_no_person_of_whom_the_same_is_asked() -> None:
    turn = Turn(question=ASKED, outlets=("Metro",))
    done = complete("and the Gaurdian?", [turn], REGISTRY, spelt)
    asked = "What did Edda Quillan say about the regatta, according to Gaurdian?"
    assert (done.question.text, done.question.outlets, done.taken_as) == (asked, (), asked)


def test_a_misspelt_outlet_stands_where_an_outlet_stood() -> None:
    turn = Turn(question="What did The Times report on the bridge?")
    done = complete("what about the Gaurdian?", [turn], REGISTRY, spelt)
    assert done.question.text == "What did Gaurdian report on the bridge?"


@pytest.mark.parametrize(
    "message",
    [
        "any updates?",
        "Any news on that?",
        "anything newer?",
        "what's the latest?",
        "what happened since then?",
        "is there anything new on it?",
    ],
)
def test_what_was_printed_since_is_asked_for_as_news(message: str) -> None:
    turn = Turn(question="Will Kestrel Ferries cut jobs?", since=date(2024, 3, 1))
    done = complete(message, [turn], REGISTRY)
    asked = "What is the latest on Kestrel Ferries cut jobs?"
    assert (done.question.text, done.question.since) == (asked, None)


@pytest.mark.parametrize(
    ("message", "taken_as"),
    [
        ("is it open again?", "Is it open again? (Topic: the Hallow Bridge closed)"),
        ("will it reopen?", "Will it reopen? (Topic: the Hallow Bridge closed)"),
        ("who is she?", "Who is she? (Topic: the Hallow Bridge closed)"),
    ],
)
def test_a_thing_asked_about_is_no_person_and_what_is_asked_of_it_follows(
    message: str, taken_as: str
) -> None:
    assert followed(message, "Why was the Hallow Bridge closed?").taken_as == taken_as


@pytest.mark.parametrize("message", ["is it legal to smoke?", "is it Monday?", "is it safe to fly"])
def test_an_it_that_stands_for_nothing_follows_nothing(message: str) -> None:
    assert followed(message, "Why was the Hallow Bridge closed?").taken_as is None


def test_yes_takes_the_outlet_meant_by_a_misspelt_option() -> None:
    turn = Turn(question="Why was the bridge closed?", outlets=("Gaurdian", "Metro"))
    done = complete("yes", [turn], REGISTRY, spelt)
    assert done.question.outlets == ("The Guardian", "Metro")
    assert done.taken_as == "Why was the bridge closed? (only The Guardian and Metro)"


def test_news_asked_for_again_is_the_same_news() -> None:
    asked = "What is the latest on Hallow Bridge?"
    assert followed("any updates?", asked).question.text == asked
