"""Measure who said it, coverage, origins and grouping on the data kept beside the project."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bot.command_line.stopping import stop_at_once

if __name__ == "__main__":
    stop_at_once("evaluate_press.py")

import argparse
import json
import tempfile
from collections.abc import Sequence
from typing import Any

from bot.command_line.ending import run_script
from config.outlets import OutletRegistry
from index.building.build import build
from index.building.update import snapshot_parts
from index.building.values import BuildPlan, BuildReport
from index.encoders.lazy import build_encoder
from index.encoders.loading import load_encoder
from index.errors import UsageError
from index.reading import ReadingReport, read_articles
from index.snapshot.archive import Archive
from scripts.evaluation.data import data_folder
from scripts.press_evaluation.events import measure_coverage, measure_origins
from scripts.press_evaluation.excerpts import measure_excerpts, measure_printed_by
from scripts.press_evaluation.groups import measure_groups
from scripts.press_evaluation.plain import DATA
from scripts.press_evaluation.topics import measure_topics

PARTS = ("excerpts", "printed_by", "coverage", "groups")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the chosen measurements; print a table, or JSON alone with ``--json``."""
    made = argparse.ArgumentParser(description=__doc__)
    made.add_argument(
        "parts", nargs="*", metavar="PART", help=f"what to measure: {', '.join(PARTS)} (all)"
    )
    made.add_argument("--count", type=int, default=1600, help="excerpts of each kind")
    made.add_argument("--index", type=Path, help="keep the index of the events here")
    made.add_argument(
        "--among", type=Path, action="append", default=[], help="mix these articles into the events"
    )
    made.add_argument("--json", action="store_true", help="print JSON alone")
    given = made.parse_args(arguments)
    if unknown := [part for part in given.parts if part not in PARTS]:
        made.error(f"{unknown[0]!r} is nothing to measure; choose of {', '.join(PARTS)}")
    data_folder()
    figures: dict[str, dict[str, Any]] = {}
    for part in given.parts or PARTS:
        figures |= _measure(part, given)
        if not given.json:
            _print_table(figures)
            figures.clear()
    if given.json:
        print(json.dumps(figures, indent=1))
    return 0


def _measure(part: str, given: argparse.Namespace) -> dict[str, dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        if part == "excerpts":
            return {part: measure_excerpts(Path(folder), given.count)}
        if part == "printed_by":
            return {part: measure_printed_by(Path(folder))}
        encoder = load_encoder(role="question", threads=1)
        if part == "groups":
            return {part: measure_groups(encoder)}
        archive = _events_archive(given.index or Path(folder), given.among)
        return {
            part: measure_coverage(archive, encoder),
            "topics": measure_topics(archive, encoder),
            "origins": measure_origins(archive),
        }


def _events_archive(folder: Path, among: Sequence[Path]) -> Archive:
    """Open the index of the events and of other articles, building or updating it first."""
    registry = OutletRegistry.load()
    plan = BuildPlan(
        folder=folder,
        registry=registry,
        encoder=build_encoder("default", threads=2),
        parts=snapshot_parts(),
    )
    articles = read_articles([*among, DATA / "seesaw/articles.jsonl"], registry, ReadingReport())
    try:
        build(articles, plan, report=BuildReport())
    except UsageError as fault:
        print(fault, file=sys.stderr)
    return Archive.open(folder)


def _print_table(figures: dict[str, dict[str, Any]]) -> None:
    for part, values in figures.items():
        for name, value in values.items():
            shown = f"{value:.4f}" if isinstance(value, float) else str(value)
            print(f"{part:<12} {name:<40} {shown}")


if __name__ == "__main__":
    sys.exit(run_script("evaluate_press.py", main))
