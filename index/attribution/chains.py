"""The chain for a span: publisher, the outlets it relays, the speaker.

Attributions are found generously, for people who study the press; a chain is shown to readers as
fact. So a chain takes only cues that plainly report somebody's words, judgement or knowledge: no
answer beats a wrong attribution.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..values import Article, Attribution, Chain, Link, Role, Span
from . import tags as part
from .lexicon import CUES
from .naming import speaker_name
from .plain import is_plain
from .within import is_within_quotation

_SUBORDINATE = re.compile(
    r"(?:\A|[.!?”\"]\s|\n)(?:But |And )?(?:After|Although|Because|Before|Even though|If|Once|Since|Though|Until"
    r"|When|While)\s\Z"
)
"""Before a source: its cue stands in a clause that another one follows."""
_OPENING = re.compile(
    r"(?:But |And |Yet |Still, |Meanwhile, )?(?:Asked|Pressed|Questioned|Speaking|Responding|Replying|Referring"
    r"|Writing|Testifying|When|While|After|As|Before|Since|During|Following|In|On|At|By|For|With|Despite|Amid|Until"
    r"|[A-Z][a-z]{2,}ing)"
    r"\s(?:[^.,;:!?“”\"]|,(?!\s(?:the|an?|he|she|it|they|this|that|his|her|its|their)\s))*(?:,|\s[–—])\s"
)
"""What opens a sentence and is no clause of its own, before the one who speaks in it."""
_COMMA = re.compile(r",([”\"]?)\s")


def chain_for(article: Article, attributions: Sequence[Attribution], span: Span) -> Chain:
    """Return the chain of the innermost attribution that stands behind a span.

    The chain opens with the publisher (None where it is not stated). A span that no attribution
    reaches is the publisher's own words, unless it stands within quotation marks: then they are those of a
    speaker without a name.
    """
    links = [Link(role=Role.PUBLISHER, name=article.outlet)]
    best = _fitting(article.body, attributions, span)
    if best is None:
        if is_within_quotation(article.body, span):
            links.append(Link(role=Role.SPEAKER, name=None))
        return tuple(links)
    for relay in best.relays:
        if relay.outlet != article.outlet:
            cue = relay.cue.of(article.body) if relay.cue else None
            links.append(Link(role=Role.OUTLET, name=relay.outlet, cue=cue))
    name = speaker_name(article.body, best)
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
        if not _reach(one, one.content).overlaps(span) or not is_plain(body, one):
            continue
        content = _told(body, one)
        if content.covers(span) and (covering is None or len(content) < len(covering.content)):
            covering = one
        reach = _reach(one, content)
        shared = min(reach.end, span.end) - max(reach.start, span.start)
        share = 0.5 if reach.start - span.start < len(span) // 4 else 0.75
        if _opens_quoted(one, content, span) or (
            share > 0.5 and _speaks_behind_opening(body, one, span, reach)
        ):
            share = 0.3
        if one.quoted and content.start < span.start < content.end:
            shared = len(span)  # whatever else follows ("…,” said Ann Roe, who …")
        if shared >= share * len(span) and _further(one, shared, reaching, shared_most):
            reaching, shared_most = one, shared
        if relaying is None and any(span.covers(relay.span) for relay in one.relays):
            relaying = one
    return covering or (
        reaching if reaching and (reaching.relays or not relaying) else relaying or reaching
    )


def _opens_quoted(one: Attribution, content: Span, span: Span) -> bool:
    """Say whether a span opens with the quoted words of an attribution whose cue it holds."""
    return one.quoted and content.start == span.start and bool(one.cue and span.covers(one.cue))


def _speaks_behind_opening(body: str, one: Attribution, span: Span, reach: Span) -> bool:
    """Say whether all that stands before an attribution in a span opens it, without a clause of its own."""
    if one.source is None or one.cue is None or one.source.start > one.cue.start:
        return False
    cue = CUES.get(one.cue.of(body))
    if cue is None or cue.form not in (part.CUE_PAST, part.CUE_PRESENT, part.CUE_BASE):
        return False
    noun = cue.noun_too and body[one.source.end : one.cue.start] != " "
    return not noun and bool(_OPENING.fullmatch(body, span.start, max(reach.start, span.start)))


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


def _told(body: str, one: Attribution) -> Span:
    """Return a content without the main clause that follows the subordinate one it stands in
    ("After Roe denied the charge, the council sued him")."""
    content, cue, source = one.content, one.cue, one.source
    if cue is None or source is None or not source.end <= cue.start <= content.start:
        return content
    if not _SUBORDINATE.search(body, max(source.start - 24, 0), source.start):
        return content
    for comma in _COMMA.finditer(body, content.start, content.end):
        before = body[content.start : comma.start()]
        if comma[1] or (before.count("“") <= before.count("”") and before.count('"') % 2 == 0):
            return Span(content.start, comma.start() + 1 + len(comma[1]))
    return content


def _reach(one: Attribution, content: Span) -> Span:
    """Return the range from the first to the last word of content, cue and a source beside the
    cue."""
    parts = [part for part in (content, one.cue) if part is not None]
    if one.source is not None and one.cue is not None and -60 < one.source.end - one.cue.start < 90:
        parts.append(one.source)
    return Span(min(part.start for part in parts), max(part.end for part in parts))
