"""The one module that imports sqlite3: connections with the right pragmas and faults in plain
words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import SnapshotDamaged, UsageError

Connection = sqlite3.Connection
DatabaseError = sqlite3.Error
IntegrityError = sqlite3.IntegrityError

_MMAP_BYTES = 1 << 28
"""What of a read-only database is mapped; the rest is read, so that it does not stay in memory."""
_DAMAGE = (
    "malformed",
    "not a database",
    "no such table",
    "no such column",
    "file is encrypted",
    "not decode",
)
_FULL = ("disk is full", "disk I/O error")
_REFUSED = ("readonly database", "unable to open")


def connect(path: Path, *, readonly: bool = False, wal: bool = False) -> Connection:
    """Open a database. Read-only ones are taken as immutable: nothing may write to them while open.

    ``wal`` suits a database with readers beside a writer; without it a plain rollback journal is
    kept. Raises ``UsageError`` where the file cannot be opened, ``SnapshotDamaged`` where it is no
    database.
    """
    with named_faults(path):
        if readonly:
            uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
            connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
            connection.execute(f"PRAGMA mmap_size={_MMAP_BYTES}")
            connection.execute("PRAGMA query_only=ON")
        else:
            connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
            connection.execute(f"PRAGMA journal_mode={'WAL' if wal else 'DELETE'}")
            connection.execute(f"PRAGMA synchronous={'NORMAL' if wal else 'FULL'}")
            connection.execute("PRAGMA foreign_keys=ON")
            connection.execute("PRAGMA busy_timeout=5000")
        connection.execute("PRAGMA trusted_schema=OFF")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return connection


@contextmanager
def named_faults(path: Path) -> Iterator[None]:
    """Turn SQLite's errors on ``path`` into ones that name the file and the mend."""
    try:
        yield
    except sqlite3.DatabaseError as fault:
        said = str(fault)
        if any(sign in said for sign in _DAMAGE):
            raise SnapshotDamaged(
                f"{path.name}: {said}; build the index again with --rebuild"
            ) from fault
        if any(sign in said for sign in _FULL):
            raise UsageError(f"{path}: {said}; free space on this disk and run again") from fault
        if any(sign in said for sign in _REFUSED):
            raise UsageError(
                f"{path}: {said}; check that the folder exists, may be written and has room"
            ) from fault
        raise
