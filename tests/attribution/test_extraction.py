"""Attributions of plain sentences: source, cue, content, stance, speaker."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.values import Stance
from tests.attribution.outlets_for_attribution import found_in, triples


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("“We will not pay,” said Anna Reed.", ("Anna Reed", "said", "“We will not pay,”")),
        ("“We will not pay,” Anna Reed said.", ("Anna Reed", "said", "“We will not pay,”")),
        ("Anna Reed said the city would not pay.", ("Anna Reed", "said", "the city would not pay")),
        ("She wrote: “We will not pay.”", ("She", "wrote", "“We will not pay.”")),
        (
            "According to the mayor, the city will pay.",
            ("the mayor", "According to", "the city will pay"),
        ),
        (
            "The city will pay, according to the mayor.",
            ("the mayor", "according to", "The city will pay"),
        ),
        ("The bridge is safe, engineers say.", ("engineers", "say", "The bridge is safe")),
        (
            "Anna Reed, a lawyer from Leeds, said the city would not pay.",
            ("Anna Reed, a lawyer from Leeds", "said", "the city would not pay"),
        ),
        (
            "Anna Reed, a lawyer from Leeds, said parents want smaller schools.",
            ("Anna Reed, a lawyer from Leeds", "said", "parents want smaller schools"),
        ),
        (
            "Anna Reed said she would run again and warned that the bridge was unsafe.",
            ("Anna Reed", "warned", "that the bridge was unsafe"),
        ),
        (
            "The bridge links the yard, the harbour and the mayor said that it would be shut.",
            ("the mayor", "said", "that it would be shut"),
        ),
        (
            "The council and the mayor said that it would be shut.",
            ("The council and the mayor", "said", "that it would be shut"),
        ),
        (
            "Anna Reed, a nurse in Port Ister, Maine, said the city would not pay.",
            ("Anna Reed, a nurse in Port Ister, Maine", "said", "the city would not pay"),
        ),
        ("“It leaks,” Ann Roe, M.D. said in May.", ("Ann Roe, M.D.", "said", "“It leaks,”")),
        (
            "''It's full of leaks,'' Ann Roe said. ''We will mend it.''",
            ("Ann Roe", "said", "''It's full of leaks,'' Ann Roe said. ''We will mend it.''"),
        ),
        (
            "Ann Roe, who went to Leeds with other mayors, said Tom Reed, who is ill, knew the wall.",
            (
                "Ann Roe, who went to Leeds with other mayors",
                "said",
                "Tom Reed, who is ill, knew the wall",
            ),
        ),
        (
            "The wall, which is old, leaks, said Ann Roe.",
            ("Ann Roe", "said", "The wall, which is old, leaks"),
        ),
        (
            "“We hope so,” said noted writer Ann Roe.",
            ("noted writer Ann Roe", "said", "“We hope so,”"),
        ),
        ("‘‘It leaks,’’ said Ann Roe.", ("Ann Roe", "said", "‘‘It leaks,’’")),
        ("``It leaks,'' said Ann Roe.", ("Ann Roe", "said", "``It leaks,''")),
        (
            "The Supreme Court this month said the law was void.",
            ("The Supreme Court", "said", "the law was void"),
        ),
    ],
)
def test_direct_indirect_and_inverted_speech(body: str, expected: tuple[str, str, str]) -> None:
    assert expected in triples(body)


def test_a_quotation_on_both_sides_of_its_speaker_is_one_content() -> None:
    body = "“We will not pay,” Anna Reed said. “Not a penny. Not ever.”"
    (one,) = [one for one in found_in(body) if one.cue is not None and one.cue.of(body) == "said"]
    assert one.content.of(body) == body
    assert one.quoted


def test_a_quotation_runs_over_paragraphs_that_open_with_a_mark() -> None:
    body = "A source told The Sun: “The king was busy.\n\n“He will call again.”\n\nNobody called."
    (one,) = [one for one in found_in(body) if one.cue is not None and one.cue.of(body) == "told"]
    assert one.content.of(body) == "“The king was busy.\n\n“He will call again.”"


def test_a_participle_keeps_the_speaker_of_its_sentence() -> None:
    body = "Anna Reed said the city would not pay, adding that the bridge was safe."
    assert ("Anna Reed", "adding", "that the bridge was safe") in triples(body)
    assert ("Anna Reed", "said", "the city would not pay") in triples(body)


def test_plain_narrative_and_scare_quotes_attribute_nothing() -> None:
    body = (
        "Rain fell on the “old town” all night. The river rose by two metres. Three roads"
        " were closed."
    )
    assert triples(body) == []


@pytest.mark.parametrize(
    "body",
    [
        "The comet was discovered by Ann Roe in 1996.",
        "The film, written by Ann Roe, opens on Friday.",
        "A bulldozer pushed the car into the ditch.",
    ],
)
def test_what_was_done_attributes_nothing(body: str) -> None:
    assert triples(body) == []


def test_the_stance_follows_the_cue() -> None:
    cases = {
        "Anna Reed told reporters that the deal was off.": Stance.TOLD,
        "Anna Reed denied that the deal was off.": Stance.DENIED,
        "Anna Reed claimed that the deal was off.": Stance.CLAIMS,
        "Anna Reed said that the deal was off.": Stance.SAID,
    }
    for body, stance in cases.items():
        assert [one.stance for one in found_in(body)] == [stance], body


def test_pronouns_and_surnames_are_named_by_words_that_the_article_prints() -> None:
    body = (
        "Mayor Anna Reed said the bridge was safe.\n\nShe said the city would pay.\n\n"
        "“We are ready,” Reed said.\n\nA spokesman for the builders said work would go on. "
        "“It will be done,” the spokesman said."
    )
    named = [one.speaker or one.source.of(body) for one in found_in(body) if one.source]
    assert named == [
        "Mayor Anna Reed",
        "Mayor Anna Reed",
        "Anna Reed",
        "A spokesman for the builders",
        "A spokesman for the builders",
    ]


def test_a_pronoun_stays_as_printed_when_somebody_else_came_in_between() -> None:
    body = (
        "Anna Reed said the bridge was safe. Berta Long told the council to wait. Carl Moss"
        " was late. She said no."
    )
    last = found_in(body)[-1]
    assert last.source is not None
    assert last.source.of(body) == "She"
    assert last.speaker is None


def test_a_transcript_names_the_speaker_before_the_colon() -> None:
    body = "The two met on air.\n\nREED: The bridge is safe. It was tested.\n\nLONG: It is not."
    found = [(source, content) for source, cue, content in triples(body) if cue == ":"]
    assert found == [("REED", "The bridge is safe. It was tested."), ("LONG", "It is not.")]


HOSTILE = st.text(
    alphabet=st.sampled_from("said told “”\"'’,.:;—-()ABcd \n\r\t他。é🙂‮he The Sun"), max_size=300
)


@settings(max_examples=80, deadline=None)
@given(HOSTILE | st.text(max_size=300))
def test_every_span_lies_inside_the_body(body: str) -> None:
    for one in found_in(body):
        for span in (one.content, one.cue, one.source, *(relay.span for relay in one.relays)):
            assert span is None or 0 <= span.start < span.end <= len(body)
        assert one.speaker is None or one.speaker


WORDS = st.lists(
    st.sampled_from(
        [
            "said",
            "told",
            "“",
            "”",
            '"',
            ",",
            ".",
            ":",
            "—",
            "(",
            ")",
            "The",
            "Sun",
            "CNN",
            "reported",
            "according",
            "to",
            "he",
            "she",
            "Reed",
            "Anna",
            "Mr.",
            "that",
            "and",
            "who",
            "the",
            "a",
            "adding",
            "interview",
            "with",
            "report",
            "by",
            "'s",
            "Reuters",
            "statement",
            "in",
            "on",
            "of",
            "25",
            "denied",
            "claims",
            "'",
            "‘",
            "\n\n",
            "\r\n",
        ]
    ),
    max_size=60,
)


@settings(max_examples=80, deadline=None)
@given(WORDS)
def test_any_order_of_words_is_read_without_a_fault(words: list[str]) -> None:
    body = " ".join(words)
    for one in found_in(body):
        assert one.content.end <= len(body)


@pytest.mark.parametrize(
    "unit",
    [
        "said ",
        "“",
        "told The Sun ",
        "A, ",
        "Reed and ",
        "the report by ",
        "’",
        "(",
        "a" * 50,
        "CNN and ",
        "he said, ",
        "of the ",
    ],
)
def test_time_grows_with_length_alone_whatever_repeats(unit: str) -> None:
    def once(length: int) -> float:
        body = unit * (length // len(unit))
        start = time.process_time()
        found_in(body)
        return time.process_time() - start

    def seconds(length: int) -> float:
        return min(once(length) for _ in range(3))

    seconds(1_000)
    assert seconds(32_000) < 20 * max(seconds(8_000), 0.01)


def test_of_two_ways_to_print_a_full_name_the_first_is_the_speakers() -> None:
    ways = [f"Ada O{mark}{middle} Brown" for middle in ("Neil", "Hara", "Dell") for mark in "’'"]
    for first, other in itertools.permutations(ways, 2):
        body = f"{first} came in. {other} sat down. Brown said the bridge was safe."
        (one,) = found_in(body)
        assert one.speaker == first
