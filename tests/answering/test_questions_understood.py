"""What a question names and asks for."""

from __future__ import annotations

from datetime import date

import pytest

from bot.understanding.asked import Asked, read_demand
from bot.understanding.question import Understood, read_question
from bot.values import Question
from config.outlets import OutletRegistry

REGISTRY = OutletRegistry.load()
HELD = frozenset({"The Verge", "TechCrunch", "Fortune"})


def understood(text: str, **options: object) -> Understood:
    question = Question(text=text, **options)  # type: ignore[arg-type]
    return read_question(question, REGISTRY, HELD, date(2024, 3, 13))


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("What did The Verge say about the Pixel 8?", ("The Verge",)),
        ("According to TechCrunch, who left OpenAI?", ("TechCrunch",)),
        ("Who, as reported by both TechCrunch and The Verge, was fired?", ("TechCrunch", "The Verge")),
        ("Does the 'Fortune' article blame him?", ("Fortune",)),
        ("Did Fox News fire Tucker Carlson?", ()),
        ("Who made a fortune on the verge of ruin?", ()),
    ],
)  # fmt: skip
def test_outlets_whose_words_are_asked_for_are_found(text: str, printed: tuple[str, ...]) -> None:
    assert understood(text).printed == printed


def test_an_outlet_that_was_told_something_is_heard_and_not_asked_as_a_publisher() -> None:
    read = understood("What did a source tell The Sun?")
    assert read.heard == ("The Sun",)
    assert read.printed == ()
    assert read.absent == ("The Sun",)
    assert read.demand.asked is Asked.WORDS
    assert read.demand.speaker == "a source"


def test_an_outlet_that_says_something_is_no_speaker() -> None:
    assert understood("What did the BBC report about the call?").demand.speaker is None


def test_a_period_beside_an_outlet_confines_the_search() -> None:
    read = understood("What did The Verge say in October 2023 about phones?")
    assert (read.filter.since, read.filter.until) == (date(2023, 10, 1), date(2023, 10, 31))


def test_a_relative_date_that_belongs_to_the_event_confines_nothing() -> None:
    assert understood("Which country did Biden visit this week?").filter.empty


@pytest.mark.parametrize(
    "text",
    [
        "Did the Sunday Times correct its article on the ferry?",
        "Why did the Mail on Sunday say that the bridge was shut?",
        "What did the Sunday Telegraph get wrong?",
    ],
)
def test_a_day_in_the_name_of_an_outlet_is_no_period(text: str) -> None:
    assert understood(text).filter.empty


def test_a_day_beside_an_outlet_still_confines_the_search() -> None:
    read = understood("What did The Verge say on Sunday about phones?")
    assert read.filter.since == read.filter.until == date(2024, 3, 10)


def test_options_hold_over_words() -> None:
    read = understood("What happened in May 2021?", since=date(2020, 1, 1), outlets=("Verge",))
    assert read.filter.since == date(2020, 1, 1)
    assert read.filter.until is None
    assert read.filter.outlets == ("The Verge",)


def test_a_long_question_is_searched_for_part_by_part() -> None:
    read = understood(
        "Does the article from The Verge suggest that phones became cheaper last summer, while the"
        " TechCrunch article claims that rival makers raised their prices sharply?"
    )
    assert len(read.clauses) == 3
    assert read.clauses[1].outlets == ("The Verge",)
    assert read.clauses[2].outlets == ("TechCrunch",)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Who won?", Asked.PERSON),
        ("How much did the dinner cost?", Asked.SUM),
        ("How many people came?", Asked.NUMBER),
        ("How old is Ada?", Asked.AGE),
        ("For how long did they talk?", Asked.DURATION),
        ("When did they last speak?", Asked.DATE),
        ("At what time did they speak?", Asked.HOUR),
        ("At what time of year do they meet?", Asked.DATE),
        ("Where was it held?", Asked.PLACE),
        ("Which country won?", Asked.PLACE),
        ("What did the minister say?", Asked.WORDS),
        ("Why did she leave?", Asked.REASON),
        ("Did he call?", Asked.POLAR),
    ],
)
def test_the_kind_of_thing_asked_for_follows_from_the_words(text: str, asked: Asked) -> None:
    assert read_demand(text).asked is asked


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("In which city do they live?", "city"),
        ("What year was it built?", "year"),
        ("Which hotel did they stay at?", None),
        ("Who won in the city?", None),
    ],
)
def test_the_noun_for_what_is_asked_for_is_known_where_the_answer_need_not_say_it(
    text: str, sort: str | None
) -> None:
    assert read_demand(text).sort == sort


@pytest.mark.parametrize(
    ("question", "whether"),
    [
        ("Did the mayor refuse to open the regatta?", True),
        ("mayor refused regatta true or false", True),
        ("Tell me about the row over the regatta", True),
        ("What does the mayor's office say about the alleged refusal?", True),
        ("The invitation to the regatta: did the mayor get one?", True),
        ("The invitation to the regatta: what are the two versions?", True),
        ("When does the regatta take place?", False),
    ],
)
def test_a_question_about_a_dispute_asks_whether_something_is_so(
    question: str, whether: bool
) -> None:
    assert read_demand(question).whether is whether


def test_what_the_papers_say_is_nobodys_words() -> None:
    for everybody in ("What did the papers say about the regatta?", "why is everyone saying so"):
        assert read_demand(everybody).asked is Asked.THING
    assert read_demand("What did the mayor say about the regatta?").asked is Asked.WORDS


def test_what_somebody_has_to_say_is_what_he_says() -> None:
    assert read_demand("What did Ada have to say about the regatta?").speaker == "Ada"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("What did The Telegraph (Calcutta) say about the depot?", ("The Telegraph (Calcutta)",)),
        ("what did the telegraph (calcutta) report on it", ("The Telegraph (Calcutta)",)),
        ("According to tarnside.example, why is the bridge shut?", ("tarnside.example",)),
        ("What did www.theverge.com write about the Pixel 8?", ("The Verge",)),
        ("What did Tarnside.example and The Verge say?", ("tarnside.example", "The Verge")),
        ("What did Booking.com report?", ()),
        ("Who wrote to ann@tarnside.example about it?", ()),
    ],
)
def test_an_outlet_is_named_as_the_archive_shows_it(text: str, printed: tuple[str, ...]) -> None:
    held = frozenset({"The Telegraph (Calcutta)", "tarnside.example", "The Verge"})
    registry = REGISTRY.extended(held)
    read = read_question(Question(text=text), registry, held, date(2024, 3, 13))
    assert read.printed == printed
