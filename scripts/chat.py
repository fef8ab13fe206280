"""Ask questions in a conversation at the terminal; questions may also be piped in, one a line."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bot.command_line.stopping import stop_at_once

if __name__ == "__main__":
    stop_at_once("whosaid")

import argparse

from bot.command_line.ending import run_script
from bot.command_line.paths import path_named
from bot.terminal.session import run_chat
from config.settings import load_settings


def main(arguments: list[str] | None = None) -> int:
    """Return the exit code: 0 done, 2 wrong use or bad input, 1 a fault, 130 stopped by Ctrl-C."""
    parser = argparse.ArgumentParser(
        description=__doc__, epilog="Exit codes: 0 done, 2 wrong use or bad input, 1 a fault."
    )
    parser.add_argument("--index", type=path_named, metavar="DIR", help="the index folder")
    parser.add_argument("--config", type=Path, metavar="FILE", help="a settings file (TOML)")
    options = parser.parse_args(arguments)
    return run_script("whosaid", lambda: _chat(options))


def _chat(options: argparse.Namespace) -> int:
    run_chat(load_settings(options.config, index={"folder": options.index}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
