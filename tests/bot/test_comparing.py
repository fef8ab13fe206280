"""Messages that set outlets side by side: taken for a comparison, with its topic and its outlets."""

from __future__ import annotations

import pytest

from bot.conversation import Turn, Wish, complete
from bot.conversation.comparing import Compared, read_topic
from bot.values import Meant
from config.outlets import OutletRegistry

REGISTRY = OutletRegistry.load()


@pytest.mark.parametrize(
    ("message", "topic", "outlets"),
    [
        (
            "compare The Guardian and The Sun on the bridge",
            "the bridge",
            ("The Guardian", "The Sun"),
        ),
        (
            "Compare what the Guardian and Metro say about the bridge?",
            "the bridge",
            ("The Guardian", "Metro"),
        ),
        ("how do The Sun and Metro differ on the strike?", "the strike", ("The Sun", "Metro")),
        ("differences between the Sun and Metro on the strike", "the strike", ("The Sun", "Metro")),
        ("compare the papers on the bridge", "the bridge", ()),
    ],
)
def test_outlets_are_set_side_by_side(message: str, topic: str, outlets: tuple[str, ...]) -> None:
    done = complete(message, [], REGISTRY)
    assert (done.wish, done.question.text, done.question.outlets) == (Wish.COMPARE, topic, outlets)


@pytest.mark.parametrize(
    "message", ["compare apples and pears on price", "How do voters differ on tax?"]
)
def test_a_comparison_of_anything_else_is_a_question(message: str) -> None:
    assert complete(message, [], REGISTRY).wish is Wish.ANSWER


def spelt(name: str) -> str | None:
    return {"Gaurdian": "The Guardian"}.get(name)


def test_a_misspelt_outlet_is_compared_as_it_is_written_for_it_is_not_guessed() -> None:
    done = complete("compare the Gaurdian and The Sun on the bridge", [], REGISTRY, spelt)
    assert (done.wish, done.question.text) == (Wish.COMPARE, "the bridge")
    assert done.question.outlets == ("Gaurdian", "The Sun")


def test_yes_compares_with_the_outlet_that_was_offered() -> None:
    right = "Compare The Guardian and The Sun on the bridge"
    meant = Meant(written="Gaurdian", outlet="The Guardian", question=right)
    done = complete("yes", [Turn(question=right, meant=meant)], REGISTRY)
    assert (done.wish, done.question.outlets) == (Wish.COMPARE, ("The Guardian", "The Sun"))


@pytest.mark.parametrize(
    ("words", "topic", "outlets"),
    [
        ("the bridge", "the bridge", ()),
        ("The Guardian and The Sun on the bridge", "the bridge", ("The Guardian", "The Sun")),
        ("the Gaurdian and The Sun on the bridge", "the bridge", ("Gaurdian", "The Sun")),
        ("the BBC on the licence fee", "the BBC on the licence fee", ()),
        ("apples and pears on price", "apples and pears on price", ()),
    ],
)
def test_a_command_that_compares_takes_a_topic_or_outlets_and_a_topic(
    words: str, topic: str, outlets: tuple[str, ...]
) -> None:
    assert read_topic(words, REGISTRY, spelt) == Compared(topic=topic, outlets=outlets)
