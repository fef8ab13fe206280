"""The words by which a sentence denies, negates, corrects or merely supposes something."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from bot.conflict.clauses import OBJECTS, SUPPOSED, TOLD, clause_end, clause_start
from bot.conflict.corrections import CORRECTION, CORRECTION_MARKS, WRONGLY, correction

_NEGATION = re.compile(r"\b(?P<noun>no|neither)\b|\b(?:not|never|cannot)\b|n[’']t\b", re.IGNORECASE)
# What follows here leaves open whether something is so: that denies nothing.
_OPEN = re.compile(
    r"[\s“\"']*(?:only|just|immediately|yet|clear|known|say|saying|said|comment|respond|reply|replied"
    r"|know|discuss|specify|elaborate|name|identify|identified|disclose|confirm|return|reach"
    r"|be reached|available|sure|doubt|necessarily|longer|least|less|more|matter|one of|want|think"
    r"|believe|expect|going|able|mean|need|see|let|get|even|to|secret|question|wonder|shortage|lack|end|stranger"
    r"|coincidence)\b",
    re.IGNORECASE,
)
_SOME = re.compile(
    r"\b(?:most|many|some|few|several|half|\d+(?:\.\d+)?(?:%| percent| per cent)) (?:of )?(?:\w+ ){1,8}\Z",
    re.IGNORECASE,
)
"""Before "not": what most or some do not, others may do."""
_CONTRASTED = re.compile(r", (?:and |but )?\Z", re.IGNORECASE)
"""Before "not": "his findings, not the summary" sets one thing beside another."""
# These leave what they stand before as true as it was.
_AFFIRMING = re.compile(
    r"[\s“\"']*(?:only|just|least|doubt|matter|one of|merely|simply|necessarily|shortage|lack|secret)\b",
    re.IGNORECASE,
)
_LACKING = re.compile(
    r"\b(?:without|impossible|excluding|except|rather than|instead of|lack(?:s|ed|ing)?|fail(?:s|ed|ing)? to"
    r"|whether|if|nothing|nobody|no one|none"
    r"|prohibit\w*|forbid\w*|prevent\w*|avoid\w*)\b",
    re.IGNORECASE,
)
_NEGATIVE = re.compile(
    r"\b(?:(?:refus|declin)(?:e|es|ed|ing|al)|unaware|unable|unwilling|unknown|limited|nothing|nobody"
    r"|none|nor|barely|hardly)\b",
    re.IGNORECASE,
)
_TOLD_DENIAL = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ials?)|disput(?:es|ed|ing)|rebut\w*|rebuk\w+|s[ck]eptical of"
    rf"|(?:dismiss|reject)(?:ed|es|s|ing)? (?:[\w’'-]+ ){{0,3}}(?:{OBJECTS}|notions?|ideas?|inferences?))\b",
    re.IGNORECASE,
)
_UNTRUE = re.compile(
    r"\b(?:false|unfounded|baseless|debunked|discredited|unproven|refuted|misleading)"
    rf" (?:\w+ )?{OBJECTS}\b",
    re.IGNORECASE,
)
_FAKE = re.compile(r"\b(?:fake|bogus|phony|sham|fraudulent)\b", re.IGNORECASE)
_NOT_SO = re.compile(
    r"(?:\bnot|n[’']t) (?:\w+ly )?(?:accurate|true|correct|the case)\b", re.IGNORECASE
)
_OF_A_CLAIM = re.compile(
    r"\b(?:claim|idea|notion|report|suggestion|allegation|theory|rumou?r|story|accusation)s? that\b[^,;:]*\Z",
    re.IGNORECASE,
)
"""Before a negation: "the claim that there was no vote is false" negates nothing."""
_UNPROVEN = re.compile(
    r"\b(?:no|not|nor|nothing|nobody|none|never|without|lack of|n[’']t)\b[^,;:.]{0,60}"
    r"\b(?:evidence|proof|prove[dns]?|corroborat\w+|substantiat\w+|back(?:s|ed)? up|merit|basis|credib\w+)\b"
    r"|\b(?:unsubstantiated|uncorroborated|unproven|unfounded|baseless|debunked|discredited"
    r"|conspiracy theor(?:y|ies))\b",
    re.IGNORECASE,
)
_NOTHING_AFTER = re.compile(r"(?:\bwho|[,.?!][”\"’'](?: [\w.’'-]+){0,4}) \Z", re.IGNORECASE)
"""Before "wrongly claim": "those who …" are a kind of people, and after a quotation that is what was claimed."""
_CLOSED = re.compile(r"[,.?!][”\"’'](?!\w)")
_MAY = re.compile(r"\b(?:should|must|ought|may|might|could)\b")
_QUESTION = re.compile(r"(?:^|(?<=[.!?“”\"]))[^.!?“”\"]*+\?")
_DENIAL = re.compile(
    r"\b(?P<denied>denie[sd])(?! (?:coverage|access|bail|boarding|entry|permission|services?|treatment|asylum|funding"
    r"|care|benefits|rights|protections?|him|her a|them|us|people|by|or|and)\b| [\d$£€])"
    r"|\b(?:deny(?:ing)?(?= (?:that|having|being|(?:any|all)(?! funding| access| aid| help)|wrongdoing|involvement"
    r"|the (?:claim|report|allegation|charge)))"
    rf"|refut(?:es|ed)|(?:reject|dismiss)(?:ed|es|ing|s)?"
    rf" (?:the |any |those |these )?{OBJECTS}"
    rf"|(?P<contrary>contrary to(?= (?:[\w’'-]+ ){{0,3}}(?:{OBJECTS}|{TOLD}|beliefs?)\b))"
    rf"|debunk(?:s|ed|ing)?(?= (?:[\w’'-]+ ){{0,2}}(?:{OBJECTS}|theor(?:y|ies)|myths?)\b)"
    rf"|disput(?:es|ed)(?= that\b| (?!how\b|what\b|whether\b)(?:[\w’'-]+ ){{1,3}}(?:{OBJECTS}|{TOLD})\b))\b",
    re.IGNORECASE,
)
_WITHHELD = re.compile(
    # To deny somebody a thing is to refuse it: "denied the Rovers a title", "denied his request",
    # "denied a boat to the mayor" (but "denied ties to the mayor").
    r"(?: to (?![^.;]{1,60}\bthat\b)"
    r"|(?: (?!that\b|any\b|all\b|ties?\b|links?\b|connections?\b|\w+ing\b)[\w-]+){1,3}"
    r" to (?:(?:the|those|her|him|them) |(?-i:[A-Z]))"
    r"| (?:the )?(?-i:[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*) (?:from|the|an?|any|his|her|its|their)\b"
    r"|(?: (?!that\b|any\b|all\b|\w+ing\b)[\w’'-]+){1,7} (?:the|their|an?|his|her|its|equal|full) (?:rights?|chance"
    r"|abilit\w+|freedom|benefits?|protections?|status|care|coverage|vote)\b"
    r"| (?:the|their|his|her|its|any) (?:\w+ )?rights?\b"
    r"|(?: [\w’'.-]+){0,4} (?:request|motion|appeal|petition|application|bid|visa|parole|bond|stay"
    r"|injunction|rehearing|effort|attempt|opportunit(?:y|ie)|chance)s?\b)",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    # "seemed to dismiss claims", "was denied".
    r"(?:\b(?:to|be|been|being|was|were|is|are|gets?|got|getting|if|when|unless)(?: \w+ly)?"
    # "a widely debunked claim": a judgement in passing, of which it is not said what it denies.
    r"|\b(?:an?|the|his|her|their|its|this|these|those|widely|already|now|long|since|oft"
    r"|including|of|with|by|about|spreading|repeating|promoting|making"
    # To deny falsely is to have done it; who does not deny something, or says neither, denies nothing.
    r"|falsely|wrongly"
    r"|not|never|cannot|nor|neither|confirm(?:ed|s|ing)? n?or)-?|n[’']t) \Z",
    re.IGNORECASE,
)
_NO_MORE = re.compile(
    rf" (?:(?:the|that|this|these|those|any|all|his|her|their|its|such) )?(?:[\w.-]+[’']s? )?"
    rf"(?:{OBJECTS}|involvement|wrongdoing|responsibility|guilt|knowledge)\b"
    r"(?! (?:that|of|in|for|with|about|against|he|she|they|it)\b)",
    re.IGNORECASE,
)
"""What is denied ends here: "after he denied the charge, she sued"."""
_CALLING = re.compile(r"\b(?:call|nam|describ|identif)\w*\Z", re.IGNORECASE)
_IN_CASE = re.compile(r"\b(?:if|unless|whenever|even when|in case)\b[^,;.:]{0,60}\Z", re.IGNORECASE)
"""Before a denial that may never come."""
_OBJECT_LAST = re.compile(rf" {OBJECTS}\Z", re.IGNORECASE)
_OF_WHAT = re.compile(
    r" (?:that|of|in|about|against|by|from|made|he|she|they|it|levell?ed|raised)\b"
)
_REPORT_THAT = re.compile(
    rf"(?: [\w.’'-]+){{0,4}} (?:{OBJECTS}|{TOLD}|conclusions?|notions?|ideas?)"
    r"(?: (?:by|from|in) [\w.’' -]{1,40}?)?(?:,? that|,? alleging| of| about)\b",
    re.IGNORECASE,
)
"""Before what is denied: "an explosive report by the Lantern that …"."""
_DENIAL_END = re.compile(
    r";|, but\b|, (?:and|while) (?:it|he|she|they|we|the|this|that|there|his|her|their)\b"
    r"|,? and (?:then |later |also |has |have |had )*(?:says|said|told|added|called"
    r"|insist|vow|accus|blam|promis|demand|threaten|warn|urg|dismiss|describ|claim|argu|pledg|apologi[sz]|condemn)(?:e?[sd]|)\b"
    r"|,? as (?:he|she|they|(?:his|her|their|its) \w+ \w+s)\b"
    r"|, (?:calling|saying|telling|adding|insisting|describing|which)\b"
    # Where a blank is missing between two sentences, and where a link to another article ends.
    r"|(?-i:(?<=[a-z])[.!?][”\"’']?(?=[A-Z])|\bMORE\b)",
    re.IGNORECASE,
)
# "a formal correction after it was suggested that …": what was suggested is what is denied.
_REPORTED = re.compile(
    r"\b(?:suggest(?:ed|ions?)|report(?:ed|s)|claim(?:ed|s)|said|alleg(?:ed|ations?)|headlines?|rumou?rs?)\b"
    r"(?:,? that\b)?",
    re.IGNORECASE,
)


NOUN, LAST = 3, -1
"""In place of a number of words: those after "no", whose noun a claim holds; the last ("falsely called a sham")."""
Reach = tuple[int, int, int, bool]
"""From where to where, how many of its first words say what is denied, and whether outright."""


_MARKED = (
    (_NEGATION, ("no", "never", "neither", "n't", "n’t")),
    (_DENIAL, ("den", "refut", "reject", "dismiss", "contrary", "debunk", "disput")),
    (WRONGLY, ("wrongly", "falsely", "mistakenly", "incorrectly", "erroneously")),
    (CORRECTION, CORRECTION_MARKS),
)
"""Cues, each with what is in all that it finds: looking for that takes a tenth of the time."""


@lru_cache(4096)
def opposing(text: str) -> bool:
    """Say quickly whether a text denies, negates or corrects anything at all."""
    folded = text.lower()
    marked = (cue for cue, marks in _MARKED if any(mark in folded for mark in marks))
    return any(cue.search(text) for cue in marked)


def negative(text: str) -> bool:
    """Say whether a text says of anything that it is not so, or is lacking, refused or unknown."""
    return any(cue.search(text) for cue in (_NEGATION, _LACKING, _NEGATIVE))


def telling(text: str) -> bool:
    """Say whether a text tells of a denial ("his denials"), or of a lack of evidence."""
    return any(
        cue.search(text) for cue in (_TOLD_DENIAL, _UNPROVEN, _UNTRUE, _NOT_SO, _FAKE, WRONGLY)
    )


def negations(text: str) -> Iterator[Reach]:
    """Yield the ranges that negations reach."""
    for found in _NEGATION.finditer(text):
        if _OPEN.match(text, found.end()) or _CONTRASTED.search(text, 0, found.start()):
            continue
        if not found["noun"] and _SOME.search(text, 0, found.start()):
            continue
        end = clause_end(text, found.end())
        clause = text[clause_start(text, found.start()) : end]
        if SUPPOSED.search(clause) or clause.lower().lstrip("“\"' ").startswith("you "):
            continue
        before = text[clause_start(text, found.start()) : found.start()]
        if _OF_A_CLAIM.search(before) or _in_question(text, found.start()):
            continue
        heads = NOUN if found["noun"] else 1
        yield found.start(), end, heads, False


def denials(text: str) -> Iterator[Reach]:
    """Yield the ranges that words of denial reach: what follows them."""
    found = [*_DENIAL.finditer(text), *WRONGLY.finditer(text)]
    for denial in found:
        if not _denies_nothing(text, denial):
            yield _reach(text, denial)
    if not found and (reported := _reported(text)) is not None:
        yield reported, len(text), 2, True


def _denies_nothing(text: str, found: re.Match[str]) -> bool:
    """Say whether a word of denial is used in passing, withholds a thing, or is itself denied."""
    if _PASSIVE.search(text, max(0, found.start() - 30), found.start()):
        return True
    if _IN_CASE.search(text, 0, found.start()):
        return True
    if found.re is WRONGLY and _NOTHING_AFTER.search(text, 0, found.start()):
        return True
    if found.re is _DENIAL and found["denied"] and _WITHHELD.match(text, found.end()):
        return True
    # Who denies that something is not so says that it is.
    return bool(_NEGATION.search(text, found.end(), clause_end(text, found.end())))


def _reach(text: str, found: re.Match[str]) -> Reach:
    if found.re is _DENIAL and found["contrary"]:
        return found.end(), clause_end(text, found.end()), 1, True
    reported = _REPORT_THAT.match(text, found.end())
    start = reported.end() if reported else found.end()
    if _OBJECT_LAST.search(found[0]) and not _OF_WHAT.match(text, start):
        return start - len(found[0].split()[-1]), start, 1, True
    heads = LAST if found.re is WRONGLY and _CALLING.search(found[0]) else 2
    return start, _denial_end(text, start), heads, True


def _reported(text: str) -> int | None:
    """Return where that begins which a correction calls incorrect ("after it was suggested that …")."""
    corrected = correction(text)
    reported = _REPORTED.search(text, corrected.end()) if corrected else None
    if reported is None or corrected is None:
        return None
    # ‘"That is false," she claimed’: it is the correction that she claims.
    closed = _CLOSED.search(text, corrected.end(), reported.start())
    return None if closed else reported.end()


def _denial_end(text: str, place: int) -> int:
    """Return how far a denial reaches whose word ends at a place."""
    end = _DENIAL_END.search(text, place)
    last = end.start() if end else len(text)
    nothing_more = _NO_MORE.match(text, place)
    return min(last, clause_end(text, nothing_more.end())) if nothing_more else last


def _in_question(text: str, place: int) -> bool:
    return any(asked.start() <= place < asked.end() for asked in _questions(text))


def _questions(text: str) -> Iterable[re.Match[str]]:
    """Return the questions in a text; looked for only where one may be, since the look takes long."""
    return _QUESTION.finditer(text) if "?" in text else ()


def unsaid(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges that assert nothing, though they may deny nothing either."""
    for asked in _questions(text):
        yield asked.span()
    for found in _NEGATION.finditer(text):
        if not _AFFIRMING.match(text, found.end()):
            yield found.start(), clause_end(text, found.end())
    for cue in (_LACKING, _UNTRUE):
        for found in cue.finditer(text):
            yield found.start(), clause_end(text, found.end())
    for found in _MAY.finditer(text):
        yield clause_start(text, found.start()), clause_end(text, found.end())
