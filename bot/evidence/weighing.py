"""Weigh every sentence of the nearest passages as evidence for a question.

Cheap signs first (similarity, the question's own terms, the kind of thing asked for, whose words are
asked for), for all sentences; the trained checker then reads the most promising ones. A linear
score joins the signs (``config/evidence.json``).
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.archive.pages import Page
from bot.evidence.checker import Candidate, Checker
from bot.evidence.signs import SIGNS, quotable_places, signs_of
from bot.understanding.asked import Asked
from bot.understanding.question import Understood
from index.encoders.encoder import Matrix
from index.values import Hit

Floats = npt.NDArray[np.float32]

_FITTED = Path(__file__).resolve().parents[2] / "config" / "evidence.json"
_READ = 5
"""Sentences that the checker reads."""
_READ_OF_FEW = 16
"""The same in an archive of few passages: most of them are on the subject, so that signs tell them apart less."""
FEW = 2_000
"""Passages of an archive that counts as small."""
_PLAIN = 0.5
"""A sentence that the checker believes this much answers by itself."""
_STATED = 0.9
"""How sure an age beside the name makes an answer, at least."""
_BESIDE = SIGNS.index("beside")
_WINDOW = 600
"""Characters of three sentences that are read together."""
_LEANS_BACK = re.compile(
    r"[\"'“‘(]*(?:He|She|They|It|This|That|These|Those|His|Her|Their|Its|Both|Another|Such"
    r"|The (?:pair|two|couple|move|news|decision|latter|former|company|statement))\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A sentence weighed for a question: its place in its page, its signs, and the checker's view."""

    page: Page
    place: int
    hit: Hit
    signs: Floats
    """One value for each of ``SIGNS``."""
    cheap: float
    """The score of the signs."""
    checked: float | None = None
    """The checker's probability that the sentence answers; None where it was not read."""
    around: float | None = None
    """The same of the sentence with its neighbours, where that is higher; read of the best sentence alone."""
    score: float = 0.0


def weigh(
    understood: Understood,
    vectors: Matrix,
    hits: Sequence[Hit],
    pages: Sequence[Page],
) -> list[Evidence]:
    """Return the sentences of the hits as evidence, by their signs alone, best first.

    ``vectors`` (n, d) are the whole question's and its parts'; ``pages`` belong to ``hits``.
    """
    places = quotable_places(hits, pages)
    signs = signs_of(understood, vectors, places)
    found = [
        Evidence(page=one.page, place=one.place, hit=one.hit, signs=row, cheap=cheap, score=cheap)
        for one, row, cheap in zip(places, signs, sign_score(signs).tolist(), strict=True)
    ]
    return sorted(found, key=lambda one: (-one.cheap, one.hit.rank, one.place))


def checked(
    understood: Understood, found: Sequence[Evidence], checker: Checker | None, *, passages: int
) -> list[Evidence]:
    """Let the checker read the best, then order all by the joint score; the others keep their order.

    ``passages`` is the size of the archive: of a small one more is read. Where an age is asked for, one that
    stands beside the name ("Archie, four, …") answers by its form, whatever the checker makes of it.
    """
    if checker is None or not found:
        return list(found)
    most = _READ if passages > FEW else _READ_OF_FEW
    read, rest = found[:most], found[most:]
    views = checker.score(understood.matter, [_candidate(one) for one in read])
    if understood.demand.asked is Asked.AGE:
        stated = [_STATED if one.signs[_BESIDE] >= 1 else 0.0 for one in read]
        views = np.maximum(views, np.array(stated, np.float32))
    joint = [
        replace(one, checked=float(view), score=joint_score(float(view), one.cheap))
        for one, view in zip(read, views, strict=True)
    ]
    floor = min(one.score for one in joint)
    shift = floor - read[-1].cheap
    after = [replace(one, score=min(floor, one.cheap + shift)) for one in rest]
    return sorted(joint, key=lambda one: -one.score) + after


def read_around(
    question: str, found: Sequence[Evidence], checker: Checker | None
) -> list[Evidence]:
    """Let the checker read the best sentence between the one before it and the one after it.

    Half of an answer may stand beside the sentence. One that answers by itself is not read again.
    """
    first = found[0] if found else None
    if checker is None or first is None or first.checked is None:
        return list(found)
    view = first.checked
    if view < _PLAIN:
        view = max(view, float(checker.score(question, [_with_neighbours(first)])[0]))
    return [replace(first, around=view), *found[1:]]


def _with_neighbours(one: Evidence) -> Candidate:
    page, place = one.page, one.place
    last = min(place + 1, len(page.sentences) - 1)
    return Candidate(sentence=page.text(max(0, place - 1), last)[:_WINDOW])


def _candidate(one: Evidence) -> Candidate:
    page, place = one.page, one.place
    before = ""
    if leans_back(page.text(place)):
        before = page.text(place - 1) if place else page.article.title or ""
    return Candidate(sentence=page.text(place), before=before)


def sign_score(signs: Floats) -> Floats:
    """Return the fitted score of signs (n, signs), before the checker has read the sentences: (n,)."""
    scores: Floats = signs @ fitted().signs
    return scores


def joint_score(view: float, cheap: float) -> float:
    """Return the score of a sentence that the checker has read."""
    return fitted().checker * logit(view) + fitted().cheap * cheap


def leans_back(text: str) -> bool:
    """Say whether a sentence opens with words that point to what stands before it."""
    return bool(_LEANS_BACK.match(text))


def logit(probability: float) -> float:
    """Return the log odds of a probability, kept finite."""
    clear = min(max(probability, 1e-4), 1 - 1e-4)
    return math.log(clear / (1 - clear))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """The fitted weights: of each sign, and of the checker's log odds and the signs' score jointly."""

    signs: Floats
    checker: float
    cheap: float


@cache
def fitted() -> Fitted:
    """Return the weights of ``config/evidence.json``."""
    read = json.loads(_FITTED.read_text(encoding="utf-8"))
    return Fitted(
        signs=np.array([read["signs"][name] for name in SIGNS], np.float32),
        checker=read["checker"],
        cheap=read["cheap"],
    )
