"""Set what outlets say on a topic side by side, and show where they contradict each other."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bot.command_line.stopping import stop_at_once

if __name__ == "__main__":
    stop_at_once("compare.py")

import argparse

from bot.command_line.press import Asked, Command, Opened, known_outlets, outlets_of, run
from bot.conversation.comparing import read_topic
from bot.json_form import field_help
from bot.json_form.press import comparison_dict
from bot.replies.compare import Comparison, compare
from bot.understanding.misspelt import Misspelt
from config.settings import Settings
from index.encoders.loading import load_encoder
from index.snapshot.archive import Archive


def open_archive(settings: Settings, given: argparse.Namespace) -> Opened:
    """Open the archive, the registry and the question encoder once."""
    archive = Archive.open(settings.index.folder)
    held = outlets_of(archive)
    registry = known_outlets(settings, held)
    spelt = Misspelt(registry, held, archive.frequency).named
    encoder = load_encoder(settings.index.encoder, role="question", threads=settings.answer.threads)

    def find(asked: Asked) -> Comparison:
        topic, outlets = asked.text, asked.names("outlets", given.outlet)
        if not outlets:
            read = read_topic(topic, registry, spelt)
            topic, outlets = read.topic, read.outlets
        return compare(archive, encoder, topic, outlets, registry=registry, spelt=spelt)

    return Opened(find=find, outlets=held)


def options(made: argparse.ArgumentParser) -> None:
    """Add the choice of outlets."""
    made.add_argument(
        "--outlet",
        action="append",
        default=[],
        metavar="NAME",
        help="only this outlet (repeatable)",
    )


def render(found: Comparison, outlets: frozenset[str]) -> None:
    """Print the comparison for a reader."""
    from bot.terminal import make_console, render_comparison

    render_comparison(found, make_console(), archive_outlets=outlets)


COMMAND = Command(
    program="compare.py",
    description=__doc__ or "",
    field="topic",
    open=open_archive,
    as_json=comparison_dict,
    render=render,
    fields=field_help.COMPARE,
    options=options,
)

if __name__ == "__main__":
    sys.exit(run(COMMAND))
