"""Faults and refusals of the index.

WhosaidError
├── UsageError            wrong use or bad input: exit code 2
│   ├── NothingReadable   no article could be read from what was given
│   ├── IndexMissing      the index folder holds no snapshot
│   ├── SnapshotDamaged   a file of a snapshot is missing, altered or cut short
│   ├── EncoderMismatch   the snapshot was made by another encoder
│   └── IndexLocked       another writer is at work
└── Fault                 something that should not happen: exit code 1
"""

from __future__ import annotations

import shlex
from pathlib import Path


class WhosaidError(Exception):
    """Base of every error raised on purpose; its text may be shown to the person at the terminal."""

    exit_code = 1


class UsageError(WhosaidError):
    """Wrong use or bad input: says what, which value and how to mend it."""

    exit_code = 2


class NothingReadable(UsageError):
    """No article could be read from the given paths."""


class IndexMissing(UsageError):
    """There is no index where one was expected."""

    @classmethod
    def of(cls, folder: Path) -> UsageError:
        """Say which folder holds none, and how to make one; or that it may not be looked into."""
        try:
            for place in (folder, *folder.iterdir()):
                if place.is_dir():
                    next(place.iterdir(), None)
        except PermissionError as fault:
            return UsageError(
                f"{folder}: may not be read ({fault.strerror}); let this user read it, or give another --index"
            )
        except OSError:
            pass  # it is not there
        make = f"python scripts/build_index.py --index {shlex.quote(str(folder))}"
        return cls(f"no index in {folder}; make one with: {make}")


class SnapshotDamaged(UsageError):
    """A snapshot failed its checks; the message names the file."""


class EncoderMismatch(UsageError):
    """The snapshot was embedded by another encoder than the one in the settings."""


class IndexLocked(UsageError):
    """Another writer holds the index; the message names its process and age."""


class Fault(WhosaidError):
    """A condition that the program's own logic rules out."""
