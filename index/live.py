"""The snapshot in service, followed while a long-running program answers from it."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path

from index.errors import IndexMissing, SnapshotDamaged
from index.layout import current_id
from index.snapshot import Archive

_log = logging.getLogger(__name__)
_EVERY = 0.5


class LiveArchive:
    """Hands out the archive in service. An answer takes ``archive`` once and works with that to its
    end.

    ``follow`` starts a thread that looks twice a second; without it, ``refresh`` looks when called.
    The old archive stays usable for whoever holds it, even where its files are removed meanwhile.
    """

    def __init__(self, folder: Path, *, taken: Callable[[Archive], None] | None = None) -> None:
        """Open the snapshot in service; raises what ``Archive.open`` raises. ``taken`` is told of
        new ones."""
        self._folder = folder
        self._archive = Archive.open(folder)
        self._asked = current_id(folder)
        self._taken = taken
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def archive(self) -> Archive:
        """The archive in service at this moment."""
        return self._archive

    def follow(self, every: float = _EVERY) -> None:
        """Take over new snapshots from now on, in a thread of its own."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, args=(every,), daemon=True)
            self._thread.start()

    def refresh(self) -> bool:
        """Take over the snapshot in service if it is another one now; say whether it was."""
        with self._lock:
            wanted = current_id(self._folder)
            if wanted is None or (wanted == self._asked and self._archive.unchanged()):
                return False
            try:
                fresh = Archive.open(self._folder)
            except (IndexMissing, SnapshotDamaged, OSError) as fault:
                _log.warning("the new snapshot is not taken over: %s", fault)
                self._asked = wanted
                return False
            fresh.warm()
            self._asked = wanted
            same = fresh.id == self._archive.id
            self._archive = fresh
        if self._taken and not same:
            self._taken(fresh)
        return not same

    def close(self) -> None:
        """Stop following."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(timeout=5)

    def _run(self, every: float) -> None:
        while not self._stop.wait(every):
            started = time.monotonic()
            try:
                if self.refresh():
                    _log.info(
                        "snapshot %s taken over in %.2f s",
                        self.archive.id,
                        time.monotonic() - started,
                    )
            except Exception:
                _log.exception("following the index failed; trying again")
