"""The chain for a span: publisher, the outlets it relays, the speaker."""

from __future__ import annotations

from collections.abc import Sequence

from ..values import Article, Attribution, Chain, Link, Role, Span


def chain_for(article: Article, attributions: Sequence[Attribution], span: Span) -> Chain:
    """Return the chain of the innermost attribution that stands behind a span.

    The chain opens with the publisher (None where it is not stated). A span that no attribution reaches is the
    publisher's own words: no answer beats a wrong attribution.
    """
    links = [Link(role=Role.PUBLISHER, name=article.outlet)]
    best = _fitting(attributions, span)
    if best is None:
        return tuple(links)
    for relay in best.relays:
        cue = relay.cue.of(article.body) if relay.cue else None
        links.append(Link(role=Role.OUTLET, name=relay.outlet, cue=cue))
    name = best.speaker or (best.source.of(article.body) if best.source else None)
    if name is not None and not _is_relay(best):
        cue = best.cue.of(article.body) if best.cue else None
        links.append(Link(role=Role.SPEAKER, name=name, cue=cue))
    return tuple(links)


def _fitting(attributions: Sequence[Attribution], span: Span) -> Attribution | None:
    """Return the shortest attribution whose content covers at least half of the span."""
    best: Attribution | None = None
    for one in attributions:
        if not one.content.overlaps(span):
            continue
        shared = min(one.content.end, span.end) - max(one.content.start, span.start)
        if 2 * shared >= len(span) and (best is None or len(one.content) < len(best.content)):
            best = one
    return best


def _is_relay(one: Attribution) -> bool:
    """Say whether the source is itself the outlet relayed, so that it is no further speaker."""
    return one.source is not None and any(one.source.covers(relay.span) for relay in one.relays)
