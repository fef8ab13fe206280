"""Articles in memory in the shape of an archive: enough for what needs no vectors."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from index.printings import PrintingsPart
from index.values import Article, Attribution, Passage
from scripts.evaluation.data import data_place

DATA = data_place()


class PlainArchive:
    """What "who said it" asks of an archive, over plain articles; it finds no attributions."""

    id = "plain"

    def __init__(self, articles: Iterable[Article], folder: Path) -> None:
        """Index the word pairs of some articles into a folder."""
        self.folder = folder
        self._articles = {article.id: article for article in articles}
        PrintingsPart().write(folder, self, None)  # type: ignore[arg-type]

    def digests(self) -> Iterator[tuple[str, str]]:
        """Yield ids and digests."""
        yield from ((one.id, one.digest) for one in self._articles.values())

    def articles(self, ids: Sequence[str]) -> dict[str, Article]:
        """Return articles by id."""
        return {one: self._articles[one] for one in ids if one in self._articles}

    def article(self, article_id: str) -> Article | None:
        """Return one article."""
        return self._articles.get(article_id)

    def former_ids(self) -> list[str]:
        """There are no former versions."""
        return []

    def former_versions(self, article_id: str) -> list[Article]:
        """There are no former versions."""
        return []

    def lexical(self, terms: Sequence[str], k: int) -> list[tuple[int, float]]:
        """There is no full text."""
        return []

    def passages(self, rows: Sequence[int]) -> list[Passage]:
        """There are no passages."""
        return []

    def attributions(self, article_id: str) -> list[Attribution]:
        """Attributions are left out."""
        return []


def allsides(most: int | None = None) -> Iterator[Article]:
    """Read the articles of ``allsides``; outlets stay as the records name them."""
    with gzip.open(DATA / "allsides/articles.jsonl.gz", "rt", encoding="utf-8") as file:
        for number, line in enumerate(file):
            if number == most:
                return
            record = json.loads(line)
            yield Article(
                id=record["id"],
                body=record["body"],
                title=record["title"] or None,
                outlet=record["source"] or None,
                published=_day(record["published_at"]),
                digest=hashlib.sha256(line.encode()).hexdigest(),
            )


def _day(text: str | None) -> str | None:
    try:
        return date.fromisoformat((text or "")[:10]).isoformat()
    except ValueError:
        return None
