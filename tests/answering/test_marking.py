"""What is marked as disputed: quotes that contradict each other, and what opposes the best or is asked about."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.replies.marking import only_marked
from bot.serving.service import AnsweringService
from bot.values import Answer, Question
from config.settings import load_settings
from index.building.update import update_index
from scripts.evaluation.data import ROOT, DataAbsent, data_folder, lines
from tests.press.disputes import quote

QUESTIONS = ROOT / "tests" / "answering" / "dispute_questions.jsonl"
"""Each with its archive, whether it asks about a dispute there, and whether no rule was made by it (``apart``)."""
SAMPLE = ROOT / "config" / "articles"


def archive_of(articles: Path, folder: Path) -> Iterator[AnsweringService]:
    settings = load_settings(dotenv=None, index={"folder": folder})
    update_index(settings.index.model_copy(update={"articles": (articles,)}))
    with AnsweringService(settings) as service:
        yield service


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AnsweringService]:
    yield from archive_of(SAMPLE, tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AnsweringService]:
    try:
        articles = data_folder() / "seeds"
    except DataAbsent as absent:
        pytest.skip(str(absent))
    yield from archive_of(articles, tmp_path_factory.mktemp("seeds"))


def share_marked(service: AnsweringService, archive: str, *, disputed: bool) -> float:
    asked: list[dict[str, Any]] = [
        one for one in lines(QUESTIONS) if (one["archive"], one["disputed"]) == (archive, disputed)
    ]
    replies = service.answer_many([Question(text=one["question"]) for one in asked])
    marked = sum(isinstance(reply, Answer) and bool(reply.disputed) for reply in replies)
    return marked / len(asked)


def test_hardly_a_question_on_another_matter_of_two_articles_is_marked_for_their_dispute(
    seeds: AnsweringService,
) -> None:
    assert share_marked(seeds, "seeds", disputed=False) <= 0.12


def test_most_wordings_that_ask_about_the_dispute_of_two_articles_are_marked(
    seeds: AnsweringService,
) -> None:
    assert share_marked(seeds, "seeds", disputed=True) >= 0.85


def test_a_word_that_the_archive_lacks_is_no_slip_of_another_where_one_that_means_alike_is_printed(
    seeds: AnsweringService,
) -> None:
    text = "Was the newspaper right that the prince refused to dine with the King?"
    reply = seeds.answer(Question(text=text))
    assert isinstance(reply, Answer)
    assert reply.disputed


def test_no_question_on_another_matter_of_the_sample_is_marked(sample: AnsweringService) -> None:
    assert share_marked(sample, "sample", disputed=False) == 0


def test_most_wordings_that_ask_about_a_dispute_of_the_sample_are_marked(
    sample: AnsweringService,
) -> None:
    assert share_marked(sample, "sample", disputed=True) >= 0.6


def test_a_quote_is_not_opposed_by_one_that_stands_there_for_another_matter(
    sample: AnsweringService,
) -> None:
    reply = sample.answer(Question(text="Which player did Rovers sell in January?"))
    assert isinstance(reply, Answer)
    assert reply.disputed == ()
    assert len(reply.quotes) <= 3


def test_of_the_other_sides_those_alone_are_kept_that_are_marked() -> None:
    first, second, third, fourth = (quote(text, text) for text in ("one", "two", "three", "four"))
    kept = only_marked([first, second], [third, fourth], ((0, 3),))
    assert kept == ([first, second, fourth], ((0, 2),))
    assert only_marked([first, second], [third], ()) == ([first, second], ())
