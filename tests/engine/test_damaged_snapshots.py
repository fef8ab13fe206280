"""A snapshot that is not what was written is refused by the file's name, and the last good one
serves."""

from __future__ import annotations

import json
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from config.outlets import OutletRegistry
from index import vectors
from index.build import BuildPlan, build
from index.build_values import BuildReport
from index.encoder import FakeEncoder
from index.errors import IndexMissing, SnapshotDamaged
from index.layout import current_id, point_to, snapshot_folder, snapshot_ids
from index.manifest import FILE, read_manifest
from index.snapshot import Archive
from index.update import snapshot_parts
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


def harm_at_random(place: Path, older: Path, name: str, chance: random.Random) -> str:
    """Harm one file of a snapshot in one way; return which."""
    path = place / name
    content = path.read_bytes()
    way = chance.choice(["flip", "flip", "flip", "set", "cut", "grow", "swap", "mix", "delete"])
    at = chance.randrange(len(content)) if content else 0
    if way == "flip":
        changed = content[:at] + bytes([content[at] ^ 1 << chance.randrange(8)]) + content[at + 1 :]
    elif way == "set":
        size = chance.randint(1, 64)
        changed = content[:at] + chance.randbytes(size) + content[at + size :]
    elif way == "cut":
        changed = content[:at]
    elif way == "grow":
        changed = content + chance.randbytes(chance.randint(1, 4096))
    elif way == "swap":
        changed = (older / name).read_bytes()
    elif way == "mix":
        changed = content[:at] + (older / name).read_bytes()[at:]
    else:
        path.unlink()
        return way
    path.write_bytes(changed)
    return way if changed != content else "none"


def all_files(place: Path) -> list[str]:
    """List the files of a snapshot that have checksums, and the manifest."""
    return [FILE, *(one.path for one in read_manifest(place).files)]


def check_harms(two: tuple[Path, Path], folder: Path, seed: int, times: int) -> int:
    """Harm every file of the snapshot in service so often; return how many harms were refused."""
    older, current = two
    chance = random.Random(seed)
    refused = 0
    for name in all_files(current):
        content = (current / name).read_bytes()
        for _ in range(times):
            way = harm_at_random(current, older, name, chance)
            if way == "none":
                continue
            for verify in ("quick", "full") if chance.random() < 0.1 else ("quick",):
                archive = Archive.open(folder, verify=verify)  # type: ignore[arg-type]
                assert archive.id == older.name, (name, way)
                assert name in archive.damage[0], (name, way, archive.damage)
            assert archive.counts.articles == 6
            refused += 1
            (current / name).write_bytes(content)
    assert Archive.open(folder).id == current.name
    return refused


@pytest.fixture(scope="module")
def prepared_whole(tmp_path_factory: pytest.TempPathFactory, registry: OutletRegistry) -> Path:
    """Two snapshots with everything that a snapshot of the program holds."""
    folder = tmp_path_factory.mktemp("whole") / "index"
    for count in (6, 9):
        articles = [made_article(number) for number in range(count)]
        plan = BuildPlan(
            folder=folder, registry=registry, encoder=FakeEncoder(), parts=snapshot_parts()
        )
        build(articles, plan)
    return folder


@pytest.fixture
def two_whole(prepared_whole: Path, folder: Path) -> tuple[Path, Path]:
    shutil.copytree(prepared_whole, folder)
    current = current_id(folder)
    (older,) = set(snapshot_ids(folder)) - {current}
    assert current
    return snapshot_folder(folder, older), snapshot_folder(folder, current)


def test_harm_at_random_places_of_every_file_is_refused_by_name(
    two_whole: tuple[Path, Path], folder: Path
) -> None:
    assert len(all_files(two_whole[1])) > 12
    assert check_harms(two_whole, folder, seed=0, times=5) > 50


@pytest.mark.campaign
@pytest.mark.parametrize("seed", range(1, 11))
def test_harm_at_hundreds_of_places_of_every_file_is_refused_by_name(
    two_whole: tuple[Path, Path], folder: Path, seed: int
) -> None:
    refused = check_harms(two_whole, folder, seed, times=40)
    print(f"seed {seed}: {refused} harms refused by name")
    assert refused > 400


@pytest.mark.parametrize("seed", range(5))
def test_whatever_stands_in_files_without_checksums_a_good_snapshot_is_served(
    two_whole: tuple[Path, Path], folder: Path, seed: int
) -> None:
    chance = random.Random(seed)
    older, current = two_whole
    loose = [folder / "current", folder / "lock"]
    for place in (older, current):
        loose += [place / "built", place.with_name(f"{place.name}.verified")]
    for _ in range(20):
        path = chance.choice(loose)
        path.write_bytes(chance.choice([b"", chance.randbytes(chance.randint(1, 300)), b"[[]]"]))
        archive = Archive.open(folder)
        assert archive.id in (older.name, current.name)
        assert archive.counts.articles in (6, 9)
        assert archive.built.year > 2000
        assert current_id(folder) in (None, current.name)
