"""Follow-ups: completed where they lean on what went before, left alone where they do not."""

from __future__ import annotations

import json
import os
import time
from datetime import date
from pathlib import Path

import pytest

from bot.conversation import Completed, Turn, Wish, complete
from bot.values import Answer, Question, Quote, Reading
from config.outlets import OutletRegistry
from index.values import Article, Link, Role

ROOT = Path(__file__).resolve().parents[2]
BIRTHDAY = "What did Prince Harry say to the King on his birthday?"
REGISTRY = OutletRegistry.load()


def followed(message: str, *earlier: str) -> Completed:
    return complete(message, [Turn(question=text) for text in earlier or (BIRTHDAY,)], REGISTRY)


def answer(*outlets: str) -> Answer:
    """Build an answer that quotes one article of each outlet."""
    text = "The King took the call."
    quotes = tuple(
        Quote(
            article=Article(id=outlet, body=text, outlet=outlet),
            text=text,
            start=0,
            end=len(text),
            score=1.0,
            chain=(Link(role=Role.PUBLISHER, name=outlet),),
        )
        for outlet in outlets
    )
    return Answer(
        question=Question(text=BIRTHDAY),
        reading=Reading(),
        quotes=quotes,
        hits=(),
        confidence=0.9,
        snapshot="s1",
        elapsed_ms=1.0,
    )


@pytest.mark.parametrize(
    ("message", "outlets"),
    [
        ("and what did the Guardian say?", ("The Guardian",)),
        ("and the Guardian?", ("The Guardian",)),
        ("The Guardian?", ("The Guardian",)),
        ("what about the Guardian?", ("The Guardian",)),
        ("How about in The Guardian?", ("The Guardian",)),
        ("what did the guardian report about that?", ("The Guardian",)),
        ("What does the Guardian say on this?", ("The Guardian",)),
        ("did the Guardian report this too?", ("The Guardian",)),
        ("ok, and according to the Guardian?", ("The Guardian",)),
        ("only the Guardian please", ("The Guardian",)),
        ("and the Sunday Times", ("The Sunday Times",)),
        ("and the Times?", ("The Times",)),
        ("what about the Guardian and the Sun?", ("The Guardian", "The Sun")),
        ("and the Guardian, the Sun or Metro?", ("The Guardian", "The Sun", "Metro")),
    ],
)
def test_a_named_outlet_confines_the_question_before(
    message: str, outlets: tuple[str, ...]
) -> None:
    completed = followed(message)
    assert completed.question.text == BIRTHDAY
    assert completed.question.outlets == outlets
    assert completed.wish is Wish.ANSWER
    assert completed.taken_as is not None
    assert completed.taken_as.startswith(f"{BIRTHDAY} (only {outlets[0]}")


def test_an_outlet_named_in_the_question_before_is_replaced() -> None:
    completed = followed("and the Guardian?", "What did The Sun say about Harry?")
    assert completed.taken_as == "What did The Guardian say about Harry?"
    assert completed.question.outlets == ("The Guardian",)


def test_two_outlets_named_in_the_question_before_are_not_guessed_between() -> None:
    completed = followed("and Metro?", "Did The Sun and The Guardian agree about Harry?")
    assert completed.taken_as == "Did The Sun and The Guardian agree about Harry? (only Metro)"


def test_an_outlet_quoted_before_is_known_by_the_end_of_its_name() -> None:
    earlier = [Turn(question=BIRTHDAY, reply=answer("The Marlow Courier", "The Thames Post"))]
    assert complete("and the Courier?", earlier, REGISTRY).question.outlets == (
        "The Marlow Courier",
    )
    both = [Turn(question=BIRTHDAY, reply=answer("The Marlow Courier", "The Thames Courier"))]
    assert complete("and the Courier?", both, REGISTRY).question.outlets == ()


def test_an_outlet_that_only_this_archive_knows_is_known_by_its_quotes() -> None:
    earlier = [Turn(question=BIRTHDAY, reply=answer("The Marlow Courier"))]
    completed = complete("and the Marlow Courier?", earlier, REGISTRY)
    assert completed.question.outlets == ("The Marlow Courier",)


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
    ("message", "earlier", "taken_as"),
    [
        ("since October?", "What did Apple say?", "What did Apple say since October?"),
        ("and in October 2023?", "What did Apple say?", "What did Apple say in October 2023?"),
        ("in 2022", "What did Apple say?", "What did Apple say in 2022?"),
        ("and yesterday?", "What did Apple say?", "What did Apple say yesterday?"),
        ("since October 2023?", "What happened in Gaza in May 2023?",
         "What happened in Gaza since October 2023?"),
        ("between March and May 2023?", "What happened in Gaza yesterday?",
         "What happened in Gaza between March and May 2023?"),
        ("and what happened in 2022?", "What did Apple say?", "What did Apple say in 2022?"),
        ("What happened in 2022?", "What did Apple say?", None),
    ],
)  # fmt: skip
def test_a_period_takes_the_place_of_the_one_before(
    message: str, earlier: str, taken_as: str | None
) -> None:
    assert followed(message, earlier).taken_as == taken_as


def test_a_period_takes_the_place_of_limits_set_outright() -> None:
    turn = Turn(question="What did Apple say?", since=date(2020, 1, 1), until=date(2020, 2, 1))
    completed = complete("and in October 2023?", [turn], REGISTRY)
    assert completed.question == Question(text="What did Apple say in October 2023?")


def test_limits_set_outright_hold_for_the_follow_up_and_are_shown() -> None:
    turn = Turn(question="Why did the King call?", outlets=("Metro",), since=date(2023, 10, 1))
    completed = complete("when was that?", [turn], REGISTRY)
    assert completed.taken_as == "When did the King call? (only Metro, since 1 October 2023)"
    assert completed.question.outlets == ("Metro",)
    assert completed.question.since == date(2023, 10, 1)


@pytest.mark.parametrize(
    "message",
    ["show the rest", "more", "More quotes, please", "Tell me more", "what else?", "go on"],
)
def test_asking_for_more_is_its_own_kind(message: str) -> None:
    completed = followed(message)
    assert completed.wish is Wish.MORE
    assert completed.question.text == BIRTHDAY


@pytest.mark.parametrize(
    "message",
    [
        "and the other papers?",
        "what do other papers say?",
        "who else reported this?",
        "which outlets covered it?",
        "what about other outlets?",
        "what did the others say about it?",
    ],
)
def test_asking_for_other_outlets_is_its_own_kind(message: str) -> None:
    completed = complete(message, [Turn(question=BIRTHDAY, outlets=("Metro",))], REGISTRY)
    assert completed.wish is Wish.OTHER_OUTLETS
    assert completed.question == Question(text=BIRTHDAY)


@pytest.mark.parametrize(
    "message", ["who said that?", "says who?", "according to whom?", "what's the source?"]
)
def test_asking_who_said_it_brings_the_first_quote(message: str) -> None:
    turn = Turn(question=BIRTHDAY, reply=answer("Metro"))
    completed = complete(message, [turn], REGISTRY)
    assert completed.wish is Wish.WHO_SAID
    assert completed.quote == "The King took the call."
    assert completed.taken_as == "Who said this: The King took the call."
    assert completed.question.text == f"Who said that: {BIRTHDAY}"


def test_asking_who_said_it_without_a_quote_at_hand_is_a_question() -> None:
    assert followed("who said that?").wish is Wish.ANSWER


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


def test_without_a_registry_the_outlets_shipped_are_known() -> None:
    completed = complete("and the Guardian?", [Turn(question=BIRTHDAY)])
    assert completed.question.outlets == ("The Guardian",)


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


@pytest.mark.parametrize(
    "message", ["who reported it first", "who was first?", "source?", "where is that from?"]
)
def test_the_source_of_a_quote_is_who_said_it(message: str) -> None:
    earlier = [Turn(question=BIRTHDAY, reply=answer("The Sun"))]
    done = complete(message, earlier, REGISTRY)
    assert (done.wish, done.quote) == (Wish.WHO_SAID, "The King took the call.")
