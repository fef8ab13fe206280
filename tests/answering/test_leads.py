"""What people say before and after a question is no part of it."""

from __future__ import annotations

import pytest

from bot.understanding.leads import bare_question

WHOLE = "why was the bridge closed?"


@pytest.mark.parametrize(
    "typed",
    [
        "hey bot, why was the bridge closed?",
        "Hello! quick question: why was the bridge closed?",
        "can you please tell me why was the bridge closed?",
        "do you know why was the bridge closed?",
        "just curious, why was the bridge closed? 🤔",
        "why was the bridge closed??? pls",
        "ok so I wonder why was the bridge closed? thanks",
        "🙏 why was the bridge closed? 🙏",
    ],
)
def test_greetings_requests_and_thanks_are_left_out(typed: str) -> None:
    bare = bare_question(typed)
    assert bare.removeprefix("so ").rstrip("?") == WHOLE.rstrip("?")


@pytest.mark.parametrize(
    ("typed", "bare"),
    [
        ("summarize the ferry strike", "the ferry strike"),
        ("tldr ferry strike", "ferry strike"),
        ("give me 5 facts about Kestrel", "Kestrel"),
        ("any news about the ferries?", "the ferries?"),
        ("tell me about the regatta", "the regatta"),
        ("What do you know about Tobias Renn?", "Tobias Renn?"),
    ],
)
def test_a_request_leaves_its_topic(typed: str, bare: str) -> None:
    assert bare_question(typed) == bare


@pytest.mark.parametrize(
    "typed",
    [
        "Why was the bridge closed?",
        "please explain",
        "Tell me",
        "May members vote as they please?",
        "Who said “hello there”?",
        "Well Street: what happened there?",
        "#metoo",
        "🤔",
        "???",
        "",
    ],
)
def test_other_questions_stay_as_they_are(typed: str) -> None:
    assert bare_question(typed).rstrip("?") == typed.rstrip("?")
