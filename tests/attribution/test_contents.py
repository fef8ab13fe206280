"""Where what somebody said begins and ends, and who said it, in sentences that hold more than that."""

from __future__ import annotations

import pytest

from tests.attribution.outlets_for_attribution import triples


@pytest.mark.parametrize(
    ("body", "content"),
    [
        ("The Post reported in July that Roe had left.", "that Roe had left"),
        ("Roe said at a news conference that officials saw it.", "that officials saw it"),
        ("Roe said in a letter to Ann Poe that the law was void.", "that the law was void"),
        ("Roe claimed in lawsuits and interviews that he was ill.", "that he was ill"),
        ("The yard said Monday afternoon it would shut the gate.", "it would shut the gate"),
        ("Roe told “The Hill” that the bridge was safe.", "that the bridge was safe"),
        (
            "Roe warned in recent weeks of the losses that Leeds has seen.",
            "in recent weeks of the losses that Leeds has seen",
        ),
        ("Roe told jurors Monday of the links to Ann Poe.", "of the links to Ann Poe"),
        ("Roe told the head of the yard to close it.", "to close it"),
        (
            "Roe spoke of remarks that were streamed online.",
            "of remarks that were streamed online",
        ),
    ],
)
def test_content_begins_behind_when_and_where_it_was_said(body: str, content: str) -> None:
    assert content in [found for _, _, found in triples(body)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "The town closed the bridge, a lawyer representing the victims said Friday.",
            ("a lawyer representing the victims", "said", "The town closed the bridge"),
        ),
        (
            "The town closed the bridge, an officer who was at the scene told the paper.",
            ("an officer who was at the scene", "told", "The town closed the bridge"),
        ),
        (
            "The river rose, Paso Robles Fire and Emergency Services Chief Ann Roe told KSBY.",
            (
                "Paso Robles Fire and Emergency Services Chief Ann Roe",
                "told",
                "The river rose",
            ),
        ),
        ("“It is small,” Will Reed tells me.", ("Will Reed", "tells", "“It is small,”")),
        ('"It goes on," Long said at a meeting.', ("Long", "said", '"It goes on,"')),
        (
            "“Parents stay at home,” an outside adviser said.",
            ("an outside adviser", "said", "“Parents stay at home,”"),
        ),
        (
            "“It leaks,” Tom Roe, head of the Leeds office told The Times.",
            ("Tom Roe, head of the Leeds office", "told", "“It leaks,”"),
        ),
        (
            "A prosecutor overseeing the Leeds inquiry said Roe was silent.",
            ("A prosecutor overseeing the Leeds inquiry", "said", "Roe was silent"),
        ),
        (
            "A source close to Roe said it was over.",
            ("A source close to Roe", "said", "it was over"),
        ),
        (
            "Added consultant Ann Roe, a former adviser to Mayor Tom Poe: “We need it.”",
            ("consultant Ann Roe, a former adviser to Mayor Tom Poe", "Added", "“We need it.”"),
        ),
        (
            "The wall broke when officials from Leeds, Hull and York testified before the council.",
            ("officials from Leeds, Hull and York", "testified", "before the council"),
        ),
        (
            "This week in Leeds the mayor said the wall leaked.",
            ("the mayor", "said", "the wall leaked"),
        ),
    ],
)
def test_the_subject_is_whole(body: str, expected: tuple[str, str, str]) -> None:
    assert expected in triples(body)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Asked about the wall, Ann Roe said it leaked.",
            [(None, "Asked", "about the wall"), ("Ann Roe", "said", "it leaked")],
        ),
        (
            "Pressed on Monday whether it was about ties, Ann Roe responded, “We value it.”",
            [("Ann Roe", "responded", "“We value it.”")],
        ),
        ("He was told by Ann Roe that it leaked.", [("Ann Roe", "told", "that it leaked")]),
        (
            "When asked by Tom Poe if it leaked, Ann Roe said it did.",
            [("Tom Poe", "asked", "if it leaked"), ("Ann Roe", "said", "it did")],
        ),
        ("She was criticized by Leeds for her silence.", [("Leeds", "criticized", "She")]),
        ("In Saturday’s speech, Roe said, “We know it.”", [("Roe", "said", "“We know it.”")]),
        ("But, Roe said, “I never saw it.”", [("Roe", "said", "“I never saw it.”")]),
        (
            "The threat from the storm, Roe said, “is going to stay.”",
            [("Roe", "said", "The threat from the storm, Roe said, “is going to stay.”")],
        ),
        (
            "Found in the wall, Roe said, was a painting.",
            [("Roe", "said", "Found in the wall, Roe said, was a painting")],
        ),
    ],
)
def test_what_opens_a_sentence_is_told_from_what_is_said(
    body: str, expected: list[tuple[str | None, str, str]]
) -> None:
    assert triples(body) == expected


@pytest.mark.parametrize(
    ("body", "content"),
    [
        ("Its sessions were described by people familiar with them.", "Its sessions"),
        ("The payments, which were first reported by The Times, ended.", "The payments"),
        ("The plan risks “taking us back,” Ann Roe said.", "The plan risks “taking us back,”"),
        (
            "Part is “already gone” and the rest is “going now,” said Ann Roe.",
            "Part is “already gone” and the rest is “going now,”",
        ),
        ("He left. “We saw it,” Ann Roe said.", "“We saw it,”"),
        ("“It is a start,” said Rose Will of Leeds.", "“It is a start,”"),
        ("“It is a start,” said Sung Won Sohn, an economist.", "“It is a start,”"),
        ('We will depose him now," he wrote on Monday.', 'We will depose him now,"'),
        (
            "The wall will fall, The Times reported on Saturday—a wall that everybody knows.",
            "The wall will fall, The Times reported on Saturday—a wall that everybody knows",
        ),
    ],
)
def test_content_before_a_cue_is_all_of_it_and_no_more(body: str, content: str) -> None:
    assert content in [found for _, _, found in triples(body)]
