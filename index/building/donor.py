"""Take finished articles over from an abandoned build or an earlier snapshot instead of embedding
them again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from index.analysis.analyst import embed
from index.analysis.entries import Entry
from index.encoders.encoder import Encoder, PassageVectors
from index.errors import SnapshotDamaged
from index.packing import pack_rows
from index.snapshot import matrices, store
from index.snapshot.sqlite import connect
from index.values import Article

Finished = tuple[Entry, PassageVectors]


class Donor:
    """A folder with a snapshot's own files, whole or unfinished, made in the same way as the new
    one."""

    def __init__(self, folder: Path, dimensions: int, *, settled: bool, whole: bool = True) -> None:
        """Open; ``settled`` says that nothing is left to roll back, so that it can be read without
        writing, ``whole`` that more than the vectors may be taken."""
        self.whole = whole
        self._database = connect(folder / store.FILE, readonly=settled)
        rows, sentence_rows = matrices.row_counts(folder, dimensions)
        self._passages = _map(folder / matrices.PASSAGES, dimensions, rows)
        self._sentences = _map(folder / matrices.SENTENCES, dimensions, sentence_rows)

    def take(self, article: Article) -> Finished | None:
        """Return what was found in this very article, or None where the donor does not hold it."""
        row = self._database.execute(
            "SELECT c.sentences, c.attributions, a.attributions FROM article a JOIN content c USING (seq)"
            " WHERE a.id = ? AND a.digest = ?",
            (article.id, article.digest),
        ).fetchone()
        if row is None:
            return None
        extent = store.extent_of(self._database, article.id)
        entry = Entry(
            article=article,
            packed_sentences=row[0],
            packed_attributions=row[1],
            attribution_count=row[2],
            packed_passages=self._cut(extent),
        )
        return entry, self._vectors(extent)

    def vectors(self, entry: Entry) -> PassageVectors | None:
        """Return the vectors of an article that was cut just so here, whatever else was found in it."""
        taken = self.take(entry.article)
        if taken is None or taken[0].packed_passages != entry.packed_passages:
            return None
        return taken[1] if taken[0].packed_sentences == entry.packed_sentences else None

    def _vectors(self, extent: store.Extent) -> PassageVectors:
        return PassageVectors(
            passages=np.asarray(
                self._passages[extent.first_passage : extent.first_passage + extent.passages],
                np.float32,
            ),
            sentences=matrices.from_int8(
                self._sentences[extent.first_sentence : extent.first_sentence + extent.sentences]
            ),
        )

    def close(self) -> None:
        """Close the donor's database."""
        self._database.close()

    def _cut(self, extent: store.Extent) -> bytes:
        rows = self._database.execute(
            "SELECT start, end, first, last FROM passage WHERE row >= ? AND row < ? ORDER BY row",
            (extent.first_passage, extent.first_passage + extent.passages),
        )
        return pack_rows(rows.fetchall())


def _map(path: Path, dimensions: int, rows: int) -> np.ndarray:
    if not path.exists():
        raise SnapshotDamaged(f"{path.name}: missing")
    if not rows:
        return np.zeros((0, dimensions), matrices.TYPES[path.name])
    # An interrupted write may have left part of a row at the end: map whole rows only.
    return np.memmap(path, matrices.TYPES[path.name], mode="r", shape=(rows, dimensions))


def take(donors: Sequence[Donor], article: Article) -> Finished | None:
    """Return an article's finished work from the first donor that has it."""
    found = (donor.take(article) for donor in donors if donor.whole)
    return next((one for one in found if one is not None), None)


def with_vectors(
    entries: Sequence[Entry], donors: Sequence[Donor], encoder: Encoder
) -> tuple[list[Finished], int]:
    """Give articles their vectors, a donor's where one has them; say how many passages were embedded."""
    apart = [donor for donor in donors if not donor.whole]
    given = [
        next((found for donor in apart if (found := donor.vectors(one))), None) for one in entries
    ]
    rest = [one for one, vectors in zip(entries, given, strict=True) if vectors is None]
    done = divide(rest, embed(rest, encoder))
    finished = [
        next(done) if vectors is None else (one, vectors)
        for one, vectors in zip(entries, given, strict=True)
    ]
    return finished, sum(one.passage_count for one in rest)


def divide(entries: Sequence[Entry], vectors: PassageVectors) -> Iterator[Finished]:
    """Split a group's vectors by article."""
    passage = sentence = 0
    for entry in entries:
        yield (
            entry,
            PassageVectors(
                passages=vectors.passages[passage : passage + entry.passage_count],
                sentences=vectors.sentences[sentence : sentence + entry.sentence_count],
            ),
        )
        passage += entry.passage_count
        sentence += entry.sentence_count


def join(parts: Sequence[PassageVectors]) -> PassageVectors:
    """Put vectors of several articles behind one another."""
    return PassageVectors(
        passages=np.concatenate([part.passages for part in parts]),
        sentences=np.concatenate([part.sentences for part in parts]),
    )
