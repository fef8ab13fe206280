"""Builds and snapshots shown in a terminal: a progress bar, a report, a table; plain lines where
piped."""

from __future__ import annotations

import sys
import time
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from bot.terminal.build_report import show_problems, summary
from bot.terminal.safe import visible
from config.settings import Settings
from index.building.sealing import described, use_snapshot
from index.building.update import update_index
from index.building.values import BuildReport, Progress
from index.errors import IndexMissing, NothingReadable, SnapshotDamaged, UsageError
from index.reading import KINDS_READ
from index.snapshot.layout import current_id, snapshot_ids
from index.snapshot.manifest import Manifest
from index.snapshot.verification import checked_manifest

_PLAIN_EVERY = 10.0
_Row = tuple[str, str, str, str, str, str, str]
_STAGES = {
    "reading": "Reading articles",
    "embedding": "Embedding",
    "sealing": "Writing the snapshot",
}


class ProgressView:
    """Shows progress: a bar with rate and time left on a terminal, else a line every ten
    seconds."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._bar = Bar(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._task = self._bar.add_task("", total=None, rate="")
        self._stage = ""
        self._started = self._told = time.monotonic()
        self._first = 0

    def __enter__(self) -> ProgressView:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def __call__(self, progress: Progress) -> None:
        """Take in how far the build is."""
        now = time.monotonic()
        if progress.stage != self._stage:
            self._stage, self._started, self._first = progress.stage, now, progress.done
            self._told = now
            self._bar.reset(
                self._task, description=_STAGES[progress.stage], total=progress.total, rate=""
            )
        rate = (progress.done - self._first) / max(now - self._started, 1e-6)
        words = f"{rate:,.1f} articles/s" if now > self._started else ""
        self._bar.update(self._task, completed=progress.done, total=progress.total, rate=words)
        if not self._console.is_terminal and now - self._told >= _PLAIN_EVERY:
            self._told = now
            self._console.print(plain_line(progress, rate), highlight=False)


def plain_line(progress: Progress, rate: float) -> str:
    """Say in one line how far a build is."""
    line = f"{_STAGES[progress.stage]}: {progress.done}"
    if progress.total:
        left = (progress.total - progress.done) / rate if rate > 0 else 0
        line += f" of {progress.total}, {rate:,.1f} articles/s, about {left:,.0f} s left"
    return line


def update(settings: Settings, *, rebuild: bool, dry_run: bool) -> int:
    """Bring the index up to date and report; return the exit code."""
    console = Console(stderr=True, soft_wrap=True)
    report = BuildReport()
    try:
        with ProgressView(console) as view:
            update_index(
                settings.index,
                rebuild=rebuild,
                dry_run=dry_run,
                threads=settings.answer.threads,
                report=report,
                progress=view,
            )
    except NothingReadable as refused:
        show_problems(report, console)
        given = ", ".join(map(str, settings.index.articles))
        raise NothingReadable(f"{refused}: {given}; give files of {KINDS_READ}") from refused
    show_problems(report, console)
    print(summary(report, dry_run=dry_run))
    return 0


def show_snapshots(folder: Path) -> int:
    """Print a table of the snapshots."""
    rows = described(folder)
    if not rows:
        raise IndexMissing.of(folder)
    lines: list[_Row] = [("", "snapshot", "built (UTC)", "articles", "passages", "MiB", "encoder")]
    lines += [_row(name, built, found, current) for name, built, found, current in rows]
    wide = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for mark, name, built, articles, passages, size, encoder in lines:
        left = f"{mark:{wide[0]}} {name:{wide[1]}}  {built:{wide[2]}}"
        right = f"{articles:>{wide[3]}}  {passages:>{wide[4]}}  {size:>{wide[5]}}  {encoder}"
        print(visible(f"{left}  {right}").rstrip())
    return 0


def _row(name: str, built: str, found: Manifest | None, current: bool) -> _Row:
    start = ("→" if current else "", name, _when(built))
    if found is None:
        return (*start, "damaged", "", "", "")
    size = sum(one.size for one in found.files) / (1 << 20)
    counts = found.counts
    return (*start, f"{counts.articles}", f"{counts.passages}", f"{size:.1f}", found.encoder)


def verify_snapshots(folder: Path) -> int:
    """Check every byte of every snapshot; exit code 2 where one is damaged."""
    names = snapshot_ids(folder)
    if not names:
        raise IndexMissing.of(folder)
    bad = []
    for name in names:
        try:
            checked_manifest(folder, name, full=True)
            print(f"{name}: good")
        except SnapshotDamaged as fault:
            bad.append(name)
            print(f"{name}: damaged: {fault}")
    if bad:
        print(_advice(in_service=current_id(folder) in bad), file=sys.stderr)
    return 2 if bad else 0


def _advice(*, in_service: bool) -> str:
    if in_service:
        return "the newest good snapshot is served; build with --rebuild to replace it"
    return "the snapshot in service is good; a damaged one cannot be used (--use), and goes with a later build (--keep)"


def use(folder: Path, name: str) -> int:
    """Put another snapshot into service."""
    known = [one for one in snapshot_ids(folder) if one.startswith(name)] if name else []
    if len(known) != 1:
        raise UsageError(f"--use {name!r}: no such snapshot in {folder}; see --list")
    try:
        use_snapshot(folder, known[0])
    except SnapshotDamaged as fault:
        raise UsageError(
            f"--use {known[0]}: {fault}; choose another (--verify checks all)"
        ) from fault
    print(f"snapshot {known[0]} is in service")
    return 0


def _when(built: str) -> str:
    try:
        return f"{datetime.fromisoformat(built):%Y-%m-%d %H:%M}"
    except ValueError:
        return "unknown"
