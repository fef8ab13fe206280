"""Fit what answers are weighed by, on one half of each evaluation set; the other half stays for measuring.

Writes config/ranking.json (how passages are ordered) and config/confidence.json (how sure an answer is).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from config.settings import SettingsError
from index.errors import WhosaidError
from scripts.evaluation.archives import service_for
from scripts.evaluation.data import ROOT, DataAbsent
from scripts.evaluation.fitting import Marked, fit_confidence, fit_ranking, marked

_THRESHOLDS = {"one": 0.36, "several": 0.37}
"""Chosen on the fitted halves: of the questions that are answered, about one in twenty is refused."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run; return the exit code."""
    made = argparse.ArgumentParser(prog="calibrate.py", description=__doc__)
    made.add_argument("--sample", type=int, default=300, metavar="N", help="questions of each set")
    made.add_argument(
        "--index-cache",
        type=Path,
        default=Path(".whosaid") / "evaluation",
        metavar="DIR",
        help="where the sets' indexes are kept (built where absent)",
    )
    made.add_argument("--dry-run", action="store_true", help="print the fits, write nothing")
    given = made.parse_args(arguments)
    try:
        with service_for("multihop", given.index_cache) as service:
            _keep("ranking.json", {"weights": fit_ranking(service, given.sample)}, given.dry_run)
        questions: list[Marked] = []
        for name in ("seeds", "squad2", "multihop"):
            with service_for(name, given.index_cache) as service:
                questions += marked(service, name, given.sample)
    except (WhosaidError, SettingsError, DataAbsent) as fault:
        print(f"calibrate.py: {fault}", file=sys.stderr)
        return getattr(fault, "exit_code", 2)
    fitted = {
        kind: fit_confidence(questions, several=kind == "several") | {"threshold": threshold}
        for kind, threshold in _THRESHOLDS.items()
    }
    _keep("confidence.json", fitted, given.dry_run)
    return 0


def _keep(name: str, fitted: dict[str, Any], dry_run: bool) -> None:
    text = json.dumps(fitted, indent=1) + "\n"
    print(f"{name}\n{text}")
    if not dry_run:
        (ROOT / "config" / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
