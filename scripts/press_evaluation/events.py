"""Measure coverage and origins on events that three outlets tell each."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from itertools import combinations
from typing import Any

from index.coverage.coverage import coverage
from index.encoders.encoder import Encoder
from index.origins.origins import origins
from index.snapshot.archive import Archive
from index.values import Article
from scripts.press_evaluation.plain import DATA


def read_events() -> dict[str, tuple[str, list[str]]]:
    """Return each event's title and article ids."""
    events: dict[str, tuple[str, list[str]]] = {}
    for line in (DATA / "seesaw/articles.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        _, ids = events.setdefault(record["cluster"], (record["story_title"], []))
        ids.append(record["id"])
    return events


def measure_coverage(archive: Archive, encoder: Encoder) -> dict[str, Any]:
    """Return for how many events all outlets are found, and how many outlets are too many."""
    events = read_events()
    complete = extra = 0
    for title, ids in events.values():
        found = {outlet.outlet for outlet in coverage(archive, encoder, title).outlets}
        told = {article.outlet for article in archive.articles(ids).values()}
        complete, extra = complete + (told <= found), extra + len(found - told)
    return {
        "events": len(events),
        "all_outlets_found": complete / len(events),
        "outlets_too_many": extra / len(events),
    }


def measure_origins(archive: Archive, seed: int = 5) -> dict[str, Any]:
    """Return the shares of copies, and of independent reports of one event, that are clustered."""
    draw = random.Random(seed)
    pairs = together = copies = joined = replaced = 0
    vocabulary = _vocabulary(archive)
    for _, ids in read_events().values():
        articles = list(archive.articles(ids).values())
        groups = origins(articles, attributions=archive.attributions)
        pairs += len(list(combinations(articles, 2)))
        together += sum(len(list(combinations(one.article_ids, 2))) for one in groups)
        for article in articles:
            copies += 1
            joined += len(origins([article, _copy(article, vocabulary, draw)])) == 1
            replaced += len(origins([article, _copy(article, vocabulary, draw, "r")])) == 1
    return {
        "copies_clustered": joined / copies,
        "copies_with_words_replaced_clustered": replaced / copies,
        "independent_reports_clustered": together / pairs,
    }


def _vocabulary(archive: Archive) -> list[str]:
    ids = [ids[0] for _, ids in read_events().values()]
    return [word for one in archive.articles(ids).values() for word in one.body.split()]


def _copy(
    article: Article, vocabulary: list[str], draw: random.Random, kinds: str = "rda"
) -> Article:
    """Replace, drop or add 30 % of the words, by the first letters of what may be done."""
    words: list[str] = []
    for word in article.body.split():
        kind = draw.choice(kinds) if draw.random() < 0.3 else ""
        words += {"": [word], "r": [draw.choice(vocabulary)], "d": []}.get(
            kind, [draw.choice(vocabulary), word]
        )
    return replace(article, id=f"{article.id}-copy", outlet="Copyist", body=" ".join(words))
