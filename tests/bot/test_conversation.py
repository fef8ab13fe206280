"""Follow-ups: completed where they lean on what went before, left alone where they do not."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from bot.conversation import Completed, Turn, complete
from bot.values import Question
from tests.bot.turns import BIRTHDAY, REGISTRY, followed

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("message", "earlier", "taken_as"),
    [
        ("when was that?", BIRTHDAY, "When did Prince Harry say that to the King on his birthday?"),
        ("When exactly?", "Why did the King call?", "When did the King call?"),
        ("on what date?", "Did Apple buy Beats?", "When did Apple buy Beats?"),
        ("when?", "Who called the King?", "When was that: Who called the King?"),
        ("when?", "What was said about the strike?", "When was that said about the strike?"),
        ("where was that?", "How did the fire start?", "Where did the fire start?"),
        ("but why?", "When will the bridge open?", "Why will the bridge open?"),
        ("how many?", "Who was hurt?", "How many was that: Who was hurt?"),
    ],
)
def test_a_question_word_alone_is_asked_of_the_question_before(
    message: str, earlier: str, taken_as: str
) -> None:
    assert followed(message, earlier).taken_as == taken_as


@pytest.mark.parametrize(
    ("message", "earlier", "taken_as"),
    [
        ("what about Meghan?", BIRTHDAY, "What did Meghan say to the King on his birthday?"),
        ("and Meghan?", BIRTHDAY, "What did Meghan say to the King on his birthday?"),
        ("and what did Meghan say?", BIRTHDAY, "What did Meghan say to the King on his birthday?"),
        ("and Harry?", "When was Meghan born?", "When was Harry born?"),
        ("and Samsung?", "What did analysts say about Apple?",
         "What did analysts say about Samsung?"),
        ("how about Samsung?", "When will Apple launch the new iPhone?",
         "When will Samsung launch the new iPhone?"),
        ("what about the King?", BIRTHDAY,
         "What about the King? (Topic: Prince Harry to the King on his birthday)"),
        ("and the price?", "When will the new iPhone launch?",
         "What about the price? (Topic: the new iPhone launch)"),
    ],
)  # fmt: skip
def test_another_name_or_thing_is_asked_about_instead(
    message: str, earlier: str, taken_as: str
) -> None:
    assert followed(message, earlier).taken_as == taken_as


@pytest.mark.parametrize(
    ("message", "taken_as"),
    [
        ("why did he leave?", "Why did the duke leave?"),
        ("What happened next?", "What happened next? (Topic: the duke at the palace)"),
        ("how much did it cost?", "How much did it cost? (Topic: the duke at the palace)"),
        (
            "what did he say about it?",
            "What did the duke say about it? (Topic: the duke at the palace)",
        ),
    ],
)
def test_a_pronoun_is_taken_for_the_speaker_or_brings_the_topic(
    message: str, taken_as: str
) -> None:
    assert followed(message, "What did the duke say at the palace?").taken_as == taken_as


@pytest.mark.parametrize(
    "message",
    [
        "What did the Guardian say about Brexit?",
        "What did Prince Harry say about his father?",
        "What did Meghan say?",
        "Who won the election in 2020?",
        "Is it true that Elon Musk bought Twitter?",
        "What about the trial of Sam Bankman-Fried in New York last year?",
        "How did the storm affect the schools in Wales?",
        "Did the minister resign before he was sacked?",
        "How long will it take to rebuild the bridge?",
        "When did the war in Gaza start?",
        "When was the bridge built?",
        "Who is the King?",
        "Where is Harry?",
        "What is the Sun made of?",
        "What did the Daily Bugle say?",
        "and what happened to the dog?",
        "and why did Meghan leave?",
        "What time is it?",
        "What about it?",
        "Which outlets covered the trial of Donald Trump?",
        "Who said that the economy would shrink?",
        "How many people were hurt in Turkey?",
        "Why is the sky blue?",
        "In which country did the earthquake of October 2023 happen?",
        "thanks",
        "ok",
        "hello",
        "all",
        "?",
        "",
        "\U0001f44d",
        "and " * 80,
    ],
)
def test_what_stands_alone_is_left_alone(message: str) -> None:
    completed = followed(message)
    assert completed == Completed(question=Question(text=message))
    assert completed.taken_as is None


@pytest.mark.parametrize("message", ["and the Guardian?", "more", "when was that?", "why?"])
def test_a_first_message_is_never_completed(message: str) -> None:
    assert complete(message, [], REGISTRY) == Completed(question=Question(text=message))


def test_follow_ups_of_follow_ups_are_completed_in_their_order() -> None:
    completed = followed(
        "when was that?", "What did The Sun say about Harry?", "and the Guardian?", "and Meghan?"
    )
    assert completed.taken_as == "When did Meghan say that about Harry? (only The Guardian)"


def test_follow_ups_are_not_set_before_one_another() -> None:
    called = "Who called the King?"
    assert followed("who said it?", called, "when was that?").question.text == (
        "Who said that: Who called the King?"
    )
    assert (
        followed("why?", called, "when was that?").taken_as == "Why was that: Who called the King?"
    )
    assert followed(
        "what about Meghan?", "What did Ellison testify about Harry?", "when?"
    ).taken_as == ("When did Meghan testify that about Harry?")


def test_a_new_question_in_between_starts_afresh() -> None:
    completed = followed(
        "and Metro?", "What did The Sun say about Harry?", "Why did the bridge in Leeds close?"
    )
    assert completed.taken_as == "Why did the bridge in Leeds close? (only Metro)"


@pytest.mark.parametrize(
    "piece", ["and ", "What about the ", "A.B ", "in the ", "x", "(", "\\", "‮"]
)
def test_a_hostile_message_is_completed_in_time(piece: str) -> None:
    began = time.process_time()
    for text in (piece * 20_000, (piece * 200)[:199]):
        followed(text, text, BIRTHDAY, text)
        followed("when was that?", text)
        followed("and Meghan?", text)
        followed("and in May 2023?", text)
    assert time.process_time() - began < 5


def test_real_questions_are_never_taken_as_follow_ups() -> None:
    folder = Path(os.environ.get("WHOSAID_DATA", ROOT.parent / "shared" / "data"))
    files = [folder / name / "questions.jsonl" for name in ("multihop_rag", "realtimeqa")]
    if not all(file.is_file() for file in files):
        pytest.skip(f"{folder} is not here; set WHOSAID_DATA to the folder of test data")
    questions = [
        json.loads(line)["question"]
        for file in files
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    earlier = [Turn(question=BIRTHDAY)]
    taken = [text for text in questions if complete(text, earlier, REGISTRY).taken_as]
    assert len(questions) > 2000
    assert taken == []


@pytest.mark.parametrize(
    ("message", "earlier", "taken_as"),
    [
        ("why was he fired", ["what did sam reed say about the bridge"], "Why was sam reed fired?"),
        (
            "who fired him?",
            ["what did sam reed say about it", "why was he fired"],
            "Who fired him? (Topic: sam reed fired)",
        ),
        ("how old is she", ["Who is Ann Lee dating?"], "How old is Ann Lee?"),
        (
            "What did his lawyers say?",
            ["Was Tobias Renn convicted?"],
            "What did Tobias Renn's lawyers say?",
        ),
        (
            "what did she tell the court?",
            ["What did Ann Lee say?"],
            "What did Ann Lee tell the court?",
        ),
        (
            "Why did he resign?",
            ["Did The Guardian report on Tom Hale?"],
            "Why did Tom Hale resign?",
        ),
        (
            "was he there?",
            ["What did The Sun say about it?"],
            "Was he there? (Topic: The Sun about it)",
        ),
        (
            "when does it come out",
            ["price of the new bell"],
            "When does it come out? (Topic: price of the new bell)",
        ),
        (
            "who is their manager",
            ["the cup final", "why did they lose?"],
            "Who is their manager? (Topic: the cup final)",
        ),
        ("and in 2027?", ["who won the cup in 2023"], "who won the cup in 2027?"),
        ("and 2022?", ["who won the 2023 cup", "and in 2027?"], "who won the cup in 2022?"),
        ("who owns it", ["when did the ferry start"], "Who owns it? (Topic: the ferry start)"),
        (
            "were there any survivors?",
            ["when did the ferry sink"],
            "Were there any survivors? (Topic: the ferry sink)",
        ),
        ("was anyone else hurt", ["why did it fall"], "Was anyone else hurt? (Topic: it fall)"),
        (
            "Did Boris deny it?",
            ["boris reed denial"],
            "Did Boris deny it? (Topic: boris reed denial)",
        ),
        ("Did Boris deny the report?", ["boris reed denial"], None),
        ("Who built that bridge?", ["boris reed denial"], None),
        ("when was that?", ["hey bot, why did it close?"], "When did it close?"),
        ("and in 2027?", ["who won the 2023 cup"], "who won the cup in 2027?"),
        ("and november?", ["who came in october 2023?"], "who came in november 2023?"),
        ("and in May", ["who came in October 2023?"], "who came in May 2023?"),
        ("and November?", ["who came in October?"], "who came in November?"),
        ("how many?", ["how many people came?"], "how many people came?"),
    ],
)
def test_what_a_person_or_thing_before_it_is_taken_for(
    message: str, earlier: list[str], taken_as: str | None
) -> None:
    assert followed(message, *earlier).taken_as == taken_as
