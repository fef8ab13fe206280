"""How a question bears on a dispute: which of the words that it names are held, and whether it asks what is denied."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.conflict.claims import TURNED_DOWN
from bot.conflict.everyday import stands_for
from bot.conflict.question import REFUSAL, Named
from bot.conflict.strength import Statement
from bot.conflict.words import alike
from index.values import Article
from index.words.likeness import likeness
from index.words.terms import stems

_NEAR = 0.6
"""Likeness from which on a word means what a word of the dispute does: "dad" and "father"."""
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
"""A detail ("his 75th birthday") that the article may give elsewhere."""
_SPOKESMAN = re.compile(r"\b(?:spokes\w+|office|representatives?|aides?)\b")
WORD = re.compile(r"[^\W\d_]{3,}")


def missing(named: Named, sentences: Sequence[str], articles: Iterable[Article]) -> set[str]:
    """Return the stems of what a question names that sentences of some articles do not hold.

    A word is held where the sentences or their outlets have it, or one that means alike or nearly so.
    """
    articles = list(articles)
    texts = [*sentences, *{article.outlet or "" for article in articles}]
    words = [word.lower() for text in texts for word in WORD.findall(text)]
    held = {alike(stem) for text in texts for stem in stems(text)}
    held |= {REFUSAL for text in sentences if TURNED_DOWN.search(text)}
    left = {
        stem: word
        for stem, word in named.words.items()
        if stem not in held
        and stands_for(word) not in held
        and not (_ORDINAL.fullmatch(word) and any(word in article.body for article in articles))
    }
    alien = likeness(list(left.values()), words) < _NEAR
    return {stem for stem, unlike in zip(left, alien.tolist(), strict=True) if unlike}


def asked_for(named: Named, claim: Statement, denial: Statement) -> bool:
    """Say whether a question names what is denied, or asks for a spokesman's words where one denies it."""
    spoken = named.spokesman and bool(_SPOKESMAN.search(denial.text))
    return spoken or not _denied(claim, denial).isdisjoint(named.senses())


def _denied(claim: Statement, denial: Statement) -> set[str]:
    """Return the stems that say what is denied: the first of each denial's, and of its neighbour where it is bare."""
    told, scopes = claim.claim, denial.claim.scopes
    if not scopes and denial.before:
        return set((told.asserted & denial.before.stems) - told.names)
    firsts = ([stem for stem in scope.stems if stem in scope.heads][:1] for scope in scopes)
    return {stem for first in firsts for stem in first}
