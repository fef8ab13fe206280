"""How a source stands to what it is credited with, by the cue."""

from __future__ import annotations

from ..values import Stance
from . import tags as T
from .lexicon import CUES
from .tokens import Tokens

_STANCES = {
    lemma: stance
    for stance, lemmas in {
        Stance.TOLD: "tell inform remind assure reassure notify",
        Stance.REPORTED: "report publish find document detail reveal disclose show learn release according announce",
        Stance.UNDERSTANDS: "understand believe think know hear expect suspect",
        Stance.CLAIMS: "claim allege accuse assert contend purport maintain claims allegation accusation assertion contention charge",
        Stance.DENIED: "deny reject refute rebut dispute dismiss debunk disavow repudiate denial contradict",
        Stance.CORRECTED: "correct retract recant misreport clarify",
        Stance.DECLINED: "decline refuse refusal",
    }.items()
    for lemma in lemmas.split()
}


def stance_of(tokens: Tokens, at: int) -> Stance:
    """Return the stance of the cue at a place; a cue before "to" that declines decides for the verb behind it."""
    if tokens.tags[at] < T.CUE:
        return Stance.SAID
    if at >= 2 and tokens.tags[at - 1] == T.TO:
        governor = CUES.get(tokens.word(at - 2))
        if governor is not None and governor.lemma in ("decline", "refuse"):
            return Stance.DECLINED
    return _STANCES.get(CUES[tokens.word(at)].lemma, Stance.SAID)
