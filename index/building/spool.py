"""Compare what is given with what the index holds, and set aside what has to be done."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from index.building.values import (
    BuildReport,
    CancelCallback,
    Cancelled,
    Progress,
    ProgressCallback,
    SkippedRecord,
    Todo,
    article_fields,
)
from index.values import Article

_GROUP_ARTICLES = 64
_GROUP_CHARACTERS = 1_500_000
_TELL_EVERY = 200


def spool_todo(
    articles: Iterable[Article],
    spool: Path,
    *,
    base: dict[str, str],
    known: dict[str, str],
    report: BuildReport,
    progress: ProgressCallback,
    cancel: CancelCallback,
) -> Todo:
    """Read all articles once; write those that ``base`` (id → digest) does not hold as they are to
    ``spool``.

    ``known`` is what the snapshot in service holds: the report counts against it, also when
    everything is done again. Memory grows with the number of articles, not with their length.
    """
    seen: dict[str, str] = {}
    waiting: list[tuple[str, str]] = []
    characters = 0
    with spool.open("w", encoding="utf-8") as file:
        for article in articles:
            if cancel():
                raise Cancelled
            if not _storable(article, seen, report):
                continue
            seen[article.id] = article.digest
            _count(article, known, report)
            if report.read % _TELL_EVERY == 0:
                progress(Progress(stage="reading", done=report.read))
            if base.get(article.id) != article.digest:
                json.dump(article_fields(article), file, ensure_ascii=False)
                file.write("\n")
                waiting.append((article.id, article.digest))
                characters += len(article.body)
    report.removed = sum(one not in seen for one in known)
    return Todo(
        spool=spool,
        digests=tuple(waiting),
        gone=tuple(one for one in base if one not in seen),
        replaced=tuple(one for one, _ in waiting if one in base),
        characters=characters,
    )


def _storable(article: Article, seen: dict[str, str], report: BuildReport) -> bool:
    reason = None
    if article.id in seen:
        reason, mend = "its id was given before in this run", "give every article an id of its own"
    else:
        try:
            "".join(
                filter(None, (article.id, article.title, article.body, article.outlet))
            ).encode()
        except UnicodeEncodeError:
            reason, mend = (
                "it holds half a character (a lone surrogate)",
                "save the file again as UTF-8",
            )
    if reason:
        report.skipped += 1
        name = article.id.encode("utf-8", "replace").decode()
        report.problems.append(SkippedRecord(file="", record=name, reason=reason, mend=mend))
    return reason is None


def _count(article: Article, known: dict[str, str], report: BuildReport) -> None:
    report.read += 1
    before = known.get(article.id)
    if before is None:
        report.new += 1
    elif before == article.digest:
        report.unchanged += 1
    else:
        report.changed += 1


def groups(spool: Path) -> Iterator[list[Article]]:
    """Read a spool in groups that are finished together; the same spool always gives the same
    groups."""
    group: list[Article] = []
    characters = 0
    with spool.open(encoding="utf-8", newline="\n") as file:
        for line in file:
            fields = json.loads(line)
            article = Article(**{**fields, "authors": tuple(fields["authors"])})
            group.append(article)
            characters += len(article.body)
            if len(group) >= _GROUP_ARTICLES or characters >= _GROUP_CHARACTERS:
                yield group
                group, characters = [], 0
    if group:
        yield group
