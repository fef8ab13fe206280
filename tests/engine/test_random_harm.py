"""Whatever byte of whatever file of a snapshot is harmed, it is refused by name and the last good one serves."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from config.outlets import OutletRegistry
from index.building.build import build
from index.building.update import snapshot_parts
from index.building.values import BuildPlan
from index.encoders.fake import FakeEncoder
from index.snapshot.archive import Archive
from index.snapshot.layout import current_id, snapshot_folder, snapshot_ids
from index.snapshot.manifest import FILE, read_manifest
from tests.engine.conftest import made_article


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
