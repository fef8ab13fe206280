"""Questions on news that were written for Whosaid, each with what answers it or with what nearly does.

``news_questions.jsonl.gz`` holds one excerpt of an ``allsides`` article a line: its id, the offsets of its
sentences, and questions as members of a server ask them, with the ordinals of the sentences that answer
(kind ``A``) or that look like an answer and are none (kind ``N``: nothing in the excerpt answers). Most
were written in twos, one of either kind, worded alike, so that the wording tells little. The articles' text
stays where it is.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import math
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bot.evidence.weighing import leans_back
from scripts.checker_training.pairs import Group, Pair
from scripts.checker_training.sources import Item, content_words
from scripts.checker_training.wording import hard_to_tell, priors

FILE = Path(__file__).with_name("news_questions.jsonl.gz")
KEPT_APART = 12
"""One excerpt of so many is never learnt from."""


def news(data: Path, *, apart: bool) -> Iterator[Item]:
    """Yield the questions to learn from, or those that are kept ``apart`` to measure on."""
    articles = articles_of(data)
    for row in excerpts(apart=apart):
        yield from _items(row, articles[row["article"]])


def excerpts(*, apart: bool) -> Iterator[dict[str, Any]]:
    """Yield the lines of the file that are learnt from, or those kept ``apart``: by a hash of the article's id."""
    with gzip.open(FILE, "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            hashed = hashlib.sha256(row["article"].encode()).digest()
            if (hashed[1] % KEPT_APART == 0) == apart:
                yield row


def articles_of(data: Path) -> dict[str, dict[str, str]]:
    """Return the articles that the excerpts are of, by id."""
    with gzip.open(data / "allsides" / "articles.jsonl.gz", "rt", encoding="utf-8") as file:
        return {row["id"]: row for row in map(json.loads, file)}


def _items(row: dict[str, Any], article: dict[str, str]) -> Iterator[Item]:
    body = article["body"]
    sentences = tuple(" ".join(body[a:b].split()) for a, b in row["sentences"])
    for kind, places, question in row["questions"]:
        yield Item(
            source="news",
            question=question,
            sentences=sentences,
            answers=dict.fromkeys(places, "") if kind == "A" else {},
            tempting=frozenset(places if kind == "N" else ()),
            title=article["title"],
            group=row["article"],
        )


class NewsPairs:
    """Draw pairs from questions on news: wrong sentences are of the same excerpt, so hard ones.

    A sentence is laid out as the bot lays it out, mostly: with the one before it where it leans back,
    now and then joined to a neighbour. Questions whose wording gives them away are left out or only
    ranked, mostly (``scripts/checker_training/wording.py``).
    """

    def __init__(self, items: Sequence[Item], *, negatives: int = 2, ranked: float = 0.35) -> None:
        self._negatives = negatives
        chance = random.Random("wording")
        kept = hard_to_tell(items, chance)
        judged = [item for item, keep in zip(items, kept, strict=True) if keep]
        others = [
            item
            for item, keep in zip(items, kept, strict=True)
            if not keep and item.answers and chance.random() < ranked
        ]
        self._items = list(zip(judged, priors(judged), strict=True))
        self._items += [(item, math.nan) for item in others]

    @property
    def items(self) -> list[Item]:
        """The questions that pairs are drawn from."""
        return [item for item, _ in self._items]

    def epoch(self, number: int, seed: int = 7) -> list[Group]:
        """Return the groups of one epoch, one a question; the same seed and number give the same."""
        chance = random.Random(f"news:{seed}:{number}")
        return [Group(tuple(self._pairs(item, chance)), prior) for item, prior in self._items]

    def _pairs(self, item: Item, chance: random.Random) -> list[Pair]:
        question = item.question
        right = [chance.choice(sorted(item.answers))] if item.answers else []
        wrong = sorted(item.tempting)
        chance.shuffle(wrong)
        rest = [i for i in range(len(item.sentences)) if i not in item.answers and i not in wrong]
        asked = content_words(question)
        rest.sort(key=lambda i: -len(asked & content_words(item.sentences[i])))
        alike = (self._negatives + 1 - min(len(wrong), 2)) // 2
        wrong = wrong[:2] + rest[:alike]
        rest = rest[alike:]
        wrong += chance.sample(rest, min(len(rest), self._negatives - len(wrong)))
        return [_laid_out(item, question, i, i in item.answers, chance) for i in right + wrong]


def _laid_out(item: Item, question: str, i: int, answers: bool, chance: random.Random) -> Pair:
    said, draw = item.sentences[i], chance.random()
    earlier = item.sentences[i - 1] if i else item.title
    if draw < 0.12 and 0 < i < len(item.sentences) - 1:
        first = i - chance.randint(0, 1)
        run = range(first, first + 2)
        return Pair(
            question=question,
            sentence=" ".join(item.sentences[k] for k in run),
            answers=any(k in item.answers for k in run),
        )
    before = earlier if draw > (0.2 if leans_back(said) else 0.82) else ""
    return Pair(question=question, sentence=said, before=before, answers=answers)
