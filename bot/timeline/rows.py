"""Where the marks of a timeline stand: none hides another, and none leaves its outlet's row or its day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

APART, LANE, BETWEEN = 0.15, 0.16, 0.18
"""Inches: from mark to mark, from lane to lane, and between rows."""
MOST_LANES = 3
"""Lanes of marks in a row; articles that have no room in them are counted in one more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An article: its day, and the number of its origin where several articles share that."""

    day: date
    origin: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something stands: inches to the right of the middle of its day, and down from the top.

    ``more`` is how many articles have no room there; 0 for a mark.
    """

    day: date
    right: float
    down: float
    origin: int | None = None
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """All that is drawn, the middle of each row, and the height of all, in inches."""

    places: tuple[Place, ...]
    centres: tuple[float, ...]
    height: float


def laid_out(rows: Sequence[Sequence[Mark]], day_width: float) -> Layout:
    """Place the marks of every row (earliest first), where a day is ``day_width`` inches wide."""
    places: list[Place] = []
    centres, top = [], 0.0
    for marks in rows:
        stacks = list(_stacks(marks, day_width))
        height = max(map(len, stacks)) * LANE + BETWEEN
        centres.append(top + height / 2)
        for stack in stacks:
            highest = centres[-1] - (len(stack) - 1) / 2 * LANE
            for lane, line in enumerate(stack):
                places += [replace(place, down=highest + lane * LANE) for place in line]
        top += height
    return Layout(places=tuple(places), centres=tuple(centres), height=top)


Stack = list[list[Place]]
"""Lanes of places above each other, around the middle of their row."""


def _stacks(marks: Sequence[Mark], day_width: float) -> Iterator[Stack]:
    """Yield the marks that are near each other, in as many lanes as they need."""
    beside = int(day_width / APART)
    if beside < 2:
        yield from _near(marks, day_width)
        return
    for _, same_day in groupby(marks, key=lambda mark: mark.day):
        yield _one_day(list(same_day), beside)


def _one_day(marks: Sequence[Mark], beside: int) -> Stack:
    """Set the marks of a day side by side."""
    room = beside * MOST_LANES
    lines = [marks[at : at + beside] for at in range(0, min(len(marks), room), beside)]
    stack = [
        [
            Place(
                day=mark.day, right=(at - (len(line) - 1) / 2) * APART, down=0.0, origin=mark.origin
            )
            for at, mark in enumerate(line)
        ]
        for line in lines
    ]
    if len(marks) > room:
        stack.append([Place(day=marks[0].day, right=0.0, down=0.0, more=len(marks) - room)])
    return stack


def _near(marks: Sequence[Mark], day_width: float) -> Iterator[Stack]:
    """Set marks that would touch above each other, where a day has room for one at most."""
    stack: Stack = []
    last: date | None = None
    for mark in marks:
        if last is not None and _apart(last, mark.day, day_width) >= 1:
            yield stack
            stack = []
        _put(stack, mark, day_width)
        last = mark.day
    yield stack


def _put(stack: Stack, mark: Mark, day_width: float) -> None:
    """Put a mark into the first lane that has room, else count it."""
    place = Place(day=mark.day, right=0.0, down=0.0, origin=mark.origin)
    for lane in stack[:MOST_LANES]:
        if _apart(lane[-1].day, mark.day, day_width) >= 1:
            lane.append(place)
            return
    if len(stack) < MOST_LANES:
        stack.append([place])
        return
    if len(stack) == MOST_LANES:
        stack.append([])
    counted = stack[MOST_LANES]
    if counted and _apart(counted[-1].day, mark.day, day_width) < 2:
        counted[-1] = replace(counted[-1], more=counted[-1].more + 1)
    else:
        counted.append(replace(place, origin=None, more=1))


def _apart(one: date, other: date, day_width: float) -> float:
    """Return how far apart two days are, as a part of the room that a mark needs."""
    return (other - one).days * day_width / APART
