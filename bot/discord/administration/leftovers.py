"""What a process that was killed while it wrote added files has left behind: it is swept with the next addition.

Who writes holds the folder. The kernel drops the hold of a process that dies, so that nothing which a living one writes
is ever taken away.
"""

from __future__ import annotations

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_HIDDEN = re.compile(r"\.\d{8}-\d{6}-\d{9}-\d+-.+")
"""The name of an added file that is not whole yet; other hidden files are none of ours."""


def hidden_name(name: str) -> str:
    """Return what an added file is called until it is whole."""
    return f".{name}"


@contextmanager
def holding(folder: Path) -> Iterator[None]:
    """Hold a folder for as long as files are written in it, and sweep it first where nobody else holds it.

    On a disk that knows no locks nothing is swept.
    """
    handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            _sweep(folder)
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_SH)
        yield
    finally:
        os.close(handle)


def _sweep(folder: Path) -> None:
    for path in folder.iterdir():
        if _HIDDEN.fullmatch(path.name):
            path.unlink(missing_ok=True)
