"""What a build did and what it left out, in words for the person who started it."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from bot.terminal.safe import one_line
from bot.wording import count_words
from index.building.values import BuildReport

_SHOWN = 20


def show_problems(report: BuildReport, console: Console) -> None:
    """Name the records that were left out or changed, and how to mend them; what was ignored."""
    for one in report.problems[:_SHOWN]:
        where = ", ".join(part for part in (one.file, one.record) if part)
        verb = "note" if one.kept else "skipped"
        _line(console, f"{verb} {where}: {one.reason}; {one.mend}")
    if (more := len(report.problems) - _SHOWN) > 0:
        _line(console, f"and {more:,} more")
    if report.ignored:
        by_number = sorted(report.ignored.items(), key=lambda pair: (-pair[1], pair[0]))
        kinds = ", ".join(f"{ending or 'no ending'} {count:,}" for ending, count in by_number[:6])
        _line(console, f"not read for their endings: {kinds}; README.md says what is")


def summary(report: BuildReport, *, dry_run: bool = False) -> str:
    """Say in two or three lines what a build did."""
    lines = [
        f"read {report.read} · new {report.new} · changed {report.changed}"
        f" · unchanged {report.unchanged}"
        f" · removed {report.removed} · skipped {report.skipped} · duplicates {report.duplicates}"
    ]
    if report.replaced:
        lines[0] += f" · older versions {report.replaced}"
    if report.reason:
        lines.append(f"every article is done again: {report.reason}")
    if dry_run:
        lines.append("dry run: nothing was written")
    elif report.written:
        lines.append(
            f"snapshot {report.snapshot} is in service:"
            f" {count_words(report.passages_embedded, 'passage')} embedded in {report.seconds:.1f} s"
        )
    else:
        lines.append(
            f"nothing to do: snapshot {report.snapshot} is up to date ({report.seconds:.1f} s)"
        )
    return "\n".join(lines)


def _line(console: Console, words: str) -> None:
    console.print(Text(one_line(words)))
