"""What each row's article is, as arrays over all rows of a snapshot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from index.snapshot.archive import Archive
from index.values import Filter

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """Outlets and days by row: made once for a snapshot, then shared by its questions."""

    codes: Mapping[str, int]
    """Number of each outlet."""
    outlet: npt.NDArray[np.int32]
    """Outlet's number by row; -1 where it is not stated (or the row holds nothing)."""
    day: npt.NDArray[np.int32]
    """Day of publication by row as a proleptic ordinal; 0 where it is not stated."""
    newest: int
    """The last day of them all; 0 where none is stated."""

    @classmethod
    def of(cls, archive: Archive) -> Catalogue:
        """Read a snapshot's catalogue."""
        extents = archive.article_rows()[1]
        outlet = np.full(archive.manifest.rows, -1, np.int32)
        day = np.zeros(archive.manifest.rows, np.int32)
        codes: dict[str, int] = {}
        for (first, count), (name, published) in zip(extents, archive.article_facts(), strict=True):
            if name is not None:
                outlet[first : first + count] = codes.setdefault(name, len(codes))
            if published:
                day[first : first + count] = date.fromisoformat(published[:10]).toordinal()
        return cls(codes=codes, outlet=outlet, day=day, newest=int(day.max(initial=0)))

    @property
    def last(self) -> date | None:
        """The latest day of publication; None where no article states one."""
        latest = int(self.day.max(initial=0))
        return date.fromordinal(latest) if latest else None

    def rows_for(self, within: Filter) -> Rows | None:
        """Return the rows of articles that a filter of outlets and days lets through; None for all."""
        if within.empty:
            return None
        kept: npt.NDArray[np.bool_] | None = None
        if within.outlets:
            kept = np.zeros(len(self.day), bool)
            for name in within.outlets:
                if name in self.codes:
                    kept |= self.outlet == self.codes[name]
        if within.since or within.until:
            first = (within.since or date.min).toordinal()
            last = (within.until or date.max).toordinal()
            if last < first:
                return np.zeros(0, np.int64)
            # One comparison for both ends: a day before the first one wraps round to a huge number.
            days = (self.day - np.int32(first)).view(np.uint32) <= np.uint32(last - first)
            kept = days if kept is None else kept & days
        return np.flatnonzero(kept) if kept is not None else None
