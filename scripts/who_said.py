"""Say where a pasted sentence was printed: word for word, altered or nowhere."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bot.command_line.stopping import stop_at_once

if __name__ == "__main__":
    stop_at_once("who_said.py")

import argparse

from bot.command_line.press import Asked, Command, Opened, known_outlets, outlets_of, run
from bot.json_form import field_help
from bot.json_form.press import who_said_dict
from config.settings import Settings
from index.printings import WhoSaid, who_said
from index.snapshot.archive import Archive


def open_archive(settings: Settings, given: argparse.Namespace) -> Opened:
    """Open the archive once, with the outlets known: the registry's and the archive's own."""
    archive = Archive.open(settings.index.folder)
    held = outlets_of(archive)
    registry = known_outlets(settings, held)

    def find(asked: Asked) -> WhoSaid:
        return who_said(archive, asked.text, registry=registry)

    return Opened(find=find, outlets=held)


def render(found: WhoSaid, outlets: frozenset[str]) -> None:
    """Print the finding for a reader."""
    from bot.terminal import make_console, render_who_said

    render_who_said(found, make_console(), archive_outlets=outlets)


COMMAND = Command(
    program="who_said.py",
    description=__doc__ or "",
    field="text",
    open=open_archive,
    as_json=who_said_dict,
    render=render,
    fields=field_help.WHO_SAID,
)

if __name__ == "__main__":
    sys.exit(run(COMMAND))
