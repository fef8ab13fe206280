"""Measure answers on the evaluation sets: prints a table, then one JSON object."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bot.command_line.stopping import stop_at_once

if __name__ == "__main__":
    stop_at_once("evaluate.py")

import argparse
import json
from collections.abc import Callable, Sequence
from typing import Any

from bot.command_line.ending import run_script
from scripts.evaluation import events, multihop, news, realtimeqa, seeds, small, squad2, wikiqa
from scripts.evaluation.archives import service_for

SETS: dict[str, tuple[str, Callable[..., dict[str, Any]]]] = {
    "seeds": ("seeds", lambda service, sample, half: seeds.measure(service, sample)),
    "small": ("small", small.measure),
    "events": ("events", events.measure),
    "news": ("news", news.measure),
    "multihop": ("multihop", multihop.measure),
    "realtimeqa": ("realtimeqa", realtimeqa.measure),
    "wikiqa": ("seeds", wikiqa.measure),
    "squad2": ("squad2", squad2.measure),
}
"""Each set, the archive that it is asked of, and what measures it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run; return the exit code."""
    made = argparse.ArgumentParser(prog="evaluate.py", description=__doc__)
    made.add_argument("--only", action="append", choices=tuple(SETS), help="this set (repeatable)")
    made.add_argument("--sample", type=int, metavar="N", help="the first N questions of each set")
    made.add_argument(
        "--half",
        type=int,
        choices=(0, 1),
        help="one half of each set: 0 is the one that weights are fitted on, 1 the other",
    )
    made.add_argument(
        "--index-cache",
        type=Path,
        default=Path(".whosaid") / "evaluation",
        metavar="DIR",
        help="where the sets' indexes are kept (built where absent)",
    )
    given = made.parse_args(arguments)
    results = {}
    for name in given.only or SETS:
        archive, measure = SETS[name]
        with service_for(archive, given.index_cache) as service:
            results[name] = measure(service, given.sample, given.half)
        print(_table(name, results[name]), flush=True)
    print(json.dumps(results))
    return 0


def _table(name: str, result: dict[str, Any]) -> str:
    rows = [f"{name}"]
    for key, value in result.items():
        shown = f"{value:.4f}" if isinstance(value, float) else f"{value}"
        rows.append(f"  {key:<18} {shown}")
    return "\n".join(rows)


if __name__ == "__main__":
    sys.exit(run_script("evaluate.py", main))
