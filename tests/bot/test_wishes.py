"""Follow-ups that want something else than an answer: more quotes, other outlets, who said it."""

from __future__ import annotations

import pytest

from bot.conversation import Turn, Wish, complete
from bot.values import Question
from tests.bot.turns import BIRTHDAY, REGISTRY, answer, followed


@pytest.mark.parametrize(
    "message",
    [
        "show the rest",
        "more",
        "More quotes, please",
        "Tell me more",
        "what else?",
        "go on",
        "more info",
    ],
)
def test_asking_for_more_is_its_own_kind(message: str) -> None:
    completed = followed(message)
    assert completed.wish is Wish.MORE
    assert completed.question.text == BIRTHDAY


@pytest.mark.parametrize(
    "message",
    [
        "and the other papers?",
        "what do other papers say?",
        "who else reported this?",
        "which outlets covered it?",
        "what about other outlets?",
        "what did the others say about it?",
    ],
)
def test_asking_for_other_outlets_is_its_own_kind(message: str) -> None:
    completed = complete(message, [Turn(question=BIRTHDAY, outlets=("Metro",))], REGISTRY)
    assert completed.wish is Wish.OTHER_OUTLETS
    assert completed.question == Question(text=BIRTHDAY)


@pytest.mark.parametrize(
    "message",
    ["who said that?", "says who?", "according to whom?", "what's the source?", "how do you know?"],
)
def test_asking_who_said_it_brings_the_first_quote(message: str) -> None:
    turn = Turn(question=BIRTHDAY, reply=answer("Metro"))
    completed = complete(message, [turn], REGISTRY)
    assert completed.wish is Wish.WHO_SAID
    assert completed.quote == "The King took the call."
    assert completed.taken_as == "Who said this: The King took the call."
    assert completed.question.text == f"Who said that: {BIRTHDAY}"


def test_asking_who_said_it_without_a_quote_at_hand_is_a_question() -> None:
    assert followed("who said that?").wish is Wish.ANSWER


@pytest.mark.parametrize(
    "message",
    [
        "who reported it first",
        "who was first?",
        "source?",
        "where is that from?",
        "who wrote that?",
        "who published this?",
        "when was that published?",
        "which paper?",
        "which outlet said that?",
        "link?",
        "got a link to that?",
    ],
)
def test_the_source_of_a_quote_is_who_said_it(message: str) -> None:
    earlier = [Turn(question=BIRTHDAY, reply=answer("The Sun"))]
    done = complete(message, earlier, REGISTRY)
    assert (done.wish, done.quote) == (Wish.WHO_SAID, "The King took the call.")


def test_how_long_is_asked_of_the_question_before() -> None:
    asked = "Why was the bridge closed?"
    assert followed("how long?", asked).question.text == "How long was the bridge closed?"
    assert followed("how long will that take?", asked).taken_as == "How long was the bridge closed?"
