"""Passages by their words: BM25 over plain arrays on disk, memory-mapped.

Each word's passages lie together with the passage's BM25 share, worked out when building, so that a
question is a few additions over arrays (Lù, "BM25S", 2024; Robertson and Zaragoza, 2009, for the
formula). SQLite's FTS5 scores row by row instead: ten and more times slower at 31,000 passages, and
hopeless at a million.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.errors import SnapshotDamaged
from index.snapshot.arrays import write_array
from index.words.keys import WordKeys, key_of, words_of

FOLDER = "words"
_FILES = {"keys": "<u8", "starts": "<i8", "rows": "<u4", "shares": "<u1"}

FILES = tuple(f"{FOLDER}/{name}" for name in _FILES)

_K1, _B = 1.2, 0.75
_USUAL_LENGTH = 0.62
"""Words in a usual passage for each token of its budget. A constant, not the archive's mean: a passage's
share then never depends on other passages, and an update equals a rebuild."""
_TITLE, _OUTLET = 2.0, 1.0
_BLOCK = 2_000_000
"""Postings sorted in memory at a time."""
_RANGES = 64

Array = npt.NDArray[np.generic]
Rows = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The words that a passage is found by."""

    row: int
    text: str
    title: str | None
    outlet: str | None


Part = tuple[Array, Array, Array]
"""Keys, rows and shares of some postings, sorted by key and then row."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Sorted postings that can be read by ranges of keys."""

    keys: Array
    rows: Array
    shares: Array

    def part(self, low: int, high: int) -> Part:
        """Return the postings whose keys are in ``low:high``."""
        first, last = _edges(self.keys, low, high)
        return self.keys[first:last], self.rows[first:last], self.shares[first:last]


def _edges(keys: Array, low: int, high: int) -> tuple[int, int]:
    first = int(np.searchsorted(keys, np.uint64(low)))
    return first, len(keys) if high >= 1 << 64 else int(np.searchsorted(keys, np.uint64(high)))


class Postings:
    """The lexical index of one snapshot."""

    def __init__(self, folder: Path) -> None:
        """Map the files; raises ``SnapshotDamaged`` where they do not fit together."""
        try:
            found = {name: _map(folder / name, kind) for name, kind in _FILES.items()}
        except (OSError, ValueError) as fault:
            raise SnapshotDamaged(f"{FOLDER}: a file is missing or cut short") from fault
        self._keys, self._starts = found["keys"], found["starts"]
        self.rows, self._shares = found["rows"], found["shares"]
        if not (
            len(self._starts) == len(self._keys) + 1
            and len(self.rows) == len(self._shares) == int(self._starts[-1])
        ):
            raise SnapshotDamaged(f"{FOLDER}: its files do not belong together")

    def frequency(self, word: str) -> int:
        """Count the passages that hold a word in any form (the rarest part of several words)."""
        counts = [part.stop - part.start for part in map(self._slice, words_of(word))]
        return min(counts, default=0)

    def _slice(self, word: str) -> slice:
        key = np.uint64(key_of(word))
        place = int(self._keys.searchsorted(key))
        if place == len(self._keys) or self._keys[place] != key:
            return slice(0, 0)
        return slice(int(self._starts[place]), int(self._starts[place + 1]))

    def score(self, terms: Mapping[str, float], rows: int, live: int) -> Scores:
        """Return BM25 scores of all ``rows`` passages, ``live`` of which hold text, for weighted
        terms."""
        line: Scores = self.score_each([terms], rows, live)[0]
        return line

    def score_each(
        self, wanted: Sequence[Mapping[str, float]], rows: int, live: int, most: int | None = None
    ) -> Scores:
        """Return the scores for each of several sets of terms (n, rows); words that they share are
        read once, and those that more than ``most`` passages hold are left out."""
        scores = np.zeros((len(wanted), rows), np.float32)
        read: dict[str, tuple[Rows, Scores]] = {}
        for line, terms in zip(scores, wanted, strict=True):
            for word, weight in _weights(terms).items():
                if word not in read:
                    read[word] = self._read(word, most)
                places, shares = read[word]
                if len(places):
                    _add(line, places, shares * _scale(weight, len(places), live))
        return scores

    def score_at(
        self, wanted: Sequence[Mapping[str, float]], at: Rows, live: int, above: int = 0
    ) -> Scores:
        """Return the scores of the rows ``at`` (rising) alone, for each of several sets of terms: (n, len(at)).

        Words that no more than ``above`` passages hold are left out.
        """
        scores = np.zeros((len(wanted), len(at)), np.float32)
        looked_for = at.astype(
            self.rows.dtype
        )  # of another type, all rows of a word would be widened
        for line, terms in zip(scores, wanted, strict=True):
            for word, weight in _weights(terms).items():
                part = self._slice(word)
                rows, shares = self.rows[part], self._shares[part]
                if len(rows) > above:
                    places = np.minimum(rows.searchsorted(looked_for), len(rows) - 1)
                    held = rows[places] == looked_for
                    scale = _scale(weight, len(rows), live)
                    line[held] += shares[places[held]].astype(np.float32) * scale
        return scores

    def _read(self, word: str, most: int | None) -> tuple[Rows, Scores]:
        """Return the rows that hold a word, and their shares; none where there are more than ``most``."""
        part = self._slice(word)
        if most is not None and part.stop - part.start > most:
            part = slice(0, 0)
        return self.rows[part].astype(np.int64), self._shares[part].astype(np.float32)

    def part(self, low: int, high: int) -> Part:
        """Return the postings whose keys are in ``low:high``."""
        first, last = _edges(self._keys, low, high)
        starts = self._starts[first : last + 1]
        held = slice(int(starts[0]), int(starts[-1]))
        return (
            np.repeat(self._keys[first:last], np.diff(starts)),
            self.rows[held],
            self._shares[held],
        )


def _scale(weight: float, held: int, live: int) -> np.float32:
    """Return what a stored share of a word is multiplied by; ``held`` passages hold it, of ``live`` ones."""
    rarity = np.log1p((live - held + 0.5) / (held + 0.5))
    return np.float32(weight * max(rarity, 0.0) * (_K1 + 1) / 255)


def _weights(terms: Mapping[str, float]) -> dict[str, float]:
    """Return the weight of each word of weighted terms."""
    weights: dict[str, float] = {}
    for term, weight in terms.items():
        for word in words_of(term):
            weights[word] = max(weight, weights.get(word, 0.0))
    return weights


def _map(path: Path, kind: str) -> Array:
    if not path.stat().st_size:
        return np.zeros(0, kind)
    return np.asarray(np.memmap(path, kind, mode="r"))


def _add(line: Scores, places: Rows, values: Scores) -> None:
    try:
        np.add.at(line, places, values)
    except (IndexError, ValueError) as fault:
        raise SnapshotDamaged(f"{FOLDER}: names passages that there are not") from fault


def write_postings(
    folder: Path,
    wordings: Iterable[Wording],
    *,
    passage_tokens: int,
    old: Postings | None = None,
    dead: Rows | None = None,
) -> None:
    """Write the index of ``wordings`` into ``folder``, beside what ``old`` holds of rows not
    ``dead``.

    Memory is bounded: postings are sorted in blocks on disk and merged range by range of their
    keys.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as spill:
        runs: list[_Run | Postings] = [] if old is None else [old]
        for number, block in enumerate(_blocks(wordings, passage_tokens)):
            runs.append(_spilled(block, Path(spill), number))
        _merge(folder, runs, np.zeros(0, np.int64) if dead is None else dead)


def _blocks(wordings: Iterable[Wording], passage_tokens: int) -> Iterator[_Run]:
    keys_of = WordKeys()
    usual = _USUAL_LENGTH * passage_tokens
    keys: list[int] = []
    rows: list[int] = []
    shares: list[float] = []
    for one in wordings:
        counts, length = _counts(one, keys_of)
        damping = _K1 * (1 - _B + _B * length / usual)
        keys.extend(counts)
        rows.extend([one.row] * len(counts))
        shares.extend([count / (count + damping) for count in counts.values()])
        if len(keys) >= _BLOCK:
            yield _sorted_run(keys, rows, shares)
            keys, rows, shares = [], [], []
    yield _sorted_run(keys, rows, shares)


def _counts(one: Wording, keys_of: WordKeys) -> tuple[dict[int, float], int]:
    """Weigh each word of a passage by how often and where it stands; also return the passage's
    length."""
    counts: dict[int, float] = {}
    length = 0
    for text, weight in ((one.text, 1.0), (one.title, _TITLE), (one.outlet, _OUTLET)):
        found = keys_of(text) if text else []
        length += len(found)
        for key in found:
            counts[key] = counts.get(key, 0.0) + weight
    return counts, length


def _sorted_run(keys: Sequence[int], rows: Sequence[int], shares: Sequence[float]) -> _Run:
    order_keys = np.array(keys, np.uint64)
    order = np.argsort(order_keys, kind="stable")
    return _Run(
        order_keys[order],
        np.array(rows, np.uint32)[order],
        np.round(np.array(shares, np.float32) * 255).astype(np.uint8)[order],
    )


def _spilled(run: _Run, folder: Path, number: int) -> _Run:
    """Put a run on disk and map it back, so that only one is in memory."""
    mapped = {}
    for name, values in (("keys", run.keys), ("rows", run.rows), ("shares", run.shares)):
        path = folder / f"{number}.{name}"
        write_array(path, values)
        mapped[name] = _map(path, values.dtype.str)
    return _Run(mapped["keys"], mapped["rows"], mapped["shares"])


def _merge(folder: Path, runs: Sequence[_Run | Postings], dead: Rows) -> None:
    total = 0
    files = {name: (folder / name).open("wb") for name in _FILES}
    try:
        write_array(files["starts"], np.zeros(1, "<i8"))
        for low in range(0, 1 << 64, (1 << 64) // _RANGES):
            keys, rows, shares = _merged(
                [run.part(low, low + (1 << 64) // _RANGES) for run in runs], dead
            )
            ends = np.append(np.flatnonzero(keys[1:] != keys[:-1]), len(keys) - 1)[: len(keys)]
            write_array(files["keys"], keys[ends].astype("<u8"))
            write_array(files["starts"], (ends + 1 + total).astype("<i8"))
            write_array(files["rows"], rows.astype("<u4"))
            write_array(files["shares"], shares.astype("<u1"))
            total += len(keys)
    finally:
        for file in files.values():
            file.close()


def _merged(parts: Sequence[Part], dead: Rows) -> Part:
    keys, rows, shares = (np.concatenate(column) for column in zip(*parts, strict=True))
    if len(dead):
        kept = ~np.isin(rows, dead.astype(rows.dtype))
        keys, rows, shares = keys[kept], rows[kept], shares[kept]
    if len(parts) > 1:
        order = np.argsort(keys, kind="stable")
        keys, rows, shares = keys[order], rows[order], shares[order]
    return keys, rows, shares
