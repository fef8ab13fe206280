"""Misspelt outlets in questions: offered, never guessed, and not seen where there is none."""

from __future__ import annotations

import pytest

from bot.understanding.misspelt import Misspelt
from config.outlets import OutletRegistry

REGISTRY = OutletRegistry.load()
SLIPS = (
    ("What did the Gaurdian say about the bridge?", "The Guardian"),
    ("what does the gardian report on the strike", "The Guardian"),
    ("What did The Independant write?", "The Independent"),
    ("according to the new york tmies what happened", "The New York Times"),
    ("whats the wahsington post say about it", "The Washington Post"),
    ("Who told Retuers about the deal?", "Reuters"),
    ("what did usa tody say", "USA Today"),
    ("what did the daly mail say about the mayor", "Daily Mail"),
    ("wall stret journal article on the merger", "The Wall Street Journal"),
    ("The Gaurdian's report on the bridge", "The Guardian"),
    ("Is the Gaurdian left-wing?", "The Guardian"),
    ("what did al jazera report", "Al Jazeera"),
)
NONE = (
    "What did the guard say about the bridge?",
    "What did the gardener say about roses?",
    "Did the guardians of the bridge report it?",
    "What did Vergil write?",
    "What did the son say to the king?",
    "What did The Guardian say about the bridge?",
    "what did the times report",
    "Which state is the longest wait in, according to the study by Med.ro?",
    "What did the mirror show?",
    "Who wrote the time table?",
    "What did GameStop say about gift cards?",
    "",
)


def nowhere(word: str) -> int:
    """Tell how many passages hold a word, in an archive of none."""
    return 0


@pytest.mark.parametrize(("question", "outlet"), SLIPS)
def test_a_misspelt_outlet_is_told(question: str, outlet: str) -> None:
    meant = Misspelt(REGISTRY, (), nowhere).find(question)
    assert meant is not None and meant.outlet == outlet
    assert meant.written in question and meant.written not in meant.question
    named = {one.outlet.name for one in REGISTRY.find(meant.question)}
    assert outlet in named


@pytest.mark.parametrize("question", NONE)
def test_ordinary_words_and_right_names_are_no_slips(question: str) -> None:
    assert Misspelt(REGISTRY, (), nowhere).find(question) is None


def test_a_word_that_the_archive_knows_is_no_slip() -> None:
    asked = "What did Gardian say about the bridge?"
    assert Misspelt(REGISTRY, (), nowhere).find(asked)
    known = Misspelt(REGISTRY, (), lambda word: 40 if word == "Gardian" else 0)
    assert known.find(asked) is None


def test_of_names_equally_near_that_of_the_archive_is_offered() -> None:
    registry = REGISTRY.extended(["The Marbrook Observer", "The Marbrock Observer"])
    for held in ("The Marbrook Observer", "The Marbrock Observer"):
        meant = Misspelt(registry, [held], nowhere).find("what did the Marbrok Observer say")
        assert meant is not None and meant.outlet == held


@pytest.mark.parametrize(
    ("name", "outlet"),
    [
        ("Gaurdian", "The Guardian"),
        ("the Independant", "The Independent"),
        ("Daly Mail", "Daily Mail"),
        ("apples", None),
        ("The Guardian", None),
        ("guards", None),
    ],
)
def test_a_name_given_for_an_outlets_is_told_where_it_is_a_slip(
    name: str, outlet: str | None
) -> None:
    assert Misspelt(REGISTRY, (), nowhere).named(name) == outlet
