"""What a build is told, and what it tells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from config.outlets import OutletRegistry
from index.building.given import Given
from index.building.rules import found_with
from index.encoders.encoder import Encoder
from index.snapshot.archive import Archive
from index.values import Article

FORMAT = 1
"""Raised when stored sentences, passages or vectors would come out otherwise: all articles are then
done again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a build is. ``total`` is None while it is not known."""

    stage: str
    done: int
    total: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SkippedRecord:
    """A record that could not be read, or (``kept``) was read but for something: where it is, why,
    and what to do about it."""

    file: str
    record: str
    reason: str
    mend: str
    kept: bool = False


@dataclass(slots=True, kw_only=True)
class BuildReport:
    """What a build did, in numbers of articles."""

    read: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    skipped: int = 0
    duplicates: int = 0
    replaced: int = 0
    """Records of which a later version was read as well."""
    passages_embedded: int = 0
    snapshot: str | None = None
    """The snapshot in service at the end; None after a dry run of a first build."""
    written: bool = False
    """Whether a new snapshot was made."""
    seconds: float = 0.0
    reason: str | None = None
    """Why everything was done again, where it was."""
    given: Given | None = None
    """From which paths the articles came; None where they came from none."""
    problems: list[SkippedRecord] = field(default_factory=list)
    ignored: dict[str, int] = field(default_factory=dict)
    """Files in the given folders that may have been taken for articles but are not read, by ending."""


class SnapshotPart(Protocol):
    """Something further that a snapshot holds, written once everything else is there.

    ``write`` puts its files into ``folder`` (the snapshot being made; best into a folder of its own
    named like the part). It must write the same bytes for the same archive and ``previous``: no
    times, no hash order. ``archive`` reads the new snapshot; ``previous`` is the folder of the one
    before, or None.
    """

    name: str

    def write(self, folder: Path, archive: Archive, previous: Path | None) -> None:
        """Write the part's files into the folder of the snapshot."""
        ...


class Cancelled(Exception):
    """The build was asked to stop; what is finished is kept and will be reused."""


ProgressCallback = Callable[[Progress], None]
CancelCallback = Callable[[], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Todo:
    """What has to be done to bring an index up to date."""

    spool: Path
    """New and changed articles, one JSON line each, in the order read."""
    digests: tuple[tuple[str, str], ...]
    """Ids and digests of the articles in the spool."""
    gone: tuple[str, ...]
    """Ids of articles in the base that are no longer given."""
    replaced: tuple[str, ...]
    """Ids of articles in the base that have changed."""
    characters: int

    @property
    def nothing(self) -> bool:
        """Say whether the index is up to date."""
        return not (self.digests or self.gone or self.replaced)


def article_fields(article: Article) -> dict[str, object]:
    """Turn an article into what JSON holds."""
    return {
        "id": article.id,
        "body": article.body,
        "title": article.title,
        "outlet": article.outlet,
        "published": article.published,
        "url": article.url,
        "authors": list(article.authors),
        "digest": article.digest,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildPlan:
    """What to build, with what."""

    folder: Path
    registry: OutletRegistry
    encoder: Encoder
    passage_tokens: int = 180
    keep: int = 3
    parts: tuple[SnapshotPart, ...] = ()
    rebuild: bool = False
    dry_run: bool = False
    processes: int = 2
    """Processes that analyse articles, where there are enough of them."""

    @property
    def fingerprint(self) -> str:
        """Everything that stored passages, attributions and vectors depend on, beside the articles."""
        made = f"{FORMAT}/{self.encoder.fingerprint}/{self.passage_tokens}"
        return f"{made}/{self.found_with}"

    @property
    def found_with(self) -> str:
        """The outlets that are known, and the rules that find sentences, attributions and passages."""
        return found_with(self.registry)
