"""What is said around printings and coverage."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from bot.wording.chains import PUBLISHER_NOT_STATED
from bot.wording.counting import count_words, joined
from bot.wording.dates import DATE_NOT_STATED, date_words, period_words
from bot.wording.replies import alike_words, nobodys_words, outlet_words
from index.coverage.coverage import Coverage, OutletCoverage
from index.printings.values import Change, ChangeKind, Printing, Status, WhoSaid

if TYPE_CHECKING:
    from bot.replies.compare import Comparison

WITHDRAWN = "Since removed or reworded: only an earlier version of this article prints it."
_MOST_LEFT_OUT = 12
DIFF_LEGEND = "[-…-] printed, not in your text; {+…+} in your text, not printed"


def status_words(result: WhoSaid) -> str:
    """Say how the pasted text stands to the archive."""
    number = len({printing.article.id for printing in result.printings})
    if result.status is Status.VERBATIM:
        return f"Verbatim: printed word for word in {count_words(number, 'article')}."
    if result.status is Status.ALTERED:
        nearest = "The nearest printing differs" if number == 1 else "The nearest printings differ"
        return f"Altered: no article prints exactly this. {nearest} as shown."
    return (
        "Absent: no article in this archive prints this. Try a shorter part of it, word for word."
    )


def first_printed_words(first: Printing | None, *, verbatim: bool = True) -> str | None:
    """Say who printed it first: "First printed in this archive by Metro on 15 November 2023."."""
    if first is None or not first.article.published:
        return None
    opening = "First printed" if verbatim else "The nearest was printed first"
    outlet = first.article.outlet
    by = f"by {outlet}" if outlet else "in an article whose publisher is not stated,"
    return f"{opening} in this archive {by} on {date_words(first.article.published)}."


def similarity_words(printing: Printing) -> str:
    """Say how much of an altered text agrees, never rounding up to all of it."""
    return f"{min(int(printing.similarity * 100), 99)}% of the words agree"


def change_words(change: Change) -> str:
    """Say one change of a pasted text: "“always” in place of “never”", "“not” left out"."""
    if change.kind is ChangeKind.REPLACED:
        return f"“{change.pasted}” in place of “{change.printed}”"
    if change.kind is ChangeKind.DROPPED:
        return f"“{change.printed}” left out"
    return f"“{change.pasted}” put in"


def coverage_words(coverage: Coverage) -> str:
    """Sum coverage up: "4 outlets, 2 independent origins, 7 articles, 1 to 15 November 2023"."""
    articles = sum(len(outlet.articles) for outlet in coverage.outlets)
    if not articles:
        return "No article in this archive is about that."
    parts = [
        count_words(len(coverage.outlets), "outlet"),
        count_words(len(coverage.origins), "independent origin"),
        count_words(articles, "article"),
        days_words(coverage.first, coverage.last),
    ]
    return ", ".join(parts)


def outlet_coverage_words(outlet: OutletCoverage) -> str:
    """Sum one outlet's coverage up: "Metro · 3 articles · 1 to 5 November 2023"."""
    name = outlet.outlet or PUBLISHER_NOT_STATED
    articles = count_words(len(outlet.articles), "article")
    return f"{name} · {articles} · {days_words(outlet.first, outlet.last)}"


def silent_words(coverage: Coverage, *, most: int = 12) -> str | None:
    """Name the outlets that published in the period and had nothing on the topic, or None."""
    names = joined(coverage.silent, most=most)
    return f"Published in that period, nothing on this: {names}" if names else None


def missing_words(
    comparison: Comparison, archive_outlets: Collection[str] | None = None
) -> list[str]:
    """Say which outlets have no column: those left out, silent, not in the archive, and names that none bears."""
    nobody = [one.written for one in comparison.meant]
    absent = [
        name
        for name in comparison.missing
        if name not in nobody and archive_outlets is not None and name not in archive_outlets
    ]
    lines = [nobodys_words(one) for one in comparison.meant]
    if comparison.left_out:
        names = joined([outlet_words(name) for name in comparison.left_out], most=_MOST_LEFT_OUT)
        lines.append(f"Not compared, though they write about it: {names}.")
    if silent := [name for name in comparison.missing if name not in (*nobody, *absent)]:
        lines.append(f"Nothing on this from {joined(silent, 'or')}.")
    if absent:
        alike = alike_words(absent, archive_outlets or ())
        lines.append(f"This archive holds no article from {joined(absent, 'or')}.")
        lines += [alike] if alike else []
    return lines


def all_days_words(since: date | None, until: date | None) -> str | None:
    """Say that a comparison is not confined to the days asked for; None where none were."""
    period = period_words(since, until)
    return f"A comparison looks at all days: “{period}” is left out." if period else None


def days_words(first: str | None, last: str | None) -> str:
    """Write the days from the first to the last ISO date, or that no date is stated."""
    days = [date.fromisoformat(day[:10]) for day in (first, last) if day]
    return period_words(days[0], days[-1]) if days else DATE_NOT_STATED
