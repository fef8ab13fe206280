"""A builder killed at any call that changes a file, or a power cut there, leaves the old snapshot or the new one
whole, and its work is reused; where the disk fills up instead, that is said, and the build continues later."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
SCENARIOS = ("first", "update", "resumed", "changed", "again", "rollback")
Told = dict[str, Any]


@pytest.fixture(scope="module")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        pytest.skip("no C compiler for the library that counts writes")
    path = tmp_path_factory.mktemp("shim") / "fault.so"
    subprocess.run(
        [compiler, "-shared", "-fPIC", "-O1", "-o", str(path), str(HERE / "fault.c"), "-ldl"],
        check=True,
    )
    return path


def outcomes(
    folder: Path, shim: Path, scenario: str, kind: str, *, first: int = 1, step: int = 1
) -> tuple[list[Told], Told]:
    """Return what came of each fault, and what an uninterrupted run leads to."""
    folder.mkdir(exist_ok=True)
    given = [str(folder), str(shim), scenario, kind, str(first), str(step)]
    told = subprocess.run(
        [sys.executable, str(HERE / "kill_points.py"), *given],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        env=os.environ | {"LD_PRELOAD": str(shim), "OMP_NUM_THREADS": "1"},
    )
    *lines, reference = map(json.loads, told.stdout.splitlines())
    return lines, reference


def check(lines: list[Told], reference: Told) -> None:
    """Compare what was seen after each fault, and after the build was continued."""
    whole = [one for one in lines if one["same_as"] is None]
    assert whole
    for one in whole:
        # A reader finds the old snapshot or the new one, each with its own answers and bytes.
        assert one["after"] in (reference["old"], reference["new"]), one
        assert one["finished"] == reference["new"], one
        assert one["following"] == reference["following"], one
        assert one["left"] == reference["left"], one
    for ways in (("before", "half"), ("power",), ("power, names kept",)):
        seen = [one["after"] == reference["new"] for one in whole if one["how"] in ways]
        assert seen == sorted(seen), "once the new snapshot is in service it stays"


def check_reuse(lines: list[Told], reference: Told) -> None:
    """The later the fault, the less is left to do."""
    left = [one["embedded"] for one in lines if one["same_as"] is None]
    assert left == sorted(left, reverse=True)
    assert left[0] == reference["embedded"]
    assert left[-1] == 0


def report(scenario: str, kind: str, lines: list[Told], reference: Told) -> None:
    same = sum(one["same_as"] is not None for one in lines)
    halves = sum(one["how"] == "half" for one in lines)
    calls = len(reference["calls"])
    print(
        f"{scenario}, {kind}: {calls} calls, {len(lines)} faults ({halves} half-way), {same} alike"
    )


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_builder_killed_at_some_calls_leaves_old_or_new(
    tmp_path: Path, shim: Path, scenario: str
) -> None:
    step = 2 if scenario == "rollback" else 97
    lines, reference = outcomes(tmp_path, shim, scenario, "kill", first=4, step=step)
    assert len(lines) > 3
    check(lines, reference)


@pytest.mark.parametrize("scenario", ["first", "update"])
def test_a_power_cut_at_some_calls_leaves_old_or_new(
    tmp_path: Path, shim: Path, scenario: str
) -> None:
    lines, reference = outcomes(tmp_path, shim, scenario, "power", first=4, step=61)
    check(lines, reference)


@pytest.mark.parametrize("scenario", ["first", "update", "rollback"])
def test_a_build_that_has_said_it_is_done_outlasts_a_power_cut(
    tmp_path: Path, shim: Path, scenario: str
) -> None:
    lines, reference = outcomes(tmp_path, shim, scenario, "power", first=-1)
    assert [one["call"] for one in lines] == ["(the end)"] * 2
    found = [one["after"] for one in lines if one["same_as"] is None]
    assert found and all(after == reference["new"] for after in found)


def test_a_full_disk_is_said_and_the_build_continues_later(tmp_path: Path, shim: Path) -> None:
    lines, reference = outcomes(tmp_path, shim, "update", "full", first=4, step=97)
    check(lines, reference)
    check_told(lines)


def test_an_interrupted_builder_leaves_old_or_new_and_continues(tmp_path: Path, shim: Path) -> None:
    lines, reference = outcomes(tmp_path, shim, "update", "interrupt", first=4, step=97)
    check(lines, reference)
    check_interrupted(lines)


def check_interrupted(lines: list[Told]) -> None:
    stopped = [one for one in lines if one["told"].startswith("KeyboardInterrupt")]
    assert [one for one in lines if one not in stopped and "{'embedded'" not in one["told"]] == []
    assert len(stopped) > 0.9 * len(lines)


def check_told(lines: list[Told]) -> None:
    for one in lines:
        told = one["told"]
        assert told.startswith(("UsageError: ", "{'embedded'")), one
        assert "free space" in told or "has room" in told or told.startswith("{"), one


@pytest.mark.campaign
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_builder_killed_at_every_write_rename_and_sync_leaves_old_or_new(
    tmp_path: Path, shim: Path, scenario: str
) -> None:
    lines, reference = outcomes(tmp_path, shim, scenario, "kill")
    report(scenario, "kill", lines, reference)
    assert len(lines) >= len(reference["calls"])
    check(lines, reference)
    if scenario in ("first", "update", "resumed", "changed"):
        check_reuse(lines, reference)


@pytest.mark.campaign
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_power_cut_at_any_call_leaves_old_or_new(
    tmp_path: Path, shim: Path, scenario: str
) -> None:
    lines, reference = outcomes(tmp_path, shim, scenario, "power")
    report(scenario, "power", lines, reference)
    assert len(lines) == 2 * (len(reference["calls"]) + 1)
    check(lines, reference)
    if scenario in ("first", "update", "resumed", "changed"):
        for how in {one["how"] for one in lines}:
            check_reuse([one for one in lines if one["how"] == how], reference)


@pytest.mark.campaign
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_disk_that_is_full_at_any_write_is_said_and_the_build_continues_later(
    tmp_path: Path, shim: Path, scenario: str
) -> None:
    lines, reference = outcomes(tmp_path, shim, scenario, "full")
    report(scenario, "full", lines, reference)
    check(lines, reference)
    check_told(lines)


@pytest.mark.campaign
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_builder_interrupted_at_any_call_leaves_old_or_new_and_continues(
    tmp_path: Path, shim: Path, scenario: str
) -> None:
    lines, reference = outcomes(tmp_path, shim, scenario, "interrupt")
    report(scenario, "interrupt", lines, reference)
    check(lines, reference)
    check_interrupted(lines)
