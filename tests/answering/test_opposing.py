"""What is looked at first to tell that a sentence opposes nothing must not pass over one that does."""

from __future__ import annotations

import pytest

from bot.conflict.corrections import correcting
from bot.conflict.counts import counts
from bot.conflict.cues import opposing
from bot.conflict.facts import tells_numbers


@pytest.mark.parametrize(
    "text",
    [
        "There was no vote.", "NEITHER side came.", "It did not rain.", "She cannot stay.", "He never came.",
        "They didn't vote.", "They didn’t vote.", "The office denied that it was asked.",
        "Denying wrongdoing, he left.",
        "The mayor refuted it.", "The club rejected the claims.", "She dismissed reports of a rift.",
        "That is contrary to the minister's statements.", "A fact-check debunked the theory.",
        "He disputed that the bridge was shut.", "The paper wrongly reported a ban.", "It was falsely claimed.",
        "The text mistakenly said so.", "It incorrectly stated the sum.", "It was erroneously reported.",
    ],
)  # fmt: skip
def test_what_denies_or_negates_is_seen(text: str) -> None:
    assert opposing(text)


@pytest.mark.parametrize(
    "text",
    [
        "The report was incorrect.", "The story misquoted the mayor.", "The figures were misreported.",
        "The paper misstated the sum.", "There were inaccuracies in the account.", "The report was untrue.",
        "The claim was fabricated.", "It was a baseless allegation.", "The report was not accurate.",
        "The paper printed a formal correction.", "The council corrected the record.", "She set the record straight.",
        "The report was wrong.", "The claims were false.", "The story was mistaken.", "The rumour was a lie.",
        "That report is not true.", "It never happened.", "There is no truth in the report.",
        "The story was retracted.",
        "We misread the figures.", "We apologise for the report.",
    ],
)  # fmt: skip
def test_what_corrects_is_seen(text: str) -> None:
    assert opposing(text)
    assert correcting(text)


@pytest.mark.parametrize(
    "text", ["Two hundred jobs go.", "Fourteen people died.", "It cost £4bn.", "They held ninety-two talks."]
)  # fmt: skip
def test_what_counts_is_seen(text: str) -> None:
    assert counts(text)
    assert tells_numbers(text)


@pytest.mark.parametrize("text", ["The mayor came to the bridge.", "Ferries sail at dawn.", ""])
def test_what_says_nothing_of_the_kind_is_passed_over(text: str) -> None:
    assert not opposing(text)
    assert not correcting(text)
    assert not tells_numbers(text)
