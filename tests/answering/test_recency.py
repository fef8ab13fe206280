"""Which of several articles that fit a question comes first: the newer one, unless the question names a day."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.serving.service import AnsweringService
from bot.values import Answer, Question
from tests.own_archive import serving

_RECALLS = {
    "2014-05-02": ("Alder", "Alder is recalling 900,000 vans because of a fire risk under the hood."),
    "2019-08-20": ("Birch", "Birch is recalling 900,000 vans because of a fire risk under the hood."),
    "2025-03-11": ("Cedar", "Cedar is recalling 900,000 vans because of a fire risk under the hood."),
    None: ("Maple", "Maple is recalling 900,000 vans because of a fire risk under the hood."),
}  # fmt: skip


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AnsweringService]:
    """A service over four recalls of four years, told in the same words."""
    folder: Path = tmp_path_factory.mktemp("recalls")
    articles = [
        {
            "id": maker.lower(),
            "title": f"{maker} recalls vans",
            "outlet": f"The {maker} Times",
            "body": f"{said} Owners will be told by letter, the carmaker said.",
        }
        | ({"date": day} if day else {})
        for day, (maker, said) in _RECALLS.items()
    ]
    with serving(articles, folder) as opened:
        yield opened


def makers(service: AnsweringService, question: str) -> list[str]:
    """Return the articles quoted, in their order."""
    reply = service.answer(Question(text=question), quotes=4)
    assert isinstance(reply, Answer)
    return [one.article.id for one in reply.quotes]


def test_of_articles_that_fit_alike_the_newest_is_quoted_first(service: AnsweringService) -> None:
    """An article without a day stands between the old and the new."""
    found = makers(service, "Which carmaker is recalling 900,000 vans because of a fire risk?")
    assert found[0] == "cedar"
    assert "alder" not in found[:2]


def test_a_question_that_names_a_year_is_answered_from_it(service: AnsweringService) -> None:
    """Newer articles do not push out what was asked for."""
    question = "Which carmaker was recalling 900,000 vans because of a fire risk in 2014?"
    assert makers(service, question)[0] == "alder"


def test_hits_of_a_question_that_names_a_day_are_not_weighed_by_age(
    service: AnsweringService,
) -> None:
    """Without a day the newest found counts in full, older ones less."""
    named = service.answer(Question(text="Who was recalling 900,000 vans on 2 May 2014?", limit=4))
    free = service.answer(Question(text="Who is recalling 900,000 vans?", limit=4))
    assert [hit.recent for hit in named.hits] == [0.0] * len(named.hits)
    assert max(hit.recent for hit in free.hits) == 0.0 > min(hit.recent for hit in free.hits)
