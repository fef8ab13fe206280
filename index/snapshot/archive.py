"""Open snapshots and read from them."""

from __future__ import annotations

import errno
import logging
import os
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Literal

import numpy as np

from index.encoders.encoder import Matrix
from index.errors import IndexMissing, SnapshotDamaged, UsageError
from index.snapshot import matrices, postings, store, vectors
from index.snapshot.articles import ArticleReader, OutletCount, Rows, spread
from index.snapshot.layout import (
    built_at,
    candidates,
    current_id,
    snapshot_folder,
    snapshot_ids,
)
from index.snapshot.manifest import Counts, Manifest
from index.snapshot.postings import Postings
from index.snapshot.vectors import FaissIndex
from index.snapshot.verification import checked_manifest, named_manifest, state_of
from index.values import Filter

__all__ = ["Archive", "Counts", "OutletCount", "current_id"]

_log = logging.getLogger(__name__)
Verify = Literal["none", "quick", "full"]


class Archive(ArticleReader):
    """One snapshot, read-only. Safe to use from many threads at once."""

    def __init__(self, folder: Path, manifest: Manifest, *, damage: tuple[str, ...] = ()) -> None:
        """Open a snapshot's files without verifying them; ``open`` is what most callers want."""
        super().__init__(folder / store.FILE)
        self.folder = folder
        self.manifest = manifest
        self.id = manifest.id
        self._state = state_of(folder, manifest)
        self.built = _built(folder)
        """When the snapshot was made."""
        self.damage = damage
        """What is wrong with snapshots that should have been opened instead of this one."""
        self._passages = matrices.open_matrix(
            folder / matrices.PASSAGES, manifest.dimensions, manifest.rows
        )
        self._sentences = matrices.MatrixReader(
            folder / matrices.SENTENCES, manifest.dimensions, manifest.sentence_rows
        )

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
            except (UsageError, OSError) as fault:
                if current_id(folder) != name and name not in snapshot_ids(folder):
                    # A build has removed it since it was looked for, and left another in service.
                    return cls.open(folder, verify=verify)
                if not isinstance(fault, SnapshotDamaged):
                    raise
                damage.append(f"snapshot {name}: {fault}")
                _log.warning("snapshot %s is refused: %s", name, fault)
        if damage:
            refused = all(os.strerror(errno.EACCES) in one for one in damage)
            mend = "let this user read it" if refused else "build the index again with --rebuild"
            raise SnapshotDamaged(f"{'; '.join(damage)}; {mend}")
        raise IndexMissing.of(folder)

    @classmethod
    def open_snapshot(
        cls, folder: Path, name: str, *, verify: Verify = "quick", damage: tuple[str, ...] = ()
    ) -> Archive:
        """Open one snapshot by its id. Raises ``SnapshotDamaged`` where it fails its checks."""
        if verify == "none":
            manifest = named_manifest(folder, name)
        else:
            manifest = checked_manifest(folder, name, full=verify == "full")
        return cls(snapshot_folder(folder, name), manifest, damage=damage)

    def unchanged(self) -> bool:
        """Say whether no file of the snapshot was touched since it was opened."""
        return self._state is not None and state_of(self.folder, self.manifest) == self._state

    @property
    def counts(self) -> Counts:
        """How much the snapshot holds."""
        return self.manifest.counts

    def sentence_vectors(self, article_id: str) -> Matrix:
        """Return the unit vectors of an article's sentences (n, d); zeros where a sentence has
        none."""
        rows = self._rows(
            "SELECT first_sentence, sentences FROM article WHERE id = ?", (article_id,)
        )
        first, count = rows[0] if rows else (0, 0)
        return matrices.from_int8(self._sentences.read(first, count))  # type: ignore[arg-type]

    def passage_vectors(self, rows: Sequence[int] | Rows) -> Matrix:
        """Return the unit vectors of passages (n, d)."""
        return matrices.from_float16(self._passages[np.asarray(rows, np.int64)])

    # Search

    def dense(self, queries: Matrix, k: int, allowed: Rows | None = None) -> tuple[Matrix, Rows]:
        """Find the passages nearest by cosine among the allowed rows: scores (q, k) and rows (q,
        k).

        Scores fall along a row; where fewer than k are allowed, the rest has row -1 and score -inf.
        """
        return self._vectors.search(
            np.ascontiguousarray(queries, np.float32), k, self._searched(allowed)
        )

    def near(self, queries: Matrix, k: int, allowed: Rows | None = None) -> Rows:
        """Return the rows (q, k) that the same search takes for the nearest before it compares exactly.

        In no order that counts; -1 stands where there are fewer.
        """
        return self._vectors.near(
            np.ascontiguousarray(queries, np.float32), k, self._searched(allowed)
        )

    def _searched(self, allowed: Rows | None) -> Rows | None:
        if allowed is None and self.manifest.rows > self.counts.passages:
            return self._live
        return allowed

    @cached_property
    def _live(self) -> Rows:
        return spread(self._extents[1])

    @cached_property
    def _vectors(self) -> FaissIndex:
        return FaissIndex(self.folder / vectors.FILE, self._passages)

    def lexical(
        self,
        terms: Sequence[str] | Mapping[str, float],
        k: int,
        wanted: Filter | None = None,
        *,
        allowed: Rows | None = None,
    ) -> list[tuple[int, float]]:
        """Find passages by their words (BM25; title and outlet count too): (row, score), best
        first.

        Terms are folded and stemmed as the passages were; a mapping gives each a weight.
        ``allowed`` (as ``rows_for`` returns it) spares working out ``wanted`` again. Ties are in
        row order.
        """
        weights = dict(terms) if isinstance(terms, Mapping) else dict.fromkeys(terms, 1.0)
        scores = self._postings.score(weights, self.manifest.rows, self.counts.passages)
        if allowed is None:
            allowed = self.rows_for(wanted)
        rows = np.flatnonzero(scores) if allowed is None else allowed[scores[allowed] > 0]
        found = scores[rows]
        if len(rows) > k:
            least = np.partition(found, len(found) - k)[len(found) - k]
            rows, found = rows[found >= least], found[found >= least]
        best = np.argsort(-found, kind="stable")[:k]
        return list(zip(rows[best].tolist(), found[best].tolist(), strict=True))

    def lexical_scores(self, words: Mapping[str, float]) -> Matrix:
        """Return all rows' BM25 scores (n,) for weighted words; rows that hold none have 0."""
        return self._postings.score(words, self.manifest.rows, self.counts.passages)

    def lexical_scores_of(
        self, wanted: Sequence[Mapping[str, float]], most: int | None = None
    ) -> Matrix:
        """Return the same for each of several sets of words: (len(wanted), n).

        Words that more than ``most`` passages hold are left out.
        """
        return self._postings.score_each(wanted, self.manifest.rows, self.counts.passages, most)

    def lexical_scores_at(
        self, wanted: Sequence[Mapping[str, float]], rows: Rows, above: int = 0
    ) -> Matrix:
        """Return the same for some rows (rising) alone: (len(wanted), len(rows)).

        Words that no more than ``above`` passages hold are left out.
        """
        return self._postings.score_at(wanted, rows, self.counts.passages, above)

    def article_facts(self) -> list[tuple[str | None, str | None]]:
        """List every article's outlet and time of publication, in the order of ``article_rows``."""
        return self._rows("SELECT outlet, published FROM article ORDER BY first_passage, seq")

    def frequency(self, word: str) -> int:
        """Count the passages that hold a word, in any of its forms."""
        return self._postings.frequency(word)

    @cached_property
    def _postings(self) -> Postings:
        return Postings(self.folder / postings.FOLDER)


def _built(folder: Path) -> datetime:
    try:
        return datetime.fromisoformat(built_at(folder))
    except ValueError:
        return datetime.fromtimestamp(folder.stat().st_mtime, UTC)
