"""Answer a question from the archive with verbatim quotes, each with the outlet that printed it."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bot.command_line.stopping import stop_at_once

if __name__ == "__main__":
    stop_at_once("ask.py")

import argparse
import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from bot.command_line.ending import run_script
from bot.command_line.json_lines import print_line
from bot.command_line.paths import path_named
from bot.command_line.written import readable
from bot.json_form import field_help
from bot.json_form.answers import reply_dict
from bot.values import Question
from config.settings import Settings, load_settings
from index.errors import UsageError

_TOGETHER = 32
"""Questions of a batch that are answered at once."""


def parser() -> argparse.ArgumentParser:
    """Describe the command line."""
    made = argparse.ArgumentParser(
        prog="ask.py",
        description=__doc__,
        epilog=field_help.ASK,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument(
        "words", nargs="*", metavar="QUESTION", help="the question, with quotation marks or without"
    )
    made.add_argument("--index", type=path_named, metavar="DIR", help="the index folder")
    made.add_argument("--json", action="store_true", help="print one JSON object")
    made.add_argument(
        "--outlet",
        action="append",
        default=[],
        metavar="NAME",
        help="only this outlet (repeatable)",
    )
    made.add_argument(
        "--since", type=_day, metavar="DATE", help="published on or after (YYYY-MM-DD)"
    )
    made.add_argument("--until", type=_day, metavar="DATE", help="published on or before")
    made.add_argument("--limit", type=_count, default=10, metavar="N", help="passages listed (10)")
    made.add_argument(
        "--batch",
        type=Path,
        metavar="FILE.jsonl",
        help='lines {"id", "question"}, optional "outlets", "since", "until"; one JSON line each',
    )
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Run; return the exit code."""
    made = parser()
    given = made.parse_args(arguments)
    question = " ".join(given.words)
    if (given.batch is None) == (not given.words):
        made.error("give either a question or --batch FILE.jsonl")
    if given.batch is None and not any(map(str.isalnum, question)):
        made.error(f"the question {question!r} holds no words")
    return run_script("ask.py", lambda: _answer(given))


def _answer(given: argparse.Namespace) -> int:
    settings = load_settings(index={"folder": given.index})
    return _batch(settings, given) if given.batch else _one(settings, given)


def _one(settings: Settings, given: argparse.Namespace) -> int:
    from bot.serving.service import AnsweringService

    question = _question(given, None, " ".join(given.words), given.outlet, given.since, given.until)
    with AnsweringService(settings) as service:
        if given.json:
            print_line(reply_dict(service.answer(question)))
            return 0
        from bot.terminal import make_console
        from bot.terminal.chat import Chat

        # As the first line of a chat: it may ask for a comparison, or who printed a text.
        Chat(service, make_console()).ask(question.text, limits=question)
    return 0


def _batch(settings: Settings, given: argparse.Namespace) -> int:
    from bot.serving.service import AnsweringService

    questions = list(_lines(given))
    with AnsweringService(settings) as service:
        for start in range(0, len(questions), _TOGETHER):
            for reply in service.answer_many(questions[start : start + _TOGETHER]):
                print_line(reply_dict(reply))
            sys.stdout.flush()
    return 0


def _lines(given: argparse.Namespace) -> Iterator[Question]:
    """Read the batch; raises ``UsageError`` naming the line that cannot be used."""
    try:
        text = given.batch.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        why = getattr(fault, "strerror", None) or fault
        raise UsageError(
            f"--batch {given.batch} cannot be read ({why}); give a UTF-8 file"
        ) from fault
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield _from_line(given, json.loads(line))
        except (ValueError, TypeError, RecursionError, argparse.ArgumentTypeError) as fault:
            raise UsageError(
                f"{given.batch}, line {number}: {fault}; a line is"
                ' {"id": "1", "question": "…"}, with "outlets" (a list), "since", "until" if wanted'
            ) from fault


def _from_line(given: argparse.Namespace, read: dict[str, Any]) -> Question:
    if not isinstance(read, dict) or not isinstance(read.get("question"), str):
        raise ValueError("no question")
    outlets = read.get("outlets") or given.outlet
    if not isinstance(outlets, list) or not all(isinstance(name, str) for name in outlets):
        raise ValueError(f"outlets {outlets!r} is no list of names")
    name = read.get("id")
    if name is not None and not isinstance(name, str | int):
        raise ValueError(f"id {name!r} is no text")
    since, until = (
        _day(read[key]) if read.get(key) else getattr(given, key) for key in ("since", "until")
    )
    return _question(given, name, read["question"], outlets, since, until)


def _question(
    given: argparse.Namespace,
    name: Any,
    text: str,
    outlets: Sequence[str],
    since: date | None,
    until: date | None,
) -> Question:
    return Question(
        text=readable(text),
        id=name,
        outlets=tuple(name for name in map(readable, outlets) if name.strip()),
        since=since,
        until=until,
        limit=given.limit,
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except (ValueError, TypeError) as fault:
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write it as 2023-11-15") from fault


def _count(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = 0
    if not 1 <= number <= 1000:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 to 1000")
    return number


if __name__ == "__main__":
    sys.exit(main())
