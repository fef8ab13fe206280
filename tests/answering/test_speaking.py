"""Whose words a sentence gives, where somebody's words are asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.archive.pages import Page
from bot.evidence.speaking import speaker_fit
from bot.understanding.asked import read_demand
from config.outlets import OutletRegistry
from index.building.build import build
from index.building.values import BuildPlan
from index.encoders.fake import FakeEncoder
from index.snapshot.archive import Archive
from index.values import Article

BODY = (
    "The harbour board met in Marrowby on Monday. John Doe, a lawyer for Ana Ruiz, said that the wall was safe. "
    "Ben Okoro, the head of the harbour board, said that it was old. “It leaks,” he added. "
    "A spokesman for the harbour board told reporters that nothing was decided. "
    "The mayor spoke on the telephone with the engineer. "
    "Ana Ruiz and her husband own the wall. A spokeswoman for the couple said that it was not for sale."
)
Fit = Callable[[str, str], float]


@pytest.fixture
def fit(tmp_path: Path) -> Fit:
    """Return how well the sentence with some words fits the speaker of a question."""
    article = Article(id="wall", body=BODY, title="Sea wall", outlet="Marrowby Echo")
    build(
        [article], BuildPlan(folder=tmp_path, registry=OutletRegistry.load(), encoder=FakeEncoder())
    )
    page = Page(Archive.open(tmp_path), article)

    def found(question: str, words: str) -> float:
        place = next(n for n in range(len(page.sentences)) if words in page.text(n))
        return speaker_fit(read_demand(question), page, place)

    return found


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What did John Doe say about the wall?", "lawyer for"),
        ("What did Doe say about the wall?", "lawyer for"),
        ("What did a lawyer for Ana Ruiz say?", "lawyer for"),
        ("What did Ben Okoro say?", "was old"),
        ("What did the head of the harbour board say?", "was old"),
        ("What did the board's spokesperson tell reporters?", "nothing was decided"),
        ("What did the harbour board's office say?", "nothing was decided"),
        ("What did the harbour board's camp say?", "nothing was decided"),
        ("What did the harbour board's people tell reporters?", "nothing was decided"),
        ("What did the Ruizes say?", "not for sale"),
    ],
)
def test_the_words_of_the_one_asked_for_are_his(fit: Fit, question: str, words: str) -> None:
    assert fit(question, words) == 1.0


def test_words_under_a_pronoun_may_be_his(fit: Fit) -> None:
    assert fit("What did Ben Okoro say?", "It leaks") >= 0.75


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What did Ana Ruiz say about the wall?", "lawyer for"),
        ("What did the head of Ruiz Ltd say?", "nothing was decided"),
        ("What did John Doe say?", "It leaks"),
        ("What did the mayor say?", "on the telephone"),
        ("What did Daniel Okoro say?", "was old"),
        ("What did Jane Doe say?", "lawyer for"),
    ],
)
def test_words_of_others_and_talk_without_words_are_not(
    fit: Fit, question: str, words: str
) -> None:
    assert fit(question, words) <= 0.5
