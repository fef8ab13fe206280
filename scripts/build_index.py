"""Build or update the index: only new and changed articles are embedded again."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bot.command_line.stopping import stop_at_once

if __name__ == "__main__":
    stop_at_once("build_index.py")

import argparse
import signal
from collections.abc import Sequence

from bot.command_line.ending import run_script
from bot.command_line.paths import path_named
from config.settings import Settings, load_settings
from index.snapshot.layout import current_id


def parser() -> argparse.ArgumentParser:
    """Describe the command line."""
    made = argparse.ArgumentParser(
        prog="build_index.py",
        description=__doc__,
        epilog="What no given path holds any more leaves the index. An interrupted build continues "
        "next time. Exit codes: 0 done, 2 wrong use or bad input, 1 a fault.",
    )
    made.add_argument(
        "--articles",
        nargs="+",
        type=path_named,
        metavar="PATH",
        help="files, folders or globs of all articles (default: the setting index.articles)",
    )
    made.add_argument("--index", type=path_named, metavar="DIR", help="the index folder")
    made.add_argument("--rebuild", action="store_true", help="do every article again")
    made.add_argument(
        "--dry-run", action="store_true", help="say what would be done, and do nothing"
    )
    made.add_argument(
        "--if-missing", action="store_true", help="do nothing where there is a snapshot already"
    )
    made.add_argument(
        "--keep",
        type=int,
        metavar="N",
        help="snapshots to keep (at least 1; default: the setting index.keep)",
    )
    acts = made.add_mutually_exclusive_group()
    acts.add_argument("--list", action="store_true", help="list the snapshots")
    acts.add_argument("--verify", action="store_true", help="check every byte of every snapshot")
    acts.add_argument("--use", metavar="SNAPSHOT", help="put an earlier snapshot into service")
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Run; return the exit code."""
    given = parser().parse_args(arguments)
    acts = given.list or given.verify or given.use is not None
    stopped = "stopped" if acts else "stopped; what is finished is kept, run again to continue"
    return run_script("build_index.py", lambda: _act(given), stopped=stopped)


def _act(given: argparse.Namespace) -> int:
    settings = _settings(given)
    if given.if_missing and current_id(settings.index.folder):
        return 0
    # Imported late: asking whether there is an index must not cost a second.
    from bot.terminal import builds

    if given.list:
        return builds.show_snapshots(settings.index.folder)
    if given.verify:
        return builds.verify_snapshots(settings.index.folder)
    if given.use is not None:
        return builds.use(settings.index.folder, given.use)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    return builds.update(settings, rebuild=given.rebuild, dry_run=given.dry_run)


def _settings(given: argparse.Namespace) -> Settings:
    changes = {
        "articles": given.articles,
        "folder": given.index,
        "keep": given.keep,
    }
    return load_settings(
        index={name: value for name, value in changes.items() if value is not None}
    )


if __name__ == "__main__":
    sys.exit(main())
