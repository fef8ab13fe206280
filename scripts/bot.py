"""Run the Discord bot until it is told to stop."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bot.command_line.stopping import stop_at_once

if __name__ == "__main__":
    stop_at_once("whosaid")

import argparse
import asyncio

from bot.command_line.ending import run_script
from bot.command_line.paths import path_named
from config.settings import Settings, load_settings

_EXIT_CODES = (
    "Exit codes: 0 told to stop, 2 wrong use or bad input (no usable token, say), 1 a fault."
)


def main(arguments: list[str] | None = None) -> int:
    """Return the exit code: 0 done, 2 wrong use or bad input, 1 a fault, 130 stopped by Ctrl-C while starting."""
    parser = argparse.ArgumentParser(description=__doc__, epilog=_EXIT_CODES)
    parser.add_argument(
        "--check",
        action="store_true",
        help="check settings, token, intents, database, archive, models, articles, the metrics' port and the "
        "health file, then exit without connecting; 2 where something is wrong",
    )
    parser.add_argument("--config", type=Path, metavar="FILE", help="a settings file (TOML)")
    parser.add_argument("--index", type=path_named, metavar="DIR", help="the index folder")
    options = parser.parse_args(arguments)
    return run_script("whosaid", lambda: _act(options))


def _act(options: argparse.Namespace) -> int:
    settings = load_settings(options.config, index={"folder": options.index})
    return _check(settings) if options.check else _run(settings)


def _check(settings: Settings) -> int:
    from bot.discord.operations.checking import check

    wrong = 0
    for right, line in check(settings):
        print(f"{'ok' if right else 'wrong'}: {line}", file=sys.stdout if right else sys.stderr)
        wrong += not right
    return 2 if wrong else 0


def _run(settings: Settings) -> int:
    from bot.token import usable_token

    token = usable_token(settings)
    from bot.discord.operations.running import run
    from bot.discord.reporting.logs import set_up

    set_up(settings.discord.log_level, token)
    asyncio.run(run(settings, token))
    return 0


if __name__ == "__main__":
    sys.exit(main())
