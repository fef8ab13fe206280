"""Bring an index up to date from article files, as the settings say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from config.outlets import OutletRegistry
from config.settings import IndexSettings
from index.building.build import build
from index.building.given import Given
from index.building.values import (
    BuildPlan,
    BuildReport,
    CancelCallback,
    Cancelled,
    Progress,
    ProgressCallback,
    SkippedRecord,
    SnapshotPart,
)
from index.encoders.lazy import build_encoder
from index.reading import ReadingReport, read_articles
from index.values import Article

_TELL_EVERY = 100


def update_index(
    settings: IndexSettings,
    *,
    rebuild: bool = False,
    dry_run: bool = False,
    threads: int = 2,
    report: BuildReport | None = None,
    progress: ProgressCallback = lambda _: None,
    cancel: CancelCallback = lambda: False,
) -> BuildReport:
    """Read the settings' articles and build or update their index. Raises what ``build`` raises.

    ``report`` is filled in and returned; it tells what was left out also where the build is refused.
    """
    registry = OutletRegistry.load(*([settings.outlets] if settings.outlets else []))
    reading = ReadingReport()
    report = report or BuildReport()
    plan = BuildPlan(
        folder=settings.folder,
        registry=registry,
        encoder=build_encoder(settings.encoder, threads=threads),
        passage_tokens=settings.passage_tokens,
        keep=settings.keep,
        parts=snapshot_parts(),
        rebuild=rebuild,
        dry_run=dry_run,
    )
    try:
        articles = read_articles(
            list(settings.articles),
            registry,
            reading,
            progress=_told(progress, cancel),
            apart=settings.folder,
        )
        told = _with_given(articles, reading, report)
        return build(told, plan, report=report, progress=progress, cancel=cancel)
    finally:
        _take_over(reading, report)


def snapshot_parts() -> tuple[SnapshotPart, ...]:
    """List what else every snapshot holds."""
    from index.coverage.centroids import CentroidsPart
    from index.printings import PrintingsPart

    return (PrintingsPart(), CentroidsPart())


def _told(progress: ProgressCallback, cancel: CancelCallback) -> Callable[[ReadingReport], None]:
    """Pass on how far reading is, now and then, and stop where that is wanted."""

    def tell(reading: ReadingReport) -> None:
        if reading.read % _TELL_EVERY == 0:
            if cancel():
                raise Cancelled
            progress(Progress(stage="reading", done=reading.read))

    return tell


def _with_given(
    articles: Iterator[Article], reading: ReadingReport, report: BuildReport
) -> Iterator[Article]:
    """Pass on articles, and then from which paths they came."""
    yield from articles
    report.given = Given(
        held={_absolute(path): count for path, count in reading.held.items()},
        unreached={str(shown): _absolute(path) for shown, path in reading.unreached.items()},
    )


def _absolute(path: Path) -> str:
    return str(path.expanduser().absolute())


def _take_over(reading: ReadingReport, report: BuildReport) -> None:
    report.skipped += reading.skipped
    report.duplicates += reading.duplicates
    report.replaced += reading.replaced
    report.problems.extend(
        SkippedRecord(
            file=str(one.file),
            record=f"record {one.record}" if one.record else "",
            reason=one.reason,
            mend=one.mend,
            kept=not one.skipped,
        )
        for one in reading.problems
    )
    report.ignored.update(reading.ignored_endings)
