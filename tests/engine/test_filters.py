"""Limits of outlet and day: the same whether SQLite or the catalogue works them out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from index.encoders.fake import FakeEncoder
from index.search.catalogue import Catalogue
from index.snapshot.archive import Archive
from index.values import Filter
from tests.engine.conftest import Builder


def test_filters_are_applied_before_ranking(build_index: Builder, folder: Path, article_of) -> None:
    build_index(range(60))
    archive = Archive.open(folder)
    wanted = Filter(outlets=("Reuters",), since=date(2024, 3, 1), until=date(2024, 9, 30))
    expected = sorted(
        one.id
        for one in map(article_of, range(60))
        if one.outlet == "Reuters" and "2024-03-01" <= (one.published or "") <= "2024-09-30"
    )
    assert sorted(archive.find_articles(wanted)) == expected
    allowed = archive.rows_for(wanted)
    assert allowed is not None
    assert Catalogue.of(archive).rows_for(wanted).tolist() == sorted(allowed.tolist())
    _, rows = archive.dense(FakeEncoder().encode_question(["river bank"]), 500, allowed)
    found = archive.passages(rows[0][rows[0] >= 0])
    assert sorted({one.article_id for one in found}) == expected
    lexical = archive.lexical(["river", "bank", "bridge"], 500, wanted)
    assert {one.article_id for one in archive.passages([row for row, _ in lexical])} <= set(
        expected
    )


@pytest.mark.parametrize("outlets", [(), ("Reuters",), ("Nobody's Gazette",)])
@pytest.mark.parametrize(
    ("since", "until"),
    [
        (date(2024, 6, 1), None),
        (None, date(2024, 6, 1)),
        (date(2024, 6, 1), date(2024, 6, 1)),
        (date(2024, 9, 1), date(2024, 3, 1)),
        (date(1, 1, 1), date(9999, 12, 31)),
    ],
)
def test_the_catalogue_finds_the_rows_that_sqlite_finds(
    build_index: Builder, folder: Path, outlets, since, until
) -> None:
    build_index(range(60))
    archive = Archive.open(folder)
    wanted = Filter(outlets=outlets, since=since, until=until)
    allowed, found = archive.rows_for(wanted), Catalogue.of(archive).rows_for(wanted)
    assert allowed is not None and found is not None
    assert found.tolist() == sorted(allowed.tolist())
