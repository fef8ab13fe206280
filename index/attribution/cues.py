"""Decide which words are cues: a linear model over the words around each candidate.

This module sees what stands around; ``cue_model`` has the weights.
"""

from __future__ import annotations

from collections.abc import Iterator

from . import tags as part
from .contents import Scene
from .cue_model import Model, shipped
from .features import Clues
from .lexicon import CLASSES, LISTS
from .tokens import Tokens

_NEXT_WORDS = CLASSES | {word: word for word in LISTS["next_words"]}
"""What a word behind a cue counts as: some by themselves, others by their class."""
_PRONOUNS = {
    "i": "i",
    "we": "i",
    "you": "i",
    "it": "it",
    "who": "who",
    "he": "he",
    "she": "he",
    "they": "he",
}
_GROUP_SIGNS = {
    part.BE: "b",
    part.HAVE: "h",
    part.DO: "d",
    part.MODAL: "m",
    part.TO: "t",
    part.ADVERB: "",
    part.NOT: "n",
    part.TIME: "",
}
_NAMELIKE = bytes((part.CAPITAL, part.SUBJECT, part.STOP, part.DETERMINER, part.OTHER))
_CLAUSE_SIGNS = {
    part.THAT: "t",
    part.QUOTE: "q",
    part.COLON: "q",
    part.RELATIVE: "r",
    part.COMMA: "c",
    part.STOP: "s",
    part.TO: "o",
    part.PREPOSITION: "p",
    **dict.fromkeys((part.BE, part.HAVE, part.DO, part.MODAL, part.VERB), "v"),
    part.CUE_PAST: "v",
    part.CUE_PRESENT: "v",
}
_SIGNLESS = bytes(tag for tag in part.NAMES if tag not in _CLAUSE_SIGNS)
_OCCASIONS = LISTS["occasions"]
_SKIPPED = (part.ADVERB, part.TIME)
_CLASSED = (part.OTHER, part.CUE_NOUN, part.CUE_PRESENT, part.CUE_BASE, part.CAPITAL)
_SUBJECT_NAMES = [str(min(tag, part.CUE)) for tag in range(256)]
_FINITE = (part.CUE_PAST, part.CUE_PRESENT)


def accepted(scene: Scene, model: Model | None = None) -> list[tuple[int, int]]:
    """Return the places of the cues, each with the number of its sentence."""
    model = model or shipped()
    found: list[tuple[int, int]] = []
    for at, number, word, clues in candidates(scene, model):
        if model.accepts(word, clues) and not (
            found and found[-1][1] == number and _explains(scene.tokens, found[-1][0], at)
        ):
            found.append((at, number))
    return found


def candidates(scene: Scene, model: Model | None = None) -> Iterator[tuple[int, int, str, Clues]]:
    """Yield every word that may be a cue: its place, its sentence's number, itself and its clues.

    A model leaves out words that are hardly ever cues. So are words in quotation marks: who speaks
    there speaks of others, which few readers would call a report.
    """
    bounds, tokens, quoted = scene.bounds, scene.tokens, scene.quoted
    body, starts, tags = tokens.body, tokens.starts, tokens.tags
    number, others, has_quote = -1, 0, False
    first = last = 0
    for at in tokens.cues:
        if at >= last:
            while number + 1 < len(bounds) and bounds[number + 1][1] <= at:
                number += 1
            number += 1
            if number >= len(bounds):
                return
            first, last = bounds[number]
            others, has_quote = 0, quoted.find(1, first, last) >= 0
        if at < first or (has_quote and quoted[at]):
            continue
        if tags[at] == part.ACCORDING and (at + 2 >= last or tags[at + 1] != part.TO):
            continue
        word = body[starts[at] : starts[at + 1]].rstrip()
        if model is not None and model.tables[word] is None:
            continue
        yield (
            at,
            number,
            word,
            _clues(tokens, at, first, last, quoted if has_quote else None, others),
        )
        if tags[at] in _FINITE:
            others += 1


def _explains(tokens: Tokens, verb: int, at: int) -> bool:
    """Say whether a noun only tells how a verb before it was spoken ("said in an interview")."""
    if at - verb > 7 or tokens.word(at).lower() not in _OCCASIONS:
        return False
    between = tokens.tags[verb + 1 : at]
    return part.PREPOSITION in between and part.COMMA not in between and part.THAT not in between


def _clues(
    tokens: Tokens, at: int, first: int, last: int, quoted: bytearray | None, others: int
) -> Clues:
    tags = tokens.tags
    group, subject, left = _group(tokens, at, first)
    before = tags[left] if left >= first else -1
    near = tags[at - 1] if at > first else -1
    right = at + 1
    while right < last and tags[right] in _SKIPPED:
        right += 1
    after, following = -1, ""
    if right < last:
        after = tags[right]
        following = _NEXT_WORDS.get(tokens.word(right).lower(), "")
    second = tags[right + 1] if right + 1 < last else -1
    governor = tokens.word(left - 1) if before == part.TO and "t" in group and left > first else ""
    quote, inside = "", 0
    if quoted is not None:
        quote, inside = _quote(tags, quoted, at, first, last, left, right), quoted[at]
    return (
        *(near, before, after, second, following, group, subject, governor, quote, inside),
        *(_edge(tags, left, first), _clause(tags, right, last), min(3, at - first), min(2, others)),
    )


def _edge(tags: bytes, left: int, first: int) -> int:
    """Return the tag at which the name before a cue can no longer go on, six words away at most."""
    if left < first:
        return -1
    end = tags[max(first + 1, left - 5) : left + 1].rstrip(_NAMELIKE)
    return end[-1] if end else tags[max(first, left - 6)]


def _clause(tags: bytes, right: int, last: int) -> str:
    """Say what comes first behind a cue: "that", a quotation, a verb with a subject of its own, an
    end …"""
    signs = tags[right : min(last, right + 10)].lstrip(_SIGNLESS)
    return _CLAUSE_SIGNS[signs[0]] if signs else ""


def _quote(
    tags: bytes, quoted: bytearray, at: int, first: int, last: int, left: int, right: int
) -> str:
    """Say where quotations stand: before the subject (s), at once behind the cue (n), later (l),
    shortly before (b)."""
    start = left
    while start > first and left - start < 6 and tags[start] in _NAMELIKE:
        start -= 1
    found = "s" if start >= first and quoted[start] and tags[start] == part.QUOTE else ""
    if 1 in quoted[right : right + 3]:
        found += "n"
    elif 1 in quoted[right + 3 : last]:
        found += "l"
    return found + "b" if 1 in quoted[max(first, at - 8) : at] else found


def _group(tokens: Tokens, at: int, first: int) -> tuple[str, str, int]:
    """Return what carries the verb (be, have, do, modal, to), the kind of its subject, and the
    place before both."""
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
    if tag == part.SUBJECT:
        word = tokens.word(left).lower()
        return group, _PRONOUNS.get(word, "c" + word[-2:]), left
    if tag in _CLASSED:
        return group, CLASSES.get(tokens.word(left).lower(), str(tag)), left
    return group, _SUBJECT_NAMES[tag], left
