"""The words by which passages are found: folded, without diacritics, stemmed, as 64-bit keys."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from index.words.stemming import stem

Keys = npt.NDArray[np.uint64]

_WORD = re.compile(r"[^\W_]+")
_SIGNS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_MOST_WORDS = 1_000_000


def words_of(text: str) -> list[str]:
    """Return the folded, stemmed words of a text in order; Chinese, Japanese and Korean sign by
    sign."""
    return [form for word in _WORD.findall(text.lower()) for form in _forms(word)]


def key_of(word: str) -> int:
    """Return the key that a folded word is stored under."""
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "little")


class WordKeys:
    """Turns texts into word keys, remembering the words it has met."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[int, ...]] = {}

    def __call__(self, text: str) -> list[int]:
        """Return the keys of a text's words, in order, repeated ones as often as they occur."""
        words = _WORD.findall(text.lower())
        known = self._known
        try:
            pairs = [known[word] for word in words]
        except KeyError:
            pairs = self._learn(words)
        return [key for pair in pairs for key in pair]

    def _learn(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        if len(self._known) > _MOST_WORDS:
            self._known.clear()
        for word in words:
            if word not in self._known:
                self._known[word] = tuple(key_of(form) for form in _forms(word))
        return [self._known[word] for word in words]


def _forms(word: str) -> list[str]:
    if word.isascii():
        return [stem(word)]
    if _SIGNS.search(word):
        return list(word)
    parts = unicodedata.normalize("NFKD", word)
    plain = "".join(sign for sign in parts if not unicodedata.combining(sign))
    return [stem(form) for form in _WORD.findall(plain.lower())]
