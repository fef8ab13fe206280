"""Find a pasted text in the archive's bodies: word for word, or with words changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from index.printings.alignment import Alignment, Token, align, token_texts, tokens
from index.printings.grams import NO_DAY, Candidates, Entry, GramIndex
from index.printings.pasted import Pasted
from index.values import Article, Span
from index.words.folding import fold, fold_text

if TYPE_CHECKING:
    from index.snapshot.archive import Archive

MOST_PRINTINGS = 200
_MOST_READ = 600
"""Bodies read at most for one text: only a phrase that is in most articles comes to this."""
_TRIED, _TRIED_ALIKE, _ALIKE = 12, 60, 0.95
"""Articles laid against a text: the likeliest, and more where they are about as likely as the first,
such as those with one and the same newsletter box."""
_LEAST_RARITY = 15.0
"""What the word pairs shared with an altered text must tell together (sum of the logarithms of their
inverse frequencies): "he said on Tuesday that" is no one's words."""
_MOST_TRIED = 16
_LONGEST = 3000
"""Tokens of a pasted text that are aligned; what is behind them is not looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A place in a body; ``alignment`` is None where the text stands there word for word."""

    article: Article = field(repr=False)
    span: Span
    current: bool
    alignment: Alignment | None = None
    printed: tuple[Token, ...] = field(default=(), repr=False)
    """The body's tokens around the place, by offsets into the body."""

    @property
    def similarity(self) -> float:
        """1.0 where verbatim, below 1 otherwise."""
        return 1.0 if self.alignment is None else min(self.alignment.similarity, 0.9999)


class Finder:
    """Looks pasted texts up in one snapshot."""

    def __init__(self, archive: Archive, index: GramIndex) -> None:
        self._archive, self._index = archive, index
        self._folded = lru_cache(256)(self._fold_body)

    def candidates(self, pasted: Pasted) -> Candidates:
        """Return the entries that share word pairs with the text."""
        return self._index.candidates(self._index.keys(pasted.words))

    def verbatim(self, pasted: Pasted, *, cut: bool = True) -> tuple[list[Match], bool]:
        """Return every place that prints the text, by date, and whether there were too many to
        read.

        ``cut`` allows for a text that begins or ends inside a word.
        """
        if not pasted.words:
            return [], False
        numbers = self._holding(pasted, cut=cut)
        numbers = numbers[np.argsort(self._index.days[numbers], kind="stable")]
        matches: list[Match] = []
        for count, number in enumerate(numbers):
            matches += self._places(pasted, int(number))
            if len(matches) >= MOST_PRINTINGS or count >= _MOST_READ:
                return matches, count + 1 < len(numbers)
        return matches, False

    def _holding(self, pasted: Pasted, *, cut: bool) -> npt.NDArray[np.integer[Any]]:
        """Return the entries that hold all word pairs of the text, but for those at cut-off
        edges."""
        text_words = pasted.words
        if len(text_words) < 2:
            return self._holding_word(text_words[0])
        if cut and len(text_words) > 5:
            text_words = text_words[1:-1]
        return self._index.holding(self._index.keys(text_words))

    def _holding_word(self, word: str) -> npt.NDArray[np.int64]:
        """Return the current articles that print a single word, by the full-text index."""
        rows = [row for row, _ in self._archive.lexical([word], _MOST_READ)]
        ids = {passage.article_id for passage in self._archive.passages(rows)}
        numbers = [n for n, one in enumerate(self._index.entries) if one.article_id in ids]
        return np.array([n for n in numbers if self._index.entries[n].current], np.int64)

    def _places(self, pasted: Pasted, number: int) -> Iterator[Match]:
        entry = self._index.entries[number]
        places = [found.span() for found in pasted.pattern.finditer(self._folded(number))]
        if not places:
            return
        article = self._article(entry)
        folded = fold(article.body)
        for start, end in places:
            span = folded.original(start, end)
            yield Match(article=article, span=span, current=entry.current)

    def holds(self, pasted: Pasted) -> bool:
        """Say whether the text stands word for word in one of the first articles that may hold
        it."""
        numbers = self._holding(pasted, cut=False)[:_MOST_TRIED]
        return any(pasted.pattern.search(self._folded(int(number))) for number in numbers)

    def altered(self, pasted: Pasted, found: Candidates, least: float) -> list[Match]:
        """Return the closest place in each of the likeliest articles, closest first."""
        if not len(found.numbers):
            return []
        # A word that differs takes two pairs with it, at the most.
        shared = found.shared >= (1 - 2 * (1 - least)) * found.pairs - 1
        telling = found.weight * found.rarity >= _LEAST_RARITY
        likely = np.flatnonzero(shared & telling & (found.weight > found.weight[0] / 2))
        alike = found.weight[likely] >= _ALIKE * found.weight[likely[:1]]
        near = found.numbers[likely[: max(_TRIED, min(_TRIED_ALIKE, int(alike.sum())))]]
        matches = [self._closest(pasted, int(number)) for number in near]
        kept = [one for one in matches if one is not None and one.similarity >= least]
        return sorted(kept, key=lambda one: (-one.similarity, one.article.published or "9"))

    def _closest(self, pasted: Pasted, number: int) -> Match | None:
        entry = self._index.entries[number]
        mine = pasted.tokens[:_LONGEST]
        body = self._folded(number)
        window = _window([one.text for one in mine], token_texts(body))
        if window is None:
            return None
        part = tokens(body, *window)
        alignment = align(mine, part)
        if alignment.last <= alignment.first:
            return None
        article = self._article(entry)
        folded = fold(article.body)
        used = part[alignment.first : alignment.last]
        around = tuple(_in_body(folded.original(one.start, one.end), one) for one in part)
        return Match(
            article=article,
            span=folded.original(used[0].start, used[-1].end),
            current=entry.current,
            alignment=alignment,
            printed=around,
        )

    def day(self, number: int) -> int | None:
        """Return the day (ordinal) of an entry, None where it is not stated."""
        day = int(self._index.days[number])
        return None if day == NO_DAY else day

    def _fold_body(self, number: int) -> str:
        return fold_text(self._article(self._index.entries[number]).body)

    def _article(self, entry: Entry) -> Article:
        if entry.current:
            article = self._archive.article(entry.article_id)
            if article is not None:
                return article
        former = self._archive.former_versions(entry.article_id)
        return next(one for one in former if one.digest == entry.digest)


def _in_body(span: Span, token: Token) -> Token:
    return Token(token.text, span.start, span.end, token.is_word)


def _window(pasted: list[str], printed: list[str]) -> tuple[int, int] | None:
    """Return the stretch of printed tokens with most different pasted pairs; None where there is
    none."""
    pairs = set(pairwise(pasted))
    held = [(n, pair) for n, pair in enumerate(pairwise(printed)) if pair in pairs]
    if not held:
        return None
    length = len(pasted) + len(pasted) // 4 + 4
    first = _densest(held, length)
    return max(0, first - len(pasted)), min(len(printed), first + length + len(pasted))


def _densest(held: list[tuple[int, tuple[str, str]]], length: int) -> int:
    """Return where the stretch of some length begins that holds most different pairs."""
    inside: Counter[tuple[str, str]] = Counter()
    best, most, left = held[0][0], 0, 0
    for place, pair in held:
        inside[pair] += 1
        while held[left][0] <= place - length:
            gone = held[left][1]
            inside[gone] -= 1
            if not inside[gone]:
                del inside[gone]
            left += 1
        if len(inside) > most:
            best, most = held[left][0], len(inside)
    return best
