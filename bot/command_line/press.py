"""The command lines of ``who_said.py``, ``coverage.py`` and ``compare.py``: one shape for all."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bot.command_line.ending import run_script
from bot.command_line.json_lines import print_line
from bot.command_line.paths import path_named
from bot.command_line.written import readable
from config.outlets import OutletRegistry
from config.settings import Settings, load_settings
from index.errors import UsageError
from index.snapshot.archive import Archive


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One thing looked up: a text or a topic, with the id of its line in a batch."""

    record_id: str | None
    text: str
    record: dict[str, Any]
    """All fields of the batch line; empty on the command line."""
    line: int = 0
    """Number of the batch line; 0 on the command line."""

    def day(self, name: str, otherwise: date | None) -> date | None:
        """Return a day that the batch line states, else the other. Raises ``UsageError``."""
        stated = self.record.get(name)
        if stated is None:
            return otherwise
        try:
            return date.fromisoformat(stated)
        except (ValueError, TypeError) as fault:
            raise self._unusable(name, stated, "no day; write it as 2023-11-15") from fault

    def names(self, name: str, otherwise: Sequence[str]) -> Sequence[str]:
        """Return the names that the batch line lists, else the others. Raises ``UsageError``."""
        stated = self.record.get(name)
        if not stated:
            return otherwise
        if not isinstance(stated, list) or not all(isinstance(one, str) for one in stated):
            raise self._unusable(name, stated, 'no list of names; write it as ["BBC News"]')
        return stated

    def _unusable(self, name: str, stated: Any, why: str) -> UsageError:
        return UsageError(f'--batch line {self.line}: "{name}" is {why} ({stated!r})')


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An archive ready to be looked through."""

    find: Callable[[Asked], Any]
    outlets: frozenset[str]
    """All outlets of the archive, for notes on relays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """What one script does: what ``open`` returns makes the finding, the others show it."""

    program: str
    description: str
    field: str
    """Name of the argument and of the batch line's field."""
    open: Callable[[Settings, argparse.Namespace], Opened]
    """Opens what is needed once, for all texts."""
    as_json: Callable[[Any, str | None], dict[str, Any]]
    render: Callable[[Any, frozenset[str]], None]
    options: Callable[[argparse.ArgumentParser], None] = lambda _: None
    fields: str = ""
    """What the JSON holds, for ``--help``."""


def run(command: Command, arguments: Sequence[str] | None = None) -> int:
    """Run a script; return its exit code (0 done, 2 wrong use or bad input, 1 a fault)."""
    given = _parser(command).parse_args(arguments)
    return run_script(command.program, lambda: _look_up(command, given))


def _look_up(command: Command, given: argparse.Namespace) -> int:
    asked = _asked(command, given)
    settings = load_settings(index={"folder": given.index})
    opened = command.open(settings, given)
    for one in asked:
        _show(command, given, one, opened)
    return 0


def _parser(command: Command) -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        prog=command.program,
        description=command.description,
        epilog=command.fields,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument(
        "words", nargs="*", metavar=command.field.upper(), help=f"the {command.field}"
    )
    made.add_argument("--index", type=path_named, metavar="DIR", help="the index folder")
    made.add_argument("--json", action="store_true", help="print one JSON object")
    made.add_argument(
        "--batch",
        type=Path,
        metavar="FILE",
        help=f'lines of {{"id", "{command.field}"}}; one JSON line each, in order',
    )
    command.options(made)
    return made


def _asked(command: Command, given: argparse.Namespace) -> Iterator[Asked]:
    """Return what is to be looked up; checks the command line at once, batch lines as they come."""
    text = " ".join(given.words)
    if bool(text.strip()) == bool(given.batch):
        raise UsageError(f"give either {command.field.upper()} or --batch FILE")
    if given.batch:
        return _batch(command, _lines(given.batch))
    return iter([Asked(record_id=None, text=readable(text), record={})])


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as fault:
        why = getattr(fault, "strerror", None) or fault
        raise UsageError(f"--batch {path}: cannot be read ({why}); give a UTF-8 file") from fault


def _batch(command: Command, lines: Sequence[str]) -> Iterator[Asked]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            text = record[command.field]
        except (ValueError, TypeError, KeyError, RecursionError) as fault:
            raise UsageError(
                f'--batch line {number}: no JSON object with "{command.field}" ({line[:60]!r})'
            ) from fault
        if not isinstance(text, str):
            raise UsageError(f'--batch line {number}: "{command.field}" is no text ({text!r})')
        yield Asked(record_id=record.get("id"), text=readable(text), record=record, line=number)


def _show(command: Command, given: argparse.Namespace, asked: Asked, opened: Opened) -> None:
    finding = opened.find(asked)
    if given.json or given.batch:
        print_line(command.as_json(finding, asked.record_id))
        sys.stdout.flush()
    else:
        command.render(finding, opened.outlets)


def day(text: str) -> date:
    """Read a day of the command line."""
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write it as 2023-11-15") from fault


def outlets_of(archive: Archive) -> frozenset[str]:
    """Return the names of all outlets in an archive."""
    return frozenset(count.outlet for count in archive.outlets())


def known_outlets(settings: Settings, held: Iterable[str]) -> OutletRegistry:
    """Return the registry of the settings with the outlets that only the archive knows."""
    further = [settings.index.outlets] if settings.index.outlets else []
    return OutletRegistry.load(*further).extended(held)
