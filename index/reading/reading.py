"""Read articles from files, folders and patterns, each once, in its latest form."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path

from config.outlets import OutletRegistry
from index.reading.files import LINES, article_files, opened, read_faults, stem_of, suffix_of
from index.reading.formats import drafts_of
from index.reading.making import make_article
from index.reading.records import Outcome
from index.reading.report import Problem, ReadingReport, Unusable
from index.reading.sameness import Sameness
from index.reading.spool import Spool
from index.values import Article

_PAUSES = (0.1, 0.4)
"""Seconds to wait for whoever writes to a file."""
_GROWN = Unusable("was written to while it was read", "the next build reads what has been added")


def read_articles(
    paths: Sequence[Path | str],
    registry: OutletRegistry,
    report: ReadingReport,
    *,
    progress: Callable[[ReadingReport], None] = lambda _: None,
    apart: Path | None = None,
) -> Iterator[Article]:
    """Yield the articles of files, folders and glob patterns, ids unique, in the order found.

    Nothing is yielded before everything has been read, as the last file may hold a newer version
    of the first article. Meanwhile articles wait in memory, from ``SPOOL_CHARACTERS`` on in a
    temporary file. ``progress`` is called after every record. What cannot be used is left out and
    told in ``report``. ``apart`` is a folder that is passed over: an index may lie among its articles.
    """
    with Spool() as spool:
        reading = _Reading(registry, report, progress, spool)
        for path in article_files(paths, report, apart):
            report.files += 1
            reading.sameness.file = report.files
            reading.read(path)
        yield from spool.articles(without=reading.sameness.dropped)


class _Reading:
    def __init__(
        self,
        registry: OutletRegistry,
        report: ReadingReport,
        progress: Callable[[ReadingReport], None],
        spool: Spool,
    ) -> None:
        self.registry, self.report, self.progress = registry, report, progress
        self.spool = spool
        self.sameness = Sameness()

    def read(self, path: Path) -> None:
        """Set aside the articles of one file; a fault ends the file, not the reading.

        A file that is being written to is tried again a moment later: half an article is none.
        """
        try:
            for pause in (*_PAUSES, 0.0):
                if self._read(path):
                    return
                time.sleep(pause)
            raise Unusable("is being written to", "build again once it is finished")
        except Unusable as fault:
            self._tell(path, None, fault)

    def _read(self, path: Path) -> bool:
        """Say whether the file could be read as it was, from beginning to end."""
        with opened(path) as source:
            try:
                with read_faults():
                    outcomes = drafts_of(path, source.file)
                    first = list(islice(outcomes, 2))
            except Unusable:
                if source.changed():
                    return False
                raise
            in_lines = suffix_of(path) in LINES
            if source.changed() and not in_lines:
                return False  # all others have been read as a whole by now
            if not first:
                raise Unusable("holds no articles", "give it some, or take it away")
            with read_faults():
                for outcome in chain(first, outcomes):
                    self._take(path, outcome, several=len(first) > 1)
                    self.progress(self.report)
            if in_lines and source.changed():
                self._tell(path, None, _GROWN, skipped=False)
        return True

    def _take(self, path: Path, outcome: Outcome, *, several: bool) -> None:
        if isinstance(outcome, tuple):
            self._tell(path, *outcome)
            return
        stem = f"{stem_of(path)}-{outcome.record}" if several else stem_of(path)
        notes: list[tuple[str, str]] = []
        try:
            id_ = self.sameness.name(outcome, stem, path.parent)
            made = make_article(outcome, id_, self.registry, lambda *note: notes.append(note))
        except Unusable as fault:
            self._tell(path, outcome.record, fault)
            return
        for reason, mend in notes:
            self._tell(path, outcome.record, Unusable(reason, mend), skipped=False)
        self.report.read += 1
        verdict = self.sameness.take(made, outcome)
        self.report.duplicates += verdict == "duplicate"
        self.report.replaced += verdict == "replaces"
        if verdict != "duplicate":
            self.spool.add(made.article)

    def _tell(
        self, path: Path, record: int | None, fault: Unusable, *, skipped: bool = True
    ) -> None:
        problem = Problem(file=path, record=record, reason=fault.reason, mend=fault.mend)
        self.report.add(problem if skipped else replace(problem, skipped=False))
