"""Names in right-to-left letters: the day beside them stays in its order."""

from __future__ import annotations

import pytest

from bot.discord.rendering.directions import MARK, steady
from bot.discord.rendering.frames import article_line, plain, short, source_line
from index.values import Article

HEBREW, ARABIC = "הארץ היום", "صحيفة الشرق"


def article(title: str | None = "רעידת אדמה: 12 נפגעו") -> Article:
    return Article(
        id="a", title=title, body="Nobody was hurt.", outlet=HEBREW, published="2024-04-10"
    )


def test_between_a_name_and_the_day_stands_a_mark() -> None:
    assert source_line(article()) == f"**{HEBREW}{MARK}** · 10 April 2024"


def test_between_a_title_an_outlet_and_a_day_stand_marks() -> None:
    assert article_line(article()) == (
        f"- רעידת אדמה: 12 נפגעו{MARK}, {HEBREW}{MARK}, 10 April 2024"
    )


@pytest.mark.parametrize(
    ("line", "marked"),
    [
        (f"{HEBREW} · 2 articles", f"{HEBREW}{MARK} · 2 articles{MARK}"),
        (f"Only {ARABIC}, 2023", f"Only {ARABIC}{MARK}, 2023{MARK}"),
        (f"begins “{ARABIC}”, 10 April", f"begins “{ARABIC}”{MARK}, 10 April{MARK}"),
        ("Le Monde · 2 articles", "Le Monde · 2 articles"),
        ("Правда, 2 articles", "Правда, 2 articles"),
    ],
)
def test_lines_get_a_mark_where_a_name_may_end_and_others_none(line, marked) -> None:
    assert steady(line) == marked


def test_what_is_cut_short_keeps_its_mark_and_its_limit() -> None:
    for cut in (short(ARABIC * 50, 100), plain(ARABIC * 50, 100)):
        assert 50 < len(cut) <= 100 and "…" in cut and cut.endswith(MARK)
