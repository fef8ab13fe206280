"""Lay a pasted text against a stretch of a printed one, word by word.

Semi-global alignment (Sellers, 1980): the pasted text is aligned as a whole, with free ends in the
printed one. A word counts ten times as much as a punctuation mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice

import numpy as np
import numpy.typing as npt

from index.words.folding import WORD_PATTERN

_TOKEN = re.compile(rf"(?:{WORD_PATTERN})(?:'(?:{WORD_PATTERN}))*|[^\w\s]")
_WORD_COST, _MARK_COST, _EDGE_COST, _EDGE_REPLACED = 10, 1, 15, 12
"""At the edges of the pasted text a word too many, or another word, is less likely than a printed
word left out."""
_NEAR = 3
"""Words that another may have changed places with."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a punctuation mark of a folded text, with its range there."""

    text: str
    start: int
    end: int
    is_word: bool


@dataclass(frozen=True, slots=True)
class Edit:
    """A run of differing tokens: ranges of token positions, one of which may be empty."""

    pasted: tuple[int, int]
    printed: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Alignment:
    """The best fit. ``first:last`` are the printed tokens used; ``similarity`` is 1.0 for the same
    words."""

    first: int
    last: int
    edits: tuple[Edit, ...]
    similarity: float


def tokens(folded: str, first: int = 0, last: int | None = None) -> list[Token]:
    """Split a folded text into words and punctuation marks; of all these return ``first:last``."""
    return [
        Token(found[0], *found.span(), found[0][0].isalnum() or found[0][0] == "_")
        for found in islice(_TOKEN.finditer(folded), first, last)
    ]


def token_texts(folded: str) -> list[str]:
    """Return the texts of all tokens, quickly."""
    return _TOKEN.findall(folded)


def align(pasted: Sequence[Token], printed: Sequence[Token]) -> Alignment:
    """Fit all pasted tokens (m) to the best stretch of the printed ones (n); O(m n) in numpy
    rows."""
    costs = _Costs(pasted, printed)
    table = _table(costs)
    last = _best_end(table, costs)
    steps = list(_backtrace(table, costs, last))[::-1]
    used = [j for _, _, j in steps if j is not None]
    words = sum(token.is_word for token in pasted)
    printed_words = sum(printed[j].is_word for j in used)
    similarity = 1.0 - float(table[-1, last]) / (_WORD_COST * max(1, words, printed_words))
    found = Alignment(
        first=used[0] if used else 0,
        last=used[-1] + 1 if used else 0,
        edits=tuple(_edits(steps, used[0] if used else 0)),
        similarity=max(0.0, similarity),
    )
    found = _swapped_at_end(_swapped_at_start(found, pasted, printed), pasted, printed)
    return replace(found, edits=_with_swaps(found.edits, pasted, printed))


class _Costs:
    """What leaving out, adding and replacing tokens costs; ``replace[i, j]`` is 0 where they
    agree."""

    def __init__(self, pasted: Sequence[Token], printed: Sequence[Token]) -> None:
        numbers: dict[str, int] = {}
        one, self.add = _numbered(pasted, numbers)
        two, self.drop = _numbered(printed, numbers)
        words = [n for n, item in enumerate(pasted) if item.is_word]
        plain = self.add.copy()
        self.add[words[:2] + words[-2:]] = _EDGE_COST
        same_kind = plain[:, None] == self.drop[None, :]
        both = self.add[:, None] + self.drop[None, :]
        self.replace = np.where(same_kind, plain[:, None], both)
        for edge in {*words[:2], *words[-2:]}:
            self.replace[edge][same_kind[edge]] = _EDGE_REPLACED
        self.replace[one[:, None] == two[None, :]] = 0


def _numbered(
    items: Sequence[Token], numbers: dict[str, int]
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    ids = np.array([numbers.setdefault(item.text, len(numbers)) for item in items], np.int32)
    return ids, np.array([_WORD_COST if item.is_word else _MARK_COST for item in items], np.int32)


def _table(costs: _Costs) -> npt.NDArray[np.int32]:
    """Fill the table row by row; a running minimum stands for the dependence along the row."""
    m, n = costs.replace.shape
    table = np.zeros((m + 1, n + 1), np.int32)
    before = np.concatenate([[0], np.cumsum(costs.drop)]).astype(np.int32)
    for i in range(1, m + 1):
        row = table[i - 1] + costs.add[i - 1]
        np.minimum(row[1:], table[i - 1, :-1] + costs.replace[i - 1], out=row[1:])
        table[i] = np.minimum.accumulate(row - before) + before
    return table


def _best_end(table: npt.NDArray[np.int32], costs: _Costs) -> int:
    """Choose the cheapest end; of equals one where the last tokens agree, else face each other."""
    final = table[-1]
    best = np.flatnonzero(final == final.min())
    if not len(costs.add):
        return int(best[0])
    ends = best[best > 0]
    facing = ends[final[ends] == table[-2, ends - 1] + costs.replace[-1, ends - 1]]
    agreeing = facing[costs.replace[-1, facing - 1] == 0]
    return int(next(ends[0] for ends in (agreeing, facing, best) if len(ends)))


def _backtrace(
    table: npt.NDArray[np.int32], costs: _Costs, last: int
) -> Iterator[tuple[bool, int | None, int | None]]:
    """Yield (differs, pasted position, printed position) from the end; None on the side left
    out.

    Of equal ways a word left out comes before a word replaced, so that the first words agree
    wherever they can.
    """
    i, j = len(table) - 1, last
    while i:
        replacing = int(costs.replace[i - 1, j - 1]) if j else 0
        diagonal = j and table[i, j] == table[i - 1, j - 1] + replacing
        if diagonal and not replacing:
            i, j = i - 1, j - 1
            yield False, i, j
        elif j and table[i, j] == table[i, j - 1] + costs.drop[j - 1]:
            j -= 1
            yield True, None, j
        elif diagonal:
            i, j = i - 1, j - 1
            yield True, i, j
        else:
            i -= 1
            yield True, i, None


def _edits(steps: Sequence[tuple[bool, int | None, int | None]], printed: int) -> Iterator[Edit]:
    """Join neighbouring differences, from printed position ``printed`` on."""
    pasted = 0
    for differs, group in groupby(steps, key=lambda step: step[0]):
        run = list(group)
        mine = sum(i is not None for _, i, _ in run)
        theirs = sum(j is not None for _, _, j in run)
        if differs:
            yield Edit((pasted, pasted + mine), (printed, printed + theirs))
        pasted, printed = pasted + mine, printed + theirs


def _with_swaps(
    edits: Sequence[Edit], pasted: Sequence[Token], printed: Sequence[Token]
) -> tuple[Edit, ...]:
    """Read words added here and left out near by as a swap: "b a" for "a b"."""
    found: list[Edit] = []
    for edit in edits:
        before = found[-1] if found else None
        if before and _is_swap(before, edit, pasted, printed):
            found[-1] = Edit(
                (before.pasted[0], edit.pasted[1]), (before.printed[0], edit.printed[1])
            )
        else:
            found.append(edit)
    return tuple(found)


def _is_swap(one: Edit, two: Edit, pasted: Sequence[Token], printed: Sequence[Token]) -> bool:
    """Say whether the words that one edit adds are those that the other leaves out, a few words apart."""
    if sum(token.is_word for token in pasted[one.pasted[1] : two.pasted[0]]) > _NEAR:
        return False
    mine = [[token.text for token in pasted[slice(*edit.pasted)]] for edit in (one, two)]
    theirs = [[token.text for token in printed[slice(*edit.printed)]] for edit in (one, two)]
    return (not theirs[0] and not mine[1] and mine[0] == theirs[1]) or (
        not mine[0] and not theirs[1] and theirs[0] == mine[1]
    )


def _swapped_at_start(
    found: Alignment, pasted: Sequence[Token], printed: Sequence[Token]
) -> Alignment:
    """Read "b a c" for "a b c" as a swap: the free start had left the printed "a" outside."""
    first = found.first
    if not found.edits or not _only_word(pasted[: found.edits[0].pasted[0]]):
        return found
    edit, before = found.edits[0], _next_word(printed[:first][::-1])
    if edit.printed[0] != edit.printed[1] or before is None:
        return found
    if _only_word(pasted[slice(*edit.pasted)]) != printed[first - 1 - before].text:
        return found
    swapped = Edit((0, edit.pasted[1]), (first - 1 - before, edit.printed[1]))
    return replace(found, first=first - 1 - before, edits=(swapped, *found.edits[1:]))


def _swapped_at_end(
    found: Alignment, pasted: Sequence[Token], printed: Sequence[Token]
) -> Alignment:
    """Read "a c b" for "a b c" as a swap: the free end had left the printed "c" outside."""
    last = found.last
    if not found.edits or not _only_word(pasted[found.edits[-1].pasted[1] :]):
        return found
    edit, after = found.edits[-1], _next_word(printed[last:])
    if edit.printed[0] != edit.printed[1] or after is None:
        return found
    if _only_word(pasted[slice(*edit.pasted)]) != printed[last + after].text:
        return found
    swapped = Edit((edit.pasted[0], len(pasted)), (edit.printed[0], last + after + 1))
    return replace(found, last=last + after + 1, edits=(*found.edits[:-1], swapped))


def _next_word(following: Sequence[Token]) -> int | None:
    """Return the place of the word that comes next, with at most two marks before it."""
    return next((n for n, token in enumerate(following[:3]) if token.is_word), None)


def _only_word(among: Sequence[Token]) -> str | None:
    """Return the only word among some tokens; None where there is none or more than one."""
    held = [token.text for token in among if token.is_word]
    return held[0] if len(held) == 1 else None
