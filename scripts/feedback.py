"""Export what members thought of answers as lines of JSON: a file to evaluate with."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bot.command_line.stopping import stop_at_once

if __name__ == "__main__":
    stop_at_once("feedback.py")

import argparse
from datetime import UTC, datetime
from typing import Any

from bot.command_line.ending import run_script
from bot.command_line.json_lines import json_line, print_line
from bot.memory.database import BotDatabase
from bot.memory.records import Feedback, Verdict
from config.settings import load_settings
from index.errors import UsageError


def line(kept: Feedback) -> dict[str, Any]:
    """Return one verdict as it is exported; nothing tells whose it is."""
    answer = kept.answer
    return {
        "id": f"feedback-{answer.number}",
        "question": answer.question,
        "outlets": list(answer.outlets),
        "since": answer.since.isoformat() if answer.since else None,
        "until": answer.until.isoformat() if answer.until else None,
        "verdict": kept.verdict.value,
        "judged": datetime.fromtimestamp(kept.created, UTC).isoformat(timespec="seconds"),
        "snapshot": answer.snapshot,
        "status": "no_answer" if answer.reason else "answered",
        "reason": answer.reason,
        "confidence": answer.confidence,
        "quotes": [
            {"article_id": quote.article_id, "start": quote.start, "end": quote.end}
            for quote in answer.quotes
        ],
    }


def main(arguments: list[str] | None = None) -> int:
    """Write the lines; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", type=Path, metavar="FILE", help="the bot's database")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write here, not to stdout")
    parser.add_argument("--verdict", choices=[one.value for one in Verdict], help="only these")
    options = parser.parse_args(arguments)
    return run_script("feedback.py", lambda: _export(options))


def _export(options: argparse.Namespace) -> int:
    path = options.database or load_settings().discord.database
    if not path.is_file():
        raise UsageError(f"{path} is not there: the bot has not run yet, or name --database")
    with BotDatabase(path) as database:
        kept = [
            line(one) for one in database.feedback() if options.verdict in (None, one.verdict.value)
        ]
    if options.output:
        options.output.write_text("".join(f"{json_line(one)}\n" for one in kept), "utf-8")
    else:
        for one in kept:
            print_line(one)
    return 0


if __name__ == "__main__":
    sys.exit(main())
