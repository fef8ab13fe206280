"""The chain for a span: publisher, the outlets it relays, the speaker.

Attributions are found generously, for people who study the press; a chain is shown to readers as
fact. So a chain takes only cues that plainly report somebody's words, judgement or knowledge: no
answer beats a wrong attribution.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..values import Article, Attribution, Chain, Link, Role, Span
from .lexicon import CUES, LISTS

_PRONOUNS = frozenset(["it", "that", "which", "this", "who", "what", "whom", "there"])
_AUTHOR = re.compile(r"(?:i|we|you)(?:['’](?:m|ve|d|ll|re))?", re.IGNORECASE)
"""Outside of quotation marks the author or the reader, who is nobody that the publisher quotes."""
_NOT_DONE = re.compile(
    r"(?:\b(?:not|never|cannot|nor)|n['’]t|\b(?:should|would|could|might|must|may)(?: (?:not|also|well))?"
    r"(?: have)?)(?:\s\w+ly)?\s\Z",
    re.IGNORECASE,
)
"""Before a cue: who did not say something, or ought to have, is not thereby quoted."""
_TO = re.compile(r"(?P<verb>[\w’']+)\s+to\s(?:\w+ly\s)?\Z", re.IGNORECASE)
_GOES_ON = re.compile(
    r"(?:on|continu|want|ha[sd]|have|refus|declin|beg[au]n|used|proceed)", re.IGNORECASE
)
"""What an infinitive may hang on that is still somebody's words ("went on to say")."""
_AS_NAMED = re.compile(r"\bas\s(?:the\s)?\Z", re.IGNORECASE)
_NAMING = frozenset(["describe", "call", "know", "label", "dub", "refer", "term", "put"])
"""Cues that behind "as" only name a thing ("as critics call it"), and attribute no more."""
_CLAUSE_NEXT = re.compile(
    r"\s+(?:that|how|why|what|whether|where|no|it|there)\b|\s*[:,“\"]", re.IGNORECASE
)
_MAY_ACT = frozenset(["show", "find", "reveal", "hint"])
"""Cues of which a person's are words only before a clause: "he showed a sense of humour"."""
_AGENT_NOUNS = frozenset(["advocates"])
_LEFT_OVER = re.compile(r"\s(?:that|on|in|at|to|of|for|from|with|by|as|and|but|who|which)\Z")
"""What the walk to the end of a source may leave behind it."""
_QUOTED_WORDS = re.compile(r"[“\"]([^“”\"]+)")
_LEAST_QUOTED = 4
"""Words in quotation marks from which on a cue that is not plain counts as one of speech."""
_TIMES = re.compile(
    r"(?:about |around )?(?:noon|midnight|dawn|dusk|now|then|today|tomorrow|\d"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
    r"|january|february|march|april|may\b(?! [A-Z])|june|july|august|september|october|november|december"
    r"|(?:the )?(?:end|middle|start|beginning|close) of|(?:early|late|mid|next|last|this)\b)",
    re.IGNORECASE,
)
"""After a passive "by": when, not who ("a decision is expected by noon")."""
_INSIDE = re.compile(
    r"\b(?:along|near|of|in|on|at|around|across|outside|inside|between|among|behind|beyond|under|over|through|beside|that|which|who|whose)\s+$",
    re.IGNORECASE,
)
"""Before a source that stands before its cue: the end of a longer subject ("villages along the road said")."""
_KEPT_SILENT = re.compile(
    r"\s+(?:requests\b|to (?:comment|say|speak|talk|discuss|answer|respond|reply|confirm|deny|elaborate|explain"
    r"|disclose|reveal|identify|name|be (?:named|identified|quoted|interviewed)|give|provide|specify|clarify)\b)"
)
"""What follows "refused" or "declined" where words were withheld; "refused to open" is an act."""


def chain_for(article: Article, attributions: Sequence[Attribution], span: Span) -> Chain:
    """Return the chain of the innermost attribution that stands behind a span.

    The chain opens with the publisher (None where it is not stated). A span that no attribution
    reaches is the publisher's own words.
    """
    links = [Link(role=Role.PUBLISHER, name=article.outlet)]
    best = _fitting(article.body, attributions, span)
    if best is None:
        return tuple(links)
    for relay in best.relays:
        if relay.outlet != article.outlet:
            cue = relay.cue.of(article.body) if relay.cue else None
            links.append(Link(role=Role.OUTLET, name=relay.outlet, cue=cue))
    name = _speaker(article.body, best)
    if name is not None and not _same_name(name, article.outlet):
        cue = best.cue.of(article.body) if best.cue else None
        links.append(Link(role=Role.SPEAKER, name=name, cue=cue))
    return tuple(links)


def _same_name(name: str, outlet: str | None) -> bool:
    """Say whether a speaker is the publisher itself, written with or without "the"."""
    plain = name.casefold().removeprefix("the ")
    return outlet is not None and plain == outlet.casefold().removeprefix("the ")


def _fitting(body: str, attributions: Sequence[Attribution], span: Span) -> Attribution | None:
    """Return the attribution behind a span: the innermost that covers it, else the widest that
    reaches over half of it.

    An outlet relayed inside the span counts in any case: the reader sees it named there.
    """
    covering: Attribution | None = None
    reaching: Attribution | None = None
    shared_most = 0
    relaying: Attribution | None = None
    for one in attributions:
        if not (one.content.overlaps(span) or _reach(one).overlaps(span)) or not _plain(body, one):
            continue
        if one.content.covers(span) and (
            covering is None or len(one.content) < len(covering.content)
        ):
            covering = one
        reach = _reach(one)
        shared = min(reach.end, span.end) - max(reach.start, span.start)
        share = 0.5 if reach.start - span.start < len(span) // 4 else 0.75
        if shared >= share * len(span) and _further(one, shared, reaching, shared_most):
            reaching, shared_most = one, shared
        if relaying is None and any(span.covers(relay.span) for relay in one.relays):
            relaying = one
    return covering or (
        reaching if reaching and (reaching.relays or not relaying) else relaying or reaching
    )


def _further(one: Attribution, shared: int, best: Attribution | None, most: int) -> bool:
    """Say whether an attribution stands behind more of a span than the best so far, or around it."""
    if best is not None and _stands_in(best, one):
        return True
    return shared > most and (best is None or not _stands_in(one, best))


def _stands_in(inner: Attribution, outer: Attribution) -> bool:
    """Say whether an attribution is part of what another one's source says ("A told B, the filing says")."""
    return (
        inner.cue is not None
        and outer.cue is not None
        and outer.content.covers(inner.cue)
        and not inner.content.covers(outer.cue)
    )


def _reach(one: Attribution) -> Span:
    """Return the range from the first to the last word of content, cue and a source beside the
    cue."""
    parts = [part for part in (one.content, one.cue) if part is not None]
    if one.source is not None and one.cue is not None and -60 < one.source.end - one.cue.start < 90:
        parts.append(one.source)
    return Span(min(part.start for part in parts), max(part.end for part in parts))


def _plain(body: str, one: Attribution) -> bool:
    """Say whether the cue plainly reports words, so that a reader may be told so."""
    if _only_named(body, one):
        return False
    if one.relays:
        return True
    if one.cue is None or _act_refused(body, one) or _of_author(body, one):
        return False
    words = one.cue.of(body).split()
    cue = CUES.get(words[0]) if words else None
    if cue is None:
        return bool(words) and not words[0][0].isalnum()
    if not one.quoted and (_not_done(body, one.cue) or _acted(body, one, cue.lemma)):
        return False
    if words[0] in _AGENT_NOUNS:
        return False
    return cue.lemma in LISTS["plain_cues"] or (cue.tier <= 2 and _quoted_at_length(body, one))


def _of_author(body: str, one: Attribution) -> bool:
    """Say whether the source is the author or reader, outside of quotation marks."""
    return one.source is not None and bool(_AUTHOR.fullmatch(one.source.of(body)))


def _only_named(body: str, one: Attribution) -> bool:
    """Say whether a source behind "as" only names something ("as critics call it")."""
    if one.source is None or one.cue is None or (one.quoted and one.source.start > one.cue.start):
        return False
    cue = CUES.get(one.cue.of(body).split()[0])
    if cue is None or cue.lemma not in _NAMING:
        return False
    first = min([one.source.start, *(relay.span.start for relay in one.relays)])
    return bool(_AS_NAMED.search(body, max(first - 10, 0), first))


def _not_done(body: str, cue: Span) -> bool:
    """Say whether what the cue says did not happen, or is only an aim."""
    before = max(cue.start - 40, 0)
    if _NOT_DONE.search(body, before, cue.start):
        return True
    aim = _TO.search(body, before, cue.start)
    return aim is not None and not _GOES_ON.match(aim["verb"])


def _acted(body: str, one: Attribution, lemma: str) -> bool:
    """Say whether the cue tells what a person did, not what was said ("he showed courage")."""
    if lemma not in _MAY_ACT or one.source is None or one.cue is None:
        return False
    person = one.source.of(body)[:1].isupper() and " " not in one.source.of(body)
    return person and not _CLAUSE_NEXT.match(body, one.cue.end)


def _quoted_at_length(body: str, one: Attribution) -> bool:
    """Say whether more than a word or two of the content stands in quotation marks."""
    return one.quoted and any(
        len(part.split()) >= _LEAST_QUOTED for part in _QUOTED_WORDS.findall(one.content.of(body))
    )


def _act_refused(body: str, one: Attribution) -> bool:
    """Say whether the cue tells of an act that somebody would not do, not of words withheld."""
    if one.cue is None or not one.cue.of(body).lower().startswith(("refus", "declin")):
        return False
    return not one.quoted and not _KEPT_SILENT.match(body, one.cue.end)


def _cut_short(body: str, one: Attribution) -> bool:
    """Say whether the source is but the end of the subject, and so not who spoke."""
    if one.source is None or one.cue is None or one.source.end > one.cue.start:
        return False
    return bool(_INSIDE.search(body, max(one.source.start - 12, 0), one.source.start))


def _when(body: str, one: Attribution) -> bool:
    """Say whether what was taken for a source is a time ("expected by noon")."""
    source = one.source
    if source is None or not _TIMES.match(source.of(body)):
        return False
    return body[max(source.start - 3, 0) : source.start].lower() == "by "


def _speaker(body: str, one: Attribution) -> str | None:
    """Return the name of the source, None where it is an outlet relayed or says nothing ("it",
    "that")."""
    if _act_refused(body, one) or _cut_short(body, one):
        return None
    if one.speaker is not None and not _when(body, one):
        return _LEFT_OVER.sub("", one.speaker)
    if (
        one.source is None
        or _when(body, one)
        or any(one.source.overlaps(relay.span) for relay in one.relays)
    ):
        return None
    name = _LEFT_OVER.sub("", one.source.of(body))
    return None if name.lower() in _PRONOUNS else name
