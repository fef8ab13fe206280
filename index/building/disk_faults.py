"""What a disk refuses, in plain words."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import UsageError
from index.snapshot.sqlite import named_faults


@contextmanager
def plain_faults(folder: Path) -> Iterator[None]:
    """Turn faults of writing below ``folder`` into ``UsageError``s that say what to do about them."""
    try:
        with named_faults(folder):
            yield
    except OSError as fault:
        if fault.errno in (errno.ENOSPC, errno.EDQUOT):
            raise UsageError(
                f"{folder}: the disk is full; free space and run again, it continues"
            ) from fault
        if fault.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise UsageError(
                f"{folder}: may not be written ({fault.strerror}); give another --index"
            ) from fault
        raise
