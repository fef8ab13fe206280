"""One vector for each article: the mean of its passages', kept in the snapshot ready for asking."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from index.errors import SnapshotDamaged
from index.snapshot.arrays import write_array

if TYPE_CHECKING:
    from index.snapshot.archive import Archive

FOLDER = "coverage"
CENTROIDS = "centroids.f2"

Matrix = npt.NDArray[np.float32]


class CentroidsPart:
    """The part of a snapshot that coverage reads: unit vectors (articles, d), in the order of
    ``Archive.article_rows``."""

    name = FOLDER

    def write(self, folder: Path, archive: Archive, previous: Path | None) -> None:
        """Write ``folder/coverage/centroids.f2`` as little-endian float16."""
        target = folder / FOLDER
        target.mkdir(parents=True, exist_ok=True)
        write_array(target / CENTROIDS, _worked_out(archive).astype("<f2"))


def centroids(archive: Archive) -> Matrix:
    """Return the articles' unit vectors (n, d); zeros for an article without passages."""
    path = archive.folder / FOLDER / CENTROIDS
    ids, _ = archive.article_rows()
    dimensions = archive.manifest.dimensions
    if path.exists() and path.stat().st_size == len(ids) * dimensions * 2:
        return _read(path, dimensions)
    return _worked_out(archive)


@lru_cache(2)
def _read(path: Path, dimensions: int) -> Matrix:
    found = np.fromfile(path, "<f2").reshape(-1, dimensions).astype(np.float32)
    if not np.isfinite(found).all():
        raise SnapshotDamaged(f"{FOLDER}/{CENTROIDS}: holds what is no number")
    return found


def _worked_out(archive: Archive) -> Matrix:
    """Average passage vectors article by article, so that memory stays bounded."""
    ids, extents = archive.article_rows()
    found = np.zeros((len(ids), archive.manifest.dimensions), np.float32)
    for place, (first, count) in enumerate(extents.tolist()):
        if count:
            rows = np.arange(first, first + count, dtype=np.int64)
            found[place] = archive.passage_vectors(rows).mean(axis=0)
    found /= np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)
    return found
