"""Find the outlet that a question means by a name that nobody bears: "the Gaurdian".

Only offered, never guessed: the question is answered as it stands. A word that English or the archive knows is no
slip, however near it is to a name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from functools import cached_property

from rapidfuzz.distance import OSA

from bot.understanding.naming import Part, name_outlets, part_of
from bot.values import Meant
from config.labels import key_of
from config.outlets import OutletRegistry
from index.words.terms import STOP_WORDS, rarity, stemmed

_WORD = re.compile(r"[^\W_](?:[\w'’.&-]*[^\W_])?")
_POSSESSIVE = re.compile(r"['’]s$")
_MOST_WORDS = 5
_SHORTEST, _LONG, _LONGER = 5, 8, 10
"""Letters from which on one slip leaves a name recognisable where its place tells it, and anywhere; and two slips."""
_UNLISTED, _RARE = 1.0, 0.6
"""Rarity of a word that no list of English holds, and of one that is taken for a slip beside the rest of a name."""
_KNOWN, _SLIPS = 3, 0.01
"""Passages from which on a word of the archive is none that was mistyped; for each that holds the right one."""
Frequency = Callable[[str], int]


class Misspelt:
    """Looks for misspelt names of the outlets of a registry; those ``held`` go first. Safe to share."""

    def __init__(
        self, registry: OutletRegistry, held: Collection[str], frequency: Frequency
    ) -> None:
        self._registry = registry
        self._held = frozenset(held)
        self._frequency = frequency

    @cached_property
    def _names(self) -> dict[tuple[str, int], list[tuple[str, str]]]:
        """The letters of every name with the outlet, by the first letter and the number of letters."""
        found: dict[tuple[str, int], list[tuple[str, str]]] = defaultdict(list)
        for outlet in self._registry.outlets:
            if outlet.kind == "label":
                continue
            for name in dict.fromkeys((outlet.name, *outlet.aliases)):
                letters = _letters(name)
                if len(letters) >= _SHORTEST and not letters.isdecimal():
                    found[letters[0], len(letters)].append((letters, outlet.name))
        return dict(found)

    def find(self, text: str) -> Meant | None:
        """Return the outlet that a question most likely means by a misspelt name, or None."""
        named = [(one.start, one.end) for one in name_outlets(text, self._registry, self._held)]
        best: tuple[tuple[int, bool, int], Meant] | None = None
        for start, end in _windows(text):
            if any(start < until and since < end for since, until in named):
                continue
            for slips, name in self._near(text[start:end]):
                if not self._is_slip(text, start, end, name, slips):
                    continue
                rank = (slips, name not in self._held, start - end)
                if best is None or rank < best[0]:
                    best = rank, _meant(text, start, end, name)
        return best[1] if best else None

    def named(self, name: str) -> str | None:
        """Return the outlet that a name given for one most likely stands for, misspelt, or None."""
        near = [
            (slips, outlet not in self._held, outlet)
            for slips, outlet in self._near(name)
            if self._has_slip(name, outlet)
        ]
        return min(near)[2] if near else None

    def _near(self, written: str) -> Iterator[tuple[int, str]]:
        """Yield the outlets whose name is a slip or two away from what is written."""
        letters = _letters(written)
        if len(letters) < _SHORTEST:
            return
        most = 1 if len(letters) < _LONGER else 2
        for length in range(len(letters) - most, len(letters) + most + 1):
            for name, outlet in self._names.get((letters[0], length), ()):
                slips = OSA.distance(letters, name, score_cutoff=most)
                if 0 < slips <= most:
                    yield slips, outlet

    def _is_slip(self, text: str, start: int, end: int, name: str, slips: int) -> bool:
        """Say whether words are a misspelt name: one of them is no word, and they stand where a name does."""
        written = text[start:end]
        if not self._has_slip(written, name):
            return False
        strange = _strange(written, name)
        if _beside(written, strange) or part_of(text, start, end) is not Part.SUBJECT:
            return True
        return slips == 1 and len(written) >= _LONG and not any(map(self._frequency, strange))

    def _has_slip(self, written: str, name: str) -> bool:
        """Say whether what is written for a name holds a word that is none."""
        strange, own = _strange(written, name), _words(name)
        rare = _RARE if _beside(written, strange) else _UNLISTED
        return any(self._unknown(word, own, rare) for word in strange)

    def _unknown(self, word: str, own: Collection[str], rare: float) -> bool:
        """Say whether neither English nor the archive knows a word, other than as a form of the name's own words."""
        if not word.replace("'", "").replace("’", "").isalpha() or rarity(word) < rare:
            return False
        if stemmed(word) in map(stemmed, own):
            return True
        usual = max(map(self._frequency, own), default=0)
        return self._frequency(word) < max(_KNOWN, _SLIPS * usual)


def _words(name: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(name)}


def _strange(written: str, name: str) -> list[str]:
    """Return the words written that are not the name's."""
    own = _words(name)
    return [word for word in _WORD.findall(written) if word.casefold() not in own]


def _beside(written: str, strange: Collection[str]) -> bool:
    """Say whether one strange word stands beside the rest of a name."""
    return " " in written and len(strange) == 1


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """Yield the runs of a few words that could be a name: they neither begin nor end with a word like "of"."""
    words = [
        (one.start(), one.start() + len(bare := _POSSESSIVE.sub("", one[0])), bare.casefold())
        for one in _WORD.finditer(text)
    ]
    for first, (start, _, opening) in enumerate(words):
        if opening in STOP_WORDS:
            continue
        for last in range(first, min(len(words), first + _MOST_WORDS)):
            if words[last][2] not in STOP_WORDS:
                yield start, words[last][1]


def _meant(text: str, start: int, end: int, outlet: str) -> Meant:
    before = text[:start]
    if outlet.lower().startswith("the ") and before.lower().endswith("the "):
        before = before[: -len("the ")]
    return Meant(written=text[start:end], outlet=outlet, question=f"{before}{outlet}{text[end:]}")


def _letters(name: str) -> str:
    return re.sub(r"[\W_]", "", key_of(name))
