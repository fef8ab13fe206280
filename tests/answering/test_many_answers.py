"""Whatever is asked of whatever articles, every quote is its span of the stored body, and its outlet's."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import pytest

from bot.serving.service import AnsweringService
from bot.values import Answer, Question, Reply
from config.outlets import OutletRegistry
from config.settings import load_settings
from index.building.build import build
from index.building.values import BuildPlan
from index.encoders.fake import FakeEncoder
from index.snapshot.archive import Archive
from tests.answering import made_up

ARTICLES = 120
BLOCK = 10_000
BLOCKS = 100
TOGETHER = 50
SECONDS = 20
"""Of processor time for fifty questions; they take a fraction of a second."""


def archive_of(folder: Path, seed: int) -> AnsweringService:
    """Build an archive of made-up articles and answer from it: whenever there is any evidence."""
    plan = BuildPlan(folder=folder, registry=OutletRegistry.load(), encoder=FakeEncoder())
    build(made_up.articles(ARTICLES, seed), plan)
    return AnsweringService(
        load_settings(
            index={"folder": folder, "encoder": "fake"},
            answer={"checker": "none", "min_confidence": 0.0, "threads": 1},
        )
    )


def replies(service: AnsweringService, texts: Iterable[str]) -> Iterator[Reply]:
    rest = iter(texts)
    while group := list(islice(rest, TOGETHER)):
        started = time.process_time()
        yield from service.answer_many([Question(text=text) for text in group])
        assert time.process_time() - started < SECONDS, group


def check(archive: Archive, reply: Reply) -> int:
    """Compare every span that a reader sees with the stored body; return the number of quotes."""
    for hit in reply.hits:
        stored = archive.article(hit.passage.article_id)
        assert stored is not None
        assert stored.body[hit.passage.start : hit.passage.end] == hit.passage.text
    if not isinstance(reply, Answer):
        return 0
    assert reply.quotes
    for quote in reply.quotes:
        stored = archive.article(quote.article.id)
        assert stored is not None, quote
        assert stored.body[quote.start : quote.end] == quote.text, quote
        assert quote.text.strip(), quote
        assert quote.article.outlet == stored.outlet, quote
    return len(reply.quotes)


def ask(folder: Path, texts: Iterable[str], seed: int) -> tuple[int, int]:
    """Return how many replies and how many quotes were checked."""
    with archive_of(folder, seed) as service:
        archive = service.archive
        counts = [check(archive, reply) for reply in replies(service, texts)]
    return len(counts), sum(counts)


def test_quotes_of_random_answers_equal_their_spans(tmp_path: Path) -> None:
    answered, quotes = ask(tmp_path / "index", made_up.questions(400, 0), 0)
    assert answered == 400
    assert quotes > 200


def test_hostile_questions_get_verbatim_quotes_or_none(tmp_path: Path) -> None:
    answered, _ = ask(tmp_path / "index", made_up.hostile_questions(300, 0), 0)
    assert answered == 300


@pytest.mark.campaign
@pytest.mark.parametrize("seed", range(1, 11))
def test_ten_thousand_hostile_questions_get_verbatim_quotes_or_none(
    tmp_path: Path, seed: int
) -> None:
    answered, _ = ask(tmp_path / "index", made_up.hostile_questions(1_000, seed), seed)
    assert answered == 1_000


@pytest.mark.campaign
@pytest.mark.parametrize("seed", range(1, BLOCKS + 1))
def test_quotes_of_a_million_random_answers_equal_their_spans(tmp_path: Path, seed: int) -> None:
    """A block of ten thousand; ``-k 'million and [7]'`` runs one by itself."""
    answered, quotes = ask(tmp_path / "index", made_up.questions(BLOCK, seed), seed)
    assert answered == BLOCK
    assert quotes > BLOCK // 2
