"""Everyday words of questions, and the words that reports print for them."""

from __future__ import annotations

from bot.conflict.words import alike
from index.words.terms import stemmed

_PRINTED = """
refuse: rebuff shun skip boycott ignore ghost blank dodge avoid pass
invite: ask attend go went welcome exclude left guest list
contact: email approach reach communicate communication touch
resign: leave exit walk
dismiss: fire sack oust boot
cancel: scrap axe ditch drop
close: shut shutter
arrest: detain nab nick bust
charge: indict prosecute
attack: strike hit raid bomb
assault: grope attack
kill: murder slay shoot
payment: bribe pay money hush
affair: cheat fling romance relationship
deal: agreement accord pact
acquire: takeover snap
celebration: party bash
birthday: bday
police: cop
"""
_STANDS_FOR = {
    stemmed(word): alike(stemmed(meant))
    for line in _PRINTED.strip().splitlines()
    for meant, words in [line.split(": ")]
    for word in words.split()
}
_MEANT = frozenset(_STANDS_FOR.values())


def stands_for(word: str) -> str | None:
    """Return the stem of what else a word of a question may mean; None where it has no other sense."""
    stem = stemmed(word)
    return _STANDS_FOR.get(stem) or _undone(stem)


def _undone(stem: str) -> str | None:
    """Return the stem of what a word undoes ("uninvited"), where that is an everyday one."""
    undone = alike(stem.removeprefix("un"))
    return undone if undone != stem and undone in _MEANT else None
