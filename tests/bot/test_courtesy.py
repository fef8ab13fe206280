"""Thanks and greetings: answered in a few words, and never looked up in the archive."""

from __future__ import annotations

import pytest

from bot.conversation import courtesy_words


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("thanks!", "You are welcome."),
        ("OK, thank you very much", "You are welcome."),
        ("hello there", "Hello. Ask me what the papers say"),
        ("good night", "Goodbye."),
    ],
)
def test_a_courtesy_is_no_question(message: str, words: str) -> None:
    said = courtesy_words(message)
    assert said is not None
    assert said.startswith(words)


@pytest.mark.parametrize(
    "message", ["hello kitty cafe opened when?", "thanks to whom did it open?", "?", "", "Hi-Tec"]
)
def test_a_question_is_no_courtesy(message: str) -> None:
    assert courtesy_words(message) is None
