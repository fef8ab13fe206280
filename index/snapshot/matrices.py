"""Vectors on disk: plain arrays without header, appended while building and memory-mapped when
read.

Passage vectors are kept as float16, sentence vectors as int8 (each row scaled to its largest value;
reading scales the row back to length one, so that no scale has to be stored).
"""

from __future__ import annotations

import os
import weakref
from pathlib import Path
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from index.encoders.encoder import Matrix, unit_rows
from index.errors import SnapshotDamaged

PASSAGES = "passages.f16"
SENTENCES = "sentences.i8"
_FLOAT16_BITS = np.int32(0x8FFFE000 - (1 << 32))
_FLOAT16_SCALE = np.float32(2.0**112)
TYPES = {PASSAGES: "<f2", SENTENCES: "<i1"}


def to_int8(rows: Matrix) -> npt.NDArray[np.int8]:
    """Round rows to int8, each scaled so that its largest magnitude becomes 127."""
    largest = np.abs(rows).max(axis=1, keepdims=True, initial=0.0)
    largest[largest == 0] = 1.0
    rounded: npt.NDArray[np.int8] = np.round(rows * (127.0 / largest)).astype(np.int8)
    return rounded


def from_int8(rows: npt.NDArray[np.int8]) -> Matrix:
    """Turn int8 rows back into unit vectors; cosine with the original is above 0.9998."""
    return unit_rows(rows.astype(np.float32))


def from_float16(rows: npt.NDArray[np.generic]) -> Matrix:
    """Widen finite float16 values, exactly.

    Their bits are moved to where float32 has them and the exponent is put right by a multiplication:
    numpy's own conversion goes value by value and takes several times as long.
    """
    wide = rows.view(np.int16).astype(np.int32)
    wide <<= 13
    wide &= _FLOAT16_BITS
    widened: Matrix = wide.view(np.float32)
    widened *= _FLOAT16_SCALE
    return widened


def _checked_type(path: Path, dimensions: int, rows: int) -> np.dtype[np.generic]:
    """Return what a matrix file holds. Raises ``SnapshotDamaged`` where its size is not that."""
    kind: np.dtype[np.generic] = np.dtype(TYPES[path.name])
    wanted = rows * dimensions * kind.itemsize
    found = path.stat().st_size if path.exists() else -1
    if found != wanted:
        raise SnapshotDamaged(f"{path.name}: {found} bytes where {wanted} were expected")
    return kind


class MatrixReader:
    """Reads rows that lie together from a matrix file. Unlike a map's, they do not stay in memory."""

    def __init__(self, path: Path, dimensions: int, rows: int) -> None:
        """Open; raises ``SnapshotDamaged`` where the file's size is not that."""
        self._kind = _checked_type(path, dimensions, rows)
        self._dimensions = dimensions
        self._handle = os.open(path, os.O_RDONLY)
        weakref.finalize(self, os.close, self._handle)

    def read(self, first: int, count: int) -> npt.NDArray[np.generic]:
        """Return ``count`` rows from ``first`` on."""
        width = self._dimensions * self._kind.itemsize
        content = os.pread(self._handle, count * width, first * width)
        return np.frombuffer(content, self._kind).reshape(-1, self._dimensions)


def open_matrix(path: Path, dimensions: int, rows: int) -> npt.NDArray[np.generic]:
    """Map a matrix file (rows, dimensions) read-only. Raises ``SnapshotDamaged`` where its size is
    not that."""
    kind = _checked_type(path, dimensions, rows)
    if not rows:
        return np.zeros((0, dimensions), kind)
    # A plain array over the map: numpy's own class for maps takes longer at every use.
    return np.asarray(np.memmap(path, kind, mode="r", shape=(rows, dimensions)))


def row_counts(folder: Path, dimensions: int) -> tuple[int, int]:
    """Count the rows of a folder's passage and sentence matrices by their files' sizes."""
    counts = []
    for name, kind in TYPES.items():
        path = folder / name
        width = dimensions * np.dtype(kind).itemsize
        counts.append(path.stat().st_size // width if path.exists() else 0)
    return counts[0], counts[1]


class MatrixWriter:
    """Append rows to a matrix file and blank out rows of removed articles."""

    def __init__(self, path: Path, dimensions: int, rows: int) -> None:
        """Open for ``rows`` rows that count; what lies behind them (an interrupted write) is cut
        off."""
        self._kind = np.dtype(TYPES[path.name])
        self._width = dimensions * self._kind.itemsize
        self._file: BinaryIO = path.open("r+b" if path.exists() else "w+b")
        self._file.truncate(rows * self._width)

    def append(self, rows: Matrix) -> None:
        """Write unit rows after the last one."""
        stored = to_int8(rows) if self._kind.itemsize == 1 else rows.astype(self._kind)
        self._file.seek(0, os.SEEK_END)
        self._file.write(stored.tobytes())

    def blank(self, first: int, count: int) -> None:
        """Overwrite rows with zeros, so that they match nothing."""
        self._file.seek(first * self._width)
        self._file.write(bytes(count * self._width))

    def sync(self) -> None:
        """Make everything written so far survive a power cut."""
        self._file.flush()
        os.fsync(self._file.fileno())

    def close(self) -> None:
        """Close the file."""
        self._file.close()
