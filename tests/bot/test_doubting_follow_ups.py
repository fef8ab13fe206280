"""Follow-ups that doubt what was quoted, and questions that only look like them."""

from __future__ import annotations

import time

import pytest

from bot.conversation import Turn, Wish, complete
from config.outlets import OutletRegistry

REGISTRY = OutletRegistry.load()
ASKED = "Was Tobias Renn invited to the regatta?"
DOUBTS = """
is that disputed? | is that true? | so who is right? | did anyone deny that? | has that been corrected?
Is it really true? | was that denied? | has anyone denied it? | does anybody dispute that | really? | are you sure?
who denies that? | who disputes it | who disagrees? | is there another side? | and the other side? | Isn't that wrong?
what does the other side say? | what's the other side of the story | do the papers agree? | do they all agree on that?
do the others disagree? | can i believe that? | how reliable is that? | fact check that | fact-check | is that a fact?
true or false? | is this fake news
is that right or wrong? | has that been corrected since? | did the papers correct it?
does anyone say otherwise? | is there any dispute about that? | are there conflicting reports? | who's right then?
is it contradicted by anyone? | was this ever corrected?
so who is telling the truth? | is that confirmed? | whats the truth
did he really say that? | is the claim disputed?
was the report denied? | ok but is that actually true tho | who's lying?
any corrections? | any denials? | anyone disagree?
is that so? | is that the case? | disputed? | but is that still disputed
"""
AGREEING = """
who else says so? | does anyone else say that? | did anyone else report that? | has anybody else confirmed this?
do other papers say the same? | is that confirmed by others?
any other sources for that? | is there another source for that?
"""
WHOLE = """
Is the King right? | Did Renn deny that he knew?
Is it true that the bridge was closed? | Who denied the report on the bridge?
Is that bridge closed? | Was Renn right? | who was right about the bridge? | Has the mayor corrected the report?
Did the mayor deny it? | right | is it raining
"""


def listed(text: str) -> list[str]:
    return [one.strip() for line in text.strip().splitlines() for one in line.split("|")]


@pytest.mark.parametrize("message", listed(DOUBTS))
def test_a_doubt_is_taken_with_the_question_before(message: str) -> None:
    done = complete(message, [Turn(question=ASKED)], REGISTRY)
    assert done.wish is Wish.TRUTH
    assert done.question.text == ASKED
    assert done.taken_as == f"Is this disputed: {ASKED}"


@pytest.mark.parametrize("message", listed(AGREEING))
def test_who_else_says_so_asks_the_other_outlets(message: str) -> None:
    done = complete(message, [Turn(question=ASKED)], REGISTRY)
    assert done.wish is Wish.OTHER_OUTLETS
    assert done.taken_as == f"{ASKED} (other outlets)"


@pytest.mark.parametrize("message", listed(WHOLE))
def test_a_question_that_names_what_it_doubts_is_no_such_follow_up(message: str) -> None:
    assert complete(message, [Turn(question=ASKED)], REGISTRY).wish is Wish.ANSWER


@pytest.mark.parametrize("message", listed(DOUBTS)[:4])
def test_a_doubt_follows_nothing_where_nothing_was_asked(message: str) -> None:
    assert complete(message, [], REGISTRY).taken_as is None


def test_after_a_doubt_the_question_goes_on() -> None:
    turns = [Turn(question=ASKED), Turn(question=ASKED)]
    assert complete("is that true?", turns, REGISTRY).question.text == ASKED
    assert complete("when was that?", turns, REGISTRY).question.text == (
        "When was Tobias Renn invited to the regatta?"
    )


def test_limits_of_the_question_before_stay() -> None:
    turns = [Turn(question=ASKED), Turn(question="and the Guardian?")]
    done = complete("is that disputed?", turns, REGISTRY)
    assert done.question.outlets == ("The Guardian",)
    assert done.taken_as == f"Is this disputed: {ASKED} (only The Guardian)"


def test_long_runs_of_the_words_it_looks_for_take_no_time() -> None:
    began = time.process_time()
    for word in ("really ", "is that ", "any other ", "who else ", "so far ", "not "):
        complete((word * 60)[:200], [Turn(question=ASKED)], REGISTRY)
    assert time.process_time() - began < 1.0
