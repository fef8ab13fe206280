"""Turn the signs of a question's best evidence into the probability that it is answered.

A logistic regression, fitted by ``scripts/calibrate.py``; its coefficients and the threshold lie in
``config/confidence.json``. No sign depends on the archive's size.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt

from bot.archive.pages import Page
from bot.evidence.signs import SIGNS, covered
from bot.evidence.weighing import Evidence, logit
from bot.understanding.asked import Asked
from bot.understanding.question import Understood
from index.snapshot.archive import Archive
from index.values import Hit
from index.words.likeness import likeness
from index.words.terms import find_terms, stemmed

Floats = npt.NDArray[np.float32]

MARKS = (
    "checked", "checked_next", "around", "similar", "passage", "terms", "terms_near", "names", "names_near", "held",
    "part_least", "part_mean",
    "own_least",
    "own_mean",
    "near_least",
    "near_mean", "name_absent",
    "term_absent",
    "missing",
    "name_missing",
    "alike",
    "alike_least",
    "beside", "speaker_missing", "relay_missing", "outlets_absent", "parts",
    "polar", "count_missing", "matter_unlike",
)  # fmt: skip
_OF_PARTS = frozenset(name for name in MARKS if name.startswith(("part_", "own_", "near_")))
_OF_LIKENESS = frozenset(("alike", "alike_least"))
Kind = Literal["one", "unread", "several"]
"""Questions of one part, those among them of which no checker has read a sentence, and questions of several."""
_FITTED = Path(__file__).resolve().parents[2] / "config" / "confidence.json"
_UNREAD = -3.0
SHORT = 6
"""Terms of a question up to which it is short."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_AT = {name: place for place, name in enumerate(SIGNS)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Coefficients of the regression and the least confidence at which to answer.

    ``threshold_long`` is that of a question of many words: what bears out all of them is seldom a near miss.
    """

    weights: Floats
    bias: float
    threshold: float
    threshold_long: float

    @property
    def used(self) -> frozenset[str]:
        """The marks that weigh at all."""
        return frozenset(n for n, w in zip(MARKS, self.weights.tolist(), strict=True) if w)

    def confidence(self, marks: Floats) -> float:
        """Return the probability that the question is answered."""
        return 1.0 / (1.0 + math.exp(-float(self.weights @ marks) - self.bias))

    def least(self, terms: int) -> float:
        """Return the least confidence at which a question of so many terms is answered."""
        return self.threshold_long if terms > SHORT else self.threshold


def kind_of(understood: Understood, evidence: Sequence[Evidence]) -> Kind:
    """Return the kind of a question whose evidence has been weighed."""
    if understood.several:
        return "several"
    return "one" if any(one.checked is not None for one in evidence) else "unread"


@cache
def calibration(kind: Kind) -> Calibration:
    """Return the calibration of questions of a kind."""
    read = json.loads(_FITTED.read_text(encoding="utf-8"))[kind]
    return Calibration(
        weights=np.array([read["weights"][name] for name in MARKS], np.float32),
        bias=read["bias"],
        threshold=read["threshold"],
        threshold_long=read["threshold_long"],
    )


def question_marks(
    understood: Understood,
    archive: Archive,
    vectors: Floats,
    evidence: Sequence[Evidence],
    hits: Sequence[Hit],
    pages: Sequence[Page],
    wanted: frozenset[str] = frozenset(MARKS),
) -> Floats:
    """Return one value for each of ``MARKS``; those that are not wanted, and take time, are 0."""
    best = evidence[0].signs if evidence else np.zeros(len(SIGNS), np.float32)
    read = sorted((logit(e.checked) for e in evidence if e.checked is not None), reverse=True)
    first, following = [*read[:2], _UNREAD, _UNREAD][:2]
    around = evidence[0].around if evidence else None
    subject, due = understood.subject, terms_due(understood)
    parts = [PartFit(covered=0.0, own=0.0, near=0.0)]
    if wanted & _OF_PARTS:
        parts = part_fits(understood, archive, vectors, hits, pages)
    demand, top = understood.demand, evidence[:3]
    asks_relay = bool(understood.printed or understood.heard)
    return np.array(
        (
            first,
            following,
            logit(around) if around is not None else first,
            best[_AT["similar"]],
            best[_AT["passage"]],
            best[_AT["terms"]],
            best[_AT["terms_near"]],
            best[_AT["names"]],
            best[_AT["names_near"]],
            best[_AT["held"]],
            min(part.covered for part in parts),
            sum(part.covered for part in parts) / len(parts),
            min(part.own for part in parts),
            sum(part.own for part in parts) / len(parts),
            min(part.near for part in parts),
            sum(part.near for part in parts) / len(parts),
            absence(subject.names, understood, archive) if "name_absent" in wanted else 0.0,
            absence(due, understood, archive) if "term_absent" in wanted else 0.0,
            missing(due, evidence[0]) if evidence else 1.0,
            missing(subject.names, evidence[0]) if evidence else 1.0,
            *(alike(understood, evidence) if wanted & _OF_LIKENESS else (0.0, 0.0)),
            best[_AT["beside"]],
            bool(demand.speaker) and max((e.signs[_AT["speaker"]] for e in top), default=0.0) < 1,
            asks_relay and not any(e.signs[_AT["relayed"]] for e in top),
            len(understood.absent) / max(1, len(understood.printed) + len(understood.heard)),
            len(understood.clauses) > 1,
            demand.asked is Asked.POLAR,
            1 - best[_AT["beside"]] if demand.counted else 0.0,
            # What somebody said is mostly of another matter: of other things asked for the checker tells it better.
            1 - alike(understood, evidence)[0] if demand.asked is Asked.WORDS else 0.0,
        ),
        np.float32,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PartFit:
    """How well the passages found bear out one part of a question."""

    covered: float
    """The largest share of the part's terms that one passage holds."""
    own: float
    """The same among passages of the outlets that the part names (or of none stated)."""
    near: float
    """The largest cosine among those."""


def part_fits(
    understood: Understood,
    archive: Archive,
    vectors: Floats,
    hits: Sequence[Hit],
    pages: Sequence[Page],
) -> list[PartFit]:
    """Return how each part of the question is borne out; of the whole where it has one part only."""
    texts = [
        page.title_stems.union(
            *(page.stems(p) for p in range(hit.passage.first, hit.passage.last + 1))
        )
        for hit, page in zip(hits, pages, strict=True)
    ]
    if not texts:
        return [PartFit(covered=0.0, own=0.0, near=0.0)]
    cosines = archive.passage_vectors([hit.row for hit in hits]) @ vectors.T
    several = len(understood.clauses) > 1
    fits = []
    for column, clause in enumerate(understood.clauses):
        if several and column == 0:
            continue
        wanted = {
            t.stem: understood.subject.terms[t.stem]
            for t in find_terms(clause.text)
            if t.stem in understood.subject.terms
        }
        shares = [covered(wanted, text) for text in texts]
        own = [
            n
            for n, hit in enumerate(hits)
            if not clause.outlets or hit.article.outlet in (None, *clause.outlets)
        ]
        fits.append(
            PartFit(
                covered=max(shares),
                own=max((shares[n] for n in own), default=0.0),
                near=max((float(cosines[n, column]) for n in own), default=0.0),
            )
        )
    return fits


def terms_due(understood: Understood) -> dict[str, float]:
    """Return the question's terms that an answer's surroundings should hold: not "city" of "which city"."""
    sort = stemmed(understood.demand.sort) if understood.demand.sort else None
    return {stem: w for stem, w in understood.subject.terms.items() if stem != sort}


def absence(wanted: dict[str, float], understood: Understood, archive: Archive) -> float:
    """Return the weighted share of the wanted stems that no passage of the archive holds."""
    total = sum(wanted.values())
    words = {term.stem: term.word for term in understood.terms}
    absent = sum(w for stem, w in wanted.items() if not archive.frequency(words[stem]))
    return absent / total if total else 0.0


def alike(understood: Understood, evidence: Sequence[Evidence]) -> tuple[float, float]:
    """Return how alike the question's terms are to words by the best evidence: on the whole, and the least.

    Names are left out: nothing is like them.
    """
    due = terms_due(understood)
    words = {t.stem: t.word for t in understood.terms if not t.name and t.stem in due}
    if not words or not evidence:
        return (1.0, 1.0) if evidence else (0.0, 0.0)
    page, place = evidence[0].page, evidence[0].place
    last = min(place + 1, len(page.sentences) - 1)
    found = _WORD.findall(page.text(max(0, place - 1), last)) + _WORD.findall(
        page.article.title or ""
    )
    near = likeness(list(words.values()), found)
    stems_near = page.title_stems.union(*(page.stems(p) for p in range(place - 1, place + 2)))
    near = np.where([stem in stems_near for stem in words], 1.0, near)
    weights = np.array([understood.subject.terms[stem] for stem in words])
    return float(near @ weights / weights.sum()), float(near.min())


def missing(wanted: Mapping[str, float], best: Evidence) -> float:
    """Return the weight of the heaviest of the wanted stems that is nowhere near the evidence."""
    page, place = best.page, best.place
    near = page.title_stems.union(*(page.stems(p) for p in range(place - 1, place + 2)))
    return max((weight for stem, weight in wanted.items() if stem not in near), default=0.0)
