"""Stems and terms."""

from __future__ import annotations

import pytest

from index.words.stemming import stem
from index.words.terms import find_terms, rarity, stems


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("caresses", "caress"), ("ponies", "poni"), ("agreed", "agre"), ("plastered", "plaster"),
        ("motoring", "motor"), ("conflated", "conflat"), ("hopping", "hop"), ("falling", "fall"),
        ("happy", "happi"), ("relational", "relat"), ("conditional", "condit"), ("digitizer", "digit"),
        ("electrical", "electr"), ("adjustment", "adjust"), ("adoption", "adopt"), ("probate", "probat"),
        ("rate", "rate"), ("controlling", "control"), ("snubbed", "snub"), ("invitation", "invit"),
    ],
)  # fmt: skip
def test_stems_are_porters(word: str, expected: str) -> None:
    assert stem(word) == expected


def test_words_with_signs_or_digits_are_left_alone() -> None:
    assert stem("g20") == "g20"
    assert stem("café") == "café"


def test_possessives_and_hyphens_meet_their_plain_forms() -> None:
    assert stems("the King's") >= stems("king")
    assert stems("three-year-old") >= stems("year")


def test_stop_words_are_no_terms_and_names_are_told() -> None:
    terms = find_terms("What did Prince Harry's father say?")
    assert [(t.word, t.name) for t in terms] == [
        ("Prince", True), ("Harry", True), ("father", False), ("say", False)
    ]  # fmt: skip


def test_rarer_words_weigh_more() -> None:
    assert rarity("people") < rarity("funeral") < rarity("xylograph")
