"""What a question is about: its names, its topic, its question word swapped for another."""

from __future__ import annotations

import re

_AUX = "did|does|do|was|were|is|are|will|would|has|have|had|can|could|should|may|might|shall"
"""The verbs that change places with the subject in a question."""
_SPEECH = (
    "say|claim|report|write|think|announce|reply|answer|respond|argue|suggest|deny|state|testify|warn|admit|confirm"
    "|promise|predict|explain|recommend|reveal|vow|declare|tweet"
)
_ADVERBIAL = re.compile(rf"(?:when|where|why|how) (?P<rest>(?:{_AUX}) .+)", re.IGNORECASE)
_WORDS_OF = re.compile(
    rf"what (?P<before>(?:{_AUX}) .+? (?:{_SPEECH}))\b(?P<after>.*)", re.IGNORECASE
)
_SPOKE = re.compile(
    rf"(?:what|why|when|where|how) (?:did|does|has) (?P<who>[\w.’' -]{{2,40}}?) (?:{_SPEECH}|said)\b",
    re.IGNORECASE,
)
_WAS_SAID = re.compile(r"what (?P<be>was|were|is|are) (?P<rest>\w+(?:ed|aid|ten|en)\b.*)", re.I)
_YES_NO = re.compile(rf"(?P<rest>(?:{_AUX}) .+)", re.IGNORECASE)
_LEAD = re.compile(
    rf"(?:(?:what|who|whom|which|whose|when|where|why|how)\b(?: (?:much|many|long|old|far))?"
    rf"(?:'s)?(?: (?:{_AUX})\b)?(?: there\b)?|(?:{_AUX})\b|tell me(?: about)?|is there) ?",
    re.IGNORECASE,
)
_ASKED_OF = re.compile(
    r"(?:(?:when|where|why|how(?: much| many)?) was that|who said that): (?P<asked>.+)",
    re.IGNORECASE,
)
"""A follow-up set before the question that it was asked of."""
_CAPITAL = r"[A-Z][\w'’.&-]*|[A-Z]\.|(?<=\w )\d+\b"
_NAME = re.compile(rf"(?:{_CAPITAL})(?:\s+(?:(?:of|de|van|von|al|bin|the)\s+)?(?:{_CAPITAL}))*")
_OPENERS = frozenset(
    {
        "what", "who", "whom", "which", "whose", "when", "where", "why", "how", "did", "does", "do",
        "was", "were", "is", "are", "will", "would", "has", "have", "had", "can", "could", "should",
        "may", "might", "and", "but", "so", "in", "on", "at", "the", "a", "an", "if", "i", "tell",
        "since", "according", "during", "after", "before", "between", "any", "that", "it",
    }
)  # fmt: skip
"""Words that are capital only because they open a sentence."""


def names(text: str) -> list[tuple[int, int]]:
    """Return the ranges of the proper names in a question: runs of capitalised words.

    What is capital only because it opens the sentence is left out, and so is a possessive "'s".
    """
    found = []
    for match in _NAME.finditer(text):
        start, end = match.span()
        while (first := text[start:end].partition(" "))[0].casefold() in _OPENERS:
            start += len(first[0]) + len(first[1])
        if start < end:
            found.append((start, end - 2 if text[start:end].endswith(("'s", "’s")) else end))
    return found


def who_speaks(question: str) -> str | None:
    """Return whose words a question asks for, as it is written: "sam altman" of "what did sam altman say about it"."""
    asked = _SPOKE.match(question.strip())
    return asked["who"] if asked else None


def asked_first(question: str) -> str:
    """Return the question that a follow-up was set before ("When was that: Who called?" → "Who called?")."""
    while match := _ASKED_OF.fullmatch(question.strip()):
        question = match["asked"]
    return question


SET_BESIDE = "(Topic: "
"""What opens the topic that a question was set beside."""


def topic(question: str) -> str:
    """Return what a question is about: without its question word, mark and verb of saying."""
    text = question.strip().rstrip("?!. ")
    if SET_BESIDE in text and text.endswith(")"):
        return text.partition(SET_BESIDE)[2][:-1]
    lead = _LEAD.match(text)
    bare = (text[lead.end() :].strip() if lead else text) or text
    return re.sub(rf" (?:{_SPEECH})\b(?=.)", "", bare, count=1)


def asked_with(word: str, question: str) -> str:
    """Return the question with ``word`` ("When") asked of it.

    "Why did the King call?" → "When did the King call?"; "What did the King say about it?" → "When
    did the King say that about it?"; where neither keeps the grammar, "When was that: Who called?".
    """
    question, beside, rest = question.strip().partition(SET_BESIDE)
    if beside:
        return f"{asked_with(word, question.strip())} {beside}{rest}"
    text = question.rstrip("?!. ")
    if re.match(rf"{word}\b", text, re.IGNORECASE):
        return question
    turned = None if word in {"How much", "How many"} else _turned(text)
    return f"{word} {turned}?" if turned else f"{word} was that: {text}?"


def _turned(text: str) -> str | None:
    """Return a question without its question word, ready for another that asks for no thing."""
    if match := _ADVERBIAL.fullmatch(text) or _YES_NO.fullmatch(text):
        rest = match["rest"]
        return f"{rest[0].lower()}{rest[1:]}"
    if match := _WORDS_OF.fullmatch(text):
        return f"{match['before']} that{match['after']}"
    if match := _WAS_SAID.fullmatch(text):
        return f"{match['be']} that {match['rest']}"
    return None


def with_name_swapped(question: str, new: str) -> str | None:
    """Put ``new`` in the place of the one name, or else of the subject, of a question.

    Returns None where no place is clear, or where the question names ``new`` already.
    """
    places = names(question)
    if any(_same(question[start:end], new) for start, end in places):
        return None
    if len(places) != 1:
        places = [place for place in places if _is_subject(question, place[0])]
    if len(places) != 1:
        return None
    start, end = places[0]
    if question[:start].lower().endswith("the "):
        start -= len("the ")
    return question[:start] + new + question[end:]


def _is_subject(question: str, start: int) -> bool:
    before = question[:start].lower().removesuffix("the ").rstrip()
    return bool(re.fullmatch(rf"(?:\w+ (?:much |many |else )?)?(?:{_AUX})", before))


def _same(one: str, other: str) -> bool:
    bare = (re.sub(r"^the ", "", name.casefold()) for name in (one, other))
    return len(set(bare)) == 1
