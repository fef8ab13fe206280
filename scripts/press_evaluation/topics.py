"""Measure coverage of broad topics: pairs of words that several headlines of an archive have in common.

An article is taken to be on such a topic where its title holds both words or its body each of them four times: a rule
of thumb that needs no labels, and knows no synonyms.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import Any
from zlib import crc32

from index.coverage.coverage import coverage
from index.encoders.encoder import Encoder
from index.snapshot.archive import Archive
from index.words.terms import find_terms

_HEADLINES = range(4, 41)
_OFTEN, _MOST_ARTICLES = 4, 80
_TOPICS = 60

Topics = dict[str, frozenset[str]]
"""The ids of the articles on each topic."""


def read_topics(archive: Archive, half: int) -> Topics:
    """Return one half of the topics (0 was fitted on, 1 decides), in a fixed order."""
    ids, _ = archive.article_rows()
    articles = archive.articles(ids).values()
    titles = {one.id: {term.stem for term in find_terms(one.title or "")} for one in articles}
    bodies = {one.id: Counter(term.stem for term in find_terms(one.body)) for one in articles}
    found: Topics = {}
    for pair in _pairs([one.title or "" for one in articles], half):
        stems = {term.stem for term in find_terms(pair)}
        told = frozenset(
            one
            for one, title in titles.items()
            if stems <= title or min(bodies[one][stem] for stem in stems) >= _OFTEN
        )
        if len(stems) == 2 and len(told) <= _MOST_ARTICLES:
            found[pair] = told
        if len(found) == _TOPICS:
            break
    return found


def _pairs(titles: list[str], half: int) -> list[str]:
    counts = Counter(
        title[first.start : second.end]
        for title in titles
        for first, second in pairwise(find_terms(title))
        if second.start - first.end <= 1 and not (first.word + second.word).isdigit()
    )
    often = [pair for pair, count in counts.items() if count in _HEADLINES]
    return sorted((one for one in often if crc32(one.encode()) % 2 == half), key=_shuffled)


def _shuffled(pair: str) -> int:
    return crc32(pair[::-1].encode())


def measure_topics(archive: Archive, encoder: Encoder, half: int = 1) -> dict[str, Any]:
    """Return mean precision and recall of articles, of outlets, and how often one is falsely called silent."""
    topics = read_topics(archive, half)
    right = recalled = outlets = 0.0
    silent = falsely = 0
    for topic, ids in topics.items():
        told = coverage(archive, encoder, topic)
        found = {article.id for outlet in told.outlets for article in outlet.articles}
        by = {article.outlet for article in archive.articles(list(ids)).values()}
        right += len(found & ids) / max(1, len(found))
        recalled += len(found & ids) / len(ids)
        outlets += len(by & {outlet.outlet for outlet in told.outlets}) / len(by)
        silent += len(told.silent)
        falsely += len(by & set(told.silent))
    count = max(1, len(topics))
    return {
        "topics": len(topics),
        "articles_right": right / count,
        "articles_found": recalled / count,
        "outlets_found": outlets / count,
        "falsely_silent": falsely / max(1, silent),
    }
