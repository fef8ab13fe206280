"""The shipped registry, loaded once for the tests of attribution."""

from __future__ import annotations

from functools import cache

from config.outlets import OutletRegistry
from index.attribution import chain_for, extract
from index.sentences.splitting import split_sentences
from index.values import Article, Attribution, Chain, Span


@cache
def registry() -> OutletRegistry:
    return OutletRegistry.load()


def found_in(body: str, publisher: str | None = None) -> list[Attribution]:
    return extract(body, split_sentences(body), registry(), publisher)


def triples(body: str) -> list[tuple[str | None, str | None, str]]:
    """Return source, cue and content of every attribution, as printed."""
    return [
        (
            one.source.of(body) if one.source else None,
            one.cue.of(body) if one.cue else None,
            one.content.of(body),
        )
        for one in found_in(body)
    ]


def chain_of(body: str, part: str, outlet: str | None = None) -> Chain:
    """Return the chain of a part of a body."""
    article = Article(id="a", body=body, outlet=outlet)
    start = body.index(part)
    return chain_for(article, found_in(body, outlet), Span(start, start + len(part)))
