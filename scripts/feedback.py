"""Export what members thought of answers as lines of JSON: a file to evaluate with."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bot.command_line.stopping import stop_at_once

if __name__ == "__main__":
    stop_at_once("feedback.py")

import argparse
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from bot.command_line.ending import run_script
from bot.memory.database import BotDatabase
from bot.memory.records import Feedback, Verdict
from config.settings import SettingsError, load_settings
from index.errors import UsageError, WhosaidError


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
    try:
        path = options.database or load_settings().discord.database
        if not path.is_file():
            raise UsageError(f"{path} is not there: the bot has not run yet, or name --database")
        with BotDatabase(path) as database:
            lines = list(_lines(database, options.verdict))
        _write(lines, options.output)
    except (WhosaidError, SettingsError, OSError) as wrong:
        print(f"feedback.py: {wrong}", file=sys.stderr)
        return getattr(wrong, "exit_code", 2)
    return 0


def _lines(database: BotDatabase, verdict: str | None) -> Iterator[str]:
    for kept in database.feedback():
        if verdict in (None, kept.verdict.value):
            yield json.dumps(line(kept), ensure_ascii=False)


def _write(lines: list[str], output: Path | None) -> None:
    text = "".join(f"{one}\n" for one in lines)
    if output is None:
        sys.stdout.write(text)
    else:
        output.write_text(text, "utf-8")


if __name__ == "__main__":
    sys.exit(run_script("feedback.py", main))
