"""Hold the snapshot in service, and take over a newer one as soon as there is one."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from bot.archive.pages import Pages
from bot.understanding.misspelt import Misspelt
from config.outlets import OutletRegistry
from index.encoders.encoder import Encoder
from index.errors import EncoderMismatch, SnapshotDamaged, UsageError
from index.search.catalogue import Catalogue
from index.snapshot.archive import Archive, current_id

_LOOK_EVERY = 0.5
"""Seconds between two looks at which snapshot is current."""
_AGAIN = 20.0
"""Seconds until a snapshot is tried again that could not be opened for want of memory or open files, say."""
_log = logging.getLogger(__name__)
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One snapshot with what answers need of it; an answer uses one from beginning to end."""

    archive: Archive
    catalogue: Catalogue
    pages: Pages
    registry: OutletRegistry
    """The outlets of the settings and those that only the archive knows."""
    outlets: frozenset[str]
    """Canonical names of the outlets that printed an article of the archive."""
    last: date | None
    """The day of its last article; None where none is dated."""
    misspelt: Misspelt
    """Tells which outlet a question may mean by a misspelt name."""


class Holding:
    """Gives out the current snapshot. Thread-safe; readers of an older one are not disturbed."""

    def __init__(self, folder: Path, registry: OutletRegistry, encoder: Encoder) -> None:
        """Open the current snapshot; raises what ``Archive.open`` raises, and ``EncoderMismatch``."""
        self._folder = folder
        self._registry = registry
        self._encoder = encoder
        self._lock = threading.Lock()
        current = current_id(folder)
        self._held = self._open()
        self._seen = current, True
        """Which snapshot was current when last acted upon, and whether the one held was untouched."""
        self._looked = time.perf_counter()

    def get(self) -> Held:
        """Return the newest snapshot; a look at the disk at most twice a second."""
        if time.perf_counter() - self._looked > _LOOK_EVERY and self._lock.acquire(blocking=False):
            try:
                self._look()
            finally:
                self._lock.release()
        return self._held

    def tell(self, work: Callable[[Held], Result]) -> Result:
        """Return what ``work`` makes of the newest snapshot.

        Where that is removed meanwhile (``--keep 1``), what was not read yet is told by its successor.
        """
        held = self.get()
        try:
            return work(held)
        except (UsageError, OSError):
            with self._lock:
                if self._held is held:
                    self._look()
                newer = self._held
            if newer is held:
                raise
            return work(newer)

    def close(self) -> None:
        """Let go of the snapshot in service, whether there is a newer one or not."""
        with self._lock:
            self._held.archive.close()

    def _look(self) -> None:
        """Take over a new snapshot; where it cannot be used, keep the one in service and say so."""
        self._looked = time.perf_counter()
        state = current_id(self._folder), self._held.archive.unchanged()
        if state[0] is None or state == self._seen:
            return
        try:
            self._held = self._open()
            _log.info("snapshot %s is taken over", self._held.archive.id)
        except Exception as fault:  # whatever it is: the one in service still answers
            known = isinstance(
                fault, (UsageError, OSError, MemoryError)
            )  # gone while it was opened, say
            _log.warning("snapshot %s is not taken over: %s", state[0], fault, exc_info=not known)
            if known and not isinstance(fault, (SnapshotDamaged, EncoderMismatch)):
                self._looked += _AGAIN  # it may be no fault of the snapshot's
                return
        self._seen = state[0], self._held.archive.unchanged()

    def _open(self) -> Held:
        archive = Archive.open(self._folder)
        made_by = archive.manifest.fingerprint
        if made_by != self._encoder.fingerprint:
            raise EncoderMismatch(
                f"the index in {self._folder} was made by the encoder {archive.manifest.encoder}, not by"
                f" {self._encoder.name}; set index.encoder, or build it again with --rebuild"
            )
        outlets = [one.outlet for one in archive.outlets()]
        registry = self._registry.extended(outlets)
        catalogue = Catalogue.of(archive)
        return Held(
            archive=archive,
            catalogue=catalogue,
            pages=Pages(archive),
            registry=registry,
            outlets=frozenset(outlets),
            last=catalogue.last,
            misspelt=Misspelt(registry, outlets, archive.frequency),
        )
