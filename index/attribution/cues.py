"""Decide which words are cues: a linear model over the words around each candidate.

This module puts the parts together: ``clues`` sees what stands around, ``cue_model`` has the
weights.
"""

from __future__ import annotations

from collections.abc import Sequence

from . import tags as part
from .clues import candidates
from .cue_model import Model, shipped
from .lexicon import LISTS
from .scene import Scene
from .tape import Tape
from .tokens import Tokens

__all__ = ["Model", "accepted", "shipped"]

_OCCASIONS = LISTS["occasions"]

Places = list[tuple[int, int]]
"""The places of cues, each with the number of its sentence."""


def accepted(scenes: Sequence[Scene], model: Model | None = None) -> list[Places]:
    """Return the cues of each scene."""
    model = model or shipped()
    tape = Tape(scenes)
    found = candidates(tape, model.looked_at)
    right = model.accepts(found)
    at, sentence = found.at[right], found.sentence[right]
    cuts = at.searchsorted(tape.starts)
    return [
        _plain(
            scene.tokens,
            (at[cut:end] - start).tolist(),
            (sentence[cut:end] - before).tolist(),
        )
        for scene, start, before, cut, end in zip(
            scenes, tape.starts, tape.sentences, cuts, cuts[1:], strict=False
        )
    ]


def _plain(tokens: Tokens, places: Sequence[int], sentences: Sequence[int]) -> Places:
    """Leave out nouns that only tell how a verb before them was spoken."""
    found: Places = []
    for at, number in zip(places, sentences, strict=True):
        if not (found and found[-1][1] == number and _explains(tokens, found[-1][0], at)):
            found.append((at, number))
    return found


def _explains(tokens: Tokens, verb: int, at: int) -> bool:
    """Say whether a noun only tells how a verb before it was spoken ("said in an interview")."""
    if at - verb > 7 or tokens.word(at).lower() not in _OCCASIONS:
        return False
    between = tokens.tags[verb + 1 : at]
    return part.PREPOSITION in between and part.COMMA not in between and part.THAT not in between
