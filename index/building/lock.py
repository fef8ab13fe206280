"""One writer at a time. The kernel drops a dead owner's lock, so nothing has to be cleaned up by
hand."""

from __future__ import annotations

import fcntl
import json
import os
import socket
import time
from pathlib import Path
from types import TracebackType

from index.errors import IndexLocked, UsageError

FILE = "lock"


class WriterLock:
    """Hold an index folder for writing, as a with-block.

    Raises ``IndexLocked`` naming the owner and age, ``UsageError`` where the disk knows no locks.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._handle = -1

    def __enter__(self) -> WriterLock:
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            self._lock(handle)
            owner = {"pid": os.getpid(), "host": socket.gethostname(), "since": time.time()}
            os.ftruncate(handle, 0)
            os.pwrite(handle, json.dumps(owner).encode(), 0)
        except BaseException:
            os.close(handle)
            raise
        self._handle = handle
        return self

    def _lock(self, handle: int) -> None:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as fault:
            raise IndexLocked(self._told()) from fault
        except OSError as fault:
            raise UsageError(
                f"{self._path.parent}: its file system does not let files be locked ({fault.strerror});"
                " give an --index on another disk"
            ) from fault

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.ftruncate(self._handle, 0)
        os.close(self._handle)

    def _told(self) -> str:
        try:
            owner = json.loads(self._path.read_text("utf-8"))
            age = max(0, int(time.time() - owner["since"]))
            who = f"process {int(owner['pid'])} on {owner['host']}"
            who += f" has been building for {_words(age)}"
        except (OSError, ValueError, KeyError, TypeError):
            who = "another process is building"
        return f"{self._path.parent}: {who}; wait until it ends, or stop it"


def _words(seconds: int) -> str:
    if seconds < 120:
        return f"{seconds} seconds"
    if seconds < 7200:
        return f"{seconds // 60} minutes"
    return f"{seconds // 3600} hours"
