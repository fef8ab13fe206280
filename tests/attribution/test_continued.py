"""Quotations that stand as paragraphs of their own, and words whose speaker nobody names."""

from __future__ import annotations

import pytest

from index.attribution import chain_for
from index.values import Article, Link, Role, Span
from tests.attribution.outlets_for_attribution import found_in


def speaker(body: str, words: str) -> Link | None:
    """Return who a reader is told stands behind some words of a body."""
    article = Article(id="a", body=body, outlet="Harbour Post")
    start = body.index(words)
    links = chain_for(article, found_in(body), Span(start, start + len(words)))
    return next((one for one in links if one.role is Role.SPEAKER), None)


@pytest.mark.parametrize(
    "before",
    [
        "“It leaks,” Ann Roe said.",
        "“It leaks,” said Ann Roe. “It always did.”",
        "Ann Roe said the wall was old.",
    ],
)
def test_a_quotation_by_itself_is_of_whom_the_paragraph_before_quotes(before: str) -> None:
    body = f"The wall broke.\n\n{before}\n\n“We will mend it. It will cost a lot.”\n\nIt rained."
    link = speaker(body, "“We will mend it.")
    assert link is not None
    assert link.name == "Ann Roe"
    assert speaker(body, "It will cost a lot.”") == link


def test_it_goes_on_from_one_such_paragraph_to_the_next() -> None:
    body = "“It leaks,” Ann Roe said.\n\n“We will mend it.”\n\n“It will cost a lot.”\n\nIt rained."
    link = speaker(body, "“It will cost a lot.”")
    assert link is not None
    assert link.name == "Ann Roe"


@pytest.mark.parametrize(
    "before",
    [
        "The wall is a hundred years old.",
        "“Does it leak?” Ann Roe asked.",
        "Ann Roe said it leaks, and Tom Reed said it does not.",
        "Two engineers met. Engineers said the wall was old.",
        "The Supreme Court said the wall was old.",
    ],
)
def test_where_the_speaker_is_not_plain_none_is_named(before: str) -> None:
    body = f"The wall broke.\n\n{before}\n\n“We will mend it. It will cost a lot.”\n\nIt rained."
    link = speaker(body, "“We will mend it.")
    assert link == Link(role=Role.SPEAKER, name=None)
    assert speaker(body, "It will cost a lot.”") == link


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("The “old” wall broke.", "The “old” wall broke."),
        ("He sang “We Shall Overcome”. It rained.", "It rained."),
        ("“The Long Night”\n\nA film.", "“The Long Night”"),
    ],
)
def test_the_publishers_own_words_have_no_speaker(body: str, words: str) -> None:
    assert speaker(body, words) is None


def test_the_last_sentence_of_a_quotation_keeps_its_speaker_whatever_follows() -> None:
    body = (
        "“They come off an election. That makes a difference,” said Ann Roe, a lawyer from a district by the harbour"
        " that has had four floods within ten years and wants a wall of stone, whoever pays for it."
    )
    link = speaker(body, body[body.index("That makes") :])
    assert link is not None
    assert link.name == "Ann Roe"


@pytest.mark.parametrize(
    "body",
    [
        "Added Ann Roe: “It leaks. We will mend it.”",
        "Added Ann Roe, the head of the board: “It leaks.”",
        "“It leaks,” Ann Roe laughed. “We will mend it.”",
    ],
)
def test_verbs_before_their_subject_and_verbs_beside_a_quotation_speak(body: str) -> None:
    link = speaker(body, body)
    assert link is not None
    assert link.name == "Ann Roe"
