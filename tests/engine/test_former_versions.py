"""Former versions of articles: kept through builds of every kind, a few of each article."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from index.building.values import BuildReport
from index.snapshot.archive import Archive
from index.snapshot.store import FORMER_KEPT

Builder = Callable[..., BuildReport]


def test_former_versions_outlast_a_rebuild_and_a_compact_index(
    build_index: Builder, folder: Path, article_of
) -> None:
    build_index(range(40))
    build_index([article_of(1, version=1), *range(2, 40)])
    build_index([article_of(1, version=2), *range(2, 40)], rebuild=True)
    former = [one.digest for one in Archive.open(folder).former_versions("a00001")]
    assert former == [article_of(1, version=one).digest for one in (0, 1)]
    build_index([article_of(1, version=2), *range(2, 20)])
    build_index([article_of(1, version=3), *range(2, 20)])
    archive = Archive.open(folder)
    assert archive.manifest.rows == archive.counts.passages
    assert len(archive.former_versions("a00001")) == 3
    build_index(range(2, 20), rebuild=True)
    assert Archive.open(folder).former_ids() == []


def test_an_article_that_changes_every_hour_keeps_a_few_former_versions(
    build_index: Builder, folder: Path, article_of
) -> None:
    for version in range(FORMER_KEPT + 4):
        build_index([article_of(1, version=version), 2])
    kept = [one.digest for one in Archive.open(folder).former_versions("a00001")]
    assert kept == [article_of(1, version=one).digest for one in range(3, FORMER_KEPT + 3)]
