"""Answers that agree."""

import numpy as np

from bot.quotes.grouping import cluster, group_answers
from index.encoders.loading import load_encoder


def test_complete_linkage_does_not_chain() -> None:
    places = np.array([0.0, 0.5, 1.0])
    distances = np.abs(places[:, None] - places[None, :])
    assert cluster(distances, 0.7) == ((0, 1), (2,))


def test_answers_with_different_numbers_never_share_a_group() -> None:
    answers = ["the firm cuts 340 jobs", "the firm cuts 140 jobs", "the firm cuts 340 jobs"]
    assert group_answers(answers, load_encoder("fake", role="question")) == ((0, 2), (1,))


def test_no_answers_make_no_groups() -> None:
    assert group_answers([], load_encoder("fake", role="question")) == ()


def test_different_numbers_of_one_thing_are_no_agreement() -> None:
    answers = [
        "Kestrel Ferries plans to cut 340 jobs this year.",
        "Kestrel Ferries plans to cut 140 posts this year.",
        "Kestrel Ferries plans to cut 340 jobs next year.",
    ]
    assert group_answers(answers, load_encoder("default", role="question")) == ((0, 2), (1,))
