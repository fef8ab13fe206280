"""Every sentence that readers see around quotes, word for word."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

import bot.wording
from bot.values import NoAnswer, Question, Reading, Reason
from bot.wording import (
    advice_words,
    age_words,
    also_printed_words,
    attribution_words,
    confidence_words,
    count_words,
    date_words,
    disputed_mark,
    disputed_words,
    footer_words,
    joined,
    outlet_words,
    period_words,
    possessive,
    quote_heading,
    reading_words,
    refusal,
    refusal_words,
    taken_as_words,
    title_words,
)
from index.values import Article, Chain, Link, Role

NOON = datetime(2023, 11, 15, 12, 0, tzinfo=UTC)


def chain(publisher: str | None, *links: tuple[str, str | None, str | None]) -> Chain:
    """Build a chain; roles are given as "outlet" and "speaker"."""
    rest = (Link(role=Role(role), name=name, cue=cue) for role, name, cue in links)
    return (Link(role=Role.PUBLISHER, name=publisher), *rest)


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
    ("links", "expected"),
    [
        (chain("The Guardian"), "The Guardian"),
        (chain(None), "publisher not stated"),
        (
            chain(None, ("outlet", "The Sun", "told"), ("speaker", "a source", "told")),
            "publisher not stated, relaying The Sun, quoting a source",
        ),
        (
            chain("The Guardian", ("speaker", "Bob Smith", "said")),
            "The Guardian, quoting Bob Smith",
        ),
        (
            chain(None, ("outlet", "The Telegraph", "understands")),
            "publisher not stated, relaying The Telegraph (“understands”)",
        ),
        (
            chain("Metro", ("speaker", "a spokesman", "in a statement")),
            "Metro, quoting a spokesman (“in a statement”)",
        ),
        (
            chain("Metro", ("outlet", "The Messenger", None), ("outlet", "The Times", "reported")),
            "Metro, relaying The Messenger, which relays The Times",
        ),
        (
            chain("Metro", ("speaker", "Ann Lee", "said"), ("speaker", "her lawyer", "told")),
            "Metro, quoting Ann Lee, who quotes her lawyer",
        ),
        (chain("Metro", ("speaker", None, None)), "Metro, quoting a source it does not name"),
    ],
)
def test_a_chain_is_told_from_the_publisher_to_the_source(links: Chain, expected: str) -> None:
    assert attribution_words(links) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("A source", "a source"),
        ("The Duke of Sussex", "the Duke of Sussex"),
        ("Sources close to\nthe Duke", "sources close to the Duke"),
        ("Ann Lee", "Ann Lee"),
        ("Friends", "friends"),
        ("He", "“he”"),
        ("I", "“I”"),
        ("A", "A"),
        ("Anderson Cooper", "Anderson Cooper"),
    ],
)
def test_a_source_is_written_as_inside_a_sentence(name: str, expected: str) -> None:
    words = attribution_words(chain("Metro", ("speaker", name, "said")))
    assert words == f"Metro, quoting {expected}"


@pytest.mark.parametrize(
    "cue", ["told", "according to", "has reported", "was told by", "report in", None, ""]
)
def test_a_cue_that_adds_nothing_is_left_out(cue: str | None) -> None:
    words = attribution_words(chain("Metro", ("outlet", "The Sun", cue)))
    assert words == "Metro, relaying The Sun"


@pytest.mark.parametrize("cue", ["denied", "claims", "is understood to", "declined to comment"])
def test_a_cue_that_tells_more_is_shown_as_printed(cue: str) -> None:
    words = attribution_words(chain("Metro", ("speaker", "the office", cue)))
    assert words == f"Metro, quoting the office (“{cue}”)"


def test_a_relayed_outlet_that_the_archive_does_not_hold_is_named_as_such() -> None:
    links = chain("Metro", ("outlet", "The Sun", "told"))
    assert attribution_words(links, archive_outlets={"Metro"}) == (
        "Metro, relaying The Sun; The Sun's own article is not in this archive"
    )
    assert attribution_words(links, archive_outlets={"Metro", "The Sun"}) == (
        "Metro, relaying The Sun; The Sun's own article was not found in this archive"
    )
    assert attribution_words(links) == "Metro, relaying The Sun"


@pytest.mark.parametrize("archive_outlets", [None, {"Metro", "The Sun"}])
def test_a_relayed_outlets_own_article_is_named(archive_outlets: set[str] | None) -> None:
    own = Article(id="s", body="…", title="Harry rang\nthe King", published="2023-11-15")
    links = (
        Link(role=Role.PUBLISHER, name="Metro"),
        Link(role=Role.OUTLET, name="The Sun", cue="told", own=own),
        Link(role=Role.OUTLET, name="The Times"),
    )
    words = attribution_words(links, archive_outlets=archive_outlets)
    assert words.startswith(
        "Metro, relaying The Sun, which relays The Times; The Sun's own article is in this archive:"
        " “Harry rang the King”, 15 November 2023"
    )
    assert words.endswith("The Times' own article is not in this archive") == bool(archive_outlets)


def test_two_relayed_outlets_that_the_archive_does_not_hold_are_named_together() -> None:
    links = chain(None, ("outlet", "The Sun", None), ("outlet", "The Times", None))
    assert attribution_words(links, archive_outlets=()) == (
        "publisher not stated, relaying The Sun, which relays The Times; "
        "The Sun's and The Times' own articles are not in this archive"
    )


def test_the_words_of_a_relay_never_say_that_the_relayed_outlet_said_it() -> None:
    for cue in ("said", "told", "reported", "understands"):
        words = attribution_words(chain("Metro", ("outlet", "The Sun", cue)), archive_outlets=())
        assert words.startswith("Metro, relaying The Sun")
        assert "The Sun said" not in words


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
    ("published", "expected"),
    [
        ("2023-11-15", "15 November 2023"),
        ("2023-11-05T09:30:00+00:00", "5 November 2023, 09:30 UTC"),
        ("2023-11-05T00:30:00+02:00", "4 November 2023, 22:30 UTC"),
        ("2023-11-05T09:30:00", "5 November 2023, 09:30"),
        (None, "date not stated"),
        ("", "date not stated"),
    ],
)
def test_a_date_is_written_as_people_write_it(published: str | None, expected: str) -> None:
    assert date_words(published) == expected


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (None, None, ""),
        ("2023-10-01", None, "since 1 October 2023"),
        (None, "2023-10-31", "until 31 October 2023"),
        ("2023-10-05", "2023-10-05", "5 October 2023"),
        ("2023-10-01", "2023-10-31", "October 2023"),
        ("2024-02-01", "2024-02-29", "February 2024"),
        ("2024-02-01", "2024-02-28", "1 to 28 February 2024"),
        ("2023-10-01", "2023-11-30", "October to November 2023"),
        ("2022-12-01", "2023-01-31", "December 2022 to January 2023"),
        ("2023-01-01", "2023-12-31", "2023"),
        ("2022-01-01", "2023-12-31", "2022 to 2023"),
        ("2023-10-28", "2023-11-03", "28 October to 3 November 2023"),
        ("2022-12-28", "2023-01-03", "28 December 2022 to 3 January 2023"),
    ],
)
def test_a_period_is_written_without_repeating_itself(
    since: str | None, until: str | None, expected: str
) -> None:
    first = date.fromisoformat(since) if since else None
    last = date.fromisoformat(until) if until else None
    assert period_words(first, last) == expected


@pytest.mark.parametrize(
    ("passed", "expected"),
    [
        (timedelta(seconds=-30), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(minutes=59, seconds=59), "59 minutes ago"),
        (timedelta(hours=1), "1 hour ago"),
        (timedelta(hours=23, minutes=59), "23 hours ago"),
        (timedelta(days=1), "1 day ago"),
        (timedelta(days=6), "6 days ago"),
        (timedelta(days=7), "1 week ago"),
        (timedelta(days=29), "4 weeks ago"),
        (timedelta(days=30), "1 month ago"),
        (timedelta(days=364), "12 months ago"),
        (timedelta(days=730), "2 years ago"),
    ],
)
def test_an_age_is_told_by_its_largest_unit(passed: timedelta, expected: str) -> None:
    assert age_words(NOON - passed, NOON) == expected


def test_a_moment_without_a_zone_is_taken_as_utc() -> None:
    assert age_words(datetime(2023, 11, 15, 11, 0), NOON) == "1 hour ago"


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
    ],
)
def test_a_refusal_says_why_and_what_to_try_next(reply: NoAnswer, why: str, next_step: str) -> None:
    assert refusal_words(reply) == why
    assert advice_words(reply) == next_step
    assert refusal(reply) == f"{why} {next_step}"


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
    assert disputed_words([(0, 2), (1, 2)]) == (
        "Disputed: quotes 1 and 3 contradict each other, and so do quotes 2 and 3."
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
    assert title_words(None) == "no title"
    assert title_words("Two\n lines ") == "Two lines"


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
