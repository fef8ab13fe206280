"""Where a sentence stands in somebody's quotation that goes on after it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.archive.quotations import goes_on
from index.sentences.splitting import split_sentences
from index.values import Sentence

_MARK = re.compile(r'(“|(?<![^\s(\[—–-])")|[”"]')


def sentences_of(body: str) -> list[Sentence]:
    return list(split_sentences(body))


def opened(body: str) -> list[str]:
    """Return the sentences at whose end a quotation is open."""
    sentences = sentences_of(body)
    return [
        one.span.of(body) for place, one in enumerate(sentences) if goes_on(body, sentences, place)
    ]


def test_a_quotation_goes_on_up_to_the_sentence_that_closes_it() -> None:
    body = (
        "Ana Ruiz walked on. “It will stand. Nobody need worry. Look at it.” Then the shops opened."
    )
    assert opened(body) == ["“It will stand.", "Nobody need worry."]


def test_straight_marks_open_where_a_blank_stands_before_them() -> None:
    assert opened('He smiled. "It will stand. It must." She nodded. It rained.') == [
        '"It will stand.'
    ]


def test_a_quotation_ends_with_its_paragraph() -> None:
    assert opened("“It will stand. Nobody need worry.\n\nThe shops opened. It rained.") == [
        "“It will stand."
    ]


@pytest.mark.parametrize("body", ["“It will stand.", "It rained. It rained again."])
def test_at_the_last_sentence_and_without_marks_nothing_goes_on(body: str) -> None:
    assert opened(body) == []


_PARTS = st.lists(
    st.sampled_from(["It rained.", "“So it was.", "It is so.”", '"We know.', 'We do."', "\n\n"]),
    max_size=14,
)


@given(_PARTS)
def test_each_sentence_is_told_as_by_reading_its_paragraph_from_the_beginning(
    parts: list[str],
) -> None:
    body = " ".join(parts)
    sentences = sentences_of(body)
    inside, expected = False, []
    for place, one in enumerate(sentences):
        if place and sentences[place - 1].paragraph != one.paragraph:
            inside = False
        for mark in _MARK.finditer(body, one.start, one.end):
            inside = mark[1] is not None
        ends = place + 1 == len(sentences) or sentences[place + 1].paragraph != one.paragraph
        expected.append(inside and not ends)
    assert [goes_on(body, sentences, at) for at in range(len(sentences))] == expected
