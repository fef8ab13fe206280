"""The words by which a sentence calls incorrect what was said before."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.conflict.clauses import OBJECTS, SUPPOSED, TOLD, clause_start

WRONGLY = re.compile(
    r"\b(?:wrongly|falsely|mistakenly|incorrectly|erroneously)"
    r" (?:suggest|report|claim|stat|sa[iy]|print|publish|attribut|quot|assert|impl|describ|believ"
    r"|thought|think|assum|accus|alleg|identif|named|told|call)\w*",
    re.IGNORECASE,
)
_WRONG = r"(?:incorrect|untrue|inaccurate|fabricated|baseless|not (?:accurate|correct|true))"
CORRECTION = re.compile(
    r"\b(?:misreport\w*|misquot\w*|misstat\w*|inaccurac(?:y|ies)"
    # "an inaccurate memo" judges a memo; it corrects nothing that was reported.
    rf"|(?P<judged>(?:was|were|is|are|been|being|as) (?:\w+ )?{_WRONG})|{_WRONG} {OBJECTS}"
    r"|(?:formal |issued? an? )correction|correct(?:s|ed)? the record|set the record straight"
    r"|(?:report|claim|story|article|account|figure|allegation|rumou?r|suggestion)s?"
    r" (?:(?:on|by|in|about) [\w@.]+ )?(?:was|were|is|are) [“\"‘']?(?:\w+ )?(?:wrong|false|mistaken|a lie|not true)"
    r"|never happened"
    r"|(?:claim|allegation|rumou?r)s(?: [\w’'-]+){1,6} were [“\"‘']?(?:\w+ )?(?:wrong|false|not true)"
    r"|no truth|retracted|we (?:misread|apologi[sz]e))\b",
    re.IGNORECASE,
)
CORRECTION_MARKS = (
    "correct", "misreport", "misquot", "misstat", "misread", "accura", "untrue", "not true", "no truth", "fabricated",
    "baseless", "the record", "wrong", "false", "mistaken", "a lie", "never happened", "retracted", "apologi",
)  # fmt: skip
"""One of these is in whatever ``CORRECTION`` finds: looking for them takes a tenth of the time."""
_SAID = re.compile(
    rf"\b(?:{OBJECTS}|{TOLD}|report(?:ed|ing)|stories|articles?|headlines?|figures?|answers?|posts?|tweets?|information"
    r"|theor(?:y|ies)|it|this|that|which|what|whole|here|you)\b",
    re.IGNORECASE,
)
"""What may be incorrect because it was said: a person who "is incorrect" corrects no report."""
_BACK = re.compile(
    rf"\b(?:this|that|it|these|those|which|such|(?:the|both|all) (?:\w+ )?(?:{OBJECTS}|{TOLD}))\b",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\b(?:whether|if)\b", re.IGNORECASE)
_ERRATUM = re.compile(
    r"\b(?:previous|earlier|original|prior) (?:version|edition)s? of (?:this|the|our) \w+"
    r"|\bthis (?:story|article|report|post) (?:has been|was) (?:corrected|updated|amended)\b",
    re.IGNORECASE,
)
"""An article that corrects its own earlier wording disputes nothing that stands now."""
_CAN = re.compile(r"\b(?:can|will|to)\b[^,;]{0,12}\Z", re.IGNORECASE)


@lru_cache(4096)
def correcting(text: str) -> bool:
    """Say whether a text calls something said before incorrect."""
    found = correction(text) or WRONGLY.search(text)
    if found is None or of_itself(text):
        return False
    return not _ASKED.search(text, clause_start(text, found.start()), found.start())


def corrects(text: str) -> bool:
    """Say whether a text corrects something, by a word of its own."""
    return bool(correction(text)) and not of_itself(text)


def refers_back(text: str) -> bool:
    """Say whether a correction may be of what the sentence before says."""
    return bool(_BACK.search(text))


def correction(text: str) -> re.Match[str] | None:
    """Return the first word by which a text calls incorrect what was said."""
    folded = text.lower()
    if not any(mark in folded for mark in CORRECTION_MARKS):
        return None
    return next((found for found in CORRECTION.finditer(text) if _of_words(text, found)), None)


def _of_words(text: str, found: re.Match[str]) -> bool:
    """Say whether it is something said that is judged to be wrong."""
    clause = text[clause_start(text, found.start()) : found.start()]
    if SUPPOSED.search(clause) or _CAN.search(clause):
        return False
    if found["judged"] is None:
        return True
    return bool(_SAID.search(text, clause_start(text, found.start()), found.start()))


def of_itself(text: str) -> bool:
    """Say whether an article speaks of its own earlier version."""
    return bool(_ERRATUM.search(text))
