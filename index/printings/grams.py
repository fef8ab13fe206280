"""The word pairs of every article, on disk: which articles hold most pairs of a pasted text.

A pair of neighbouring words is hashed to one of ``2 ** bits`` buckets; a bucket lists the articles
(by
number, ascending) that hold one of its pairs. Counting the buckets of a text gives every article
that can
hold it, with a few that cannot, which reading the bodies sorts out. No vectors are involved.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index.errors import SnapshotDamaged
from index.words.pairs import Keys, pair_keys

FOLDER = "printings"
POSTINGS = "postings.u4"
BOUNDS = "bounds.u4"
ENTRIES = "entries.json"
DAYS = "days.i4"
LENGTHS = "lengths.u4"
_LEAST_COUNTED = 10_000
"""Articles from which on rarity is counted in full: few articles do not tell what is common."""
NO_DAY = np.iinfo(np.int32).max

Numbers = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One indexed text: an article as it is, or an earlier version of it."""

    article_id: str
    digest: str
    current: bool


@dataclass(frozen=True, slots=True)
class Candidates:
    """Entries that share a quarter of a text's word pairs, most telling first (arrays of one
    length).

    ``shared`` counts the text's different pairs that an entry holds (of ``pairs``); ``weight`` is
    the part of the text's ``rarity`` (sum of the logarithms of its pairs' inverse frequencies) that
    they make up, 0 to 1.
    """

    numbers: npt.NDArray[np.int64]
    shared: npt.NDArray[np.int64]
    weight: npt.NDArray[np.float64]
    pairs: int
    rarity: float


class GramIndex:
    """The pair index of one snapshot, memory-mapped. Raises ``SnapshotDamaged`` where files do not
    fit."""

    def __init__(self, folder: Path) -> None:
        try:
            self._bounds = _mapped(folder / BOUNDS, "<u4")
            self._postings = _mapped(folder / POSTINGS, "<u4")
            self._entries = folder / ENTRIES
            self.days = _mapped(folder / DAYS, "<i4")
            self.lengths = _mapped(folder / LENGTHS, "<u4")
        except (OSError, ValueError) as fault:
            why = fault.strerror if isinstance(fault, OSError) else fault
            raise SnapshotDamaged(
                f"{FOLDER}: cannot be read ({why}); build the index again with --rebuild"
            ) from fault
        self.bits = (len(self._bounds) - 1).bit_length() - 1
        whole = len(self._bounds) == 1 + (1 << self.bits) and len(self.days) == len(self.lengths)
        if not whole or int(self._bounds[-1]) != len(self._postings):
            raise SnapshotDamaged(f"{FOLDER}: the word pairs do not fit their bounds")

    def __len__(self) -> int:
        return len(self.days)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The indexed texts by number."""
        try:
            rows = json.loads(self._entries.read_text("utf-8"))
            found = tuple(
                Entry(article_id=one, digest=two, current=bool(three)) for one, two, three in rows
            )
        except (OSError, ValueError, TypeError, RecursionError) as fault:
            raise SnapshotDamaged(f"{FOLDER}: its list of texts cannot be read") from fault
        if len(found) != len(self):
            raise SnapshotDamaged(f"{FOLDER}: its list of texts does not fit the word pairs")
        return found

    def keys(self, text_words: Sequence[str]) -> Keys:
        """Return the different buckets of a text's word pairs, ascending."""
        hashes = np.array(
            [zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in text_words], np.uint32
        )
        return np.unique(pair_keys(hashes, self.bits))

    def holding(self, keys: Keys) -> Numbers:
        """Return the entries that hold every one of some pairs, ascending."""
        lists = sorted((self.postings(int(key)) for key in keys), key=len)
        found = np.asarray(lists[0]) if lists else np.zeros(0, np.uint32)
        for numbers in lists[1:]:
            if not len(found):
                break
            places = np.minimum(np.searchsorted(numbers, found), len(numbers) - 1)
            found = found[numbers[places] == found]
        return found

    def candidates(self, keys: Keys, *, most: int = 400) -> Candidates:
        """Return the entries that share pairs with a text; beyond ``most`` keys the rarest
        count."""
        places = keys.astype(np.int64)
        sizes = self._bounds[places + 1].astype(np.int64) - self._bounds[places]
        if len(keys) > most:
            rarest = np.sort(np.argsort(sizes, kind="stable")[:most])
            keys, sizes = keys[rarest], sizes[rarest]
        rarity = np.log1p(max(len(self), _LEAST_COUNTED) / (1.0 + sizes))
        total = float(rarity.sum()) or 1.0
        lists = [self.postings(int(key)) for key in keys]
        found = np.concatenate(lists) if lists else np.zeros(0, np.uint32)
        if len(found) != sizes.sum() or int(found.max(initial=0)) >= max(1, len(self)):
            raise SnapshotDamaged(f"{FOLDER}: names texts that there are not")
        shared = np.bincount(found, minlength=len(self))
        weight = np.bincount(found, np.repeat(rarity, sizes), len(self)) / total
        numbers = np.flatnonzero(shared * 4 >= len(keys))
        order = np.lexsort((numbers, -weight[numbers]))
        numbers = numbers[order]
        return Candidates(numbers, shared[numbers], weight[numbers], len(keys), total)

    def postings(self, key: int) -> Numbers:
        """Return the numbers of the entries in one bucket, ascending."""
        return self._postings[int(self._bounds[key]) : int(self._bounds[key + 1])]

    def between(self, first: int, last: int) -> tuple[Keys, Numbers]:
        """Return buckets and numbers of all postings of the buckets ``first:last``."""
        bounds = self._bounds[first : last + 1].astype(np.int64)
        buckets = np.repeat(np.arange(first, last, dtype=np.uint32), np.diff(bounds))
        return buckets, self._postings[bounds[0] : bounds[-1]]


def _mapped(path: Path, kind: str) -> npt.NDArray[Any]:
    """Map a file of numbers; an empty file cannot be mapped and reads as no numbers."""
    if not path.stat().st_size:
        return np.zeros(0, kind)
    return np.memmap(path, kind, mode="r")
