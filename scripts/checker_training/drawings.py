"""The pairs of every epoch, encoded once, with the teachers' logits where they were asked.

Drawn and encoded in processes of their own: a GPU learns from them faster than one core makes them.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import random
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Protocol

import numpy as np

from bot.evidence.checker import Layout, load_tokenizer
from scripts.checker_training.encoding import PairEncoder, Row
from scripts.checker_training.news import NewsPairs, news
from scripts.checker_training.pairs import PairMaker, load_items

SHARES = {
    "qamr": 0.5,
    "qadiscourse": 0.7,
    "selqa": 2.0,
    "qed": 3.0,
    "clapnq": 2.0,
    "squad2": 2.0,
    "said": 1.5,
}
"""How often each epoch draws the items of a source (1 if not named)."""
EASY = -4.2
"""Logit of the teachers below which a wrong sentence is easy."""
Groups = list[list[Row]]


class Drawn(Protocol):
    """What a network is fitted to, epoch after epoch."""

    @property
    def epochs(self) -> int:
        """How many there are."""
        ...

    def groups(self) -> Iterator[Groups]:
        """Yield the rows of each epoch, by question."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawings:
    """``epochs`` drawings of the pairs; the same seed and number of negatives give the same.

    Of the wrong sentences that the teachers are sure of, the share ``easy`` is learnt from. ``most`` is
    how many questions each epoch holds at most, chosen by chance (0: all).
    """

    questions: Path
    epochs: int
    negatives: int
    seed: int
    labels: Path | None = None
    easy: float = 1.0
    most: int = 0

    def groups(self) -> Iterator[Groups]:
        """Yield the rows of each epoch, by question."""
        fork = multiprocessing.get_context("fork")
        workers = min(self.epochs, os.cpu_count() or 1)
        with ProcessPoolExecutor(workers, mp_context=fork) as pool:
            for number, groups in enumerate(pool.map(self.drawn, range(self.epochs))):
                yield self._labelled(groups, number) if self.labels else groups

    def drawn(self, number: int) -> Groups:
        """Return the rows of one epoch, without labels."""
        maker = PairMaker(load_items(self.questions), negatives=self.negatives)
        encoder = PairEncoder(load_tokenizer(), Layout())
        drawn = maker.epoch(number, self.seed, SHARES)
        if 0 < self.most < len(drawn):
            drawn = random.Random(f"most:{self.seed}:{number}").sample(drawn, self.most)
        return [[encoder.row(pair) for pair in group.pairs] for group in drawn]

    def _labelled(self, groups: Groups, number: int) -> Groups:
        assert self.labels is not None
        wanted = iter(np.load(self.labels / f"{number}.npy").tolist())
        chance = random.Random(f"{self.seed}:{number}")
        whole = [[replace(row, wanted=next(wanted)) for row in group] for group in groups]
        kept = ([row for row in group if self._kept(row, chance)] for group in whole)
        return [group for group in kept if group]

    def _kept(self, row: Row, chance: random.Random) -> bool:
        return row.answers or row.wanted > EASY or chance.random() < self.easy

    def save(self, folder: Path) -> None:
        """Write what was drawn beside its labels."""
        folder.mkdir(parents=True, exist_ok=True)
        kept = {k: v for k, v in asdict(self).items() if isinstance(v, int)}
        (folder / "drawings.json").write_text(json.dumps(kept), "utf-8")


def labelled_drawings(questions: Path, folder: Path, easy: float) -> Drawings:
    """Return the drawings whose labels a folder holds."""
    kept = json.loads((folder / "drawings.json").read_text("utf-8"))
    return Drawings(questions=questions, labels=folder, easy=easy, **kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsDrawings:
    """Drawings of the questions on news, with a share of labelled ones, so that these are not unlearnt."""

    data: Path
    epochs: int
    negatives: int
    seed: int
    others: Drawings | None = None
    share: float = 0.3
    whatever_wording: bool = False

    def groups(self) -> Iterator[Groups]:
        """Yield the rows of each epoch, by question; each has its own part of the labelled ones."""
        maker = NewsPairs(
            list(news(self.data, apart=False)),
            negatives=self.negatives,
            whatever_wording=self.whatever_wording,
        )
        encoder = PairEncoder(load_tokenizer(), Layout())
        others = [group for part in self.others.groups() for group in part] if self.others else []
        random.Random(self.seed).shuffle(others)
        at = 0
        for number in range(self.epochs):
            drawn = maker.epoch(number, self.seed)
            groups = [[encoder.row(pair, group.prior) for pair in group.pairs] for group in drawn]
            size = int(self.share * len(groups))
            yield groups + others[at : at + size]
            at += size
