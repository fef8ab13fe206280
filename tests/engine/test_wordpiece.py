"""Counting a word's pieces without the tokenizer gives what the tokenizer gives."""

from __future__ import annotations

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from index.encoders.weights import default_model
from index.encoders.wordpiece import WordPieces

WORDS = st.text(
    alphabet=st.sampled_from("abcdefghijklmnoprstuvwyzABCDEKLMTXZ0123456789-.,'’“”—…@/!é火$%_`[]"),
    min_size=1,
    max_size=24,
)


@cache
def tokenizer() -> Tokenizer:
    made = Tokenizer.from_file(str(default_model().tokenizer))
    made.no_truncation()
    made.no_padding()
    return made


@cache
def pieces() -> WordPieces:
    return WordPieces(tokenizer().get_vocab())


@settings(max_examples=400, deadline=None)
@given(WORDS)
def test_a_count_is_the_tokenizers_own_or_left_to_it(word: str) -> None:
    count = pieces().count(word)
    assert count is None or count == len(tokenizer().encode(word, add_special_tokens=False).ids)


def test_plain_words_and_marks_are_counted_here_and_the_rest_is_not() -> None:
    assert pieces().count("Clinton’s,") == 4
    assert pieces().count("x" * 101) == 1
    assert pieces().count("[Clinton]") == 3
    assert pieces().count("[SEP]") is None
    assert pieces().count("(see[MASK])") is None
    assert pieces().count("café") is None
