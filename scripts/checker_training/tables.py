"""Pairs as compact tables: each text's token ids once, each pair once, and what every drawing holds of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from bot.evidence.checker import Layout, bare
from scripts.checker_training.pairs import Group, Pair

_QUESTION, _SENTENCE, _BEFORE = range(3)
_TOGETHER = 4096
UNMARKED, NOWHERE = (-1, -1), (0, 0)
"""Spans of a sentence whose answer words are not known, and of one that has none."""
_Text = tuple[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stored:
    """Arrays that are kept in a file of their own."""

    def save(self, path: Path) -> None:
        """Write the arrays as npz."""
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez(path, **{one.name: getattr(self, one.name) for one in fields(self)})

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read what ``save`` has written; raises ``OSError`` where it is not there."""
        with np.load(path, allow_pickle=False) as kept:
            return cls(**{name: kept[name] for name in kept.files})


@dataclass(frozen=True, slots=True, kw_only=True)
class PairTable(_Stored):
    """Distinct pairs, by ordinals of their texts.

    ``tokens`` (all,) holds the ids of the texts one after another, ``lengths`` (texts,) how many each has,
    ``pairs`` (n, 3) the question, the sentence and the text before of each pair (-1: none). Texts are as
    long as ``Layout`` reads them at most.
    """

    tokens: NDArray[np.uint16]
    lengths: NDArray[np.uint8]
    pairs: NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing(_Stored):
    """One drawing of the pairs of many questions: (n,) rows, in the order of the questions.

    ``pairs`` are ordinals in the table, ``groups`` numbers the questions, ``answers`` is 1 where the sentence
    answers, ``priors`` is what the question's wording tells (log odds; nan: pairs are only ranked), and
    ``spans`` (n, 2) are the first of the sentence's tokens that answer and the one behind the last.
    """

    pairs: NDArray[np.int32]
    groups: NDArray[np.int32]
    answers: NDArray[np.uint8]
    priors: NDArray[np.float32]
    spans: NDArray[np.int16]


class TableMaker:
    """Collect pairs, each once, and the drawings that they are in."""

    def __init__(self, tokenizer: Tokenizer, layout: Layout | None = None) -> None:
        self._tokenizer, self._layout = tokenizer, layout or Layout()
        self._texts: dict[_Text, int] = {}
        self._pairs: dict[tuple[int, int, int], int] = {}

    def row(self, pair: Pair) -> int:
        """Return the ordinal of a pair in the table."""
        key = (
            self._text(_QUESTION, bare(pair.question)),
            self._text(_SENTENCE, pair.sentence),
            self._text(_BEFORE, pair.before) if pair.before else -1,
        )
        return self._pairs.setdefault(key, len(self._pairs))

    def _text(self, part: int, text: str) -> int:
        return self._texts.setdefault((part, text), len(self._texts))

    def drawing(self, groups: Sequence[Group], *, marked: bool) -> Drawing:
        """Return the drawing of some groups; ``marked``: their answers say with which words, mostly."""
        pairs = [pair for group in groups for pair in group.pairs]
        sizes = [len(group.pairs) for group in groups]
        return Drawing(
            pairs=np.array([self.row(pair) for pair in pairs], np.int32),
            groups=np.repeat(np.arange(len(groups), dtype=np.int32), sizes),
            answers=np.array([pair.answers for pair in pairs], np.uint8),
            priors=np.repeat(np.array([group.prior for group in groups], np.float32), sizes),
            spans=self._spans(pairs, marked=marked),
        )

    def _spans(self, pairs: Sequence[Pair], *, marked: bool) -> NDArray[np.int16]:
        spans = np.full((len(pairs), 2), UNMARKED, np.int16)
        if not marked:
            return spans
        spans[[not pair.answers for pair in pairs]] = NOWHERE
        worded = [i for i, pair in enumerate(pairs) if pair.words and pair.words in pair.sentence]
        for start in range(0, len(worded), _TOGETHER):
            part = worded[start : start + _TOGETHER]
            texts = [pairs[i].sentence for i in part]
            made = self._tokenizer.encode_batch(texts, add_special_tokens=False)
            for i, one in zip(part, made, strict=True):
                at = pairs[i].sentence.find(pairs[i].words)
                end = at + len(pairs[i].words)
                offsets = one.offsets[: self._layout.sentence]
                inside = [k for k, (a, b) in enumerate(offsets) if a < end and b > at]
                spans[i] = (inside[0], inside[-1] + 1) if inside else UNMARKED
        return spans

    def table(self) -> PairTable:
        """Return the table of all pairs so far."""
        tokens: list[NDArray[np.uint16]] = []
        texts = list(self._texts)
        for start in range(0, len(texts), _TOGETHER):
            tokens += self._tokens(texts[start : start + _TOGETHER])
        return PairTable(
            tokens=np.concatenate(tokens) if tokens else np.zeros(0, np.uint16),
            lengths=np.array([len(ids) for ids in tokens], np.uint8),
            pairs=np.array(list(self._pairs), np.int32).reshape(-1, 3),
        )

    def _tokens(self, texts: Sequence[_Text]) -> Iterable[NDArray[np.uint16]]:
        layout = self._layout
        first = {_QUESTION: layout.question, _SENTENCE: layout.sentence}
        made = self._tokenizer.encode_batch_fast([t for _, t in texts], add_special_tokens=False)
        for (part, _), one in zip(texts, made, strict=True):
            ids = one.ids[-layout.before :] if part == _BEFORE else one.ids[: first[part]]
            yield np.array(ids, np.uint16)
