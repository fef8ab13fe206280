"""Read articles, and everything found in their words, from a snapshot's database."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TypeVar
from weakref import WeakMethod, finalize

import numpy as np
import numpy.typing as npt

from config.addresses import bare_address
from index.errors import SnapshotDamaged, UsageError
from index.packing import PackedAttributions, PackedSentences
from index.snapshot import store
from index.snapshot.sqlite import Connection, connect, named_faults
from index.values import Article, Filter, Passage

Rows = npt.NDArray[np.int64]
Found = TypeVar("Found")
_CACHED_ARTICLES = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletCount:
    """An outlet in the archive, how many articles of it there are, and their first and last day
    (ISO)."""

    outlet: str
    articles: int
    first: str | None
    last: str | None


class _Opened:
    """A connection that is closed with the last who holds it; by itself it would wait for the collector."""

    def __init__(self, path: Path) -> None:
        self.connection = connect(path, readonly=True)
        finalize(self, self.connection.close)


class ArticleReader:
    """The database of one snapshot, read-only. Safe to use from many threads at once."""

    def __init__(self, path: Path) -> None:
        """Open a snapshot's database. Raises ``SnapshotDamaged`` where it is none."""
        self._path = path
        self._local = threading.local()
        self._cached = _cached(self._read_article)
        self._cached_sentences = _cached(self._read_sentences)
        self._cached_attributions = _cached(self._read_attributions)
        self._first = self._local.opened = _Opened(path)
        self._one_at_a_time = threading.Lock()

    def close(self) -> None:
        """Close this thread's database connection; the others close when their threads end."""
        opened = getattr(self._local, "opened", None)
        if opened is not None:
            opened.connection.close()
            del self._local.opened

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """Give a connection that no other thread uses meanwhile; all results are to be fetched in here."""
        with named_faults(self._path):
            opened = self._opened()
            if opened is not self._first:
                yield opened.connection
                return
            with self._one_at_a_time:
                yield opened.connection

    def _opened(self) -> _Opened:
        opened: _Opened | None = getattr(self._local, "opened", None)
        if opened is None:
            opened = self._local.opened = self._another()
        return opened

    def _another(self) -> _Opened:
        """Open the database for another thread: share the first where the file has been removed since."""
        try:
            return _Opened(self._path)
        except UsageError:
            if self._path.exists():
                raise
            return self._first

    def _rows(self, query: str, values: Sequence[object] = ()) -> list[tuple]:  # type: ignore[type-arg]
        with self._reading() as connection:
            return connection.execute(query, values).fetchall()

    # Articles and what was found in them

    def outlets(self) -> list[OutletCount]:
        """List the outlets with their articles' number and days, the largest first; unstated ones
        left out."""
        return [
            OutletCount(outlet=name, articles=count, first=first, last=last)
            for name, count, first, last in self._rows(
                "SELECT outlet, count(*), min(substr(published, 1, 10)),"
                " max(substr(published, 1, 10))"
                " FROM article WHERE outlet IS NOT NULL GROUP BY outlet"
                " ORDER BY count(*) DESC, outlet"
            )
        ]

    def article(self, article_id: str) -> Article | None:
        """Read one article, or None."""
        return self._cached(article_id)

    def articles(self, ids: Sequence[str]) -> dict[str, Article]:
        """Read articles by id; unknown ids are left out."""
        with self._reading() as connection:
            return store.read_articles(connection, ids)

    def article_at(self, address: str) -> Article | None:
        """Return the article published at a web address, however its two ends are written, or None."""
        wanted = bare_address(address)
        if not wanted:
            return None
        like = re.sub(r"([\\%_])", r"\\\1", wanted)
        rows = self._rows(
            "SELECT id, url FROM article WHERE url LIKE ? ESCAPE '\\' ORDER BY seq", (f"%{like}%",)
        )
        same = (one for one, url in rows if bare_address(url) == wanted)
        return self.article(next(same, ""))

    def _read_article(self, article_id: str) -> Article | None:
        return self.articles([article_id]).get(article_id)

    def find_articles(self, wanted: Filter) -> list[str]:
        """List the ids of all articles that a filter lets through, by date and id."""
        clause, values = store.where(wanted)
        rows = self._rows(f"SELECT id FROM article WHERE {clause} ORDER BY published, id", values)
        return [row[0] for row in rows]

    def titles(self) -> Iterator[tuple[str, str | None, str | None]]:
        """Yield every article's id, title and outlet, the newest first, without reading bodies."""
        yield from self._rows("SELECT id, title, outlet FROM article ORDER BY published DESC, id")

    def digests(self) -> Iterator[tuple[str, str]]:
        """Yield every article's id and digest, in the order of rows, without reading bodies."""
        yield from self._rows("SELECT id, digest FROM article ORDER BY first_passage, seq")

    def found_with(self) -> str | None:
        """Return the fingerprints of the outlets and rules that attributions were found with; None where
        they were not noted."""
        with self._reading() as connection:
            return store.making_of(connection)

    def former_versions(self, article_id: str) -> list[Article]:
        """Read the versions of an article that later ones replaced, oldest first."""
        with self._reading() as connection:
            return store.former_versions(connection, article_id)

    def former_ids(self) -> list[str]:
        """List the ids of articles that have former versions (removed articles keep theirs)."""
        with self._reading() as connection:
            return store.former_ids(connection)

    def sentences(self, article_id: str) -> PackedSentences:
        """Return an article's sentences; none for an unknown id."""
        return self._cached_sentences(article_id)

    def _read_sentences(self, article_id: str) -> PackedSentences:
        rows = self._rows(
            "SELECT c.sentences FROM article a JOIN content c USING (seq) WHERE a.id = ?",
            (article_id,),
        )
        return PackedSentences(rows[0][0] if rows else b"")

    def attributions(self, article_id: str) -> PackedAttributions:
        """Return an article's attributions; none for an unknown id."""
        return self._cached_attributions(article_id)

    def _read_attributions(self, article_id: str) -> PackedAttributions:
        rows = self._rows(
            "SELECT c.attributions FROM article a JOIN content c USING (seq) WHERE a.id = ?",
            (article_id,),
        )
        return PackedAttributions(rows[0][0] if rows else "[]")

    # Passages

    def passages(self, rows: Sequence[int] | Rows) -> list[Passage]:
        """Read passages by row, in the order given. Raises ``KeyError`` for a row that holds
        none."""
        wanted = [int(row) for row in rows]
        found: dict[int, Passage] = {}
        for start in range(0, len(wanted), 500):
            part = wanted[start : start + 500]
            marks = ",".join("?" * len(part))
            for row, article_id, first, last, begin, end in self._rows(
                "SELECT p.row, a.id, p.first, p.last, p.start, p.end FROM passage p"
                f" JOIN article a ON a.seq = p.article WHERE p.row IN ({marks})",
                part,
            ):
                article = self.article(article_id)
                if article is None:
                    raise SnapshotDamaged(
                        f"{store.FILE}: a passage of an article that there is not"
                    )
                found[row] = Passage(
                    article_id=article_id,
                    start=begin,
                    end=end,
                    text=article.body[begin:end],
                    first=first,
                    last=last,
                )
        return [found[row] for row in wanted]

    def passage_rows(self, article_id: str) -> range:
        """Return the rows of an article's passages, in order; empty for an unknown id."""
        rows = self._rows("SELECT first_passage, passages FROM article WHERE id = ?", (article_id,))
        return range(rows[0][0], rows[0][0] + rows[0][1]) if rows else range(0)

    def article_rows(self) -> tuple[list[str], Rows]:
        """Return all articles' ids and, for each, its first passage row and number of passages: (n,
        2)."""
        return self._extents

    @cached_property
    def _extents(self) -> tuple[list[str], Rows]:
        rows = self._rows(
            "SELECT id, first_passage, passages FROM article ORDER BY first_passage, seq"
        )
        return [row[0] for row in rows], np.array([row[1:] for row in rows], np.int64).reshape(
            -1, 2
        )

    def rows_for(self, wanted: Filter | None) -> Rows | None:
        """Return the rows that a filter lets through, rising; None where it lets everything
        through."""
        if wanted is None or wanted.empty:
            return None
        clause, values = store.where(wanted)
        extents = self._rows(
            f"SELECT first_passage, passages FROM article WHERE {clause} ORDER BY first_passage",
            values,
        )
        return spread(np.array(extents, np.int64).reshape(-1, 2))


def _cached(read: Callable[[str], Found]) -> Callable[[str], Found]:
    """Remember what a reader's method found of the latest articles.

    The reader is not held by what it remembers: its files, deleted ones perhaps, are let go of as soon as nobody
    uses it, not whenever the collector comes by.
    """
    method = WeakMethod(read)

    @lru_cache(_CACHED_ARTICLES)
    def remembered(article_id: str) -> Found:
        bound = method()
        assert bound is not None, "it is called by its reader"
        return bound(article_id)

    return remembered


def spread(extents: Rows) -> Rows:
    """Turn (first, count) pairs (n, 2) into all the rows they cover."""
    if not len(extents):
        return np.zeros(0, np.int64)
    first, counts = extents[:, 0], extents[:, 1]
    before = np.cumsum(counts) - counts
    rows: Rows = np.arange(int(counts.sum()), dtype=np.int64)
    rows += np.repeat(first - before, counts)
    return rows
