"""A disk that is full, read-only or not permitted is named before the work is thrown away."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

PROGRAM = Path(__file__).parent / "refusing_disks.py"


@pytest.fixture
def base() -> Iterator[Path]:
    """A folder that other users can enter, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="whosaid-disk-"))
    folder.chmod(0o755)
    yield folder
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755)
    shutil.rmtree(folder)


def can_mount(apart: list[str], base: Path) -> bool:
    given = [*apart, "mount", "-t", "tmpfs", "tmpfs", str(base)]
    if shutil.which("unshare") is None:
        return False
    return subprocess.run(given, capture_output=True).returncode == 0


def told(kind: str, base: Path) -> Any:
    apart = ["unshare", "--map-root-user", "--mount"] if kind in ("full", "read-only") else []
    if apart and not can_mount(apart, base):
        pytest.skip("file systems cannot be mounted here")
    done = subprocess.run(
        [*apart, sys.executable, str(PROGRAM), kind, str(base)],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        env=os.environ | {"OMP_NUM_THREADS": "1"},
    )
    return json.loads(done.stdout)


def test_a_disk_that_is_really_full_is_said_and_the_build_continues_once_there_is_room(
    base: Path,
) -> None:
    lines = told("full", base)
    whole = lines[-1]["first"]
    assert whole[1]["snapshot"] == whole[0]
    for one in lines:
        said, seen = one["first"]
        if said == whole[0]:
            assert seen == whole[1], one
        else:
            assert said.startswith("UsageError: "), one
            assert "disk is full" in said or "free space" in said, one
            assert seen in (None, whole[1]), one
        assert one["then"] == whole, one
    assert 3 < sum(one["first"] != whole for one in lines) < len(lines)


def test_a_read_only_disk_is_said_and_answers_go_on(base: Path) -> None:
    before, (said, seen), rolled, new = told("read-only", base)
    for one in (said, rolled, new):
        assert one.startswith("UsageError: "), one
        assert "may not be written (Read-only file system); give another --index" in one
    assert seen == before


def test_a_folder_without_permission_is_said_and_answers_go_on(base: Path) -> None:
    (said, seen), new = told("permission", base)
    for one in (said, new):
        assert one.startswith("UsageError: "), one
        assert "may not be written (Permission denied); give another --index" in one
    assert seen["snapshot"]


def test_an_index_that_may_not_be_read_is_not_told_as_missing_or_to_be_built_again(
    base: Path,
) -> None:
    folder, files = told("unreadable", base)
    assert "index: may not be read (Permission denied); let this user read it" in folder
    assert files.count("archive.sqlite: cannot be read (Permission denied)") == 2
    assert files.endswith("; let this user read it")
