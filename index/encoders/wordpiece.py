"""Count the WordPiece tokens of single words, for words that any tokenizer would read alike.

Asking a tokenizer about one word costs ten times what the work itself does, and a new archive holds a hundred
thousand different words. The splitting is that of BERT's uncased models (Devlin et al., 2019): marks stand
alone, the rest is cut into the longest pieces that the vocabulary has.
"""

from __future__ import annotations

import re
from collections.abc import Collection

_PLAIN = re.compile(r"[a-z0-9!-/:-@\[-`{-~“”‘’—–…]*\Z")
"""Letters without accents, digits and marks."""
_MARKS = ".,;:!?\"”’')…"
"""Marks that often stand behind a word."""
_SPECIAL = re.compile(r"\[[A-Z]+\]")
"""Looks like one of the vocabulary's special tokens, which are not cut."""
_PART = re.compile(r"[a-z0-9]+|.")
_LONGEST = 100
"""Letters of a word that the models look at: what is longer is one unknown token."""
_MOST = 200_000


class WordPieces(dict[str, int]):
    """Remembers how many pieces a run of letters and digits has."""

    def __init__(self, vocabulary: Collection[str]) -> None:
        super().__init__()
        self._openings = frozenset(one for one in vocabulary if not one.startswith("##"))
        self._further = frozenset(one[2:] for one in vocabulary if one.startswith("##"))

    def count(self, word: str) -> int | None:
        """Return the number of tokens, special ones left out; None where only the tokenizer can say."""
        low = word.lower()
        core = low.rstrip(_MARKS)
        if core.isascii() and core.isalnum():
            return self._cut(core) + len(low) - len(core)
        if not _PLAIN.match(low) or ("[" in word and _SPECIAL.search(word)):
            return None
        return sum(map(self.__getitem__, _PART.findall(low)))

    def __missing__(self, part: str) -> int:
        if len(self) > _MOST:
            self.clear()
        count = self[part] = self._cut(part) if len(part) > 1 else 1
        return count

    def _cut(self, part: str) -> int:
        known, start, count = self._openings, 0, 0
        while start < len(part) <= _LONGEST:
            end = len(part)
            while part[start:end] not in known:
                end -= 1
                if end == start:
                    return 1
            known, start, count = self._further, end, count + 1
        return max(count, 1)
