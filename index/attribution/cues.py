"""Decide which words are cues: a linear model over the words around each candidate."""

from __future__ import annotations

import json
from importlib.resources import files

from . import tags as T
from .contents import Scene
from .lexicon import CUES
from .tokens import Tokens
from .words import CLASSES

_NEXT_WORDS = frozenset(["that", "to", "about", "of", "on", "by", "for", "with", "as", "how", "what", "why", "whether", "if", "in", "at", "into", "against", "over", "his", "their", "the", "a"])
_PRONOUNS = {"i": "i", "we": "i", "you": "i", "it": "it", "who": "who", "he": "he", "she": "he", "they": "he"}
_BE = frozenset(["is", "are", "was", "were", "be", "been", "being", "isn’t", "isn't", "wasn’t", "wasn't", "am"])


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
            if not (found and found[-1][1] == number and _explains(tokens, found[-1][0], at)):
                found.append((at, number))
    return found


def _explains(tokens: Tokens, verb: int, at: int) -> bool:
    """Say whether a noun only tells how a verb before it was spoken ("said in an interview")."""
    if at - verb > 7 or tokens.word(at).lower() not in _OCCASIONS:
        return False
    between = tokens.tags[verb + 1 : at]
    return T.PREPOSITION in between and T.COMMA not in between and T.THAT not in between


_OCCASIONS = frozenset(["interview", "interviews", "statement", "statements", "email", "speech", "letter", "message", "post", "tweet", "call", "report", "testimony"])


def features(tokens: Tokens, at: int, first: int, last: int, quoted: bytearray) -> list[str]:
    """Return the features of a candidate in the sentence whose pieces are ``first`` to ``last`` (exclusive)."""
    tags, pieces = tokens.tags, tokens.pieces
    cue = CUES[pieces[at].rstrip()]
    form, tier, lemma = tags[at] - T.CUE, cue.tier, cue.lemma
    group, subject, left = _group(tokens, at, first)
    before = tags[left] if left >= first else -1
    near = tags[at - 1] if at > first else -1
    right = at + 1
    while right < last and tags[right] in (T.ADVERB, T.TIME):
        right += 1
    after = tags[right] if right < last else -1
    second = tags[right + 1] if right + 1 < last else -1
    word = pieces[right].rstrip().lower() if right < last else ""
    governor = ""
    if "t" in group and before == T.TO and left > first:
        governor = pieces[left - 1].rstrip()
    if word not in _NEXT_WORDS:
        word = _CLASSES.get(word, "")
    near = T.CUE if near >= T.CUE else near
    before = T.CUE if before >= T.CUE else before
    after = T.CUE if after >= T.CUE else after
    second = T.CUE if second >= T.CUE else second
    start = left
    while start > first and tags[start] in (T.CAPITAL, T.SUBJECT, T.STOP, T.DETERMINER, T.OTHER) and left - start < 6:
        start -= 1
    quote = ""
    if start >= first and quoted[start]:
        quote = "s" if tags[start] == T.QUOTE else ""
    if 1 in quoted[right : right + 3]:
        quote += "n"
    elif 1 in quoted[right + 3 : last]:
        quote += "l"
    if 1 in quoted[max(first, at - 8) : at]:
        quote += "b"
    n, inside = f"{tier}{form}", quoted[at]
    others = sum(1 for place in range(first, at) if tags[place] in (T.CUE_PAST, T.CUE_PRESENT))
    return [
        f"t{tier}", f"f{form}", f"tf{n}", f"l{lemma}", f"lf{lemma}{form}", f"nn{cue.noun_too}{form}",
        f"p{near},{form}", f"pt{near},{n}", f"b{before},{form}", f"bt{before},{n}", f"lb{lemma},{before}",
        f"a{after}", f"af{after},{form}", f"at{after},{n}", f"a2{after},{second}", f"a3{after},{second},{tier}", f"la{lemma},{after}",
        f"w{word}", f"wt{word},{tier}", f"wl{word},{lemma}", f"wf{word},{form}",
        f"g{group}", f"gf{group},{form}", f"gt{group},{n}", f"s{subject}", f"sf{subject},{form}", f"st{subject},{tier},{group}",
        f"q{quote}", f"qt{quote},{tier}", f"qf{quote},{form}", f"i{inside}", f"it{inside},{tier}", f"if{inside},{form}",
        f"gov{governor}", f"pos{min(3, at - first)},{form}", f"o{min(2, others)},{tier}", f"cap{pieces[at][0].isupper()}",
    ]  # fmt: skip


def _group(tokens: Tokens, at: int, first: int) -> tuple[str, str, int]:
    """Return what carries the verb (be, have, do, modal, to), the kind of its subject, and the place before both."""
    tags, group, left = tokens.tags, "", at - 1
    while left >= first and len(group) < 5:
        sign = _GROUP_SIGNS.get(tags[left])
        if sign is None:
            break
        group += sign
        if sign == "t":
            return group, "to", left
        left -= 1
    if left < first:
        return group, "none", left
    tag = tags[left]
    if tag == T.SUBJECT:
        word = tokens.word(left).lower()
        return group, _PRONOUNS.get(word, "c" + word[-2:]), left
    if tag in (T.OTHER, T.CUE_NOUN, T.CUE_PRESENT, T.CUE_BASE, T.CAPITAL):
        return group, _CLASSES.get(tokens.word(left).lower(), str(tag)), left
    return group, str(min(tag, T.CUE)), left


_GROUP_SIGNS = {T.BE: "b", T.HAVE: "h", T.DO: "d", T.MODAL: "m", T.TO: "t", T.ADVERB: "", T.NOT: "n", T.TIME: ""}
_CLASSES = {word: name for name, words in CLASSES.items() for word in words.split()}
