"""Several articles' pieces laid end to end, so that all their words are looked at in one go."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from . import tags as part
from .scene import Scene

Numbers = npt.NDArray[np.int64]

_GAP = 4
"""Pieces of no kind between two articles: nothing looks farther than that past a sentence."""


class Tape:
    """The pieces of some scenes: ``tags``, ``numbers`` and ``quoted`` (n,), the ``firsts`` and
    ``lasts`` (s,) of their sentences, and the places of what may be ``cues``."""

    def __init__(self, scenes: Sequence[Scene]) -> None:
        self._scenes = scenes
        lengths = [len(scene.tokens) + _GAP for scene in scenes]
        self.starts: list[int] = np.cumsum([0, *lengths]).tolist()
        self.sentences: list[int] = np.cumsum([0, *(len(one.bounds) for one in scenes)]).tolist()
        gap = bytes(_GAP)
        self.tags = _bytes([part for one in scenes for part in (one.tokens.tags, gap)])
        self.quoted = _bytes([part for one in scenes for part in (one.quoted, gap)])
        blank = np.zeros(_GAP, np.uint16)
        self.numbers = np.concatenate(
            [part for one in scenes for part in (one.tokens.numbers, blank)]
        )
        bounds = np.concatenate(
            [one.edges + start for one, start in zip(scenes, self.starts, strict=False)]
        )
        self.firsts, self.lasts = bounds.T
        self.cues = np.concatenate(
            [one.tokens.cues + start for one, start in zip(scenes, self.starts, strict=False)]
        )
        self._places = np.arange(len(self.tags))

    def word(self, place: int) -> str:
        """Return the word at a place."""
        scene = bisect_right(self.starts, place) - 1
        return self._scenes[scene].tokens.word(place - self.starts[scene])

    def last_of(self, wanted: npt.NDArray[np.bool_]) -> Numbers:
        """Return for every place the last one up to it whose tag is wanted (by tag); else -1."""
        found: Numbers = np.where(wanted[self.tags], self._places, -1)
        return np.maximum.accumulate(found)

    def next_of(self, wanted: npt.NDArray[np.bool_]) -> Numbers:
        """Return for every place the first one from it on whose tag is wanted; else the end."""
        found: Numbers = np.where(wanted[self.tags], self._places, len(self._places))
        return np.minimum.accumulate(found[::-1])[::-1]


def _bytes(parts: Sequence[bytes | bytearray]) -> npt.NDArray[np.uint8]:
    return np.frombuffer(b"".join(parts), np.uint8)


def tag_set(*tags: int) -> npt.NDArray[np.bool_]:
    """Return which of all tags are among some."""
    return np.isin(np.arange(len(part.NAMES)), tags)
