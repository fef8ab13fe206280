"""The kinds of build that are killed, refused a disk or interrupted: what lies there before, and what is done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from config.outlets import OutletRegistry
from index.building.build import build
from index.building.sealing import use_snapshot
from index.building.update import snapshot_parts
from index.building.values import BuildPlan, BuildReport, Cancelled
from index.encoders.fake import FakeEncoder
from index.snapshot.layout import snapshot_ids
from index.values import Article
from tests.engine.conftest import made_article

REGISTRY = OutletRegistry.load()


def articles(*numbers: int, changed: tuple[int, ...] = ()) -> list[Article]:
    return [made_article(number, version=number in changed, sentences=4) for number in numbers]


OLDER, OLD = articles(*range(6)), articles(*range(8))
NEW = articles(*range(1, 20), changed=(4,))
OTHER = articles(*range(2, 21), changed=(4, 5))


def run(folder: Path, given: list[Article], **changes: object) -> BuildReport:
    fields = {"folder": folder, "registry": REGISTRY, "encoder": FakeEncoder(), "keep": 3}
    plan = BuildPlan(**(fields | {"parts": snapshot_parts()} | changes))  # type: ignore[arg-type]
    return build(given, plan)


def interrupted(folder: Path) -> None:
    """Begin the new snapshot and stop after two groups."""
    plan = BuildPlan(
        folder=folder, registry=REGISTRY, encoder=FakeEncoder(), parts=snapshot_parts()
    )
    stop = iter([False] * (len(NEW) + 2) + [True] * 99)
    try:
        build(NEW, plan, cancel=lambda: next(stop))
    except Cancelled:
        return
    raise AssertionError("the build was not stopped")


def older_and_old(folder: Path) -> None:
    run(folder, OLDER)
    run(folder, OLD)


def old_and_interrupted(folder: Path) -> None:
    run(folder, OLD)
    interrupted(folder)


def roll_back(folder: Path) -> BuildReport:
    (older,) = set(snapshot_ids(folder)[1:])
    use_snapshot(folder, older)
    return BuildReport()


Act = Callable[[Path], BuildReport]
SCENARIOS: dict[str, tuple[Callable[[Path], object], Act]] = {
    "first": (lambda folder: None, lambda folder: run(folder, NEW)),
    "update": (older_and_old, lambda folder: run(folder, NEW, keep=1)),
    "resumed": (old_and_interrupted, lambda folder: run(folder, NEW)),
    "changed": (old_and_interrupted, lambda folder: run(folder, OTHER)),
    "again": (
        lambda folder: run(folder, OLD),
        lambda folder: run(folder, OLD, rebuild=True),
    ),
    "rollback": (older_and_old, roll_back),
}
