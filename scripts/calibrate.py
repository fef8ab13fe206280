"""Fit what answers are weighed by on the evaluation sets, and say how well it does on questions not fitted.

Writes config/ranking.json (how passages are ordered) and config/confidence.json (how sure an answer is).
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bot.command_line.stopping import stop_at_once

if __name__ == "__main__":
    stop_at_once("calibrate.py")

import argparse
import json
from collections.abc import Sequence
from typing import Any

from bot.command_line.ending import run_script
from bot.evidence.calibration import Kind
from scripts.evaluation import fitting, ranking
from scripts.evaluation.archives import service_for
from scripts.evaluation.data import ROOT

_THRESHOLDS: dict[Kind, tuple[float, float]] = {
    "one": (0.24, 0.08), "unread": (0.4, 0.2), "several": (0.32, 0.32),
}  # fmt: skip
"""By the kind of question, of short ones and of long. Of one part, short ones that a checker has read are refused where
they are three times as likely near misses as not; long ones, whose many words chance seldom bears out all,
where they are eleven times as likely. Without a checker both are refused sooner."""
_CONFIG = ROOT / "config"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run; return the exit code."""
    made = argparse.ArgumentParser(prog="calibrate.py", description=__doc__)
    made.add_argument("job", choices=("ranking", "confidence"), help="what to fit, in this order")
    made.add_argument("--sample", type=int, metavar="N", help="questions of each set (all)")
    made.add_argument(
        "--index-cache",
        type=Path,
        default=Path(".whosaid") / "evaluation",
        metavar="DIR",
        help="where the sets' indexes are kept (built where absent)",
    )
    made.add_argument("--dry-run", action="store_true", help="print the figures, write nothing")
    given = made.parse_args(arguments)
    job = _rank if given.job == "ranking" else _confide
    job(given.index_cache, given.sample, given.dry_run)
    return 0


def _rank(cache: Path, sample: int | None, dry_run: bool) -> None:
    path = _CONFIG / "ranking.json"
    with service_for("multihop", cache) as service:
        questions = ranking.candidates(service, sample)
    print(json.dumps(ranking.crossed(questions)))
    first = json.loads(path.read_text(encoding="utf-8"))["first"]
    network = ranking.fit_network(questions).form()
    _keep(path, {"first": first, "network": network}, dry_run)


def _confide(cache: Path, sample: int | None, dry_run: bool) -> None:
    questions: list[fitting.Marked] = []
    for name in fitting.SETS:
        with service_for(name, cache) as service:
            questions += fitting.marked(service, name, sample)
            questions += fitting.marked(service, name, sample, read=False)
    print(json.dumps(fitting.crossed(questions, _THRESHOLDS), indent=1))
    fitted = {
        kind: fitting.fit_confidence(questions, kind).form()
        | dict(zip(("threshold", "threshold_long"), thresholds, strict=True))
        for kind, thresholds in _THRESHOLDS.items()
    }
    _keep(_CONFIG / "confidence.json", fitted, dry_run)


def _keep(path: Path, fitted: dict[str, Any], dry_run: bool) -> None:
    if not dry_run:
        path.write_text(json.dumps(fitted, indent=1) + "\n", encoding="utf-8")
        print(f"written: {path.relative_to(ROOT)}")


if __name__ == "__main__":
    sys.exit(run_script("calibrate.py", main))
