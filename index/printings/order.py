"""Order printings by date, and say which was first as far as that is known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from index.printings.headlines import day_written
from index.printings.values import Note, NoteKind, Printing
from index.values import Article

_ALIKE = 0.02
"""Printings whose similarity differs by less are printings of the same words."""


def in_order(printings: Iterable[Printing]) -> tuple[Printing, ...]:
    """Put verbatim printings by day (undated last), altered ones by likeness and then by day."""
    return tuple(
        sorted(printings, key=lambda one: (-round(one.similarity, 2), _moment(one.article)))
    )


def _moment(article: Article) -> tuple[str, str, str]:
    return (article.published or "9999")[:10], (article.published or "")[10:], article.id


def first_printed(printings: Sequence[Printing]) -> tuple[Printing | None, tuple[Note, ...]]:
    """Return the earliest printing, or None and the reason why none can be called the first."""
    if not printings:
        return None, ()
    best = max(one.similarity for one in printings)
    same = [one for one in printings if one.similarity > best - _ALIKE]
    dated = [one for one in same if one.article.published]
    notes = (*_undated(len({one.article.id for one in same if not one.article.published})),)
    notes += _withdrawn(printings)
    if not dated:
        return None, notes
    day = min((one.article.published or "")[:10] for one in dated)
    that_day = [one for one in dated if (one.article.published or "")[:10] == day]
    first = _by_time(that_day)
    return first, notes if first else (_same_day(that_day, day), *notes)


def _by_time(that_day: Sequence[Printing]) -> Printing | None:
    """Return the earliest of one day; None where times are missing or equal and articles differ."""
    if len({one.article.id for one in that_day}) == 1:
        return that_day[0]
    if any(len(one.article.published or "") <= 10 for one in that_day):
        return None
    times = sorted({(one.article.published or "", one.article.id) for one in that_day})
    if times[0][0] == times[1][0]:
        return None
    return next(one for one in that_day if one.article.id == times[0][1])


def _same_day(that_day: Sequence[Printing], day: str) -> Note:
    count = len({one.article.id for one in that_day})
    text = (
        f"{count} articles first printed it on {day_written(day)}; their times are not known or are the same,"
        " so none is called the first."
    )
    return Note(kind=NoteKind.SAME_DAY, text=text)


def _undated(count: int) -> tuple[Note, ...]:
    if not count:
        return ()
    what = "article that prints it has" if count == 1 else "articles that print it have"
    return (Note(kind=NoteKind.UNDATED, text=f"{count} {what} no date and may be earlier."),)


def _withdrawn(printings: Sequence[Printing]) -> tuple[Note, ...]:
    gone = sum(one.withdrawn for one in printings)
    if not gone:
        return ()
    text = f"{gone} of the printings are in earlier versions only: since removed or reworded there."
    return (Note(kind=NoteKind.WITHDRAWN, text=text),)
