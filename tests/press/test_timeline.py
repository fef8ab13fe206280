"""The timeline: dates as people write them, and every article where it can be seen."""

from __future__ import annotations

import random
from datetime import date, timedelta
from io import BytesIO
from itertools import combinations

import pytest
from PIL import Image

from bot.timeline.axis import MOST, MOST_MONTHS, ticks
from bot.timeline.drawing import MOST_ROWS, timeline_png
from bot.timeline.rows import APART, BETWEEN, LANE, MOST_LANES, Mark, laid_out
from index.coverage.coverage import Coverage, OutletCoverage
from index.origins.origins import Origin
from index.values import Article

START = date(2024, 4, 2)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, ["2 Apr 2024"]),
        (3, ["2 Apr 2024", "3 Apr", "4 Apr", "5 Apr"]),
        (9, ["2 Apr 2024", "4 Apr", "6 Apr", "8 Apr", "10 Apr"]),
        (21, ["2 Apr 2024", "9 Apr", "16 Apr", "23 Apr"]),
        (80, ["2 Apr 2024", "16 Apr", "30 Apr", "14 May", "28 May", "11 Jun"]),
        (150, ["May 2024", "Jun", "Jul", "Aug"]),
        (400, ["Jul 2024", "Oct", "Jan 2025", "Apr"]),
        (5 * 365, ["2025", "2026", "2027", "2028", "2029"]),
        (60 * 365, ["2030", "2040", "2050", "2060", "2070", "2080"]),
    ],
)
def test_days_are_written_as_people_write_them_and_the_year_once(days, words) -> None:
    assert [one.words for one in ticks(START, START + timedelta(days=days))] == words


def test_the_days_written_are_few_in_order_and_within_the_picture() -> None:
    chance = random.Random(3)
    for _ in range(500):
        first = date(1900, 1, 1) + timedelta(days=chance.randrange(40_000))
        last = first + timedelta(days=int(chance.random() ** 4 * 40_000))
        days = [one.day for one in ticks(first, last)]
        assert 1 <= len(days) <= max(MOST, MOST_MONTHS), (first, last)
        assert days == sorted(set(days)) and first <= days[0] and days[-1] <= last


@pytest.mark.parametrize("day_width", [6.0, 0.5, 0.3, 0.14, 0.01])
def test_no_mark_hides_another_and_every_article_is_drawn_or_counted(day_width) -> None:
    chance = random.Random(day_width)
    rows = [
        sorted(
            (
                Mark(day=START + timedelta(days=int(chance.random() ** 3 * 30)), origin=None)
                for _ in range(size)
            ),
            key=lambda mark: mark.day,
        )
        for size in (1, 2, 7, 60)
    ]
    layout = laid_out(rows, day_width)
    assert sum(place.more or 1 for place in layout.places) == 70
    assert any(place.more for place in layout.places) == (day_width < 6)
    at = [(p.day.toordinal() * day_width + p.right, p.down) for p in layout.places]
    for (x, y), (x2, y2) in combinations(at, 2):
        assert abs(x - x2) >= APART * 0.99 or abs(y - y2) >= LANE * 0.99
    lowest = [0.0, *((a + b) / 2 for a, b in zip(layout.centres, layout.centres[1:], strict=False))]
    assert layout.centres == tuple(sorted(layout.centres)) and lowest[-1] < layout.height
    assert layout.height <= len(rows) * ((MOST_LANES + 1) * LANE + BETWEEN)
    for place in layout.places:
        assert abs(place.right) <= max(day_width, APART) / 2


def test_articles_of_one_day_stand_side_by_side_where_the_day_has_room() -> None:
    layout = laid_out([[Mark(day=START, origin=None)] * 3], 6.0)
    assert [round(place.right / APART) for place in layout.places] == [-1, 0, 1]
    assert len({place.down for place in layout.places}) == 1


def coverage(outlets: int, days: int) -> Coverage:
    """Return coverage by so many outlets, whose first two articles share an origin."""
    found = []
    for number in range(outlets):
        day = (START + timedelta(days=number * days // outlets)).isoformat()
        name = None if number == 1 else f"The $ Paper {number}"
        article = Article(id=str(number), body="x", outlet=name, published=day)
        found.append(
            OutletCoverage(outlet=name, articles=(article,), first=day, last=day, excerpts=())
        )
    ids = [str(number) for number in range(outlets)]
    groups = [tuple(ids[:2]), *((one,) for one in ids[2:])]
    return Coverage(
        topic="the $100 bridge",
        outlets=tuple(found),
        silent=(),
        origins=tuple(Origin(article_ids=one, outlets=(), reason="") for one in groups),
        first=found[0].first,
        last=found[-1].last,
        snapshot="s",
        elapsed_ms=0.0,
    )


@pytest.mark.parametrize("dark", [True, False])
@pytest.mark.parametrize(("outlets", "days"), [(1, 0), (6, 21), (60, 1800)])
def test_a_picture_is_as_high_as_its_outlets_need_and_shows_each_mark(outlets, days, dark) -> None:
    data = timeline_png(coverage(outlets, days), dark=dark)
    with Image.open(BytesIO(data)) as picture:
        width, height = picture.size
        colours = {colour for _, colour in picture.convert("RGB").getcolors(1 << 24)}
    assert width == 960 and len(data) < 200_000
    rows = min(outlets, MOST_ROWS)
    assert 120 + rows * 50 <= height <= 220 + rows * 55
    alone = (0xC4, 0xC9, 0xCE) if dark else (0x5C, 0x5E, 0x66)
    drawn = {(0x5A, 0xB4, 0xF0), alone} if outlets > 2 else {alone}
    assert drawn <= colours
