"""What is said of an archive that an update of the program has left behind."""

from __future__ import annotations

import shlex
from pathlib import Path


def renewal_words(folder: Path) -> str:
    """Say that an index was analysed by other rules than today's, and which command renews it."""
    command = f"python scripts/build_index.py --index {shlex.quote(str(folder))}"
    return (
        "This archive was analysed by older rules, of another version of Whosaid. To renew it, run"
        f" {command} --articles PATH with the articles that it was built from; nothing is embedded again."
    )
