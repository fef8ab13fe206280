"""Questions that are not in English are told so; names from elsewhere are no reason."""

from __future__ import annotations

import pytest

from bot.wording import language_words
from bot.wording.language import NOT_ENGLISH


@pytest.mark.parametrize(
    "question",
    [
        "Qui est le maire de Marrowby ?",
        "¿Qué dijo el alcalde sobre el puente?",
        "Wer ist der Bürgermeister?",
        "Wat zei de burgemeester?",
        "Warum wurde die Brücke gesperrt?",
        "¿Por qué cerraron?",
        "Кто закрыл мост?",
        "桥为什么关闭",
    ],
)
def test_a_question_in_another_language_is_told_so(question: str) -> None:
    assert language_words(question) == NOT_ENGLISH


@pytest.mark.parametrize(
    "question",
    [
        "Who is the mayor of Marrowby?",
        "marrowby mayor",
        "Los Angeles",
        "La La Land",
        "Did Marine Le Pen win?",
        "Who sang “Qui est le maire”?",
        "?",
        "",
    ],
)
def test_english_and_bare_names_are_not(question: str) -> None:
    assert language_words(question) is None
