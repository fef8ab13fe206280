"""Does a question lean on the one before it? Its pronouns say so where nothing precedes them."""

from __future__ import annotations

import re

from bot.conversation.topics import names
from bot.wording import possessive

_FUNCTION = (
    "what|who|whom|when|where|why|how|which|much|many|long|old|else|more|then|exactly|to|by|for|with"
    "|from|about|on|in|of|at|did|does|do|was|were|is|are|will|would|has|have|had|can|could|should|not"
)
_PERSON = re.compile(
    rf"(?:(?:{_FUNCTION}) )+(?:he|she|they|his|her|their)\b(?: \S+){{0,4}}"  # Why did he leave?
    r"|.* (?:him|her|them)",  # What did the papers write about her?
    re.IGNORECASE,
)
_THING = re.compile(
    r"\b(?:about|of|with|to|after|before|for|by|did|does|do|was|is|will|has) (?:it|that|this)"
    r"(?: (?:cost|mean|happen|work|end|start|begin|last|take|change|look like|go|matter|true|"
    r"confirmed|denied|built|sold|made|written|signed|announced|planned|allowed|legal))?$",
    re.IGNORECASE,
)
_IT = re.compile(
    r"(?:exactly )?(?:when|where|why|how|what|who|how (?:much|many|long|old|far|big))"
    r" (?:did|does|do|was|is|will|has|would|can|could) (?:it|that|this)(?: \w+){1,4}",
    re.IGNORECASE,
)
"""A question that has no subject but a pronoun: "When does it come out?"."""
_WHETHER_IT = re.compile(
    r"(?:is|was|has|had|will|did|does|can|could) (?:it|this|that)"
    r"(?: (?!(?:to|that|for|if|when|possible|legal|safe|normal|worth|ok|okay)\b)\w+){1,3}",
    re.IGNORECASE,
)
"""The same of a question whether something is so: "is it open again?", "will it reopen soon?"."""
_ONE = re.compile(
    r"(?:who|what|which \w+)(?: (?:else|also|first|really))? \w+ (?:it|that|this|them)",
    re.IGNORECASE,
)
"""Who owns it? Which outlet sold that?"""
_ANY = re.compile(
    r"(?:(?:and|so) )?(?:(?:is|are|was|were) there (?:any|more|other)\w*(?: \w+){0,2}|any (?!news\b)\w+(?: \w+)?"
    r"|(?:is|are|was|were|has|have|did) any(?:one|body)(?: else)?(?: \w+){1,2})",
    re.IGNORECASE,
)
"""What is asked of something that goes unnamed: "were there any survivors?", "was anyone else hurt?"."""
_OF_IT = re.compile(
    r"(?:did|does|do|has|have|is|was|will|why|how|when|where|what)\b.* (?!is |was )\w+ (?:it|that|this)",
    re.IGNORECASE,
)
_PERSONAL = re.compile(
    r"\b(?P<whose>his|her(?= (?!in\b|on\b|at\b|to\b|for\b|by\b)\w))\b|\b(?:he|she|him|her)\b", re.I
)
_NEXT = re.compile(
    r"what (?:happened|happens|came|comes|was|is) (?:next|then|after(?:wards| that)?|later)",
    re.IGNORECASE,
)
_OPENING_PRONOUN = re.compile(rf"(?:(?:{_FUNCTION}) )+(?:he|she|they)\b", re.IGNORECASE)
_LAST_PRONOUN = re.compile(r"\b(?:him|her|them)$", re.IGNORECASE)
_IDLE = re.compile(r"(?:what(?: time)?|who|where|how) (?:is|was) (?:it|that|this)", re.IGNORECASE)
_MOST_WORDS = 9


def leans(text: str) -> bool:
    """Say whether a question cannot be read without the one before it.

    True for "Why did he leave?", "How much did it cost?", "What happened next?"; False where the
    question itself names someone or something that the pronoun may stand for.
    """
    if _NEXT.fullmatch(text):
        return True
    if len(text.split()) > _MOST_WORDS or _IDLE.fullmatch(text):
        return False
    if names(text):
        return bool(_OF_IT.fullmatch(text)) and not _has_own_subject(text)
    if any(form.fullmatch(text) for form in (_IT, _WHETHER_IT, _ONE, _ANY)):
        return True
    if _PERSON.fullmatch(text):
        pronoun = _OPENING_PRONOUN.match(text) or _LAST_PRONOUN.search(text)
        return pronoun is None or not _has_own_subject(text[: pronoun.end()])
    match = _THING.search(text)
    return match is not None and not _has_own_subject(text[: match.start()])


def with_person(text: str, name: str) -> str | None:
    """Return a question with a name in the place of its first "he", "she", "him" or "her"; None without one."""
    found = _PERSONAL.search(text)
    if found is None:
        return None
    said = possessive(name) if found["whose"] else name
    return f"{text[: found.start()]}{said}{text[found.end() :]}"


def _has_own_subject(before: str) -> bool:
    """Say whether a noun goes before the pronoun that it may stand for: "the minister … his"."""
    return bool(re.search(r"\b(?:the|a|an|this|that|these|those|my|our|your) \w+", before, re.I))
