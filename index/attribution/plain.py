"""Say whether an attribution plainly reports somebody's words, so that a reader may be told so.

Attributions are found generously. Shown to readers as fact are only those whose cue tells that
somebody said, wrote, thought or judged something; not what somebody did, did not say or might say.
"""

from __future__ import annotations

import re

from ..values import Attribution, Span
from . import tags as part
from .lexicon import CLASSES, CUES, LISTS, Cue
from .senses import (
    acted,
    adjoins_quotation,
    of_others,
    other_word,
    quoted_at_length,
    quotes_next,
    spoken_of,
)

_AUTHOR = re.compile(
    r"(?:i|we|you)(?:['’](?:m|ve|d|ll|re))?|me|us|its|his|their|our|my|your", re.IGNORECASE
)
"""Outside of quotation marks the author or the reader, whom the publisher does not quote, or nobody."""
OF_FAMILY = re.compile(r"(?:['’]s)?\s(?:family|assembly)(?=\s)", re.IGNORECASE)
"""A noun behind a source that its ending lets pass for an adverb: "Ann Roe’s family said"."""
_NOT_DONE = re.compile(
    r"(?:\b(?:not|never|cannot|nor|perhaps \w+|maybe \w+)|n['’]t|['’]ll|\b(?:stay|keep|kept|remain)"
    r"|\b(?:should|would|could|can|might|must|may|will|shall|ought to)(?: (?:not|also|well))?(?: (?:have|be))?)"
    r"(?:\s(?:\w+ly|yet|even|so far))?\s\Z",
    re.IGNORECASE,
)
"""Before a cue: who did not say something, or ought to have, is not thereby quoted."""
_TO = re.compile(r"(?P<verb>[\w’']+)\s+to\s(?:\w+ly\s)?\Z", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)\s(?:\w+ly\s)?\Z", re.IGNORECASE)
"""Before "used to": "the index has been used to predict" tells what it is good for."""
_GOES_ON = re.compile(
    r"(?:on|continu|want|ha[sd]|have|refus|declin|beg[au]n|used|proceed)", re.IGNORECASE
)
"""What an infinitive may hang on that is still somebody's words ("went on to say")."""
_AS_NAMED = re.compile(r"\bas\s(?:the\s)?\Z", re.IGNORECASE)
_NAMING = frozenset(["describe", "call", "know", "label", "dub", "refer", "term", "put"])
"""Cues that behind "as" only name a thing ("as critics call it"), and attribute no more."""
_WHAT = re.compile(r"\b(?:what|whatever|everything|all|if|unless)\s(?:the\s|a\s)?\Z", re.IGNORECASE)
"""Before a source: "he does what he says", "if a house says so" tell of nothing said."""
_IS_NAMED = re.compile(r"\s+(?:the\s)?[A-Z]\w+\b")
"""After "called": "a gene called PCSK9"."""
_TITLE_NEXT = re.compile(r"\s+[“\"‘']")
_BY_CHANCE = re.compile(r"\bby\s\Z")
_AGAIN = 2
_BARE_SOURCE = frozenset("the a an this that these those any every each no such its".split())  # noqa: SIM905
"""Words that name nobody by themselves."""
_ASKING = frozenset(("which", "what", "how", "why", "where", "when"))
_MEASURES = LISTS["measures"]
"""What something goes by: "according to his own standards" tells of nobody's words."""
_ASIDE = re.compile(r"(?:told|said|considered),")
_ANYBODY = frozenset(["one", "nobody", "everyone", "everybody", "anyone", "anybody"])
"""Last words of sources that are nobody in particular ("no one expected")."""
_GOES_ON_PLAIN = re.compile(r"\s[a-z]")
_DOING = re.compile(r"[a-z]{3,}ing\Z")
_FINITE = frozenset((part.CUE_PAST, part.CUE_PRESENT))
_PARTICIPLES = frozenset((part.CUE_PAST, part.CUE_PARTICIPLE))
_REJECTED_BY = re.compile(r"\b(?:is|are|was|were|be|been|being)\s(?:\w+ly\s)?\Z")
_HELPS = re.compile(r"\b(?:help|helps|helped|lets?|makes?|made)\s(?:[\w’'-]+\s)?\Z")
"""Before a verb's plain form: somebody is but made to say so ("these figures help refute the claim")."""
_OF = re.compile(r"\b(?:of|for|with|from|in)\s\Z")
_LISTING = " | "
"""Between headlines that were glued into a text."""
_OLD_SAYING = re.compile(
    r"(?:an?|the|that|this|his|her|their|one|my|our)\s(?:(?:old|famous|familiar|popular|common|favou?rite|well-known)\s)?\Z"
)
"""Before "saying": a proverb, not somebody's speech ("the old saying")."""
_TURNED_DOWN = frozenset(["reject", "dismiss"])
_AGENT_NOUNS = frozenset(["advocates"])

_NAME_BEFORE = re.compile(r"[A-Z][\w-]+ \Z")
_KEPT_SILENT = re.compile(
    r"\s+(?:requests\b|to (?:comment|say|speak|talk|discuss|answer|respond|reply|confirm|deny|elaborate|explain"
    r"|disclose|reveal|identify|name|be (?:named|identified|quoted|interviewed)|give|provide|specify|clarify)\b)"
)
"""What follows "refused" or "declined" where words were withheld; "refused to open" is an act."""


def is_plain(body: str, one: Attribution) -> bool:
    """Say whether the cue plainly reports words, so that a reader may be told so."""
    if _only_named(body, one) or _LISTING in one.content.of(body):
        return False
    if one.relays:
        return True
    if act_refused(body, one) or _of_author(body, one):
        return False
    if one.cue is None:
        return one.source is not None
    words = one.cue.of(body).split()
    cue = CUES.get(words[0]) if words else None
    if cue is None:
        return bool(words) and not words[0][0].isalnum() and not _labels_once(body, one)
    if one.source is None and words[0][0].isupper() and cue.form in _PARTICIPLES:
        return False  # "Asked whether …, the mayor said": what follows is the mayor's
    if other_word(body, one, cue.lemma) or _nobody(body, one) or spoken_of(body, one, one.cue):
        return False
    if _aimed(body, one.cue) or _in_name(body, one.cue) or _of_owned(body, one):
        return False
    if not one.quoted and (_not_done(body, one.cue) or _is_what(body, one)):
        return False
    if cue.form in _PARTICIPLES and _OF.search(body, max(one.cue.start - 6, 0), one.cue.start):
        return False  # "the volume of confirmed cases"
    if (
        cue.lemma in _TURNED_DOWN
        and not one.quoted
        and _REJECTED_BY.search(body, max(one.cue.start - 20, 0), one.cue.start)
    ):
        return False  # "his book was rejected by publishers"
    if cue.form == part.CUE_BASE and _HELPS.search(body, max(one.cue.start - 24, 0), one.cue.start):
        return False
    if acted(body, one, cue.lemma) and not quoted_at_length(body, one):
        return False
    if cue.form == part.CUE_NOUN and of_others(body, one):
        return False
    if words[0] in ("saying", "sayings") and _OLD_SAYING.search(
        body, max(one.cue.start - 30, 0), one.cue.start
    ):
        return False
    if words[0] in _AGENT_NOUNS or _named_so(body, one, cue.lemma) or _of_noun(body, one, cue):
        return False
    if cue.lemma in LISTS["plain_cues"] or (cue.tier <= 2 and quotes_next(body, one)):
        return True
    return cue.form in _FINITE and adjoins_quotation(body, one)


def _nobody(body: str, one: Attribution) -> bool:
    """Say whether the source names nobody: an article alone, or how it came ("by accident")."""
    if one.source is None:
        return False
    words = one.source.of(body).lower().split()
    if words[0] in _BARE_SOURCE and len(words) == 1:
        return True
    if words[-1] in _ANYBODY and not quoted_at_length(body, one):
        return True
    if words[-1] in _MEASURES or words[-1] == "recent" or words in (["plan"], ["plans"]):
        return True
    if words[0] in ("all", "that") and one.cue is not None and _ASIDE.match(body, one.cue.start):
        return True  # "All told, 340 jobs will go", "All this considered, …"
    if words[0] in _ASKING or " ".join(words[:2]).replace("’", "'") == "editor's note":
        return True
    by = _BY_CHANCE.search(body, max(one.source.start - 4, 0), one.source.start)
    alone = len(words) == 1 and one.source.of(body).islower()
    return bool(by) and alone and not words[0].endswith("s") and words[0] not in CLASSES


def _labels_once(body: str, one: Attribution) -> bool:
    """Say whether a source before a colon is rather a label: speakers of a transcript come again.

    Behind a dash one word is no person either where another follows ("— Spin interview").
    """
    if one.source is None or one.cue is None:
        return False
    if one.cue.of(body) != ":":
        return one.source.of(body).isalpha() and bool(_GOES_ON_PLAIN.match(body, one.source.end))
    if body[max(one.source.start - 1, 0)] in '“"':
        return True  # “Ferry Tales: The Long Night”
    if one.quoted:
        return False
    return body.count(one.source.of(body) + ":") < _AGAIN


def _of_author(body: str, one: Attribution) -> bool:
    """Say whether the source is the author or reader, outside of quotation marks."""
    if one.source is None or OF_FAMILY.match(body, one.source.end):
        return False
    return bool(_AUTHOR.fullmatch(one.source.of(body)))


def _only_named(body: str, one: Attribution) -> bool:
    """Say whether a source behind "as" only names something ("as critics call it")."""
    if one.source is None or one.cue is None or (one.quoted and one.source.start > one.cue.start):
        return False
    cue = CUES.get(one.cue.of(body).split()[0])
    if cue is None or cue.lemma not in _NAMING:
        return False
    first = min([one.source.start, *(relay.span.start for relay in one.relays)])
    return bool(_AS_NAMED.search(body, max(first - 10, 0), first))


def _of_noun(body: str, one: Attribution, cue: Cue) -> bool:
    """Say whether the source is but the words before a noun ("the false claim"), no owner of it."""
    if not cue.noun_too or one.source is None or one.cue is None:
        return False
    if cue.form not in (part.CUE_NOUN, part.CUE_BASE):
        return False
    words = one.source.of(body).split()
    beside = body[one.source.end : one.cue.start].isspace()
    if beside and (words[-1].endswith(("ing", "ed")) or _DOING.match(words[0])):
        return (
            True  # "conflicting reports", "police received reports", "boosting previous estimates"
        )
    if not beside or words[0].lower() not in ("the", "a", "an", "this", "that"):
        return False
    return not words[-1].endswith(("s", "’")) and words[-1].lower() not in CLASSES


def _named_so(body: str, one: Attribution, lemma: str) -> bool:
    """Say whether "called" only gives the title of a thing ("a lunch called “…”")."""
    if lemma != "call" or one.source is None or one.cue is None:
        return False
    beside = body[one.source.end : one.cue.start].isspace()
    last = one.source.of(body).split()[-1].strip("()")
    return (
        beside
        and not last[:1].isupper()
        and CLASSES.get(last) != "person"
        and bool(_TITLE_NEXT.match(body, one.cue.end) or _IS_NAMED.match(body, one.cue.end))
    )


def _not_done(body: str, cue: Span) -> bool:
    """Say whether what the cue says did not happen."""
    return bool(_NOT_DONE.search(body, max(cue.start - 40, 0), cue.start))


def _aimed(body: str, cue: Span) -> bool:
    """Say whether what the cue says is only an aim ("used the flood to call for …")."""
    aim = _TO.search(body, max(cue.start - 40, 0), cue.start)
    if aim is None:
        return False
    if aim["verb"] == "used":
        verb = cue.start - len(aim[0])
        return bool(_PASSIVE.search(body, max(verb - 20, 0), verb))
    return not _GOES_ON.match(aim["verb"])


def _in_name(body: str, cue: Span) -> bool:
    """Say whether the cue is a capitalised part of a name ("the Environmental Observing System")."""
    return body[cue.start].isupper() and bool(
        _NAME_BEFORE.search(body, max(cue.start - 20, 0), cue.start)
    )


def _of_owned(body: str, one: Attribution) -> bool:
    """Say whether the cue is said of what the source owns ("Roe's alleged debts")."""
    if one.source is None or one.cue is None:
        return False
    between = body[one.source.end : one.cue.start]
    return between in ("'s ", "’s ", "' ", "’ ") and one.cue.of(body).endswith("ed")


def _is_what(body: str, one: Attribution) -> bool:
    first = one.source.start if one.source else 0
    return bool(_WHAT.search(body, max(first - 12, 0), first))


def act_refused(body: str, one: Attribution) -> bool:
    """Say whether the cue tells of an act that somebody would not do, not of words withheld."""
    if one.cue is None or not one.cue.of(body).lower().startswith(("refus", "declin")):
        return False
    return not one.quoted and not _KEPT_SILENT.match(body, one.cue.end)
