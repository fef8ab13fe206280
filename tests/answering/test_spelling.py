"""Which words may be others, mistyped."""

import pytest

from bot.conflict.spelling import mistyped


@pytest.mark.parametrize(
    "word", ["quilan", "quilllan", "quillen", "qiullan", "quillna", "quilla", "quillano"]
)
def test_one_slip_leaves_a_word_known(word: str) -> None:
    assert mistyped(word, "quillan")


def test_short_words_may_lack_a_letter_or_have_two_swapped() -> None:
    assert mistyped("hary", "harry")
    assert mistyped("jonh", "john")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("quillan", "quillan"),
        ("qullnaa", "quillan"),
        ("killan", "quillan"),
        ("ren", "renn"),
        ("fare", "fair"),
        ("dane", "dean"),
        ("harbourside", "harbour"),
    ],
)
def test_other_words_are_no_slips(word: str, meant: str) -> None:
    assert not mistyped(word, meant)
