"""How a source stands to what it is credited with, by the cue."""

from __future__ import annotations

from ..values import Stance
from . import tags as part
from .lexicon import CUES, STANCES
from .tokens import Tokens

_STANCES = {lemma: Stance(stance) for lemma, stance in STANCES.items()}


def stance_of(tokens: Tokens, at: int) -> Stance:
    """Return the stance of the cue at a place; a cue before "to" that declines decides for the
    verb behind it."""
    if tokens.tags[at] < part.CUE:
        return Stance.SAID
    if at >= 2 and tokens.tags[at - 1] == part.TO:
        governor = CUES.get(tokens.word(at - 2))
        if governor is not None and governor.lemma in ("decline", "refuse"):
            return Stance.DECLINED
    return _STANCES.get(tokens.cue(at).lemma, Stance.SAID)
