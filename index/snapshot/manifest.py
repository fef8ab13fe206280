"""The manifest of a snapshot: what it holds, what made it, and a checksum for every file."""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path, PurePosixPath
from stat import S_ISREG

from index.errors import SnapshotDamaged

FILE = "manifest.json"
BUILT = "built"
"""When the snapshot was made, and its turn: the one file without a checksum, so that equal builds are equal byte
for byte."""
FORMAT = 1
_LARGEST = 4 << 20
MACHINE_FAULTS = (errno.EMFILE, errno.ENFILE, errno.ENOMEM)
"""Why a file may not be opened for once, though nothing is wrong with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRecord:
    """One file of a snapshot: its path inside the folder (``/`` between parts), size and checksums
    (hex)."""

    path: str
    size: int
    sha256: str


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
    parts: tuple[str, ...] = ()
    """Names of what else was written into the snapshot."""

    id: str = ""
    """The snapshot's name: made from everything in it."""

    def to_json(self) -> str:
        """Write the manifest; equal manifests give equal text."""
        fields = {name: value for name, value in asdict(self).items() if name != "id"}
        return json.dumps(fields, indent=1, sort_keys=True) + "\n"

    def named(self) -> Manifest:
        """Return the manifest with its id."""
        return replace(self, id=_id(self.to_json()))


def _id(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def read_manifest(folder: Path) -> Manifest:
    """Read and check a snapshot's manifest. Raises ``SnapshotDamaged`` naming what is wrong."""
    path = folder / FILE
    try:
        text = read_small(path)
        raw = json.loads(text)
        files = tuple(
            FileRecord(path=one["path"], size=one["size"], sha256=one["sha256"])
            for one in raw.pop("files")
        )
        counts = Counts(**raw.pop("counts"))
        parts = tuple(map(str, raw.pop("parts", ())))
        manifest = Manifest(**raw, files=files, counts=counts, parts=parts, id=_id(text))
        _check(manifest)
    except OSError as fault:
        if fault.errno in MACHINE_FAULTS:
            raise
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
            records.append(FileRecord(path=name, size=size, sha256=sha256(path)))
    return tuple(records)


def read_small(path: Path, most: int = _LARGEST) -> str:
    """Read a small text file, whatever stands in its place: a pipe would be waited for, a device has no end.

    Raises ``OSError`` where it is no file, ``ValueError`` where it is larger than ``most`` bytes or not UTF-8.
    """
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(handle, "rb") as file:
        if not S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "not a file", str(path))
        content = file.read(most + 1)
    if len(content) > most:
        raise ValueError(f"more than {most} bytes")
    return content.decode("utf-8")


def sha256(path: Path) -> str:
    """Checksum a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync(path: Path) -> None:
    """Make a file's or a folder's content survive a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
