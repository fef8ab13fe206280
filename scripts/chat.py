"""Ask questions in a conversation at the terminal; questions may also be piped in, one a line."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bot.terminal.session import run_chat
from config.settings import SettingsError, load_settings
from index.errors import WhosaidError


def main(arguments: list[str] | None = None) -> int:
    """Return the exit code: 0 done, 2 wrong use or bad input, 1 a fault, 130 stopped by Ctrl-C."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, metavar="DIR", help="the index folder")
    parser.add_argument("--config", type=Path, metavar="FILE", help="a settings file (TOML)")
    options = parser.parse_args(arguments)
    try:
        run_chat(load_settings(options.config, index={"folder": options.index}))
    except SettingsError as wrong:
        print(f"whosaid: {wrong}", file=sys.stderr)
        return 2
    except WhosaidError as wrong:
        print(f"whosaid: {wrong}", file=sys.stderr)
        return wrong.exit_code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        sys.stderr.close()  # the reader left: nothing to say, and nobody to say it to
    return 0


if __name__ == "__main__":
    sys.exit(main())
