"""What is an age, what is a length of time, as papers write them."""

from __future__ import annotations

import pytest

from bot.evidence.things import count_fit, fits, only_of_a_record, places_of
from bot.understanding.asked import Asked, read_demand
from index.words.terms import stems

NOTHING: frozenset[str] = frozenset()


def found(asked: Asked, text: str) -> list[str]:
    return [text[at:].split()[0].strip(",.;)") for at in places_of(asked, text, NOTHING)]


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("Ada, four, and Bo, two, sang.", ["four", "two"]),
        ("Ada Brown (34) won.", ["34"]),
        ("It is Ada’s 39th birthday.", ["39th"]),
        ("He died aged 81.", ["81"]),
        ("A 34-year-old man was hurt.", ["34-year-old"]),
        ("She is 34 and lives in Skerry.", ["34"]),
        ("Ada and four other members came in 1776.", []),
        ("She is 34 percent ahead.", []),
        ("Six officers were charged.", []),
    ],
)
def test_a_number_is_an_age_only_where_it_is_written_as_one(text: str, ages: list[str]) -> None:
    assert found(Asked.AGE, text) == ages


@pytest.mark.parametrize(
    ("text", "lengths"),
    [
        ("The train stood for 4.5 hours.", ["4.5"]),
        ("They met in an hourlong session.", ["hourlong"]),
        ("It may be changed within a 30-minute window.", ["30-minute"]),
        ("They have lived there since 2019.", ["since"]),
        ("It was a special day.", []),
        ("She left two days ago.", []),
        ("The four-year-old sang next week.", []),
    ],
)
def test_a_length_of_time_is_neither_a_day_nor_a_point_in_time(
    text: str, lengths: list[str]
) -> None:
    assert found(Asked.DURATION, text) == lengths


def test_an_age_that_the_question_names_is_none_to_answer_it() -> None:
    question = stems("What did Ada do when she was 34 years old?")
    assert places_of(Asked.AGE, "Ada, 34, won; Bo, 35, lost.", question) == [18]


def test_a_number_beside_the_name_is_nearer_than_one_far_away() -> None:
    question, wanted = stems("How old is Ada Brown?"), stems("Ada Brown")
    _, beside = fits(Asked.AGE, "Ada Brown, 34, won the race.", question, wanted)
    _, away = fits(Asked.AGE, "Ada Brown won the race of Bo, 34.", question, wanted)
    assert beside > 2 * away > 0


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("They met on a handful of occasions.", ["handful"]),
        ("The couple came in 2019.", []),
        ("A couple of trains were late.", ["couple"]),
        ("It was shut after the flood of January 5, 2019, for good.", ["5"]),
        ("The 2016 vote was close.", []),
        ("Some 2,019 people came.", ["2,019"]),
        ("A crowd of 2000 came.", ["2000"]),
        ("Several bridges are shut.", ["Several"]),
    ],
)
def test_about_how_many_is_a_number_and_a_year_is_none(text: str, numbers: list[str]) -> None:
    assert found(Asked.NUMBER, text) == numbers


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("The doors open at 7 p.m. on Friday.", ["7"]),
        ("The train left at 19:05.", ["19:05"]),
        ("They spoke at six o’clock.", ["six"]),
        ("It shut at midnight.", ["midnight"]),
        ("They last spoke in May 2023.", []),
        ("The score was 3:1 in the end.", []),
    ],
)
def test_a_time_of_day_is_no_date(text: str, hours: list[str]) -> None:
    assert found(Asked.HOUR, text) == hours


@pytest.mark.parametrize(
    ("text", "noun", "least", "most"),
    [
        ("Some 23,000 votes were cast.", "votes", 1.0, 1.0),
        ("They met on a handful of occasions.", "times", 0.4, 0.99),
        ("Six police officers were charged.", "homes", 0.0, 0.4),
        ("The votes were cast in 2019.", "votes", 0.0, 0.0),
        ("Many voted.", "votes", 0.0, 0.0),
    ],
)
def test_what_a_number_counts_stands_behind_it(
    text: str, noun: str, least: float, most: float
) -> None:
    assert least <= count_fit(text, noun) <= most


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Which birthday was King Charles celebrating?", Asked.AGE),
        ("What birthday is it?", Asked.AGE),
        ("Which birthday cake did he choose?", Asked.NAMED),
        ("Which wedding anniversary did they mark?", Asked.ORDINAL),
        ("Which anniversary of the flood is it?", Asked.ORDINAL),
        ("What edition of the fair was held?", Asked.ORDINAL),
        ("For which time did they win?", Asked.ORDINAL),
        ("What time did they win?", Asked.HOUR),
    ],
)
def test_which_birthday_or_edition_asks_for_a_place_in_a_row(question: str, asked: Asked) -> None:
    read = read_demand(question).asked
    assert read is asked or (asked is Asked.NAMED and read not in (Asked.AGE, Asked.ORDINAL))


@pytest.mark.parametrize(
    ("text", "ordinals"),
    [
        ("It was their tenth anniversary.", ["tenth"]),
        ("It was the 33rd edition.", ["33rd"]),
        ("The bridge fell 50 years ago.", ["50"]),
        ("The twenty-first fair was the largest.", ["twenty"]),
        ("They marked the centenary.", ["centenary"]),
        ("It rose to the 9th floor in the 20th century.", []),
        ("It was held in 2019 before 300 people.", []),
    ],
)
def test_a_place_in_a_row_is_told_from_other_numbers(text: str, ordinals: list[str]) -> None:
    assert [word.partition("-")[0] for word in found(Asked.ORDINAL, text)] == ordinals


@pytest.mark.parametrize(
    ("question", "text", "only"),
    [
        ("How long did the call last?", "They spoke for the first time in six months.", True),
        ("How long was the strike?", "It was the biggest strike in more than ten years.", True),
        (
            "How long did they talk?",
            "They talked for an hour, the first talk in six months.",
            False,
        ),
        ("How long was the shift?", "The first shift was of eight hours.", False),
        ("How long since they spoke?", "They spoke for the first time in six months.", False),
        ("How long had they not met?", "They met for the first time in six months.", False),
    ],
)
def test_a_time_without_the_like_is_not_how_long_a_thing_took(
    question: str, text: str, only: bool
) -> None:
    assert only_of_a_record(question, text) is only


def test_a_day_of_the_week_does_not_say_when_somebody_was_born() -> None:
    question = stems("When was Ada born?")
    assert places_of(Asked.DATE, "Ada was born here and came on Monday.", question) == []
    assert places_of(Asked.DATE, "Ada was born in May 1948, it was said today.", question) == [16]
    assert places_of(Asked.DATE, "Ada came on Monday.", stems("When did Ada come?")) == [12]
    found = stems("When was the manuscript found?")
    assert places_of(Asked.DATE, "It was found on Monday.", found) == [16]
