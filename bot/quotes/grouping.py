"""Group answers to one question by what they answer."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from bot.conflict.claims import read_claim
from bot.conflict.counts import counts
from bot.conflict.facts import counted_apart

if TYPE_CHECKING:
    from index.encoders.encoder import Encoder

APART = 0.7
"""Cosine distance from which on two answers are different ones."""

Distances = npt.NDArray[np.float64]


def group_answers(
    answers: Sequence[str], encoder: Encoder, *, apart: float = APART
) -> tuple[tuple[int, ...], ...]:
    """Return the positions of answers that agree, in groups; each answer is in exactly one.

    Agglomerative clustering with complete linkage: all answers of a group are alike, so that a chain of small
    steps joins no two that differ. Different numbers for one thing never share a group.
    ``apart`` is the cosine distance from which on two answers are different ones.
    """
    if not answers:
        return ()
    vectors = encoder.encode_question(list(answers))
    distances: Distances = 1.0 - (vectors @ vectors.T).astype(np.float64)
    claims = [read_claim(answer) for answer in answers]
    for one, other in combinations(range(len(answers)), 2):
        if _counted_otherwise(answers[one], answers[other]) or counted_apart(
            claims[one], claims[other]
        ):
            distances[one, other] = distances[other, one] = 2.0
    return cluster(distances, apart)


def _counted_otherwise(one: str, other: str) -> bool:
    """Say whether two texts count what has one name, and give no number for it in common: too little to call
    them disputed, too much to call them alike."""
    mine, theirs = _by_unit(one), _by_unit(other)
    return any(mine[unit].isdisjoint(theirs[unit]) for unit in mine.keys() & theirs.keys())


def _by_unit(text: str) -> dict[str, set[float]]:
    found: dict[str, set[float]] = {}
    for count in counts(text):
        found.setdefault(count.unit, set()).add(count.value)
    return found


def cluster(distances: Distances, apart: float) -> tuple[tuple[int, ...], ...]:
    """Join the nearest groups (complete linkage) while they are nearer than ``apart``."""
    groups: list[tuple[int, ...]] = [(place,) for place in range(len(distances))]
    table = distances.copy()
    np.fill_diagonal(table, np.inf)
    while len(groups) > 1 and table.min() < apart:
        low, high = sorted(divmod(int(table.argmin()), len(table)))
        groups[low] = tuple(sorted(groups[low] + groups[high]))
        farther = np.maximum(table[low], table[high])
        table[low], table[:, low] = farther, farther
        table[low, low] = np.inf
        del groups[high]
        table = np.delete(np.delete(table, high, axis=0), high, axis=1)
    return tuple(sorted(groups, key=lambda group: (-len(group), group)))
