"""What a follow-up follows in these tests."""

from __future__ import annotations

from bot.conversation import Completed, Turn, complete
from bot.values import Answer, Question, Quote, Reading
from config.outlets import OutletRegistry
from index.values import Article, Link, Role

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
