"""Nearest passages by cosine: the one module that imports faiss."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

import faiss
import numpy as np
import numpy.typing as npt

from index.encoder import Matrix
from index.errors import SnapshotDamaged

FILE = "vectors.faiss"
_faiss: Any = faiss  # its stubs do not know what its own wrappers add
Rows = npt.NDArray[np.int64]

_REFINE = 4
"""Candidates fetched from the quantised index for each wanted hit, before exact scores order
them."""


class VectorIndex(Protocol):
    """Finds the rows whose vectors are nearest to a question's."""

    def search(self, queries: Matrix, k: int, allowed: Rows | None) -> tuple[Matrix, Rows]:
        """Return scores (q, k), falling, and rows (q, k); missing hits have row -1."""
        ...


def build_vectors(path: Path, vectors: npt.NDArray[np.generic], *, block: int = 65536) -> None:
    """Write an index over the rows of ``vectors`` (n, d; unit rows) to ``path``.

    Rows are kept as 8-bit codes for a fast exhaustive scan; exact scores come from the float16
    rows.
    """
    count, dimensions = vectors.shape
    index = faiss.IndexScalarQuantizer(
        dimensions, faiss.ScalarQuantizer.QT_8bit_uniform, faiss.METRIC_INNER_PRODUCT
    )
    sample = np.asarray(vectors[:: max(1, count // 20000)], np.float32)
    index.train(sample if len(sample) else np.eye(2, dimensions, dtype=np.float32))
    for start in range(0, count, block):
        index.add(np.asarray(vectors[start : start + block], np.float32))
    faiss.write_index(index, str(path))


class FaissIndex:
    """A memory-mapped faiss index, refined by the exact vectors."""

    def __init__(self, path: Path, vectors: npt.NDArray[np.generic]) -> None:
        """Open; raises ``SnapshotDamaged`` where the file does not belong to ``vectors``."""
        try:
            self._index: Any = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
        except RuntimeError as fault:
            raise SnapshotDamaged(f"{path.name}: no index that faiss can read") from fault
        if (self._index.ntotal, self._index.d) != vectors.shape:
            raise SnapshotDamaged(
                f"{path.name}: {self._index.ntotal} vectors for {len(vectors)} passages"
            )
        self._vectors = vectors

    def search(self, queries: Matrix, k: int, allowed: Rows | None) -> tuple[Matrix, Rows]:
        """Return the k best rows by exact cosine among the allowed ones, ties in row order."""
        scores = np.full((len(queries), k), -np.inf, np.float32)
        rows = np.full((len(queries), k), -1, np.int64)
        total = self._index.ntotal if allowed is None else len(allowed)
        if not total or not len(queries):
            return scores, rows
        parameters = self._parameters(allowed)
        _, found = self._index.search(queries, min(total, k * _REFINE), params=parameters)
        for place, candidates in enumerate(found):
            candidates = np.sort(candidates[candidates >= 0])
            exact = np.asarray(self._vectors[candidates], np.float32) @ queries[place]
            best = np.argsort(-exact, kind="stable")[:k]
            scores[place, : len(best)] = exact[best]
            rows[place, : len(best)] = candidates[best]
        return scores, rows

    def _parameters(self, allowed: Rows | None) -> Any:
        if allowed is None:
            return None
        bits = np.zeros((self._index.ntotal + 7) // 8 * 8, bool)
        bits[allowed] = True
        packed = np.packbits(bits, bitorder="little")
        selector = _faiss.IDSelectorBitmap(packed)
        parameters = _faiss.SearchParameters(sel=selector)
        parameters.kept = packed  # faiss holds a pointer only
        return parameters
