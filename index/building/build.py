"""Bring an index up to date with its article files: only what is new or changed is done again."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, suppress
from itertools import islice, tee
from pathlib import Path

from index.analysis.entries import Entry
from index.building.analysts import analysing
from index.building.disk_faults import plain_faults
from index.building.donor import Donor, Finished, join, take, with_vectors
from index.building.given import given_before, note_given, refusal
from index.building.lock import WriterLock
from index.building.sealing import finish_sealed, prune, seal
from index.building.spool import groups, spool_todo
from index.building.values import (
    FORMAT,
    BuildPlan,
    BuildReport,
    CancelCallback,
    Cancelled,
    Progress,
    ProgressCallback,
    Todo,
)
from index.building.work import (
    ABANDONED,
    SNAPSHOT,
    Work,
    plan_key,
    read_plan,
    refuse_strangers,
    start_work,
)
from index.encoders.lazy import LazyEncoder
from index.errors import IndexMissing, NothingReadable, SnapshotDamaged, UsageError
from index.snapshot import store
from index.snapshot.archive import Archive
from index.snapshot.layout import WORK, discard, make_folder
from index.snapshot.sqlite import Connection
from index.values import Article

_SPOOL = "spool.jsonl"
_SPACE_PER_CHARACTER = 9
_SPACE_SPARE = 50 << 20
_DEAD_SHARE = 0.2


def build(
    articles: Iterable[Article],
    plan: BuildPlan,
    *,
    report: BuildReport | None = None,
    progress: ProgressCallback = lambda _: None,
    cancel: CancelCallback = lambda: False,
) -> BuildReport:
    """Make a snapshot of the given articles and put it into service; say what was done.

    ``articles`` is read once, as a stream. Raises ``NothingReadable`` where it is empty,
    ``IndexLocked`` where another build is under way, ``UsageError`` where there is no room or no
    permission, and ``Cancelled`` where ``cancel`` said so; finished work is kept and reused by the
    next build.
    """
    started = time.monotonic()
    report = report or BuildReport()
    with plain_faults(plan.folder):
        make_folder(plan.folder)
        refuse_strangers(plan.folder)
        with WriterLock(plan.folder):
            finish_sealed(plan.folder)
            spool = plan.folder / _SPOOL
            try:
                _Build(plan, report, progress, cancel).run(articles, spool)
            finally:
                spool.unlink(missing_ok=True)
            if not plan.dry_run:
                _note_given(plan.folder, report)
                _tidy(plan, written=report.written)
    report.seconds = time.monotonic() - started
    return report


def _note_given(folder: Path, report: BuildReport) -> None:
    """Note where the articles came from. Without room for that they count as of unknown origin."""
    if report.given and report.snapshot:
        with suppress(OSError):
            note_given(folder, report.snapshot, report.given)


def _tidy(plan: BuildPlan, *, written: bool) -> None:
    """Remove what is not needed any more, also what an interrupted build did not come to remove."""
    if written or not (plan.folder / WORK).exists():
        discard(plan.folder / ABANDONED)
    prune(plan.folder, plan.keep)


class _Build:
    def __init__(
        self,
        plan: BuildPlan,
        report: BuildReport,
        progress: ProgressCallback,
        cancel: CancelCallback,
    ) -> None:
        self.plan, self.report, self.progress, self.cancel = plan, report, progress, cancel

    def run(self, articles: Iterable[Article], spool: Path) -> None:
        """Read, plan, do and seal."""
        previous = self._previous()
        base = previous if previous and self._fit_as_base(previous) else None
        known = dict(previous.digests()) if previous else {}
        todo = spool_todo(
            articles,
            spool,
            base=known if base else {},
            known=known,
            report=self.report,
            progress=self.progress,
            cancel=self.cancel,
        )
        if not self.report.read:
            raise NothingReadable("no article could be read from what was given")
        if previous and (refused := self._refusal(previous)):
            raise UsageError(refused)
        self.report.snapshot = previous.id if previous else None
        if self.plan.dry_run or (base and todo.nothing and self._has_parts(base)):
            return
        self._check_space(todo, base)
        if isinstance(self.plan.encoder, LazyEncoder):
            self.plan.encoder.expect(todo.characters)
        donors = self._start(todo, base, previous)
        self._work(todo, base, previous, donors)

    def _refusal(self, previous: Archive) -> str | None:
        told = self.report
        if told.given is None:
            return None
        known = told.unchanged + told.changed + told.removed
        before = given_before(self.plan.folder, previous.id)
        return refusal(told.given, before, removed=told.removed, known=known)

    def _previous(self) -> Archive | None:
        try:
            return Archive.open(self.plan.folder)
        except (IndexMissing, SnapshotDamaged) as fault:
            if isinstance(fault, SnapshotDamaged):
                self.report.reason = f"no usable snapshot ({fault})"
            return None

    def _fit_as_base(self, previous: Archive) -> bool:
        told = previous.manifest
        if self.plan.rebuild:
            self.report.reason = "asked for"
        elif previous.damage:
            self.report.reason = previous.damage[0]
        elif not self._same_making(previous):
            self.report.reason = "made with another encoder or other settings"
        elif not self._found_alike(previous):
            self.report.reason = "the outlets that are known, or the program's rules, have changed"
        else:
            return told.rows - told.counts.passages <= _DEAD_SHARE * max(told.rows, 1)
        return False

    def _has_parts(self, previous: Archive) -> bool:
        return previous.manifest.parts == tuple(part.name for part in self.plan.parts)

    def _same_making(self, previous: Archive) -> bool:
        told = previous.manifest
        same = (told.fingerprint, told.passage_tokens, told.making)
        return same == (self.plan.encoder.fingerprint, self.plan.passage_tokens, FORMAT)

    def _found_alike(self, previous: Archive) -> bool:
        return previous.found_with() == self.plan.found_with

    def _check_space(self, todo: Todo, base: Archive | None) -> None:
        copied = sum(one.size for one in base.manifest.files) if base else 0
        needed = copied + todo.characters * _SPACE_PER_CHARACTER + _SPACE_SPARE
        free = shutil.disk_usage(self.plan.folder).free + self._already()
        if free < needed:
            raise UsageError(
                f"{self.plan.folder}: about {needed >> 20} MiB are needed and {free >> 20} are"
                " free; free space or give another --index"
            )

    def _already(self) -> int:
        return sum(
            path.stat().st_size for path in (self.plan.folder / WORK).rglob("*") if path.is_file()
        )

    def _start(self, todo: Todo, base: Archive | None, previous: Archive | None) -> list[Donor]:
        folder, making = self.plan.folder, self.plan.fingerprint
        after = base.id if base else f"from nothing after {previous.id}" if previous else None
        key = plan_key(todo, after, making)
        found = read_plan(folder / WORK)
        if found.get("key") == key:
            return self._donors(previous, base)
        aside = folder / ABANDONED
        if found.get("fingerprint") == making:
            discard(aside)
            (folder / WORK).rename(aside)
        start_work(
            folder,
            base.folder if base else None,
            key=key,
            fingerprint=making,
            dimensions=self.plan.encoder.dimensions,
            fill=lambda database: self._fill(database, todo, previous),
        )
        return self._donors(previous, base)

    def _fill(self, database: Connection, todo: Todo, previous: Archive | None) -> None:
        store.note_making(database, self.plan.found_with)
        if previous:
            store.inherit_former(database, previous.folder, todo.digests)

    def _donors(self, previous: Archive | None, base: Archive | None) -> list[Donor]:
        donors = []
        aside, size = self.plan.folder / ABANDONED, self.plan.encoder.dimensions
        if read_plan(aside).get("fingerprint") == self.plan.fingerprint:
            donors.append(Donor(aside / SNAPSHOT, size, settled=False))
        if previous and not base and not self.plan.rebuild and self._same_making(previous):
            whole = self._found_alike(previous)
            donors.append(Donor(previous.folder, size, settled=True, whole=whole))
        return donors

    def _work(
        self, todo: Todo, base: Archive | None, previous: Archive | None, donors: Sequence[Donor]
    ) -> None:
        with ExitStack() as opened:
            work = opened.enter_context(
                closing(Work(self.plan.folder, dimensions=self.plan.encoder.dimensions))
            )
            donors = [opened.enter_context(closing(one)) for one in donors]
            if not work.sealed:
                self._do_groups(work, todo, donors)
            self.progress(Progress(stage="sealing", done=0))
            self.report.snapshot = seal(
                self.plan.folder,
                work,
                self.plan.encoder,
                passage_tokens=self.plan.passage_tokens,
                parts=self.plan.parts,
                previous=previous.folder if previous else None,
                base=base,
            )
        self.report.written = True

    def _do_groups(self, work: Work, todo: Todo, donors: Sequence[Donor]) -> None:
        removals = bool(todo.gone or todo.replaced)
        if removals and not work.steps:
            work.remove(todo.gone, todo.replaced)
        finished = work.steps - removals
        done = 0
        for group in islice(groups(todo.spool), finished):
            done += len(group)
        pending, ahead = tee(self._with_donors(islice(groups(todo.spool), finished, None), donors))
        with analysing(
            self.plan.registry,
            self.plan.encoder,
            self.plan.passage_tokens,
            characters=todo.characters,
            processes=self.plan.processes,
        ) as analyse:
            for entries in analyse(fresh for _, _, fresh in ahead):
                group, taken, _ = next(pending)
                self._add(work, len(group), taken, entries, donors)
                done += len(group)
                self.progress(Progress(stage="embedding", done=done, total=len(todo.digests)))

    def _with_donors(
        self, todo: Iterable[list[Article]], donors: Sequence[Donor]
    ) -> Iterator[tuple[list[Article], dict[int, Finished], list[Article]]]:
        """Yield each group, what of it is finished elsewhere (by place), and what is not."""
        for group in todo:
            if self.cancel():
                raise Cancelled
            taken = {
                place: given for place, one in enumerate(group) if (given := take(donors, one))
            }
            yield group, taken, [one for place, one in enumerate(group) if place not in taken]

    def _add(
        self,
        work: Work,
        size: int,
        taken: dict[int, Finished],
        fresh: Sequence[Entry],
        donors: Sequence[Donor],
    ) -> None:
        finished, embedded = with_vectors(fresh, donors, self.plan.encoder)
        self.report.passages_embedded += embedded
        done = iter(finished)
        whole = [taken[place] if place in taken else next(done) for place in range(size)]
        work.add([entry for entry, _ in whole], join([vectors for _, vectors in whole]))
