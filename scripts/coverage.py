"""List every outlet that covered a topic, when, and which were silent."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bot.press_cli import Asked, Command, run
from bot.press_json import coverage_dict
from config.settings import Settings
from index.coverage import Coverage, coverage
from index.encoder import load_encoder
from index.snapshot import Archive


def look_up(settings: Settings, given: argparse.Namespace) -> Callable[[Asked], Coverage]:
    """Open the archive and the question encoder once."""
    archive = Archive.open(settings.index.folder)
    encoder = load_encoder(settings.index.encoder, role="question", threads=settings.answer.threads)
    find = partial(coverage, archive, encoder, since=given.since, until=given.until)
    return lambda asked: find(asked.text)


def options(made: argparse.ArgumentParser) -> None:
    """Add the limits of the period and the picture."""
    made.add_argument("--since", type=date.fromisoformat, metavar="DATE", help="first day (ISO)")
    made.add_argument("--until", type=date.fromisoformat, metavar="DATE", help="last day (ISO)")


def render(found: Coverage) -> None:
    """Print the coverage for a reader."""
    from bot.terminal import make_console, render_coverage

    render_coverage(found, make_console())


COMMAND = Command(
    program="coverage.py",
    description=__doc__ or "",
    field="topic",
    look_up=look_up,
    as_json=coverage_dict,
    render=render,
    options=options,
)

if __name__ == "__main__":
    sys.exit(run(COMMAND))
