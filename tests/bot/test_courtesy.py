"""Thanks and greetings: answered in a few words, and never looked up in the archive."""

from __future__ import annotations

import pytest

from bot.conversation import courtesy_words


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("thanks!", "You are welcome."),
        ("OK, thank you very much", "You are welcome."),
        ("hello there", "Hello. Ask me what the papers say"),
        ("good night", "Goodbye."),
        ("nothing, thanks", "You are welcome."),
        ("Hey! How are you?", "Hello."),
        ("no", "All right."),
        ("help", "I am a bot that answers questions about the news"),
        ("what can you do?", "I am a bot that answers questions about the news"),
        ("are you a bot or a human?", "I am a bot that answers questions about the news"),
        ("who made you", "I am a bot that answers questions about the news"),
        ("which outlets do you have?", "/outlets lists"),
        ("do you have the New York Times?", "/outlets with a name"),
        ("how many articles about Kestrel do you have?", "/coverage with the topic"),
        ("write me a poem about the bridge", "I write nothing of my own"),
        ("2+2", "I write nothing of my own"),
        ("explain", "I write nothing of my own"),
        ("summarize that please", "I write nothing of my own"),
        ("can you explain it in simple words?", "I write nothing of my own"),
        ("and in French?", "I write nothing of my own"),
        ("tl;dr", "I write nothing of my own"),
        ("what do you think of the mayor?", "I have no opinions"),
        ("what's your opinion on the bridge?", "I have no opinions"),
        ("thoughts?", "I have no opinions"),
        ("no that's wrong", "I only show what outlets printed"),
        ("that's not what I asked", "I only show what outlets printed"),
        ("that doesn't answer my question", "I only show what outlets printed"),
        ("lol no", "All right."),
        ("how old is this archive?", "The last line of every answer"),
        ("are you up to date?", "The last line of every answer"),
        ("can you show me the whole article?", "/article shows"),
        ("https://courier.example/bridge", "I open no links"),
        ("<https://courier.example/bridge> is this true?", "I open no links"),
        ("what does this say: https://courier.example/bridge", "I open no links"),
    ],
)
def test_a_courtesy_is_no_question(message: str, words: str) -> None:
    said = courtesy_words(message)
    assert said is not None
    assert said.startswith(words)


@pytest.mark.parametrize(
    "message",
    [
        "hello kitty cafe opened when?",
        "thanks to whom did it open?",
        "?",
        "",
        "Hi-Tec",
        "what happened to the bridge last week?",
        "whats new",
        "news from yesterday",
        "Who made the bridge?",
        "How many articles of impeachment were passed on Friday?",
        "Who covered the song?",
        "help for flooded farms",
        "do you know the mayor",
        "Who are the Outlets?",
        "write-offs at the bank",
        "explain the closure of the bridge",
        "summarize the trial",
        "what did they say in French?",
        "what did the mayor think?",
        "is that wrong?",
        "how old is this?",
        "when was this?",
        "when was the archive of the bishop found?",
        "Who was wrong about the bridge?",
        "it is not true that the bridge was closed",
        "the whole story about the mayor",
        "What did the mayor say in https://courier.example/bridge about jobs?",
    ],
)
def test_a_question_is_no_courtesy(message: str) -> None:
    assert courtesy_words(message) is None
