"""What a cue means where it stands: somebody's words, or an act, a thing or another word of the same form."""

from __future__ import annotations

import re

from ..values import Attribution, Span
from .lexicon import CLASSES, LISTS

_ADJECTIVE = re.compile(r"\b(?:is|are|was|were|be|been)\s(?:\w+ly\s)?\Z", re.IGNORECASE)
"""Before "correct": a judgement of the author's."""
_WITHHELD = re.compile(r"\s(?:him|her|them|us|me|you)\b", re.IGNORECASE)
"""After "deny": a thing is refused to somebody."""
_PHONED = re.compile(
    r"\s(?:his|her|their|my|our|its|the)\s(?:[a-z-]+\s){0,3}?([a-z-]+)(?:[,.;]|\s(?:to|and|on|at|in|after|before)\b)"
)
"""After "called": whom somebody rang up ("called her insurance company, which …")."""
_COUNSEL = re.compile(r"\b(?:general|legal|special|chief|defense|defence|House)\s\Z")
_CLAUSE_NEXT = re.compile(
    r"\s+(?:that|how|why|what|whether|where|no|it|there|he|she|they|we|(?:his|her|their)\sinnocence)\b|\s*[:,“\"]",
    re.IGNORECASE,
)
_MAY_ACT = frozenset(["show", "find", "reveal", "hint", "understand"])
"""Cues that are words only before a clause, unless a text's: "he showed a sense of humour"."""
_TELLING = re.compile(
    r"\s(?:everything|a lot|a great deal|much|volumes|something|nothing|it all)\b"
)
"""After "says": "his silence says everything" are no words."""
_SHOW = re.compile(
    r"\b(?:TV|[Tt]elevision|[Rr]adio|[Tt]alk|[Rr]eality|[Gg]ame|[Qq]uiz|[Ff]ashion)\s\Z"
)
_SHOWN = re.compile(r"\sthat\s(?:aired|air|were|are|have|streamed|ran|premiered)\b")
"""Around the noun "shows": "TV shows", "shows that aired"."""
_SHOWED_HIMSELF = re.compile(r"\s(?:he|she|they)(?:['’]\w+)?\s")
"""After "showed": "Roe showed she is unstoppable" tells what she did."""
_NO_WORDS = {
    "find": re.compile(r"\s(?:him|her|it|them|my|your|our)sel(?:f|ves)\b", re.IGNORECASE),
    "want": re.compile(r""),
    "ask": re.compile(r"\sof\b"),
    "write": re.compile(r"\s(?:his|her|their|its)\sway\b"),
    "add": re.compile(r"\sto\b"),
    "believe": re.compile(r"\sin\b"),
    "call": re.compile(r"\s(?:out|off|up)\b"),
    "testimony": re.compile(r"\sfrom\b"),
    "blast": re.compile(r"\s(?:away|off|out)\b"),
    "tell": re.compile(r"\s(?:\w+\s)?(?:stories|tales|jokes|lies|fortunes|time)\b"),
    "observe": re.compile(
        r"\s(?:an?|the)\s(?:moment|minute|day|silence|fast|tradition|custom|rule)s?\b"
    ),
    "blame": re.compile(r"\s(?:him|her|it|them|my|your|our)sel(?:f|ves)\b"),
    "accuse": re.compile(r"\s(?:of|in|by)\b"),
}
"""After cues that then report no word: "found herself", "adds to the pressure", "the questions asked of him", a mere
wish."""
_OF_OTHERS = re.compile(
    r"\b(?:investigat|examin|review|den|reject|dismiss|fac|hear|receiv|disput|prob|look|weigh|consider)\w*\s"
    r"(?:into\s)?(?:[\w’'-]+\s){0,4}\Z"
)
"""Between a source and a noun: claims that somebody examines, denies or hears are another's."""
_CLAUSAL = LISTS["clausal_cues"]
"""Cues that report words only before a clause: "added a scanner", "recalled cars" tell of acts."""
_OF_TEXTS = frozenset(["show", "suggest", "indicate", "reveal"])
"""Cues of texts and people: "the attention shows that" is the author's own reading."""
_TELLS_NEXT = re.compile(
    r"\s+(?:[\w’'$-]+\s){0,8}?(?:is|are|was|were|has|have|had|will|would|can|could|should|may|might|must|did|does|do"
    r"|\w+n['’]t)\b"
)
"""A clause without "that": some words, then a verb."""
_SPOKEN_OF = re.compile(r"\b(?:for|of|from|without|about|against|than|into)\s\Z")
_PERSONS = LISTS["persons"]
_QUOTED_WORDS = re.compile(r"[“\"]([^“”\"]+)[”\"]?")
_MARK = re.compile(r"[“\"]")
_SPEECH_ENDS = re.compile(r"[,?!…—–-](?:[”\"]|''|’’)\s\Z")
_OF_ANOTHER = re.compile(r"\b(?:that|which|who)\s\w+\b")
"""Between a cue and a quotation: a clause whose quotation it is ("saw a sign that said “…”")."""
_BESIDE = 30
"""Characters after such a cue within which its quotation begins."""
_TITLE_WORD = r"(?:[A-Z][\w’'-]*+|(?:of|the|for|and|in|to|a|on)\b)"
_TITLED = re.compile(rf"{_TITLE_WORD}(?:[\s,!?:]++{_TITLE_WORD})*+[\s,!?:]*")
"""A title: "Rally for the Liberty Delegates". Its words stand apart, so that it is read in one way only."""
_BETWEEN = 70
"""Characters between a source and a noun that is its object, at most."""
_LEAST_QUOTED = 4
"""Words in quotation marks from which on a cue that is not plain counts as one of speech."""


def other_word(body: str, one: Attribution, lemma: str) -> bool:
    """Say whether the cue is here another word: "say" for "for instance", "is correct", "deny him"."""
    cue = one.cue or one.content
    start, end = cue.start, cue.end
    if lemma == "say":
        aside = body[start - 2 : start] == ", " and body[end : end + 1] == ","
        return aside or bool(_TELLING.match(body, end))
    if lemma == "chant":
        return body[max(start - 2, 0) : start].strip() in ("”", '"', "’", "'")
    if lemma == "show":
        listed = body[start - 2 : start] == ", " and body[end : end + 1] == ","
        return listed or bool(
            _SHOW.search(body, max(start - 12, 0), start) or _SHOWN.match(body, end)
        )
    if lemma == "call" and _is_rung_up(body, end):
        return True
    if lemma in _NO_WORDS:
        return bool(_NO_WORDS[lemma].match(body, end)) and not quoted_at_length(body, one)
    if lemma == "correct":
        return bool(_ADJECTIVE.search(body, max(start - 25, 0), start))
    if lemma == "counsel":
        return bool(_COUNSEL.search(body, max(start - 12, 0), start))
    return lemma == "deny" and bool(_WITHHELD.match(body, end))


def _is_rung_up(body: str, end: int) -> bool:
    """Say whether "called" is followed by whom somebody telephoned."""
    whom = _PHONED.match(body, end)
    return whom is not None and (
        CLASSES.get(whom[1].lower()) in ("person", "body") or whom[1] in _PERSONS
    )


def acted(body: str, one: Attribution, lemma: str) -> bool:
    """Say whether the cue tells what a person did, not what was said ("he showed courage")."""
    if one.source is None or one.cue is None:
        return False
    if lemma == "threaten":
        return not body.startswith(" to ", one.cue.end) or _lifeless(one.source.of(body))
    if lemma in _OF_TEXTS and _lifeless(one.source.of(body)):
        return True
    if lemma in _CLAUSAL and one.content.start >= one.cue.end:
        return not (
            _is_quotation(body, one.content)
            or _CLAUSE_NEXT.match(body, one.cue.end)
            or _TELLS_NEXT.match(body, one.cue.end)
        )
    if lemma not in _MAY_ACT:
        return False
    if lemma == "show" and _SHOWED_HIMSELF.match(body, one.cue.end):
        return True
    source = one.source.of(body).split()
    text = any(
        CLASSES.get(word.lower()) == "text"
        for word in source
        if word != word.title() or word == source[0]
    )
    return not text and not _CLAUSE_NEXT.match(body, one.cue.end)


def _lifeless(source: str) -> bool:
    """Say whether a source is a thing that cannot speak ("the dispute threatened to …")."""
    last = source.split()[-1]
    return (
        last.islower() and last not in CLASSES and last not in _PERSONS and not last.endswith("s")
    )


def of_others(body: str, one: Attribution) -> bool:
    """Say whether the cue is a noun for words that the source only deals with ("officials examine allegations")."""
    source, cue = one.source, one.cue
    if source is None or cue is None or not 0 < cue.start - source.end < _BETWEEN:
        return False
    return bool(_OF_OTHERS.search(body, source.end, cue.start))


def spoken_of(body: str, one: Attribution, cue: Span) -> bool:
    """Say whether the cue names an act spoken of, not words that were said ("a deadline for telling", "a
    ruling rejecting it")."""
    if not cue.of(body).endswith("ing"):
        return False
    if one.source is not None and body[one.source.end : cue.start] == " ":
        return CLASSES.get(one.source.of(body).split()[-1]) == "text"
    return bool(_SPOKEN_OF.search(body, max(cue.start - 12, 0), cue.start))


def quoted_at_length(body: str, one: Attribution) -> bool:
    """Say whether more than a word or two of the content stands in quotation marks."""
    return one.quoted and any(
        len(part.split()) >= _LEAST_QUOTED and not _TITLED.fullmatch(part)
        for part in _QUOTED_WORDS.findall(one.content.of(body))
    )


def _is_quotation(body: str, content: Span) -> bool:
    """Say whether a content is nothing but words in quotation marks."""
    return body[content.start] in '“"' and body[content.end - 1] in '”"'


def adjoins_quotation(body: str, one: Attribution) -> bool:
    """Say whether a cue with its source stands right behind words that a quotation mark ends after a comma or
    the like ("…,” he laughed"), whatever the cue."""
    if one.cue is None or one.source is None or not one.quoted:
        return False
    first, last = sorted((one.cue, one.source), key=lambda span: span.start)
    beside = body[first.end : last.start].isspace()
    return beside and bool(_SPEECH_ENDS.search(body, max(first.start - 4, 0), first.start))


def quotes_next(body: str, one: Attribution) -> bool:
    """Say whether a cue that is not plain stands beside more than a word or a title in quotation marks."""
    cue = one.cue or one.content
    if one.content.start >= cue.end:
        mark = _MARK.search(body, cue.end, cue.end + _BESIDE)
        if mark is None or _OF_ANOTHER.search(body, cue.end, mark.start()):
            return False
    return quoted_at_length(body, one)
