"""Questions for the speaker of words that they quote: who said "we will pay every penny"? Pure text rules."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.understanding.asked import SPEECH
from index.values import Span

_FEWEST_WORDS = 3
_ASKED = re.compile(
    rf"(?i)\bwho\b[^\"“”]{{0,60}}\b(?:{SPEECH}|calls?|called|describes?|described|asks?|asked)\b"
    r"[^\"“”]{0,40}[\"“”](?P<words>[^\"“”]{8,400})[\"”]"
)
_ASKED_AFTER = re.compile(
    r"(?i)^\W*[\"“](?P<words>[^\"“”]{8,400})[\"”][\s.,:;–—-]*(?:so |and )?"
    rf"(?:who(?: was it| is it)?(?: that)? (?:{SPEECH}|(?:is|was) quoted)|whose words (?:are|were)"
    r"|who(?:['’]s| is| was) (?:this|that)(?: (?:by|from))?)[^\"“”]{0,30}$"
)
"""The words first, then who said them."""
_WHETHER = re.compile(
    r"(?i)^\W*(?:so |but |and )?(?:(?:did|has|is it true(?: that)?|is it right(?: that)?) )[^\"“”?]{2,60}?"
    r"\b(?:say|said|write|wrote|written|tweet|tweeted)(?: that)?[,:]?\s*"
    r"[\"“](?P<words>[^\"“”]{8,400})[\"”][\s?.!]*$"
)
"""Whether somebody said them: they are printed, or they are not."""


@lru_cache(maxsize=64)
def words_whose_speaker(question: str) -> Span | None:
    """Return where the quoted words stand whose speaker is asked for, or whether anybody said them; else None."""
    asked = _ASKED.search(question) or _ASKED_AFTER.search(question) or _WHETHER.search(question)
    if not asked or len(asked["words"].split()) < _FEWEST_WORDS:
        return None
    return Span(*asked.span("words"))
