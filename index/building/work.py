"""A snapshot in the making, which survives being interrupted at any point.

Every group of articles is one step: its vectors are appended and synced, then one database
transaction stores the rest together with the step's key and the number of vectors that count. After
an interruption the database is as it was after the last whole step, and vectors behind that number
are cut off.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.analysis.entries import Entry
from index.building.values import Todo
from index.encoders.encoder import PassageVectors
from index.errors import UsageError
from index.snapshot import matrices, store
from index.snapshot.layout import GONE, WORK, discard, write_atomically
from index.snapshot.manifest import BUILT, sync
from index.snapshot.manifest import FILE as MANIFEST
from index.snapshot.matrices import MatrixWriter
from index.snapshot.postings import Wording
from index.snapshot.sqlite import Connection

PLAN = "plan.json"
SNAPSHOT = "snapshot"
SEALED = "sealed"
ABANDONED = f"{WORK}.old"
"""Work on other articles, whose finished part is taken over."""
_OWN = frozenset((PLAN, f"{PLAN}.new", SNAPSHOT, SEALED, f"{SEALED}.new"))
_CORE = (store.FILE, matrices.PASSAGES, matrices.SENTENCES)


def refuse_strangers(folder: Path) -> None:
    """Look into the folders that a build removes. Raises ``UsageError`` where one holds what no build wrote.

    The index may have been given somebody's own folder, which has a "work" in it as many have.
    """
    for name in (WORK, ABANDONED, f"{WORK}{GONE}", f"{ABANDONED}{GONE}"):
        place = folder / name
        try:
            held = {path.name for path in place.iterdir()}
        except FileNotFoundError:  # or removed just now, by another build
            continue
        except NotADirectoryError:
            held = {name}
        if strange := sorted(one for one in held - _OWN if not one.startswith(".")):
            raise UsageError(
                f"{place}: is of no index (it holds {strange[0]}), and a build would remove it;"
                " give a folder of its own as --index"
            )


def plan_key(todo: Todo, base: str | None, fingerprint: str) -> str:
    """Name the work to be done: equal keys lead to equal snapshots."""
    told = hashlib.sha256(f"{fingerprint}\n{base}\n".encode())
    for part in (todo.digests, todo.gone, todo.replaced):
        told.update(json.dumps(part).encode())
    return told.hexdigest()


def read_plan(work: Path) -> dict[str, str]:
    """Read what an interrupted build in a work folder was about; empty where there is none."""
    try:
        plan = json.loads((work / PLAN).read_text("utf-8"))
        return {str(key): str(value) for key, value in plan.items()}
    except (OSError, ValueError, AttributeError):
        return {}


def start_work(
    folder: Path,
    base: Path | None,
    *,
    key: str,
    fingerprint: str,
    dimensions: int,
    fill: Callable[[Connection], None],
) -> None:
    """Lay out a new work folder, as a copy of the base snapshot's own files or empty.

    ``fill`` stores what an empty one has to hold from the beginning.
    """
    work = folder / WORK
    discard(work)
    snapshot = work / SNAPSHOT
    snapshot.mkdir(parents=True)
    for name in _CORE if base else ():
        assert base is not None
        shutil.copyfile(base / name, snapshot / name)
        sync(snapshot / name)
    counts = matrices.row_counts(snapshot, dimensions)
    _begin(snapshot, counts, (lambda _: None) if base else fill)
    sync(snapshot)
    write_atomically(work / PLAN, json.dumps({"key": key, "fingerprint": fingerprint}))
    sync(folder)  # the name of the work folder: without it a power cut takes all of the work away


def _begin(snapshot: Path, counts: tuple[int, int], fill: Callable[[Connection], None]) -> None:
    database = store.open_for_writing(snapshot / store.FILE)
    database.execute("BEGIN IMMEDIATE")
    fill(database)
    database.execute("CREATE TABLE step (number INTEGER PRIMARY KEY, rows INT, sentence_rows INT)")
    database.execute("INSERT INTO step VALUES (0, ?, ?)", counts)
    database.execute("PRAGMA user_version=0")
    database.execute("COMMIT")
    database.close()


class Work:
    """The open files of a snapshot in the making."""

    def __init__(self, folder: Path, *, dimensions: int) -> None:
        self.folder = folder / WORK / SNAPSHOT
        self._database = store.open_for_writing(self.folder / store.FILE)
        self.sealed = bool(self._database.execute("PRAGMA user_version").fetchone()[0])
        self.rows, self.sentence_rows = self._extent(dimensions)
        self._passages = MatrixWriter(self.folder / matrices.PASSAGES, dimensions, self.rows)
        self._sentences = MatrixWriter(
            self.folder / matrices.SENTENCES, dimensions, self.sentence_rows
        )

    def _extent(self, dimensions: int) -> tuple[int, int]:
        if self.sealed:
            return matrices.row_counts(self.folder, dimensions)
        row = self._database.execute(
            "SELECT rows, sentence_rows FROM step ORDER BY number DESC LIMIT 1"
        ).fetchone()
        return int(row[0]), int(row[1])

    @property
    def steps(self) -> int:
        """How many steps are finished."""
        return int(self._database.execute("SELECT max(number) FROM step").fetchone()[0])

    def remove(self, gone: Sequence[str], replaced: Sequence[str]) -> None:
        """Take out articles that are gone or have changed, as one step; only the latter stay as
        former versions."""
        forgotten = set(gone)
        self._database.execute("BEGIN IMMEDIATE")
        for article_id in (*gone, *replaced):
            keep = article_id not in forgotten
            extent = store.remove_entry(self._database, article_id, keep_former=keep)
            self._passages.blank(extent.first_passage, extent.passages)
            self._sentences.blank(extent.first_sentence, extent.sentences)
        self._finish_step()

    def add(self, entries: Sequence[Entry], vectors: PassageVectors) -> None:
        """Store a group of articles, as one step."""
        self._passages.append(vectors.passages)
        self._sentences.append(vectors.sentences)
        self._database.execute("BEGIN IMMEDIATE")
        for entry in entries:
            store.add_entry(
                self._database, entry, first_passage=self.rows, first_sentence=self.sentence_rows
            )
            self.rows += entry.passage_count
            self.sentence_rows += entry.sentence_count
        self._finish_step()

    def _finish_step(self) -> None:
        self._passages.sync()
        self._sentences.sync()
        self._database.execute(
            "INSERT INTO step (rows, sentence_rows) VALUES (?,?)", (self.rows, self.sentence_rows)
        )
        self._database.execute("COMMIT")

    def seal_database(self) -> None:
        """Drop what only the making needed."""
        if self.sealed:
            return
        self._database.execute("BEGIN IMMEDIATE")
        self._database.execute("DROP TABLE step")
        self._database.execute("PRAGMA user_version=1")
        self._database.execute("COMMIT")
        self.sealed = True

    def clear_parts(self) -> None:
        """Remove what an interrupted sealing left behind."""
        for path in self.folder.iterdir():
            if path.name not in (*_CORE, MANIFEST, BUILT):
                shutil.rmtree(path) if path.is_dir() else path.unlink()

    def wordings(self, first_row: int) -> Iterator[Wording]:
        """Yield the words of every passage from a row on."""
        return store.wordings(self._database, first_row)

    def dead_rows(self) -> npt.NDArray[np.int64]:
        """List the rows whose articles were removed."""
        dead = np.ones(self.rows, bool)
        for first, count in store.live_extents(self._database):
            dead[first : first + count] = False
        return np.flatnonzero(dead)

    def counts(self) -> tuple[int, int, int, int, int]:
        """Count articles, passages, sentences, attributions and outlets."""
        row = self._database.execute(
            "SELECT count(*), coalesce(sum(passages), 0), coalesce(sum(sentences), 0),"
            " coalesce(sum(attributions), 0), count(DISTINCT outlet) FROM article"
        ).fetchone()
        return (int(row[0]), int(row[1]), int(row[2]), int(row[3]), int(row[4]))

    def close(self) -> None:
        """Close all files."""
        self._database.close()
        self._passages.close()
        self._sentences.close()
