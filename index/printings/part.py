"""Write the word pairs of a snapshot's articles; an update reads only the articles that are new."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from index.errors import SnapshotDamaged
from index.printings.grams import (
    BOUNDS,
    DAYS,
    ENTRIES,
    FOLDER,
    LENGTHS,
    NO_DAY,
    POSTINGS,
    Entry,
    GramIndex,
)
from index.snapshot.arrays import write_array
from index.values import Article
from index.words.pairs import WordHashes, body_hashes, pair_keys

if TYPE_CHECKING:
    from index.snapshot.archive import Archive

_BATCH = 500
_RUN = 8_000_000
"""Postings sorted in memory at a time (64 MB)."""
_RANGES = 64
"""Parts of the key space merged one after the other."""

Run = npt.NDArray[np.uint64]
"""Postings as ``key << 32 | number``, ascending; keys of 32 bits."""


class PrintingsPart:
    """The part of a snapshot that "who said it" reads: a word-pair index over all versions of all
    articles."""

    name = FOLDER

    def write(self, folder: Path, archive: Archive, previous: Path | None) -> None:
        """Write the index of ``archive`` into ``folder/printings``, reusing what ``previous``
        holds."""
        target = folder / FOLDER
        target.mkdir(parents=True, exist_ok=True)
        entries = _entries(archive)
        old = _opened(previous / FOLDER if previous else None)
        with tempfile.TemporaryDirectory(dir=target) as spill:
            writer = _Writer(target, entries, Path(spill))
            writer.reuse(old)
            writer.read(archive)
            if old and not writer.fits(old):
                writer = _Writer(target, entries, Path(spill))
                writer.read(archive)
            writer.merge()


def _entries(archive: Archive) -> list[Entry]:
    """List all articles and their earlier versions, by id and digest."""
    entries = [Entry(article_id=one, digest=two, current=True) for one, two in archive.digests()]
    now = {(entry.article_id, entry.digest) for entry in entries}
    for article_id in archive.former_ids():
        for former in archive.former_versions(article_id):
            if (article_id, former.digest) not in now:
                entries.append(Entry(article_id=article_id, digest=former.digest, current=False))
    return sorted(entries, key=lambda entry: (entry.article_id, entry.digest))


def _opened(folder: Path | None) -> GramIndex | None:
    """Open the previous index; None where there is none or it cannot be used."""
    try:
        return GramIndex(folder) if folder and folder.is_dir() else None
    except SnapshotDamaged:
        return None


class _Writer:
    """Gathers postings in sorted runs on disk and merges them range by range."""

    def __init__(self, folder: Path, entries: Sequence[Entry], spill: Path) -> None:
        self._folder, self._entries, self._spill = folder, entries, spill
        self._numbers = {(one.article_id, one.digest): n for n, one in enumerate(entries)}
        self._days = np.full(len(entries), NO_DAY, np.int32)
        self._lengths = np.zeros(len(entries), np.uint32)
        self._done = np.zeros(len(entries), bool)
        self._waiting: list[Run] = []
        self._waiting_size = 0
        self._runs: list[Run] = []
        self._old: GramIndex | None = None
        self._renumbered = np.zeros(0, np.int64)

    def reuse(self, old: GramIndex | None) -> None:
        """Take over what a previous index knows of entries that are still there."""
        if old is None or not len(old):
            return
        self._old = old
        keys = [(entry.article_id, entry.digest) for entry in old.entries]
        self._renumbered = np.array([self._numbers.get(key, -1) for key in keys], np.int64)
        kept = self._renumbered >= 0
        places = self._renumbered[kept]
        self._days[places], self._lengths[places] = old.days[kept], old.lengths[kept]
        self._done[places] = True

    def fits(self, old: GramIndex) -> bool:
        """Say whether the number of buckets is still the one that the previous index has."""
        return self._old is None or self._bits() == old.bits

    def read(self, archive: Archive) -> None:
        """Read the bodies of all entries that are not taken over."""
        hashes = WordHashes()
        missing = [self._entries[int(n)] for n in np.flatnonzero(~self._done)]
        for article in _bodies(archive, missing):
            self._add(self._numbers[article.id, article.digest], article, hashes)
        self._flush()

    def _add(self, number: int, article: Article, hashes: WordHashes) -> None:
        keys = _distinct(pair_keys(body_hashes(article.body, hashes)).astype(np.uint64))
        self._days[number] = _day_number(article.day)
        self._lengths[number] = len(keys)
        self._waiting.append((keys << np.uint64(32)) | np.uint64(number))
        self._waiting_size += len(keys)
        if self._waiting_size >= _RUN:
            self._flush()

    def _flush(self) -> None:
        """Sort what waits and put it on disk as one run."""
        if not self._waiting_size:
            return
        run = np.sort(np.concatenate(self._waiting))
        path = self._spill / f"run{len(self._runs)}-{id(self)}"
        write_array(path, run)
        self._runs.append(np.memmap(path, np.uint64, mode="r"))
        self._waiting, self._waiting_size = [], 0

    def _bits(self) -> int:
        """Choose about as many buckets as a quarter to a half of all postings."""
        return min(26, max(10, int(self._lengths.sum(dtype=np.int64)).bit_length() - 2))

    def merge(self) -> None:
        """Write postings and bounds, then the entries."""
        bits = self._bits()
        counts = np.zeros(1 << bits, np.int64)
        with (self._folder / POSTINGS).open("wb") as file:
            for number in range(_RANGES):
                buckets, numbers = self._range(number, bits)
                write_array(file, numbers.astype("<u4"))
                first, last = _share(number, bits)
                counts[first:last] = np.bincount(buckets - first, minlength=last - first)
        bounds = np.concatenate([[0], np.cumsum(counts)])
        write_array(self._folder / BOUNDS, bounds.astype("<u4"))
        write_array(self._folder / DAYS, self._days.astype("<i4"))
        write_array(self._folder / LENGTHS, self._lengths.astype("<u4"))
        rows = [[entry.article_id, entry.digest, int(entry.current)] for entry in self._entries]
        text = json.dumps(rows, ensure_ascii=True, separators=(",", ":"))
        (self._folder / ENTRIES).write_text(text, "utf-8")

    def _range(self, number: int, bits: int) -> tuple[npt.NDArray[np.int64], Run]:
        """Return buckets and entry numbers of one share of the key space, ordered, each pair
        once."""
        first, last = _share(number, bits)
        shift = np.uint64(64 - bits)
        parts = [_between(run, first, last, bits) for run in self._runs]
        merged = [
            (part >> shift) << np.uint64(32) | (part & np.uint64(0xFFFFFFFF)) for part in parts
        ]
        if self._old is not None:
            buckets, numbers = self._old.between(first, last)
            now = self._renumbered[numbers]
            kept = now >= 0
            merged.append(
                buckets[kept].astype(np.uint64) << np.uint64(32) | now[kept].astype(np.uint64)
            )
        pairs = _distinct(np.concatenate(merged)) if merged else np.zeros(0, np.uint64)
        return (pairs >> np.uint64(32)).astype(np.int64), pairs & np.uint64(0xFFFFFFFF)


def _distinct(values: Run) -> Run:
    """Sort and drop repetitions (``np.unique`` hashes first, which is slower on what is nearly
    sorted)."""
    values = np.sort(values)
    return values[np.concatenate([[True], values[1:] != values[:-1]])] if len(values) else values


def _share(number: int, bits: int) -> tuple[int, int]:
    size = (1 << bits) // _RANGES
    return number * size, (number + 1) * size


def _between(run: Run, first: int, last: int, bits: int) -> Run:
    """Return the postings of a run whose bucket is in ``first:last``."""
    low = np.searchsorted(run, np.uint64(first << (64 - bits)))
    if last == 1 << bits:
        return run[low:]
    return run[low : np.searchsorted(run, np.uint64(last << (64 - bits)))]


def _bodies(archive: Archive, entries: Sequence[Entry]) -> Iterator[Article]:
    """Read the articles of entries, current ones in batches."""
    current = [entry.article_id for entry in entries if entry.current]
    for start in range(0, len(current), _BATCH):
        yield from archive.articles(current[start : start + _BATCH]).values()
    for entry in entries:
        if not entry.current:
            former = archive.former_versions(entry.article_id)
            yield next(one for one in former if one.digest == entry.digest)


def _day_number(day: date | None) -> int:
    return day.toordinal() if day else NO_DAY
