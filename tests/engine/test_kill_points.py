"""A builder killed at any write, rename or sync leaves the old snapshot or the new one, and its
work is reused."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def run_points(folder: Path, points: Sequence[int], shim: str = "-") -> list[dict[str, object]]:
    folder.mkdir(exist_ok=True)
    surroundings = os.environ | ({"LD_PRELOAD": shim} if shim != "-" else {})
    told = subprocess.run(
        [sys.executable, str(HERE / "kill_points.py"), str(folder), shim, *map(str, points)],
        capture_output=True,
        text=True,
        check=True,
        env=surroundings,
    )
    return [json.loads(line) for line in told.stdout.splitlines()]


def check(lines: list[dict[str, object]]) -> None:
    ids = {str(line["finished"]) for line in lines}
    assert len(ids) == 1, "every interrupted build ends in the same snapshot, byte for byte"
    new = ids.pop()
    assert len(new) == 16
    seen = {str(line["after"]) for line in lines}
    assert new in {str(line["checked"]) for line in lines}
    old = seen - {new}
    assert len(old) == 1, f"a reader saw something other than the old or the new snapshot: {seen}"
    assert all(len(one) == 16 for one in seen)


def test_a_builder_killed_at_a_sync_or_rename_leaves_old_or_new(tmp_path: Path) -> None:
    lines = run_points(tmp_path / "kill", [2, 15, 30, 45, 55, 60, 63, 66, 69, 72, 500])
    assert sum(bool(line["killed"]) for line in lines) >= 8
    check(lines)


@pytest.mark.campaign
def test_a_builder_killed_at_every_sync_and_rename_leaves_old_or_new(tmp_path: Path) -> None:
    check(run_points(tmp_path / "kill", range(1, 1000)))


@pytest.mark.campaign
def test_a_builder_killed_at_every_write_leaves_old_or_new(tmp_path: Path) -> None:
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        pytest.skip("no C compiler for the library that counts writes")
    shim = tmp_path / "fault.so"
    subprocess.run(
        [compiler, "-shared", "-fPIC", "-O1", "-o", str(shim), str(HERE / "fault.c"), "-ldl"],
        check=True,
    )
    lines = run_points(tmp_path / "kill", range(1, 5000), str(shim))
    assert len(lines) > 100
    check(lines)
