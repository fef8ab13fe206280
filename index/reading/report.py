"""What reading tells: how many articles, and which files or records could not be used and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from index.reading.limits import MOST_PROBLEMS


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A file or record that was left out, or (``skipped`` false) taken with something replaced."""

    file: Path
    record: int | None
    """The line of a file of lines, else the place (from 1) in the file; None for the file."""
    reason: str
    mend: str
    skipped: bool = True

    def __str__(self) -> str:
        place = f"{self.file}, record {self.record}" if self.record else str(self.file)
        return f"{place}: {self.reason}; {self.mend}"


@dataclass(slots=True, kw_only=True)
class ReadingReport:
    """Counts of one reading. ``problems`` lists the first thousand; the counts know them all."""

    files: int = 0
    read: int = 0
    """Articles read, duplicates and replaced ones included."""
    skipped: int = 0
    duplicates: int = 0
    replaced: int = 0
    """Older selves of articles that came again in the same reading."""
    ignored: int = 0
    """Files in folders that hold no articles by their names (pictures, code, hidden files)."""
    ignored_endings: Counter[str] = field(default_factory=Counter)
    """Those of them that somebody may have taken for articles (tables, print, packed folders)."""
    held: dict[Path, int] = field(default_factory=dict)
    """How many articles were read from below each given path, duplicates and replaced ones included."""
    unreached: dict[Path, Path] = field(default_factory=dict)
    """Where nothing was found (a disk that is not there, say), and the given path that led there."""
    problems: list[Problem] = field(default_factory=list)

    def add(self, problem: Problem) -> None:
        """Count a problem and list it while there is room."""
        self.skipped += problem.skipped
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(problem)


class Unusable(Exception):
    """A file or record cannot be used: why, and what to do about it."""

    def __init__(self, reason: str, mend: str) -> None:
        super().__init__(f"{reason}; {mend}")
        self.reason = reason
        self.mend = mend
