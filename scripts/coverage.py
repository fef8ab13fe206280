"""List every outlet that covered a topic, when, and which were silent."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bot.command_line.stopping import stop_at_once

if __name__ == "__main__":
    stop_at_once("coverage.py")

import argparse

from bot.command_line.press import Asked, Command, Opened, day, outlets_of, run
from bot.json_form import field_help
from bot.json_form.press import coverage_dict
from config.settings import Settings
from index.coverage.coverage import Coverage, coverage
from index.encoders.loading import load_encoder
from index.snapshot.archive import Archive


def open_archive(settings: Settings, given: argparse.Namespace) -> Opened:
    """Open the archive and the question encoder once."""
    archive = Archive.open(settings.index.folder)
    encoder = load_encoder(settings.index.encoder, role="question", threads=settings.answer.threads)

    def find(asked: Asked) -> Coverage:
        since, until = asked.day("since", given.since), asked.day("until", given.until)
        return coverage(archive, encoder, asked.text, since=since, until=until)

    return Opened(find=find, outlets=outlets_of(archive))


def options(made: argparse.ArgumentParser) -> None:
    """Add the limits of the period."""
    made.add_argument("--since", type=day, metavar="DATE", help="first day (ISO)")
    made.add_argument("--until", type=day, metavar="DATE", help="last day (ISO)")


def render(found: Coverage, outlets: frozenset[str]) -> None:
    """Print the coverage for a reader."""
    from bot.terminal import make_console, render_coverage

    render_coverage(found, make_console(), archive_outlets=outlets)


COMMAND = Command(
    program="coverage.py",
    description=__doc__ or "",
    field="topic",
    open=open_archive,
    as_json=coverage_dict,
    render=render,
    fields=field_help.COVERAGE,
    options=options,
)

if __name__ == "__main__":
    sys.exit(run(COMMAND))
