"""What the checker learns from, drawn and kept as tables: general questions, those on news, and unlabelled pairs."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.evidence.checker import load_tokenizer
from scripts.checker_training.news import NewsPairs, news
from scripts.checker_training.pairs import Group, Pair, PairMaker, load_items, look_alikes
from scripts.checker_training.sources import Item
from scripts.checker_training.tables import TableMaker

SHARES = {
    "qamr": 0.5,
    "qadiscourse": 0.7,
    "selqa": 2.0,
    "qed": 3.0,
    "clapnq": 2.0,
    "squad2": 2.0,
    "said": 1.5,
}
"""How often each drawing takes the items of a source (1 if not named)."""
TABLE, UNLABELLED = "pairs", "unlabelled"
_GENERAL_NEGATIVES, _NEWS_NEGATIVES = 6, 3
_ALIKE, _KEPT = 6, 3
_CHOICE = 5
"""Seed of what is left unlabelled, the same for all drawings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How much to draw: so many drawings of either kind, and pairs without labels for so many questions on news.

    ``most`` is how many questions of either kind are taken, chosen by chance (0: all).
    """

    drawings: int = 3
    unlabelled: int = 60_000
    seed: int = 101
    most: int = 0


def write_pairs(data: Path, wanted: Wanted, folder: Path, tell: Callable[[str], None]) -> None:
    """Write ``pairs.npz``, the table of all pairs, and one file a drawing beside it.

    These are ``general-0.npz``, …, ``news-0.npz``, … and, where asked for, ``unlabelled.npz``. ``tell`` is
    given one line a drawing. The same ``wanted`` gives the same files, but that which questions on news are kept
    (by ``wording.py``) hangs a little on how many threads the linear algebra has.
    """
    maker = TableMaker(load_tokenizer())

    def write(name: str, groups: Sequence[Group], *, marked: bool = False) -> None:
        drawing = maker.drawing(groups, marked=marked)
        drawing.save(folder / f"{name}.npz")
        tell(f"{name}: {len(drawing.pairs)} pairs of {len(groups)} questions")

    general = PairMaker(
        _chosen(load_items(data / "qa_train"), wanted), negatives=_GENERAL_NEGATIVES
    )
    for number in range(wanted.drawings):
        write(f"general-{number}", general.epoch(number, wanted.seed, SHARES), marked=True)
    items = _chosen(list(news(data, apart=False)), wanted)
    on_news = NewsPairs(items, negatives=_NEWS_NEGATIVES)
    for number in range(wanted.drawings):
        write(f"news-{number}", on_news.epoch(number, wanted.seed))
    if wanted.unlabelled:
        write(UNLABELLED, unlabelled(on_news.items, items, wanted.unlabelled))
    maker.table().save(folder / f"{TABLE}.npz")


def _chosen(items: list[Item], wanted: Wanted) -> list[Item]:
    if not 0 < wanted.most < len(items):
        return items
    return random.Random(f"most:{wanted.seed}").sample(items, wanted.most)


def unlabelled(asked: Sequence[Item], items: Sequence[Item], most: int) -> list[Group]:
    """Return groups of sentences of other excerpts that share the rarest words with a question.

    Whether they answer is not known: a teacher alone can judge them (knowledge distillation on unlabelled
    pairs, Hinton et al., 2015). ``most`` of the questions ``asked`` are taken, by chance; those that no other
    sentence shares a word with are left out.
    """
    chance = random.Random(_CHOICE)
    taken = list(asked)
    chance.shuffle(taken)
    taken = taken[:most]
    sentences = sorted({s for item in items for s in item.sentences})
    near = look_alikes([item.question for item in taken], sentences, _ALIKE)
    groups = []
    for item, row in zip(taken, near, strict=True):
        others = [sentences[k] for k in row if k >= 0 and sentences[k] not in item.sentences]
        chance.shuffle(others)
        if others:
            pairs = (Pair(question=item.question, sentence=s, answers=False) for s in others)
            groups.append(Group(tuple(pairs)[:_KEPT], math.nan))
    return groups
