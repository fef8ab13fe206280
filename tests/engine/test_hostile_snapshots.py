"""A snapshot that a stranger has signed is answered from verbatim or refused: no crash, no hang, no
memory without bound."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

PROGRAM = Path(__file__).parent / "hostile_snapshots.py"


def asked(folder: Path, count: int, seed: int) -> list[dict[str, Any]]:
    told = subprocess.run(
        [sys.executable, str(PROGRAM), str(folder), str(count), str(seed)],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        env=os.environ | {"OMP_NUM_THREADS": "1"},
    )
    return [json.loads(line) for line in told.stdout.splitlines()]


def check(lines: list[dict[str, Any]]) -> None:
    for one in lines:
        assert one["signal"] == 0, one
        assert isinstance(one["told"], list), one
        assert not any("MemoryError" in told or "AssertionError" in told for told in one["told"]), (
            one
        )
    unnamed = [one for one in lines if any(told.startswith("!") for told in one["told"])]
    assert len(unnamed) <= 0.02 * len(lines), unnamed
    assert any("SnapshotDamaged" in one["told"] for one in lines)


def test_snapshots_harmed_and_signed_anew_are_answered_from_or_refused(tmp_path: Path) -> None:
    check(asked(tmp_path, 60, 0))


@pytest.mark.campaign
@pytest.mark.parametrize("seed", range(1, 6))
def test_hundreds_of_hostile_snapshots_are_answered_from_or_refused(
    tmp_path: Path, seed: int
) -> None:
    lines = asked(tmp_path, 400, seed)
    named = sum("SnapshotDamaged" in one["told"] for one in lines)
    print(f"seed {seed}: {len(lines)} snapshots, {named} refused by name")
    check(lines)
