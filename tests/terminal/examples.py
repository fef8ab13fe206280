"""Two articles that contradict each other, quotes of them, and a question."""

from __future__ import annotations

from typing import Any

from bot.values import Quote
from index.values import Article, Chain, Link, Role

CALL = Article(
    id="call",
    body="The King took the call, a source told The Sun.",
    title="A call at last",
    outlet="Metro",
    published="2023-11-15",
    url="https://metro.example/call",
)


DENIAL = Article(id="denial", body="The office said there was no call.", published="2023-11-16")


CALL_CHAIN = (
    Link(role=Role.PUBLISHER, name="Metro"),
    Link(role=Role.OUTLET, name="The Sun", cue="told"),
    Link(role=Role.SPEAKER, name="a source", cue="told"),
)


DENIAL_CHAIN = (
    Link(role=Role.PUBLISHER, name=None),
    Link(role=Role.SPEAKER, name="The office", cue="said"),
)


def quote(article: Article, chain: Chain, **more: Any) -> Quote:
    text = article.body
    return Quote(article=article, text=text, start=0, end=len(text), score=1.0, chain=chain, **more)


BRIDGE = "How much will the repairs to the old bridge cost?"
"""A question that the archive of ``conftest.py`` answers."""
