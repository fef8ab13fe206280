"""Read files as a build does, and what tests ask of that."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from config.outlets import OutletRegistry
from index.reading import ReadingReport, read_articles
from index.values import Article

ROOT = Path(__file__).resolve().parents[2]


DATA = Path(os.environ.get("WHOSAID_DATA", ROOT.parent / "shared" / "data"))


REGISTRY = OutletRegistry.load()


def read(*paths: Path | str) -> tuple[list[Article], ReadingReport]:
    report = ReadingReport()
    return list(read_articles(paths, REGISTRY, report)), report


def lines(path: Path, *records: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return path


def ids(articles: Iterable[Article]) -> list[str]:
    return [article.id for article in articles]


def reasons(report: ReadingReport) -> list[str]:
    return [problem.reason for problem in report.problems]
