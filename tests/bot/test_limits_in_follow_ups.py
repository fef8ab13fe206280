"""Follow-ups that confine the question before: to outlets, to other days."""

from __future__ import annotations

from datetime import date

import pytest

from bot.conversation import Turn, Wish, complete
from bot.values import Question
from tests.bot.turns import BIRTHDAY, REGISTRY, answer, followed


@pytest.mark.parametrize(
    ("message", "outlets"),
    [
        ("and what did the Guardian say?", ("The Guardian",)),
        ("and the Guardian?", ("The Guardian",)),
        ("The Guardian?", ("The Guardian",)),
        ("what about the Guardian?", ("The Guardian",)),
        ("How about in The Guardian?", ("The Guardian",)),
        ("what did the guardian report about that?", ("The Guardian",)),
        ("What does the Guardian say on this?", ("The Guardian",)),
        ("did the Guardian report this too?", ("The Guardian",)),
        ("ok, and according to the Guardian?", ("The Guardian",)),
        ("only the Guardian please", ("The Guardian",)),
        ("and the Sunday Times", ("The Sunday Times",)),
        ("and the Times?", ("The Times",)),
        ("what about the Guardian and the Sun?", ("The Guardian", "The Sun")),
        ("and the Guardian, the Sun or Metro?", ("The Guardian", "The Sun", "Metro")),
    ],
)
def test_a_named_outlet_confines_the_question_before(
    message: str, outlets: tuple[str, ...]
) -> None:
    completed = followed(message)
    assert completed.question.text == BIRTHDAY
    assert completed.question.outlets == outlets
    assert completed.wish is Wish.ANSWER
    assert completed.taken_as is not None
    assert completed.taken_as.startswith(f"{BIRTHDAY} (only {outlets[0]}")


def test_an_outlet_named_in_the_question_before_is_replaced() -> None:
    completed = followed("and the Guardian?", "What did The Sun say about Harry?")
    assert completed.taken_as == "What did The Guardian say about Harry?"
    assert completed.question.outlets == ("The Guardian",)


def test_two_outlets_named_in_the_question_before_are_not_guessed_between() -> None:
    completed = followed("and Metro?", "Did The Sun and The Guardian agree about Harry?")
    assert completed.taken_as == "Did The Sun and The Guardian agree about Harry? (only Metro)"


def test_an_outlet_quoted_before_is_known_by_the_end_of_its_name() -> None:
    earlier = [Turn(question=BIRTHDAY, reply=answer("The Marlow Courier", "The Thames Post"))]
    assert complete("and the Courier?", earlier, REGISTRY).question.outlets == (
        "The Marlow Courier",
    )
    both = [Turn(question=BIRTHDAY, reply=answer("The Marlow Courier", "The Thames Courier"))]
    assert complete("and the Courier?", both, REGISTRY).question.outlets == ()


def test_an_outlet_that_only_this_archive_knows_is_known_by_its_quotes() -> None:
    earlier = [Turn(question=BIRTHDAY, reply=answer("The Marlow Courier"))]
    completed = complete("and the Marlow Courier?", earlier, REGISTRY)
    assert completed.question.outlets == ("The Marlow Courier",)


@pytest.mark.parametrize(
    ("message", "earlier", "taken_as"),
    [
        ("since October?", "What did Apple say?", "What did Apple say since October?"),
        ("and in October 2023?", "What did Apple say?", "What did Apple say in October 2023?"),
        ("in 2022", "What did Apple say?", "What did Apple say in 2022?"),
        ("and yesterday?", "What did Apple say?", "What did Apple say yesterday?"),
        ("since October 2023?", "What happened in Gaza in May 2023?",
         "What happened in Gaza since October 2023?"),
        ("between March and May 2023?", "What happened in Gaza yesterday?",
         "What happened in Gaza between March and May 2023?"),
        ("and what happened in 2022?", "What did Apple say?", "What did Apple say in 2022?"),
        ("What happened in 2022?", "What did Apple say?", None),
    ],
)  # fmt: skip
def test_a_period_takes_the_place_of_the_one_before(
    message: str, earlier: str, taken_as: str | None
) -> None:
    assert followed(message, earlier).taken_as == taken_as


def test_a_period_takes_the_place_of_limits_set_outright() -> None:
    turn = Turn(question="What did Apple say?", since=date(2020, 1, 1), until=date(2020, 2, 1))
    completed = complete("and in October 2023?", [turn], REGISTRY)
    assert completed.question == Question(text="What did Apple say in October 2023?")


def test_limits_set_outright_hold_for_the_follow_up_and_are_shown() -> None:
    turn = Turn(question="Why did the King call?", outlets=("Metro",), since=date(2023, 10, 1))
    completed = complete("when was that?", [turn], REGISTRY)
    assert completed.taken_as == "When did the King call? (only Metro, since 1 October 2023)"
    assert completed.question.outlets == ("Metro",)
    assert completed.question.since == date(2023, 10, 1)


def test_without_a_registry_the_outlets_shipped_are_known() -> None:
    completed = complete("and the Guardian?", [Turn(question=BIRTHDAY)])
    assert completed.question.outlets == ("The Guardian",)
