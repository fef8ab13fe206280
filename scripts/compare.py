"""Set what outlets say on a topic side by side, and show where they contradict each other."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bot.compare import Comparison, compare
from bot.press_cli import Asked, Command, run
from bot.press_json import comparison_dict
from config.outlets import OutletRegistry
from config.settings import Settings
from index.encoder import load_encoder
from index.snapshot import Archive


def look_up(settings: Settings, given: argparse.Namespace) -> Callable[[Asked], Comparison]:
    """Open the archive, the registry and the question encoder once."""
    archive = Archive.open(settings.index.folder)
    registry = OutletRegistry.load(*([settings.index.outlets] if settings.index.outlets else []))
    encoder = load_encoder(settings.index.encoder, role="question", threads=settings.answer.threads)
    return lambda asked: compare(
        archive,
        encoder,
        asked.text,
        asked.record.get("outlets") or given.outlet,
        registry=registry,
    )


def options(made: argparse.ArgumentParser) -> None:
    """Add the choice of outlets."""
    made.add_argument(
        "--outlet", nargs="+", action="extend", default=[], metavar="NAME", help="only these"
    )


def render(found: Comparison) -> None:
    """Print the comparison for a reader."""
    from bot.terminal import make_console, render_comparison

    render_comparison(found, make_console())


COMMAND = Command(
    program="compare.py",
    description=__doc__ or "",
    field="topic",
    look_up=look_up,
    as_json=comparison_dict,
    render=render,
    options=options,
)

if __name__ == "__main__":
    sys.exit(run(COMMAND))
