"""Turn questions over sentences into groups of labelled pairs, with hard negatives."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from scripts.checker_training.attributions import attributed_questions
from scripts.checker_training.sources import (
    Item,
    content_words,
    read_all,
    untokenise,
    wiki_sentences,
)

_ENTITY = re.compile(
    r"(?<=\s)(?:[A-Z][\w’'-]+(?:\s(?:of\s|the\s)?[A-Z][\w’'-]+)*|\d[\d,.]*\d|\d)(?=\W|$)"
)
SWAP_SHARE = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One question with one sentence: whether it answers, and with which words."""

    question: str
    sentence: str
    before: str = ""
    answers: bool
    words: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The pairs of one question; the ranking loss compares inside it.

    ``prior`` is what the question's wording alone tells (log odds); nan: the pairs are only ranked.
    """

    pairs: tuple[Pair, ...]
    prior: float = 0.0


class PairMaker:
    """Draw pairs from the question sets; the same seed and epoch give the same pairs."""

    def __init__(self, items: Sequence[Item], *, negatives: int = 3, alike: int = 16) -> None:
        self.items = list(items)
        self._negatives = negatives
        self.sentences = sorted({s for i in items for s in i.sentences})
        self._near = look_alikes([i.question for i in items], self.sentences, alike)
        self._of_group: dict[str, list[str]] = defaultdict(list)
        for item in items:
            if len(item.sentences) == 1 and item.sentences[0] not in self._of_group[item.group]:
                self._of_group[item.group].append(item.sentences[0])
        self._names: dict[bool, list[str]] = {True: [], False: []}
        for item in items:
            for match in _ENTITY.finditer(item.question):
                self._names[match[0][0].isdigit()].append(match[0])

    def epoch(
        self, number: int, seed: int = 7, share: dict[str, float] | None = None
    ) -> list[Group]:
        """Return the groups of one epoch, in the order of the items."""
        chance = random.Random(f"{seed}:{number}")
        groups = []
        for place, item in enumerate(self.items):
            wanted = 1.0 if share is None else share.get(item.source, 1.0)
            for _ in range(int(wanted + chance.random())):
                if pairs := self._pairs(place, item, chance):
                    groups.append(Group(tuple(pairs)))
        return groups

    def _pairs(self, place: int, item: Item, chance: random.Random) -> list[Pair]:
        question = item.question
        if chance.random() < 0.3:
            question = question.rstrip("?. ")
        pairs = []
        if item.answers:
            chosen = chance.choice(sorted(item.answers))
            pairs.append(self._pair(item, question, chosen, True, chance))
            if chance.random() < SWAP_SHARE and (
                other := self._swapped(question, item, chosen, chance)
            ):
                pairs.append(self._pair(item, other, chosen, False, chance))
        pairs += [self._pair(item, question, i, False, chance) for i in sorted(item.tempting)]
        pairs += self._neighbours(item, question, chance)
        room = self._negatives + bool(item.answers) - len(pairs)
        for sentence in self._others(place, item, chance)[: max(room, 1)]:
            pairs.append(Pair(question=question, sentence=sentence, answers=False))
        return pairs[: self._negatives + 2]

    def _pair(
        self, item: Item, question: str, i: int, answers: bool, chance: random.Random
    ) -> Pair:
        draw = chance.random()
        before = ""
        if draw < 0.45 and i > 0:
            before = item.sentences[i - 1]
        elif draw > 0.75:
            before = item.title
        words = item.answers.get(i, "") if answers else ""
        return Pair(
            question=question,
            sentence=item.sentences[i],
            before=before,
            answers=answers,
            words=words,
        )

    def _neighbours(self, item: Item, question: str, chance: random.Random) -> list[Pair]:
        taken = set(item.answers) | item.tempting
        rest = [i for i in range(len(item.sentences)) if i not in taken]
        asked = content_words(question)
        rest.sort(key=lambda i: (-len(asked & content_words(item.sentences[i])), i))
        more = self._negatives // 2
        chosen = rest[:more] + chance.sample(rest[more:], min(1, len(rest[more:])))
        pairs = [self._pair(item, question, i, False, chance) for i in chosen]
        if len(item.sentences) == 1:
            pool = [s for s in self._of_group[item.group] if s != item.sentences[0]]
            pool = [s for s in pool if not _holds(s, item)]
            pool.sort(key=lambda s: (-len(asked & content_words(s)), s))
            pairs += [Pair(question=question, sentence=s, answers=False) for s in pool[:1]]
        return pairs

    def _others(self, place: int, item: Item, chance: random.Random) -> list[str]:
        own = set(item.sentences)
        near = [self.sentences[i] for i in self._near[place] if i >= 0]
        near = [s for s in near if s not in own and not _holds(s, item)]
        chance.shuffle(near)
        return near

    def _swapped(self, question: str, item: Item, i: int, chance: random.Random) -> str:
        found = list(_ENTITY.finditer(question))
        if not found:
            return ""
        match = chance.choice(found)
        other = chance.choice(self._names[match[0][0].isdigit()])
        text = item.sentences[i].lower()
        if other.lower() in text or match[0].split()[-1].lower() not in text:
            return ""
        return question[: match.start()] + other + question[match.end() :]


def _holds(sentence: str, item: Item) -> bool:
    """Say whether a sentence holds the item's answer words, so that it may answer after all."""
    lowered = sentence.lower()
    return any(w and w.lower() in lowered for w in item.answers.values())


def look_alikes(questions: list[str], sentences: list[str], count: int) -> np.ndarray:
    """Return (questions, count) ordinals of the sentences that share the rarest words."""
    terms = TfidfVectorizer(sublinear_tf=True, stop_words="english", dtype=np.float32)
    table = terms.fit_transform(sentences).T.tocsc()
    near = np.full((len(questions), count), -1, np.int32)
    for start in range(0, len(questions), 512):
        scores = (terms.transform(questions[start : start + 512]) @ table).tocsr()
        for row in range(scores.shape[0]):
            part = slice(scores.indptr[row], scores.indptr[row + 1])
            best = np.argsort(-scores.data[part], kind="stable")[:count]
            near[start + row, : len(best)] = scores.indices[part][best]
    return near


def load_items(root: Path) -> list[Item]:
    """Read all question sets and the questions made from attributed sentences."""
    items = read_all(root)
    said = [
        (k.rsplit(":", 2)[0], untokenise(" ".join(t)))
        for k, t in sorted(wiki_sentences(root).items())
    ]
    known = {s: i.group for i in items if len(i.sentences) > 1 for s in i.sentences}
    said += [(group, sentence) for sentence, group in known.items()]
    return items + list(attributed_questions(said))
