"""Nearest passages by cosine: the one module that imports faiss.

Up to ``EXACT_UP_TO`` passages every vector is compared, as an 8-bit code: 31,000 take 0.7 ms on one
core, several questions at once no less each. Above it an inverted file compares the lists nearest to
the question only. Either way the best candidates are then ordered by their exact vectors, and a filter
is applied inside faiss while it scans.

Measured on a million passages (real texts repeated, vectors drawn near real ones), 240 real questions,
4,096 lists of 8-bit codes, at least 200 candidates ordered exactly; share of the ten nearest that are
found, and time on one busy core:

    lists compared                160      256      320      400
    all passages                0.990    0.993    0.993    0.995
    milliseconds                  1.8      2.6      3.1      3.8
    one outlet's 64,000         0.994    0.996    0.997    0.997   (the lists compared grow with the
    milliseconds                  2.1      3.2      3.7      5.1    fourth root of a filter's rarity)
    18 months' 278,000          0.995    0.995    0.995    0.996
    milliseconds                  2.9      4.2      5.2      6.5

So 256 are compared. Up to 20,000 rows that a filter leaves are read and compared exactly instead, which
takes as long as the lists would and misses nothing.

Four-bit product codes (192 a vector) took half the time for the same share on drawn vectors; eight bits are
kept, since they need no training that an update could outgrow.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

import faiss
import numpy as np
import numpy.typing as npt

from index.encoders.encoder import Matrix
from index.errors import SnapshotDamaged
from index.snapshot.matrices import from_float16

FILE = "vectors.faiss"
EXACT_UP_TO = 150_000
Rows = npt.NDArray[np.int64]
Stored = npt.NDArray[np.generic]

_faiss: Any = faiss  # its stubs do not know what its own wrappers add
_REFINE = 4
"""Candidates fetched for each wanted hit, before exact scores order them."""
_LEAST = 200
"""Candidates fetched at least: 40 for ten hits would cost a hundredth of them."""
_LISTS = 4096
_PROBED = 256
"""Lists compared without a filter."""
_READ = 20_000
"""Allowed rows up to which an inverted file is left aside and every row is compared exactly."""
_TRAINED_ON = 160_000
_ROUNDS = 6
_BLOCK = 65_536
_OVERHEAD = 1 << 16


class VectorIndex(Protocol):
    """Finds the rows whose vectors are nearest to a question's."""

    def search(self, queries: Matrix, k: int, allowed: Rows | None) -> tuple[Matrix, Rows]:
        """Return scores (q, k), falling, and rows (q, k); missing hits have row -1."""
        ...

    def near(self, queries: Matrix, k: int, allowed: Rows | None) -> Rows:
        """Return rows (q, at most k) that are about the nearest, in no order that counts; missing ones are -1."""
        ...


def build_vectors(
    path: Path,
    vectors: Stored,
    dead: Rows,
    *,
    old: Path | None = None,
    exact_up_to: int = EXACT_UP_TO,
) -> None:
    """Write an index over the rows of ``vectors`` (n, d; unit rows), but for ``dead`` ones, to
    ``path``.

    ``old`` is the index of the first rows of the same vectors; a large one is extended instead of
    made anew.
    """
    index: Any
    _faiss.omp_set_num_threads(os.cpu_count() or 1)
    if len(vectors) <= exact_up_to:
        index = _exact(vectors)
    else:
        index = _extended(old, vectors, dead) or _inverted(vectors, dead)
    _write(index, path)


def _write(index: Any, path: Path) -> None:
    """Write through Python: faiss itself loses what a full disk does not take, without an error."""
    faults: list[BaseException] = []

    def write(content: bytes) -> None:
        try:
            file.write(content)
        except BaseException as fault:  # Ctrl-C, too, would come out as another error
            faults.append(fault)
            raise

    with path.open("wb") as file:
        try:
            faiss.write_index(index, _faiss.PyCallbackIOWriter(write))
        except RuntimeError:
            if faults:
                raise faults[0] from None
            raise


def _exact(vectors: Stored) -> Any:
    dimensions = vectors.shape[1]
    index = _faiss.IndexScalarQuantizer(
        dimensions, _faiss.ScalarQuantizer.QT_8bit_uniform, _faiss.METRIC_INNER_PRODUCT
    )
    sample = _sample(vectors)
    index.train(sample if len(sample) else np.eye(2, dimensions, dtype=np.float32))
    for _, block in _blocks(vectors, 0):
        index.add(block)
    return index


def _inverted(vectors: Stored, dead: Rows) -> Any:
    dimensions = vectors.shape[1]
    lists = min(_LISTS, max(1, len(vectors) // 40))
    index = _faiss.IndexIVFScalarQuantizer(
        _faiss.IndexFlatIP(dimensions),
        dimensions,
        lists,
        _faiss.ScalarQuantizer.QT_8bit_uniform,
        _faiss.METRIC_INNER_PRODUCT,
        False,
    )
    index.cp.niter, index.cp.spherical, index.cp.seed = _ROUNDS, True, 1
    index.train(_sample(vectors))
    _add_alive(index, vectors, 0, dead)
    return index


def _extended(old: Path | None, vectors: Stored, dead: Rows) -> Any:
    """Return the old inverted file with rows taken out and added, or None where it cannot be
    used."""
    if old is None or not old.exists():
        return None
    index = _faiss.read_index(str(old))
    first = len(vectors) if not hasattr(index, "nlist") else _rows_before(index)
    if first * 4 < len(vectors) * 3 or first >= len(vectors) + 1:
        return None
    if len(dead):
        index.remove_ids(_faiss.IDSelectorBatch(dead.astype(np.int64)))
    _add_alive(index, vectors, first, dead)
    return index


def _rows_before(index: Any) -> int:
    """Return one more than the highest row in an inverted file."""
    lists = index.invlists
    highest = -1
    for number in range(index.nlist):
        size = lists.list_size(number)
        if size:
            rows = faiss.rev_swig_ptr(lists.get_ids(number), size)
            highest = max(highest, int(rows.max()))
    return highest + 1


def _add_alive(index: Any, vectors: Stored, first: int, dead: Rows) -> None:
    for start, block in _blocks(vectors, first):
        rows = np.arange(start, start + len(block), dtype=np.int64)
        alive = ~np.isin(rows, dead)
        index.add_with_ids(np.ascontiguousarray(block[alive]), rows[alive])


def _sample(vectors: Stored) -> Matrix:
    step = max(1, len(vectors) // _TRAINED_ON)
    return np.asarray(vectors[::step], np.float32)


def _blocks(vectors: Stored, first: int) -> Iterator[tuple[int, Matrix]]:
    for start in range(first, len(vectors), _BLOCK):
        yield start, np.asarray(vectors[start : start + _BLOCK], np.float32)


class FaissIndex:
    """A memory-mapped faiss index, refined by the exact vectors."""

    def __init__(self, path: Path, vectors: Stored) -> None:
        """Open; raises ``SnapshotDamaged`` where the file does not belong to ``vectors``."""
        rows, dimensions = vectors.shape
        # A code of one byte a dimension and a row number: a file far from that is none of ours.
        most = rows * (dimensions + 8) + _LISTS * (dimensions * 4 + 64) + _OVERHEAD
        try:
            if path.stat().st_size > most:
                raise SnapshotDamaged(f"{path.name}: too large for {rows} passages")
            self._index: Any = _opened(path)
        except (OSError, RuntimeError, AssertionError, MemoryError) as fault:
            raise SnapshotDamaged(f"{path.name}: no index that faiss can read") from fault
        if self._index.d != dimensions or self._index.ntotal > rows:
            raise SnapshotDamaged(f"{path.name}: does not belong to these {rows} passages")
        self._lists: int = getattr(self._index, "nlist", 0)
        self._vectors = vectors

    def search(self, queries: Matrix, k: int, allowed: Rows | None) -> tuple[Matrix, Rows]:
        """Return the k best rows by exact cosine among the allowed ones, ties in row order."""
        scores = np.full((len(queries), k), -np.inf, np.float32)
        rows = np.full((len(queries), k), -1, np.int64)
        total = self._index.ntotal if allowed is None else len(allowed)
        if not total or not len(queries):
            return scores, rows
        found = self._candidates(queries, k, allowed, total)
        # Questions of one kind have many candidates in common: each is read once.
        read = found[0] if len(found) == 1 else np.unique(np.concatenate(found))
        exact = queries @ from_float16(self._vectors[read]).T
        for place, line in enumerate(exact):
            if len(found) == 1:
                best = _best(line, k)
            else:
                own = np.searchsorted(read, found[place])
                best = own[_best(line[own], k)]
            scores[place, : len(best)] = line[best]
            rows[place, : len(best)] = read[best]
        return scores, rows

    def _candidates(
        self, queries: Matrix, k: int, allowed: Rows | None, total: int
    ) -> Sequence[Rows]:
        """Return the rows, rising, to be ordered exactly: of each question, or one list for all of them."""
        if allowed is not None and self._reads(allowed):
            return [np.sort(allowed, kind="stable")]
        found = self._scanned(queries, min(total, max(_LEAST, k * _REFINE)), allowed, total)
        return [np.sort(rows[rows >= 0]) for rows in found]

    def near(self, queries: Matrix, k: int, allowed: Rows | None) -> Rows:
        """Return about the k best rows (q, at most k) by their codes alone; -1 where there are fewer."""
        total = self._index.ntotal if allowed is None else len(allowed)
        if not total or not len(queries) or self._reads(allowed):
            return self.search(queries, k, allowed)[1]
        return self._scanned(queries, min(total, k), allowed, total)

    def _reads(self, allowed: Rows | None) -> bool:
        """Say whether so few rows of a large index are allowed that each is compared exactly."""
        return bool(self._lists) and allowed is not None and len(allowed) <= _READ

    def _scanned(self, queries: Matrix, count: int, allowed: Rows | None, total: int) -> Rows:
        """Return the rows (q, count) whose codes are nearest; -1 where there are fewer."""
        # Threads would wait for each other longer than one takes; questions run side by side instead.
        # OpenMP keeps this number for each thread by itself, so that every search says it anew.
        _faiss.omp_set_num_threads(1)
        found: Rows = self._index.search(queries, count, params=self._parameters(allowed, total))[1]
        return found

    def _parameters(self, allowed: Rows | None, total: int) -> Any:
        parameters = _faiss.SearchParametersIVF() if self._lists else _faiss.SearchParameters()
        if self._lists:
            # The fewer rows may be hits, the farther the nearest of them lie.
            rarity = max(1.0, self._index.ntotal / total)
            parameters.nprobe = min(self._lists, int(_PROBED * rarity**0.25))
        if allowed is not None:
            bits = np.zeros((len(self._vectors) + 7) // 8 * 8, bool)
            bits[allowed] = True
            packed = np.packbits(bits, bitorder="little")
            parameters.kept = packed, _faiss.IDSelectorBitmap(packed)  # faiss holds pointers only
            parameters.sel = parameters.kept[1]
        return parameters


def _best(scores: Matrix, k: int) -> Rows:
    """Return the places of the k highest scores, falling, of equal ones the first first."""
    if len(scores) <= k:
        return np.argsort(-scores, kind="stable")
    least = np.partition(scores, len(scores) - k)[len(scores) - k]
    places = np.flatnonzero(scores >= least)
    return places[np.argsort(-scores[places], kind="stable")[:k]]


def _opened(path: Path) -> Any:
    with path.open("rb") as file:
        inverted = file.read(4) == b"IwSq"
    if not inverted:
        return _faiss.read_index(str(path), _faiss.IO_FLAG_MMAP_IFC)
    index = _faiss.read_index(str(path), _faiss.IO_FLAG_MMAP)
    lists = _faiss.downcast_InvertedLists(index.invlists)
    if hasattr(lists, "prefetch_nthread"):
        lists.prefetch_nthread = 0  # the file is mapped: threads that read ahead only cost time
    return index
