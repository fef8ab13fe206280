"""The relayed outlet's own article, on the sample archive of invented articles."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from config.outlets import OutletRegistry
from config.settings import load_settings
from index.attribution import chain_for
from index.building.build import build
from index.building.update import snapshot_parts
from index.building.values import BuildPlan
from index.encoders.loading import load_encoder
from index.origins.relayed import own_article, with_own_articles
from index.reading import ReadingReport, read_articles
from index.snapshot.archive import Archive
from index.values import Article, Chain, Role, Span


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    settings = load_settings()
    registry = OutletRegistry.load(Path("config/articles/outlets.toml"))
    plan = BuildPlan(
        folder=tmp_path_factory.mktemp("relayed"),
        registry=registry,
        encoder=load_encoder("fake", role="passages"),
        parts=snapshot_parts(),
        processes=1,
    )
    build(read_articles([Path("config/articles")], registry, ReadingReport()), plan)
    assert settings.index.articles
    return Archive.open(plan.folder)


def span_of(article: Article, words: str) -> Span:
    start = article.body.index(words)
    return Span(start, start + len(words))


def chain_of(archive: Archive, article: Article, words: str) -> Chain:
    span = span_of(article, words)
    chain = chain_for(article, archive.attributions(article.id), span)
    return with_own_articles(archive, article, span, chain)


LETTER = "regatta-letter"
RELAYED = (
    "The Lantern, which broke the story, quoted a source close to the organising committee as saying"
    ' that her refusal "took up two lines and gave no reason".'
)


def test_the_article_that_holds_the_words_quoted_is_the_relayed_outlets_own(
    archive: Archive,
) -> None:
    letter = archive.article(LETTER)
    assert letter is not None
    (link,) = [one for one in chain_of(archive, letter, RELAYED) if one.role is Role.OUTLET]
    assert link.name == "The Lantern"
    assert link.own is not None
    assert link.own.id == "lantern-regatta-snub"


def test_an_outlets_other_articles_are_not_taken_for_it(archive: Archive) -> None:
    letter = archive.article(LETTER)
    assert letter is not None
    span = span_of(letter, RELAYED)
    assert own_article(archive, letter, span, "The Tarnside Gazette") is None
    assert own_article(archive, letter, span, "The Sun") is None


@pytest.mark.parametrize("day", ["2024-03-20", "2024-06-01"])
def test_an_article_of_another_time_is_not_taken_for_it(archive: Archive, day: str) -> None:
    letter = archive.article(LETTER)
    assert letter is not None
    moved = replace(letter, published=date.fromisoformat(day).isoformat())
    assert own_article(archive, moved, span_of(letter, RELAYED), "The Lantern") is None


def test_an_undated_text_must_share_a_longer_quotation(archive: Archive) -> None:
    letter = archive.article(LETTER)
    assert letter is not None
    undated = replace(letter, published=None)
    found = own_article(archive, undated, span_of(letter, RELAYED), "The Lantern")
    assert found is not None
    assert found.id == "lantern-regatta-snub"


def test_a_chain_without_a_relay_stays_as_it_is(archive: Archive) -> None:
    lantern = archive.article("lantern-regatta-snub")
    assert lantern is not None
    chain = chain_of(archive, lantern, "took up two lines")
    assert all(link.own is None for link in chain)
