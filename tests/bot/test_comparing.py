"""Messages that set outlets side by side: taken for a comparison, with its topic and its outlets."""

from __future__ import annotations

import pytest

from bot.conversation import Wish, complete
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
