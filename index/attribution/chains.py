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
        if shared >= share * len(span) and shared > shared_most:
            reaching, shared_most = one, shared
        if relaying is None and any(span.covers(relay.span) for relay in one.relays):
            relaying = one
    return covering or (
        reaching if reaching and (reaching.relays or not relaying) else relaying or reaching
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
    if one.relays:
        return True
    if one.cue is None or _act_refused(body, one):
        return False
    words = one.cue.of(body).split()
    cue = CUES.get(words[0]) if words else None
    if cue is None:
        return bool(words) and not words[0][0].isalnum()
    return cue.lemma in LISTS["plain_cues"] or (one.quoted and cue.tier <= 2)


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
        return one.speaker
    if (
        one.source is None
        or _when(body, one)
        or any(one.source.overlaps(relay.span) for relay in one.relays)
    ):
        return None
    name = one.source.of(body)
    return None if name.lower() in _PRONOUNS else name
