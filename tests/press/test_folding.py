"""What counts as the same text, and the way back to the body."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.words.folding import fold, fold_text, words

TEXTS = st.text(
    alphabet=st.sampled_from(list("aBé ñ\u0301\u00ad\u200b“”'\"«—–-….\n\t\u00a0İßςΣ文字 1,")),
    max_size=40,
)


def test_case_quote_marks_dashes_blanks_and_ellipses_are_folded() -> None:
    printed = "He said — “well… I”\u00a0WON’T."
    assert fold_text(printed) == fold_text("he said - 'well... i' won't.")
    assert fold_text("wait . . . what") == fold_text("wait…what")
    assert fold_text("one\n\ntwo") == "one two"
    assert fold_text("a\u200bb\u00adc") == "abc"


def test_commas_and_other_words_are_not_folded() -> None:
    assert fold_text("yes, we can") != fold_text("yes we can")
    assert fold_text("naïve") != fold_text("naive")


def test_both_ways_of_writing_an_accent_are_one() -> None:
    assert fold_text(unicodedata.normalize("NFD", "Café Ångström")) == "café ångström"


def test_a_folded_range_maps_back_to_the_printed_characters() -> None:
    body = "It was\n\n— he said — “fine”."
    folded = fold(body)
    start = folded.text.index("he said")
    assert folded.original(start, start + 7).of(body) == "he said"


def test_an_empty_range_has_no_original() -> None:
    with pytest.raises(ValueError, match="no range"):
        fold("abc").original(1, 1)


def test_words_are_the_same_whatever_the_typesetting() -> None:
    assert words("Don’t—stop\u00ad…") == words("don't - stop...") == ["don", "t", "stop"]
    assert words("新聞社") == ["新", "聞", "社"]


@given(TEXTS)
def test_folding_with_and_without_offsets_agrees(text: str) -> None:
    folded = fold(text)
    assert folded.text == fold_text(text)
    assert len(folded.starts) == len(folded.ends) == len(folded.text)
    assert all(folded.starts < folded.ends)


@given(TEXTS)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    # The dotted capital I alone folds to a letter that an accent behind it could join.
    once = fold_text(text.replace("İ", "I"))
    assert fold_text(once) == once
