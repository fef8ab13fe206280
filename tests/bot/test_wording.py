"""Every other sentence that readers see around quotes, word for word."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

import bot.wording
from bot.values import NoAnswer, Question, Reading, Reason
from bot.wording import (
    advice_words,
    also_printed_words,
    confidence_words,
    count_words,
    disputed_mark,
    disputed_words,
    footer_words,
    has_title,
    joined,
    outlet_words,
    possessive,
    quote_heading,
    reading_words,
    refusal,
    refusal_words,
    taken_as_words,
    title_words,
)
from index.values import Article

NOON = datetime(2023, 11, 15, 12, 0, tzinfo=UTC)


def no_answer(reason: Reason, **reading: object) -> NoAnswer:
    return NoAnswer(
        question=Question(text="What happened?"),
        reading=Reading(**reading),  # type: ignore[arg-type]
        reason=reason,
        hits=(),
        confidence=0.1,
        snapshot="s1",
        elapsed_ms=3.0,
    )


@pytest.mark.parametrize(
    ("names", "most", "expected"),
    [
        ([], None, ""),
        (["A"], None, "A"),
        (["A", "B"], None, "A and B"),
        (["A", "B", "C"], None, "A, B and C"),
        (["A", "B", "C", "D"], 3, "A, B, C and D"),
        (["A", "B", "C", "D", "E"], 3, "A, B, C and 2 others"),
    ],
)
def test_names_are_joined_as_in_a_sentence(
    names: list[str], most: int | None, expected: str
) -> None:
    assert joined(names, most=most) == expected


def test_things_are_counted_with_the_right_number() -> None:
    assert count_words(0, "article") == "no articles"
    assert count_words(1, "article") == "1 article"
    assert count_words(1234, "article") == "1,234 articles"
    assert count_words(2, "story", "stories") == "2 stories"


def test_the_possessive_of_a_name_ending_in_s_takes_the_apostrophe_alone() -> None:
    assert possessive("The Sun") == "The Sun's"
    assert possessive("Reuters") == "Reuters'"


@pytest.mark.parametrize(
    ("reply", "why", "next_step"),
    [
        (
            no_answer(Reason.NOT_IN_ARCHIVE),
            "Nothing in this archive is about that.",
            "Ask in other words, or name a person, a place or an event.",
        ),
        (
            no_answer(Reason.NOT_IN_ARCHIVE, outlets=("Metro",), since=date(2023, 10, 1)),
            "Nothing in this archive from Metro since 1 October 2023 is about that.",
            "Ask again without the limits, or in other words.",
        ),
        (
            no_answer(Reason.NOT_ANSWERED),
            "The archive has articles near this question, but none of them answers it.",
            "Ask in other words, or ask about one thing at a time.",
        ),
        (
            no_answer(Reason.OUTLET_NOT_IN_ARCHIVE, unknown_outlets=("The Sun",)),
            "This archive holds no article from The Sun.",
            "Ask again without naming it to see what other outlets printed.",
        ),
        (
            no_answer(Reason.OUTLET_NOT_IN_ARCHIVE, unknown_outlets=("The Sun", "Metro")),
            "This archive holds no article from The Sun or Metro.",
            "Ask again without naming them to see what other outlets printed.",
        ),
        (
            no_answer(
                Reason.NOTHING_IN_PERIOD,
                outlets=("The Verge",),
                since=date(2023, 10, 1),
                until=date(2023, 10, 31),
            ),
            "This archive holds nothing from The Verge in October 2023.",
            "Ask again with a longer period, or with none.",
        ),
        (
            no_answer(Reason.NOTHING_IN_PERIOD, since=date(2023, 1, 5), until=date(2023, 1, 5)),
            "This archive holds nothing on 5 January 2023.",
            "Ask again with a longer period, or with none.",
        ),
        (
            no_answer(Reason.NOTHING_IN_PERIOD, until=date(2001, 1, 5)),
            "This archive holds nothing until 5 January 2001.",
            "Ask again with a longer period, or with none.",
        ),
        (
            no_answer(Reason.NOTHING_IN_PERIOD, since=date(2023, 1, 5), until=date(2023, 2, 6)),
            "This archive holds nothing from 5 January to 6 February 2023.",
            "Ask again with a longer period, or with none.",
        ),
        (
            no_answer(Reason.NOTHING_IN_PERIOD, since=date(2023, 2, 6), until=date(2023, 1, 5)),
            "The period asked for ends (5 January 2023) before it begins (6 February 2023).",
            "Ask again with its days the other way round, or with none.",
        ),
    ],
)
def test_a_refusal_says_why_and_what_to_try_next(reply: NoAnswer, why: str, next_step: str) -> None:
    assert refusal_words(reply) == why
    assert advice_words(reply) == next_step
    assert refusal(reply) == f"{why} {next_step}"


def test_an_outlet_that_is_misspelt_is_offered_as_the_archive_writes_it() -> None:
    reply = no_answer(Reason.OUTLET_NOT_IN_ARCHIVE, unknown_outlets=("Gaurdian",))
    assert advice_words(reply, archive_outlets={"The Guardian", "Metro", "Le Monde"}) == (
        "Did you mean The Guardian? If not, ask again without naming it to see what other outlets printed."
    )
    assert advice_words(reply, archive_outlets={"Metro"}).startswith("Ask again without naming it")


def test_a_reading_tells_the_limits_or_nothing() -> None:
    october = {"since": date(2023, 10, 1), "until": date(2023, 10, 31)}
    assert reading_words(Reading()) is None
    assert reading_words(Reading(outlets=("The Verge",), **october)) == (
        "Only The Verge, October 2023"
    )
    assert reading_words(Reading(outlets=("The Verge", "Metro"))) == "Only The Verge and Metro"
    assert reading_words(Reading(since=date(2023, 10, 1))) == "Only since 1 October 2023"
    assert reading_words(Reading(outlets=("Metro",), unknown_outlets=("The Sun",))) == (
        "Only Metro. Not in this archive: The Sun"
    )


def test_disputed_quotes_are_named_by_their_numbers() -> None:
    assert disputed_words([]) is None
    assert disputed_words([(0, 2)]) == "Disputed: quotes 1 and 3 contradict each other."
    assert disputed_words([(0, 2), (1, 2)]) == "Disputed: quote 3 contradicts quotes 1 and 2."
    assert disputed_words([(0, 1), (2, 3), (0, 3), (0, 2)]) == (
        "Disputed: quote 1 contradicts quotes 2, 3 and 4, and quotes 3 and 4 contradict each other."
    )
    assert disputed_mark(2, [(0, 2), (1, 2)]) == "Disputed by quotes 1 and 2"
    assert disputed_mark(0, [(0, 2), (1, 2)]) == "Disputed by quote 3"
    assert disputed_mark(1, [(0, 2)]) is None


def test_other_printings_are_named_up_to_a_bound() -> None:
    assert also_printed_words([]) is None
    assert also_printed_words(["Metro"]) == "Also printed by Metro"
    assert also_printed_words(list("ABCDEFG")) == "Also printed by A, B, C, D and 3 others"


@pytest.mark.parametrize(
    ("confidence", "expected"),
    [
        (1.0, "Confidence: high (99%)"),
        (0.9, "Confidence: high (90%)"),
        (0.75, "Confidence: good (75%)"),
        (0.5, "Confidence: fair (50%)"),
        (0.0, "Confidence: low (0%)"),
    ],
)
def test_confidence_is_told_in_a_word_and_a_share(confidence: float, expected: str) -> None:
    assert confidence_words(confidence) == expected


def test_the_footer_tells_the_snapshot_its_age_and_the_time_taken() -> None:
    built = NOON - timedelta(hours=3)
    assert footer_words("a1b2", built=built, elapsed_ms=8.4, now=NOON) == (
        "Snapshot a1b2, built 3 hours ago · answered in 8 ms"
    )
    assert footer_words("a1b2") == "Snapshot a1b2"
    assert footer_words("a1b2", elapsed_ms=0.4).endswith("answered in under 1 ms")
    assert footer_words("a1b2", elapsed_ms=1234).endswith("answered in 1.2 s")


def test_what_is_not_known_is_said() -> None:
    assert outlet_words(None) == "publisher not stated"
    assert title_words(Article(id="a", body="x", title="Two\n lines ")) == "Two lines"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("\n The mayor resigned.\nShe said so.", "no title, begins “The mayor resigned.”"),
        (
            "The harbour office of Tarnside was shut on Monday after a storm had torn its roof off.",
            "no title, begins “The harbour office of Tarnside was shut on Monday after a […]”",
        ),
        ("", "no title"),
        (" " * 5000 + "late", "no title"),
    ],
)
def test_an_article_without_a_title_is_known_by_its_first_line(body, words) -> None:
    for title in (None, "", " \n"):
        article = Article(id="a", body=body, title=title)
        assert title_words(article) == words and not has_title(article)


def test_headings_and_follow_ups_are_told() -> None:
    assert quote_heading(0, 1) == "Quote"
    assert quote_heading(1, 3) == "Quote 2 of 3"
    assert taken_as_words("Who?") == "I took this as: “Who?”"


def test_the_public_names_are_the_ones_listed() -> None:
    public = {
        name for name, value in vars(bot.wording).items()
        if not name.startswith("_") and type(value).__name__ != "module"
    }  # fmt: skip
    assert public == set(bot.wording.__all__)
