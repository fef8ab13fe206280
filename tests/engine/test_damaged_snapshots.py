"""A snapshot that is not what was written is refused by the file's name, and the last good one
serves."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from config.outlets import OutletRegistry
from index.building.build import build
from index.building.values import BuildPlan, BuildReport
from index.encoders.fake import FakeEncoder
from index.errors import IndexMissing, SnapshotDamaged
from index.snapshot import vectors
from index.snapshot.archive import Archive
from index.snapshot.layout import current_id, point_to, snapshot_folder, snapshot_ids
from index.snapshot.manifest import FILE, read_manifest
from tests.engine.conftest import made_article

Builder = Callable[..., BuildReport]
CORE = (
    "archive.sqlite",
    "passages.f16",
    "sentences.i8",
    "vectors.faiss",
    "words/keys",
    "words/rows",
    "words/shares",
    "words/starts",
)


def flip(path: Path, other: Path) -> None:
    content = bytearray(path.read_bytes())
    content[random.Random(path.name).randrange(len(content))] ^= 0x10
    path.write_bytes(content)


def truncate(path: Path, other: Path) -> None:
    os.truncate(path, path.stat().st_size - 1)


def lengthen(path: Path, other: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\0")


def swap(path: Path, other: Path) -> None:
    shutil.copyfile(other, path)


def delete(path: Path, other: Path) -> None:
    path.unlink()


def link(path: Path, other: Path) -> None:
    path.unlink()
    path.symlink_to(other)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory, registry: OutletRegistry) -> Path:
    folder = tmp_path_factory.mktemp("two") / "index"
    for count in (6, 9):
        articles = [made_article(number) for number in range(count)]
        build(articles, BuildPlan(folder=folder, registry=registry, encoder=FakeEncoder()))
    return folder


@pytest.fixture
def two(prepared: Path, folder: Path) -> tuple[Path, Path]:
    """An index with two snapshots: (the older, the one in service)."""
    shutil.copytree(prepared, folder)
    Archive.open(folder)
    current = current_id(folder)
    (older,) = set(snapshot_ids(folder)) - {current}
    assert current
    return snapshot_folder(folder, older), snapshot_folder(folder, current)


@pytest.mark.parametrize("name", [*CORE, FILE])
@pytest.mark.parametrize("harm", [flip, truncate, lengthen, swap, delete, link])
def test_a_harmed_file_is_refused_by_name_and_the_last_good_snapshot_serves(
    two: tuple[Path, Path],
    folder: Path,
    name: str,
    harm: Callable[[Path, Path], None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    older, current = two
    harm(current / name, older / name)
    archive = Archive.open(folder)
    assert archive.id == older.name
    assert len(archive.damage) == 1
    assert name in archive.damage[0]
    assert name in caplog.text
    assert archive.counts.articles == 6


def test_a_byte_flipped_without_changing_the_modification_time_is_noticed(
    two: tuple[Path, Path], folder: Path
) -> None:
    path = two[1] / "passages.f16"
    told = path.stat()
    flip(path, path)
    os.utime(path, ns=(told.st_atime_ns, told.st_mtime_ns))
    assert Archive.open(folder).id == two[0].name


def test_where_no_snapshot_is_good_the_message_names_what_is_wrong(
    two: tuple[Path, Path], folder: Path
) -> None:
    for place in two:
        (place / "vectors.faiss").unlink()
    with pytest.raises(SnapshotDamaged, match=r"vectors\.faiss: missing.*--rebuild"):
        Archive.open(folder)


def test_a_build_replaces_a_damaged_snapshot(
    two: tuple[Path, Path], folder: Path, build_index: Builder
) -> None:
    truncate(two[1] / "archive.sqlite", two[0])
    report = build_index(range(9))
    assert report.written
    assert report.reason and "archive.sqlite" in report.reason
    archive = Archive.open(folder, verify="full")
    assert archive.counts.articles == 9
    assert archive.damage == ()


def test_without_an_index_the_message_says_how_to_make_one(folder: Path) -> None:
    with pytest.raises(IndexMissing, match=r"build_index\.py"):
        Archive.open(folder)


@pytest.mark.parametrize("pointer", ["", "../../etc", "0" * 16, "x" * 10_000, "\0"])
def test_a_pointer_to_nowhere_falls_back_to_the_newest_snapshot(
    two: tuple[Path, Path], folder: Path, pointer: str
) -> None:
    (folder / "current").write_text(pointer)
    assert Archive.open(folder).id == two[1].name


@pytest.mark.parametrize(
    "change",
    [
        lambda raw: raw["files"][0].update(path="../../../etc/passwd"),
        lambda raw: raw["files"][0].update(path="/etc/passwd"),
        lambda raw: raw["files"][0].update(size="many"),
        lambda raw: raw.update(format=99),
        lambda raw: raw.update(rows=-5),
        lambda raw: raw.update(dimensions=1 << 50),
        lambda raw: raw.update(counts={}),
        lambda raw: raw.update(files=[]),
        lambda raw: raw.update(files={"a": 1}),
        lambda raw: raw.update(more=1),
    ],
)
def test_a_hostile_manifest_is_refused_though_its_name_fits(
    two: tuple[Path, Path], folder: Path, change: Callable[[dict[str, object]], None]
) -> None:
    raw = json.loads((two[1] / FILE).read_text())
    change(raw)
    (two[1] / FILE).write_text(json.dumps(raw))
    try:
        name = read_manifest(two[1]).id
    except SnapshotDamaged as fault:
        assert FILE in str(fault)
        name = "f" * 16
    two[1].rename(two[1].with_name(name))
    point_to(folder, name)
    archive = Archive.open(folder)
    assert archive.id == two[0].name
    assert FILE in archive.damage[0]


def test_a_file_that_cannot_be_looked_at_is_refused_by_name(
    two: tuple[Path, Path], folder: Path
) -> None:
    raw = json.loads((two[1] / FILE).read_text())
    raw["files"].append({"path": "a" * 300, "size": 1, "sha256": ""})
    (two[1] / FILE).write_text(json.dumps(raw))
    name = read_manifest(two[1]).id
    two[1].rename(two[1].with_name(name))
    point_to(folder, name)
    archive = Archive.open(folder)
    assert archive.id == two[0].name
    assert "aaa: cannot be read (File name too long)" in archive.damage[0]


def test_a_stamp_without_any_file_does_not_stand_for_a_check(
    two: tuple[Path, Path], folder: Path
) -> None:
    (two[1] / "words" / "keys").unlink()
    two[1].with_name(f"{two[1].name}.verified").write_text("null")
    archive = Archive.open(folder)
    assert archive.id == two[0].name
    assert "words/keys: missing" in archive.damage[0]


@pytest.mark.parametrize("small", [FILE, "built", "../../current", "{}.verified"])
@pytest.mark.parametrize("endless", ["pipe", "device", "huge"])
def test_what_has_no_end_is_not_read_to_its_end(
    two: tuple[Path, Path], folder: Path, small: str, endless: str
) -> None:
    path = two[1] / small if "{}" not in small else two[1].with_name(small.format(two[1].name))
    path.unlink(missing_ok=True)
    if endless == "pipe":
        os.mkfifo(path)
    elif endless == "device":
        path.symlink_to("/dev/zero")
    else:
        with path.open("w") as file:
            file.truncate(1 << 40)
    program = (
        "import resource, sys; from pathlib import Path; from index.snapshot.archive import Archive\n"
        "resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))\n"
        "print(Archive.open(Path(sys.argv[1])).counts.articles)"
    )
    told = subprocess.run(
        [sys.executable, "-c", program, str(folder)],
        capture_output=True,
        text=True,
        timeout=30,
        env=os.environ | {"OMP_NUM_THREADS": "1"},
    )
    assert told.stdout.strip() == ("6" if small == FILE else "9"), told.stderr


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"null", b"[" * 100_000, b"\xff\xfe", b'{"files": [null]}']
)
def test_a_file_that_is_no_manifest_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(SnapshotDamaged, match=FILE):
        read_manifest(tmp_path)


def test_an_index_of_vectors_that_belongs_to_other_passages_is_refused(
    two: tuple[Path, Path],
) -> None:
    import numpy as np

    with pytest.raises(SnapshotDamaged, match="vectors"):
        vectors.FaissIndex(two[0] / "vectors.faiss", np.zeros((3, 64), np.float16))
    (two[0] / "vectors.faiss").write_bytes(b"IxSQ" + b"\xff" * 200)
    with pytest.raises(SnapshotDamaged, match="vectors"):
        vectors.FaissIndex(two[0] / "vectors.faiss", np.zeros((3, 64), np.float16))


def test_the_pointer_is_cheap_to_read_and_right(two: tuple[Path, Path], folder: Path) -> None:
    assert current_id(folder) == two[1].name
    assert current_id(folder / "nowhere") is None
