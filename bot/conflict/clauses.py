"""Where a clause begins and ends, and the words for what is said or supposed in it."""

from __future__ import annotations

import re

_CLAUSE_END = re.compile(
    r"[,;:.!?](?=[\s”\"'’)]|$)|[—–]|\b(?:but|although|though|while|whereas|because|after|before|when|who"
    r"|and (?:that|it|he|she|they|we))\b"
)
OBJECTS = r"(?:claim|report|allegation|suggestion|accusation|assertion|story|charge|rumou?r)s?"
TOLD = r"(?:comments?|accounts?|descriptions?|characteri[sz]ations?|statements?|remarks?|findings?)"
# Advice and supposition deny no fact.
SUPPOSED = re.compile(
    r"\b(?:should|would|could|must|may|might|ought|if|unless|whether)\b|\?", re.IGNORECASE
)


def clause_start(text: str, place: int) -> int:
    """Return where the clause around a place begins."""
    ends = [found.end() for found in _CLAUSE_END.finditer(text, 0, place)]
    return ends[-1] if ends else 0


def clause_end(text: str, place: int) -> int:
    """Return where the clause around a place ends."""
    end = _CLAUSE_END.search(text, place)
    return end.start() if end else len(text)
