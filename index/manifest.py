"""The manifest of a snapshot: what it holds, what made it, and a checksum for every file."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

from index.errors import SnapshotDamaged

FILE = "manifest.json"
BUILT = "built"
"""When the snapshot was made: the one file without a checksum, so that equal builds are equal byte
for byte."""
FORMAT = 1
_LARGEST = 4 << 20
_BLOCK = 1 << 20
_SAMPLES = 8
_SAMPLE_BYTES = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRecord:
    """One file of a snapshot: its path inside the folder (``/`` between parts), size and checksums
    (hex)."""

    path: str
    size: int
    sha256: str
    sampled: str
    """sha256 over a few pieces of the file: what a quick check reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much a snapshot holds."""

    articles: int
    passages: int
    sentences: int
    attributions: int
    outlets: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What ``manifest.json`` says. ``rows`` and ``sentence_rows`` count vectors, those of removed
    articles too."""

    format: int
    encoder: str
    fingerprint: str
    dimensions: int
    passage_tokens: int
    making: int
    """The version of what finds sentences, attributions and passages."""
    rows: int
    sentence_rows: int
    counts: Counts
    files: tuple[FileRecord, ...]

    @property
    def id(self) -> str:
        """The snapshot's name: made from everything in it."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()[:16]

    def to_json(self) -> str:
        """Write the manifest; equal manifests give equal text."""
        return json.dumps(asdict(self), indent=1, sort_keys=True) + "\n"


def read_manifest(folder: Path) -> Manifest:
    """Read and check a snapshot's manifest. Raises ``SnapshotDamaged`` naming what is wrong."""
    path = folder / FILE
    try:
        if path.stat().st_size > _LARGEST:
            raise SnapshotDamaged(f"{FILE}: too large to be a manifest")
        raw = json.loads(path.read_text("utf-8"))
        files = tuple(FileRecord(**one) for one in raw.pop("files"))
        manifest = Manifest(**{**raw, "files": files, "counts": Counts(**raw.pop("counts"))})
        _check(manifest)
    except OSError as fault:
        raise SnapshotDamaged(f"{FILE}: cannot be read ({fault.strerror})") from fault
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as fault:
        raise SnapshotDamaged(f"{FILE}: not a manifest of this program ({fault})") from fault
    return manifest


def _check(manifest: Manifest) -> None:
    if manifest.format != FORMAT:
        raise SnapshotDamaged(f"{FILE}: format {manifest.format}; this version reads {FORMAT}")
    numbers = (
        manifest.dimensions,
        manifest.rows,
        manifest.sentence_rows,
        *asdict(manifest.counts).values(),
    )
    if not all(isinstance(number, int) and 0 <= number < 1 << 40 for number in numbers):
        raise SnapshotDamaged(f"{FILE}: a count that is no count")
    for one in manifest.files:
        path = PurePosixPath(one.path)
        if (
            path.is_absolute()
            or not path.parts
            or ".." in path.parts
            or "\\" in one.path
            or "\0" in one.path
        ):
            raise SnapshotDamaged(f"{FILE}: names a file outside its folder ({one.path!r})")
        if not isinstance(one.size, int):
            raise SnapshotDamaged(f"{FILE}: no size for {one.path!r}")


def record_files(folder: Path, *, but: Iterable[str] = (FILE, BUILT)) -> tuple[FileRecord, ...]:
    """Measure every file under a folder, make it survive a power cut, and return the records by
    path."""
    left_out = set(but)
    records = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name not in left_out:
            sync(path)
            size = path.stat().st_size
            records.append(
                FileRecord(path=name, size=size, sha256=sha256(path), sampled=sampled(path, size))
            )
    return tuple(records)


def verify(folder: Path, manifest: Manifest, *, full: bool) -> None:
    """Compare every file with its record: size and a sample of its bytes, or all bytes where
    ``full``.

    Raises ``SnapshotDamaged`` naming the first file that differs.
    """
    for one in manifest.files:
        path = folder / one.path
        if path.is_symlink() or not path.is_file():
            raise SnapshotDamaged(f"{one.path}: missing")
        size = path.stat().st_size
        if size != one.size:
            raise SnapshotDamaged(f"{one.path}: {size} bytes where the manifest says {one.size}")
        same = sha256(path) == one.sha256 if full else sampled(path, size) == one.sampled
        if not same:
            raise SnapshotDamaged(f"{one.path}: its content is not what was written (checksum)")


def sha256(path: Path) -> str:
    """Checksum a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sampled(path: Path, size: int) -> str:
    """Checksum a few evenly spaced pieces of a file, its first and last bytes among them."""
    told = hashlib.sha256(str(size).encode())
    last = max(0, size - _SAMPLE_BYTES)
    with path.open("rb") as file:
        for number in range(_SAMPLES):
            file.seek(last * number // (_SAMPLES - 1))
            told.update(file.read(_SAMPLE_BYTES))
    return told.hexdigest()


def sync(path: Path) -> None:
    """Make a file's or a folder's content survive a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
