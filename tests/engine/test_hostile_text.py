"""Text made to keep a pattern busy, of capitals, quotes, blanks, figures and marks, takes no longer than others."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable

import pytest

from bot.conversation.outlets import named_outlets
from bot.conversation.truth import asks_whether_true
from bot.evidence.things import places_of
from bot.understanding.asked import Asked
from bot.understanding.clauses import split_clauses
from bot.understanding.leads import bare_question
from config.outlets import OutletRegistry
from index.attribution import extract
from index.attribution.relay_patterns import SURVEY
from index.attribution.senses import quoted_at_length
from index.coverage.synonyms import _EXPLAINED
from index.reading.front_matter import front_matter
from index.reading.markup import check_tags, plain_of
from index.reading.texts import text_draft
from index.sentences.splitting import split_sentences
from index.values import Attribution, Span

LONG = 100_000
MOST = 2.0
"""Seconds of work at most: far more than is needed, far less than a pattern gone astray takes."""


def seconds(work: Callable[[], object]) -> float:
    """Return the processor's seconds that work takes; it is stopped at ``MOST``."""
    before = signal.signal(signal.SIGVTALRM, _stop)
    began = time.process_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, MOST)
    try:
        work()
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    return time.process_time() - began


def _stop(number: int, frame: object) -> None:
    raise TimeoutError(f"this took longer than {MOST} seconds")


def quotation(words: str) -> Attribution:
    return Attribution(content=Span(0, len(words)), quoted=True, cue=None, source=None)


@pytest.mark.parametrize(
    "title", ["A" * 26 + " B C D\x00", "Ab " * 600 + "\x00", "the " * 500 + "x"]
)
def test_a_quotation_of_capitals_is_told_from_a_title_at_once(title: str) -> None:
    body = f"“{title}”"
    assert seconds(lambda: quoted_at_length(body, quotation(body))) < MOST
    assert quoted_at_length(body, quotation(body))


@pytest.mark.parametrize(
    "title", ["Rally for the Liberty Delegates", "A Word to the Wise, and On!"]
)
def test_a_title_in_quotation_marks_is_still_one(title: str) -> None:
    assert not quoted_at_length(f"“{title}”", quotation(f"“{title}”"))


@pytest.mark.parametrize("piece", ["/B", "-B", " B", "/B.", "–B’"])
def test_what_may_be_the_name_of_a_survey_is_read_at_once(piece: str) -> None:
    assert seconds(lambda: SURVEY.match(piece * 900 + "\x00")) < MOST


@pytest.mark.parametrize(
    "text",
    [" News/ORC poll", "'s poll", "/Wall Street Journal survey", "-Ipsos exit poll", " national tracker",
     "’s debates", " News-Washington Post polling", " Mid-term polls"],
)  # fmt: skip
def test_surveys_of_outlets_are_still_found(text: str) -> None:
    assert SURVEY.match(text)


@pytest.mark.parametrize("text", ["A" * LONG, "A-" * (LONG // 2), "Ab " * (LONG // 3)])
def test_names_are_looked_for_at_once(text: str) -> None:
    assert seconds(lambda: _EXPLAINED.findall(text)) < MOST


@pytest.mark.parametrize("text", ["1," * 1000, "1." * 1000, "1-" * 1000, "a" + " " * 1900])
def test_what_a_long_sentence_holds_is_found_at_once(text: str) -> None:
    for asked in Asked:
        assert seconds(lambda kind=asked: places_of(kind, text, frozenset())) < 0.1  # type: ignore[misc]


def test_a_sum_is_found_from_its_beginning() -> None:
    assert places_of(Asked.SUM, "It cost 1,250,000.50 dollars.", frozenset()) == [8]
    assert places_of(Asked.DURATION, "It ran 1,200 miles.", frozenset()) == [7]


@pytest.mark.parametrize(
    "text", [" " * LONG + "x", "? " * 10 + " ,\t" * LONG + "x", "a" + "!" * LONG + "x"]
)
def test_what_stands_around_a_question_is_taken_off_at_once(text: str) -> None:
    assert seconds(lambda: bare_question(text)) < MOST


def test_a_question_of_many_blanks_is_cut_at_once() -> None:
    assert seconds(lambda: split_clauses("a" + " " * LONG + "x")) < MOST


def test_a_doubt_with_a_long_tail_is_read_at_once() -> None:
    text = "aren't there definitely any denial" + " by all of them else, please" * 40
    assert seconds(lambda: asks_whether_true(text)) < MOST
    assert asks_whether_true("is there any denial by all of them, please")


def test_a_heading_is_read_at_once_and_without_the_signs_that_close_it() -> None:
    assert seconds(lambda: text_draft("# a" + "#" * LONG + "x", markdown=True)) < MOST
    assert text_draft("# News on C ##  \n\nIt rained.", markdown=True).title == "News on C"


@pytest.mark.parametrize(
    "line", ["a: ['" + "'" * 60_000 + "x]", "a" + " " * 60_000 + "x", 'a: ["' + "a\\" * 30_000]
)
def test_front_matter_is_read_at_once(line: str) -> None:
    assert seconds(lambda: front_matter(f"---\n{line}\n---\nBody")) < MOST


def test_lists_and_keys_of_front_matter_are_read_as_ever() -> None:
    head = "---\ntitle of it : Yes\ntags: [\"a, b\", 'it''s', c]\n---\nBody"
    fields = front_matter(head)[0]
    assert (fields["title of it"], fields["tags"]) == ("Yes", ["a, b", "it's", "c"])


def test_markup_is_taken_off_at_once() -> None:
    assert seconds(lambda: plain_of("a" + "&nbsp;" * LONG + "b<br>c")) < MOST
    assert plain_of("<p>a &nbsp; <br> &nbsp; b</p>\n\n\n<p>c</p>") == "a\nb\n\nc"


def test_comments_that_are_never_closed_are_passed_at_once() -> None:
    data = b"<!--" * 30_000 + b"<![CDATA[" * 30_000
    assert seconds(lambda: check_tags(data, 100_000, nested=True)) < MOST


def test_outlets_are_named_at_once() -> None:
    registry = OutletRegistry.load()
    assert seconds(lambda: named_outlets(" " * LONG + "x", registry)) < MOST


@pytest.mark.parametrize("words", ["said, ", "said and ", "that said ", "he said, she said that "])
def test_a_long_row_of_verbs_is_searched_for_subjects_at_once(words: str) -> None:
    body = words * 400
    registry, sentences = OutletRegistry.load(), split_sentences(body)
    extract(
        "The mayor said so.", split_sentences("The mayor said so."), registry
    )  # loads what it needs
    assert seconds(lambda: extract(body, sentences, registry)) < MOST
