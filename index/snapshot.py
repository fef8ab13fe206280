"""Open snapshots and read from them."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal

import numpy as np

from index import matrices, store, vectors
from index.encoder import Matrix
from index.errors import IndexMissing, SnapshotDamaged
from index.layout import built_at, candidates, current_id, snapshot_folder
from index.manifest import Counts, Manifest, read_manifest, verify
from index.packing import unpack_attributions, unpack_sentences
from index.sqlite import Connection, connect, named_faults
from index.values import Article, Attribution, Filter, Passage, Sentence
from index.vectors import FaissIndex, Rows

__all__ = ["Archive", "Counts", "OutletCount", "current_id"]

_log = logging.getLogger(__name__)
_CACHED_ARTICLES = 512
Verify = Literal["none", "quick", "full"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletCount:
    """An outlet in the archive, how many articles of it there are, and their first and last day
    (ISO)."""

    outlet: str
    articles: int
    first: str | None
    last: str | None


class Archive:
    """One snapshot, read-only. Safe to use from many threads at once."""

    def __init__(self, folder: Path, manifest: Manifest, *, damage: tuple[str, ...] = ()) -> None:
        """Open a snapshot's files without verifying them; ``open`` is what most callers want."""
        self.folder = folder
        self.manifest = manifest
        self.id = manifest.id if manifest.files else ""
        self.damage = damage
        """What is wrong with snapshots that should have been opened instead of this one."""
        self._local = threading.local()
        self._passages = matrices.open_matrix(
            folder / matrices.PASSAGES, manifest.dimensions, manifest.rows
        )
        self._sentences = matrices.open_matrix(
            folder / matrices.SENTENCES, manifest.dimensions, manifest.sentence_rows
        )
        self._cached = lru_cache(_CACHED_ARTICLES)(self._read_article)
        self._connection()

    @classmethod
    def open(cls, folder: Path, *, verify: Verify = "quick") -> Archive:
        """Open the snapshot in service of an index folder; where it is damaged, the newest good
        one.

        Raises ``IndexMissing`` where there is no snapshot, ``SnapshotDamaged`` where none is good.
        """
        damage: list[str] = []
        for name in candidates(folder):
            try:
                return cls.open_snapshot(folder, name, verify=verify, damage=tuple(damage))
            except SnapshotDamaged as fault:
                damage.append(f"snapshot {name}: {fault}")
                _log.warning("snapshot %s is refused: %s", name, fault)
        if damage:
            raise SnapshotDamaged("; ".join(damage) + "; build the index again with --rebuild")
        raise IndexMissing(f"no index in {folder}; make one with: python scripts/build_index.py")

    @classmethod
    def open_snapshot(
        cls, folder: Path, name: str, *, verify: Verify = "quick", damage: tuple[str, ...] = ()
    ) -> Archive:
        """Open one snapshot by its id. Raises ``SnapshotDamaged`` where it fails its checks."""
        place = snapshot_folder(folder, name)
        manifest = read_manifest(place)
        if manifest.id != name:
            raise SnapshotDamaged("manifest.json: does not belong to this snapshot (checksum)")
        if verify != "none":
            check_files(place, manifest, full=verify == "full")
        return cls(place, manifest, damage=damage)

    @cached_property
    def built(self) -> datetime:
        """When the snapshot was made."""
        try:
            return datetime.fromisoformat(built_at(self.folder))
        except ValueError:
            return datetime.fromtimestamp(self.folder.stat().st_mtime, UTC)

    @property
    def counts(self) -> Counts:
        """How much the snapshot holds."""
        return self.manifest.counts

    def close(self) -> None:
        """Close this thread's database connection; the others close when their threads end."""
        connection = getattr(self._local, "connection", None)
        if connection is not None:
            connection.close()
            del self._local.connection

    def _connection(self) -> Connection:
        connection: Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = connect(self.folder / store.FILE, readonly=True)
            self._local.connection = connection
        return connection

    def _rows(self, query: str, values: Sequence[object] = ()) -> list[tuple]:  # type: ignore[type-arg]
        with named_faults(self.folder / store.FILE):
            return self._connection().execute(query, values).fetchall()

    # Articles and what was found in them

    def outlets(self) -> list[OutletCount]:
        """List the outlets with their articles' number and days, the largest first; unstated ones
        left out."""
        return [
            OutletCount(outlet=name, articles=count, first=first, last=last)
            for name, count, first, last in self._rows(
                "SELECT outlet, count(*), min(substr(published, 1, 10)),"
                " max(substr(published, 1, 10))"
                " FROM article WHERE outlet IS NOT NULL GROUP BY outlet ORDER BY count(*) DESC, outlet"
            )
        ]

    def article(self, article_id: str) -> Article | None:
        """Read one article, or None."""
        return self._cached(article_id)

    def articles(self, ids: Sequence[str]) -> dict[str, Article]:
        """Read articles by id; unknown ids are left out."""
        with named_faults(self.folder / store.FILE):
            return store.read_articles(self._connection(), ids)

    def _read_article(self, article_id: str) -> Article | None:
        return self.articles([article_id]).get(article_id)

    def find_articles(self, wanted: Filter) -> list[str]:
        """List the ids of all articles that a filter lets through, by date and id."""
        clause, values = store.where(wanted)
        rows = self._rows(f"SELECT id FROM article WHERE {clause} ORDER BY published, id", values)
        return [row[0] for row in rows]

    def digests(self) -> Iterator[tuple[str, str]]:
        """Yield every article's id and digest, in the order of rows, without reading bodies."""
        yield from self._rows("SELECT id, digest FROM article ORDER BY first_passage, seq")

    def former_versions(self, article_id: str) -> list[Article]:
        """Read the versions of an article that later ones replaced, oldest first."""
        with named_faults(self.folder / store.FILE):
            return store.former_versions(self._connection(), article_id)

    def former_ids(self) -> list[str]:
        """List the ids of articles that have former versions (removed articles keep theirs)."""
        with named_faults(self.folder / store.FILE):
            return store.former_ids(self._connection())

    def sentences(self, article_id: str) -> list[Sentence]:
        """Read an article's sentences; none for an unknown id."""
        rows = self._rows(
            "SELECT c.sentences FROM article a JOIN content c USING (seq) WHERE a.id = ?",
            (article_id,),
        )
        return unpack_sentences(rows[0][0]) if rows else []

    def attributions(self, article_id: str) -> list[Attribution]:
        """Read an article's attributions; none for an unknown id."""
        rows = self._rows(
            "SELECT c.attributions FROM article a JOIN content c USING (seq) WHERE a.id = ?",
            (article_id,),
        )
        return unpack_attributions(rows[0][0]) if rows else []

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
                assert article is not None
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

    def sentence_vectors(self, article_id: str) -> Matrix:
        """Return the unit vectors of an article's sentences (n, d); zeros where a sentence has
        none."""
        rows = self._rows(
            "SELECT first_sentence, sentences FROM article WHERE id = ?", (article_id,)
        )
        first, count = rows[0] if rows else (0, 0)
        return matrices.from_int8(self._sentences[first : first + count])  # type: ignore[arg-type]

    def passage_vectors(self, rows: Sequence[int] | Rows) -> Matrix:
        """Return the unit vectors of passages (n, d)."""
        return np.asarray(self._passages[np.asarray(rows, np.int64)], np.float32)

    # Search

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
        return _spread(np.array(extents, np.int64).reshape(-1, 2))

    def dense(self, queries: Matrix, k: int, allowed: Rows | None = None) -> tuple[Matrix, Rows]:
        """Find the passages nearest by cosine among the allowed rows: scores (q, k) and rows (q,
        k).

        Scores fall along a row; where fewer than k are allowed, the rest has row -1 and score -inf.
        """
        if allowed is None and self.manifest.rows > self.counts.passages:
            allowed = self._live
        return self._vectors.search(np.ascontiguousarray(queries, np.float32), k, allowed)

    @cached_property
    def _live(self) -> Rows:
        return _spread(self._extents[1])

    @cached_property
    def _vectors(self) -> FaissIndex:
        return FaissIndex(self.folder / vectors.FILE, self._passages)

    def lexical(
        self, terms: Sequence[str], k: int, wanted: Filter | None = None
    ) -> list[tuple[int, float]]:
        """Find passages by their words (BM25; title and outlet count too): (row, score), best
        first."""
        quoted = " OR ".join(
            f'"{term}"' for term in (one.replace('"', " ").strip() for one in terms) if term
        )
        if not quoted:
            return []
        clause, values = store.where(wanted or Filter())
        try:
            rows = self._rows(
                "SELECT words.rowid, -bm25(words, 2.0, 1.0, 1.0) AS score FROM words"
                " JOIN passage p ON p.row = words.rowid JOIN article a ON a.seq = p.article"
                f" WHERE words MATCH ? AND {clause} ORDER BY score DESC, words.rowid LIMIT ?",
                (quoted, *values, k),
            )
        except UnicodeEncodeError:
            return []
        return [(int(row), float(score)) for row, score in rows]


def check_files(folder: Path, manifest: Manifest, *, full: bool) -> None:
    """Verify a snapshot's files and that the ones needed are among them."""
    named = {one.path for one in manifest.files}
    for needed in (store.FILE, vectors.FILE, matrices.PASSAGES, matrices.SENTENCES):
        if needed not in named:
            raise SnapshotDamaged(f"manifest.json: does not list {needed}")
    verify(folder, manifest, full=full)


def _spread(extents: Rows) -> Rows:
    """Turn (first, count) pairs into all the rows they cover."""
    if not len(extents):
        return np.zeros(0, np.int64)
    first, counts = extents[:, 0], extents[:, 1]
    before = np.cumsum(counts) - counts
    return np.arange(int(counts.sum()), dtype=np.int64) + np.repeat(first - before, counts)
