"""Decide which words are cues: a linear model over the words around each candidate."""

from __future__ import annotations

import json
from importlib.resources import files

from . import tags as T
from .contents import Scene
from .lexicon import CUES
from .tokens import Tokens

_NEXT_WORDS = frozenset("that to about of on by for with as how what why whether if in at into against over his their the a".split())
_PRONOUNS = {"i": "i", "we": "i", "you": "i", "it": "it", "who": "who", "he": "he", "she": "he", "they": "he"}
_BE = frozenset("is are was were be been being isn’t isn't wasn’t wasn't am".split())


_MODEL = json.loads((files(__package__) / "cue_weights.json").read_text(encoding="utf-8"))
_WEIGHTS: dict[str, float] = _MODEL["weights"]
_THRESHOLD: float = _MODEL["threshold"]


def accepted(scene: Scene) -> list[tuple[int, int]]:
    """Return the places of the cues, each with the number of its sentence."""
    found: list[tuple[int, int]] = []
    bounds, tokens, quoted = scene.bounds, scene.tokens, scene.quoted
    number, weigh = 0, _WEIGHTS.get
    for at in tokens.cues:
        while number < len(bounds) and bounds[number][1] <= at:
            number += 1
        if number == len(bounds):
            break
        first, last = bounds[number]
        if at < first:
            continue
        if sum([weigh(name, 0.0) for name in features(tokens, at, first, last, quoted)]) >= _THRESHOLD:
            found.append((at, number))
    return found


def features(tokens: Tokens, at: int, first: int, last: int, quoted: bytearray) -> list[str]:
    """Return the features of a candidate in the sentence whose pieces are ``first`` to ``last`` (exclusive)."""
    tags, pieces = tokens.tags, tokens.pieces
    cue = CUES[pieces[at].rstrip()]
    form = tags[at] - T.CUE
    tier = cue.tier
    # to the left: adverbs, then what carries the verb
    left = at - 1
    while left >= first and tags[left] in (T.ADVERB, T.NOT):
        left -= 1
    before = tags[left] if left >= first else -1
    group, subject = _group(tags, pieces, left, first)
    if before >= T.CUE:
        before = T.CUE
    right = at + 1
    while right < last and tags[right] in (T.ADVERB, T.TIME):
        right += 1
    after = tags[right] if right < last else -1
    if after >= T.CUE:
        after = T.CUE
    next_word = pieces[right].rstrip().lower() if right < last else ""
    if next_word not in _NEXT_WORDS:
        next_word = ""
    near = 1 in quoted[right : right + 3]
    behind = 1 in quoted[max(first, at - 6) : at]
    later = 1 in quoted[right + 3 : last]
    quote = ("n" if near else "") + ("b" if behind else "") + ("l" if later else "")
    n = f"{tier}{form}"
    inside = quoted[at]
    return [
        f"t{tier}", f"f{form}", f"tf{n}", f"l{cue.lemma}", f"lf{cue.lemma}{form}", f"nn{cue.noun_too}{form}",
        f"b{before}", f"bf{before},{form}", f"bt{before},{n}",
        f"a{after}", f"af{after},{form}", f"at{after},{n}",
        f"w{next_word}", f"wt{next_word},{tier}", f"wl{next_word},{cue.lemma}",
        f"g{group}", f"gf{group},{form}", f"gt{group},{n}", f"s{subject}", f"sf{subject},{form}", f"st{subject},{tier},{group}",
        f"q{quote}", f"qt{quote},{tier}", f"i{inside}", f"it{inside},{tier}",
        f"pos{at == first}", f"cap{pieces[at][0].isupper()}",
    ]  # fmt: skip


def _group(tags: list[int], pieces: list[str], left: int, first: int) -> tuple[str, str]:
    """Return what carries the verb (be, have, do, modal, to, none) and the kind of subject before it."""
    group = ""
    for _ in range(5):
        if left < first:
            return group or "0", "none"
        tag = tags[left]
        if tag == T.BE:
            group += "b"
        elif tag == T.HAVE:
            group += "h"
        elif tag == T.DO:
            group += "d"
        elif tag == T.MODAL:
            group += "m"
        elif tag == T.TO:
            group += "t"
        elif tag not in (T.ADVERB, T.NOT):
            break
        left -= 1
    if left < first:
        return group or "0", "none"
    tag = tags[left]
    if tag == T.SUBJECT:
        word = pieces[left].rstrip().lower()
        return group or "0", _PRONOUNS.get(word, "c" + word[-2:])
    return group or "0", str(min(tag, T.CUE))
