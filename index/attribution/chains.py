"""The chain for a span: publisher, the outlets it relays, the speaker.

Attributions are found generously, for people who study the press; a chain is shown to readers as
fact. So a chain takes only cues that plainly report somebody's words, judgement or knowledge: no
answer beats a wrong attribution.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..values import Article, Attribution, Chain, Link, Role, Span
from .plain import act_refused, is_plain

_PRONOUNS = frozenset(
    ["the", "a", "an", "it", "that", "which", "this", "who", "what", "whom", "there"]
)
_LEFT_OVER = re.compile(
    r"\s(?:more|most|about|that|on|in|at|to|of|for|from|with|by|as|and|but|who|which)(?:\s(?:the|an?))?\Z"
)
"""What the walk to the end of a source may leave behind it."""
_AT_LAST = re.compile(
    r"\s(?:last|this|next)\s(?:week|month|year|morning|afternoon|evening|night|weekend|summer)\Z"
)
_DATELINE = re.compile(r"\A[A-Z][A-Z., ]{2,30}(?:\([A-Z][\w ]+\) ?)?[−–—-]+ ")
_ON_WHAT = re.compile(r"\s(?:about|regarding|concerning)\s(?:that|this|the|his|her|its|their)\s")
"""After a source: what it was told or asked about ("told by Mr Smith about that money")."""
_CAPITALS_BEFORE = re.compile(r"\b(?:the|an?)\s(?:[A-Z][\w-]+\s){1,2}\Z", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(?:the|an?)\s(?:[a-z-]+\s){1,3}\Z", re.IGNORECASE)
_TIME_OF = re.compile(
    r"\b(?:when|where|why|how)\s(?:he|she|they|it|we)\Z"
    r"|\A(?:last|this|next|that)\s(?:day|week|month|year|morning|afternoon|evening|night|weekend|summer|spring)\Z",
    re.IGNORECASE,
)
"""The end of what names nobody: "the day when he"."""
_NICKNAME = re.compile(r"\s[“\"‘'][A-Z][\w.’' -]{1,20}[”\"’'](?:\s[A-Z][\w’'-]+)+")
"""The rest of a name that a nickname parts: "Hamilton “Tony” James"."""
_OPENERS = frozenset(
    """the a an this that these those some many most several both all another every any no few other
    more such one two three four five six his her their its our my your who which""".split()  # noqa: SIM905
)
_GLUED = re.compile(r"(?<=[a-z]{2})\.(?=[A-Z][a-z])")
"""Where a lost blank joins two sentences."""
_TIMES = re.compile(
    r"(?:about |around )?(?:noon|midnight|dawn|dusk|now|then|today|tomorrow|\d"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
    r"|january|february|march|april|may\b(?! [A-Z])|june|july|august|september|october|november|december"
    r"|(?:the )?(?:end|middle|start|beginning|close) of|(?:early|late|mid|next|last|this)\b)",
    re.IGNORECASE,
)
"""After a passive "by": when, not who ("a decision is expected by noon")."""
_SERVES = re.compile(
    r"\b(?:(?:an?|the|one|another|his|her|their)\s)?(?:[\w’'-]+\s){0,2}?"
    r"(?:aides?|advis[eo]rs?|spokes(?:man|woman|person|people)|lawyers?|attorneys?|allies|ally|friends?"
    r"|sources?|officials?|assistants?|deputy|deputies|representatives?|persons?|people|insiders?|someone)\s(?:close\s|familiar\s|loyal\s)?(?:to|for|of|with|near)\s(?:the\s)?\Z",
    re.IGNORECASE,
)
"""Before a source: "an aide to the mayor said", who is not the mayor."""
_INSIDE = re.compile(
    r"\b(?:\w{3,}ing|along|near|of|in|on|at|around|across|outside|inside|between|among|behind|beyond|under|over|through|beside|that|which|who|whose)\s+$",
    re.IGNORECASE,
)
"""Before a source that stands before its cue: the end of a longer subject ("villages along the road said")."""


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
    return outlet is not None and _bare(name) == _bare(outlet)


def _bare(name: str) -> str:
    """Return a name without blanks and "the" ("TheBlaze" is The Blaze)."""
    return "".join(name.casefold().split()).removeprefix("the")


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
        if not (one.content.overlaps(span) or _reach(one).overlaps(span)) or not is_plain(
            body, one
        ):
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
    if inner.cue is None or outer.cue is None or not outer.content.covers(inner.cue):
        return False
    return outer.content.end <= outer.cue.start or not inner.content.covers(outer.cue)


def _reach(one: Attribution) -> Span:
    """Return the range from the first to the last word of content, cue and a source beside the
    cue."""
    parts = [part for part in (one.content, one.cue) if part is not None]
    if one.source is not None and one.cue is not None and -60 < one.source.end - one.cue.start < 90:
        parts.append(one.source)
    return Span(min(part.start for part in parts), max(part.end for part in parts))


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


def _cut_before(body: str, source: Span) -> str:
    """Return the words from the article on where a source lost them ("the former first" lady)."""
    first = source.of(body).split()[0]
    if first[0].isupper() and source.of(body).split()[-1].islower():
        before = _CAPITALS_BEFORE.search(body, max(source.start - 40, 0), source.start)
        return before[0] if before else ""
    if not first[0].islower() or first in _OPENERS or "’" in first or "'" in first:
        return ""
    before = _ARTICLE.search(body, max(source.start - 40, 0), source.start)
    return before[0] if before else ""


def _tidy(name: str) -> str:
    """Leave out what the walk left behind a name, and a sentence that is glued before it."""
    name = _AT_LAST.sub("", _DATELINE.sub("", name))
    return _LEFT_OVER.sub("", _ON_WHAT.split(_GLUED.split(name)[-1])[0])


def _speaker(body: str, one: Attribution) -> str | None:
    """Return the name of the source, None where it is an outlet relayed or says nothing ("it",
    "that")."""
    if act_refused(body, one) or _cut_short(body, one):
        return None
    if one.source is not None and (
        serves := _SERVES.search(body, max(one.source.start - 60, 0), one.source.start)
    ):
        return serves[0] + one.source.of(body)
    if one.speaker is not None and not _when(body, one):
        return _tidy(one.speaker)
    if (
        one.source is None
        or _when(body, one)
        or any(one.source.overlaps(relay.span) for relay in one.relays)
    ):
        return None
    name = _tidy(_cut_before(body, one.source) + one.source.of(body))
    if name.lower() in _PRONOUNS or _TIME_OF.search(name) or name.isdigit():
        return None
    nickname = _NICKNAME.match(body, one.source.end)
    return name + nickname[0] if nickname and name.split()[-1][0].isupper() else name
