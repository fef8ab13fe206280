"""What is offered while a member types: the right things, within Discord's limits, in time."""

from __future__ import annotations

import random
import time

import pytest

from bot.discord.service.facts import OutletEntry
from bot.discord.service.outlets import matching, split_outlets
from bot.discord.service.titles import TitleIndex, _label

WORDS = ("bridge", "mayor", "ferry", "storm", "council", "report", "season", "school", "trial")
TITLES = [
    ("1", "Bridge shut after storm", "A"),
    ("2", "Council shuts the bridge", "B"),
    ("3", "Drawbridge stuck", "C"),
    ("4", None, "D"),
    ("5" * 101, "Bridge with an id that is too long", "E"),
    ("6", "Mayor speaks", None),
]


def test_titles_that_begin_so_come_before_words_that_do_and_those_before_the_rest() -> None:
    assert [one[0] for one in TitleIndex(TITLES).search("BRIDGE")] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [("  mayor   sp", ["6"]), ("nothing", []), ("stuck", ["3"]), ("", ["1", "2", "3", "6"])],
)
def test_blanks_and_case_do_not_matter(typed: str, found: list[str]) -> None:
    assert [one[0] for one in TitleIndex(TITLES).search(typed)] == found


def test_an_index_of_nothing_finds_nothing() -> None:
    assert TitleIndex([]).search("a") == []


def test_a_label_fits_discords_limit_and_ends_with_the_outlet() -> None:
    label = _label("word " * 60, "The Marrowby Courier")
    assert len(label) <= 100
    assert label.endswith("[…], The Marrowby Courier")


def test_a_hundred_thousand_titles_take_less_than_a_tenth_of_a_second_of_work() -> None:
    chance = random.Random(7)
    titles = [
        (str(number), " ".join(chance.choices(WORDS, k=9)) + f" {number}", "Outlet")
        for number in range(100_000)
    ]
    index = TitleIndex(titles)
    for typed in ("b", "bridge mayor", "zzz", "99999", "trial trial trial trial trial"):
        begun = time.process_time()
        index.search(typed)
        assert time.process_time() - begun < 0.1, typed


def test_five_hundred_outlets_take_less_than_a_tenth_of_a_second_of_work() -> None:
    entries = [
        OutletEntry(
            name=f"The Paper {number}",
            others=(f"TP{number}", f"Paper No. {number}"),
            articles=number,
        )
        for number in range(500)
    ]
    begun = time.process_time()
    found = matching(entries, "paper 4")
    assert time.process_time() - begun < 0.1
    assert found[0].name == "The Paper 499"


def test_an_outlet_is_found_by_its_other_names_and_without_its_article() -> None:
    entries = [
        OutletEntry(name="The New York Times", others=("NYT",), articles=5),
        OutletEntry(name="York Press", others=(), articles=9),
    ]
    assert [one.name for one in matching(entries, "nyt")] == ["The New York Times"]
    assert [one.name for one in matching(entries, "york")] == ["York Press", "The New York Times"]
    assert [one.name for one in matching(entries, "new y")] == ["The New York Times"]


def test_several_outlets_are_set_apart_by_commas() -> None:
    assert split_outlets("The Sun,  Metro,, The Sun ,") == ("The Sun", "Metro")
    assert split_outlets(None) == ()


def test_thousands_of_commas_take_less_than_a_tenth_of_a_second_of_work() -> None:
    begun = time.process_time()
    assert split_outlets("a," * 3000 + "News, Views", ["News, Views"]) == ("a", "News, Views")
    assert time.process_time() - begun < 0.1
