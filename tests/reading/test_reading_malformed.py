"""Whatever files are given, reading ends, says what it left out, and yields only sound articles."""

from __future__ import annotations

import time
import warnings
from datetime import date
from pathlib import Path

import pytest

from config.outlets import OutletRegistry
from index.reading import ReadingReport, read_articles
from tests.reading.malformed import malformed

ARTICLES = Path(__file__).resolve().parents[2] / "config" / "articles"
SAMPLES = sorted(path for path in ARTICLES.iterdir() if path.suffix != ".toml")
SECONDS = 30
"""Of processor time; a file of this size takes milliseconds."""


def _read_hostile(folder: Path, count: int, seed: int) -> ReadingReport:
    registry = OutletRegistry.load()
    total = ReadingReport()
    for name, data in malformed(SAMPLES, count, seed):
        path = folder / name
        path.write_bytes(data)
        report = ReadingReport()
        started = time.process_time()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # parsers of others warn about what they are given
            articles = list(read_articles([path], registry, report))
        assert time.process_time() - started < SECONDS, name
        assert articles or report.problems, name
        assert len({article.id for article in articles}) == len(articles), name
        for article in articles:
            assert article.body.strip(), name
            assert "\0" not in article.body, name
            article.body.encode()
            (article.title or "").encode()
            assert article.published is None or date.fromisoformat(article.published[:10]), name
            assert len(article.digest) == 64, name
        total.read += report.read
        total.skipped += report.skipped
        path.unlink()
    return total


def test_hundreds_of_malformed_files_neither_stop_a_reading_nor_yield_unsound_articles(
    tmp_path: Path,
) -> None:
    report = _read_hostile(tmp_path, 250, seed=1)
    assert report.read > 100
    assert report.skipped > 20


@pytest.mark.campaign
@pytest.mark.parametrize("seed", range(2, 12))
def test_ten_thousand_malformed_files_are_read_without_a_crash_or_a_hang(
    tmp_path: Path, seed: int
) -> None:
    report = _read_hostile(tmp_path, 1_000, seed=seed)
    assert report.read > 100
    assert report.skipped > 20
