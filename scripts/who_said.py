"""Say where a pasted sentence was printed: word for word, altered or nowhere."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bot.press_cli import Asked, Command, run
from bot.press_json import who_said_dict
from config.outlets import OutletRegistry
from config.settings import Settings
from index.printings import WhoSaid, who_said
from index.snapshot import Archive


def look_up(settings: Settings, given: argparse.Namespace) -> Callable[[Asked], WhoSaid]:
    """Open the archive and the outlet registry once."""
    archive = Archive.open(settings.index.folder)
    extra = [settings.index.outlets] if settings.index.outlets else []
    registry = OutletRegistry.load(*extra)
    return lambda asked: who_said(archive, asked.text, registry=registry)


def render(found: WhoSaid) -> None:
    """Print the finding for a reader."""
    from bot.terminal import make_console, render_who_said

    render_who_said(found, make_console())


COMMAND = Command(
    program="who_said.py",
    description=__doc__ or "",
    field="text",
    look_up=look_up,
    as_json=who_said_dict,
    render=render,
)

if __name__ == "__main__":
    sys.exit(run(COMMAND))
