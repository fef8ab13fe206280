"""Cluster articles that share one independent source: wire copy, relays and light rewrites.

Two articles are copies where most word pairs of the shorter one stand in the other (containment,
after Broder, 1997). A byline or agency that both carry lowers the bar. An article that mostly
relays another outlet shares that outlet's origin.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from index.printings.grams import WordHashes, body_hashes, pair_keys
from index.values import Article, Attribution, Span

COPIED = 0.46
"""Share of common word pairs of copies: changing 30 % of the words leaves about half of the pairs
whole, while independent reports of one event share less than 0.44 in 98 of 100 cases."""
COPIED_BYLINE = 0.25
"""The same where both name the same author or agency."""
RELAYED = 0.3
"""Share of a body that must be given as another outlet's words."""
_SHORT = 30
"""Below so many word pairs, chance makes shares too rough: then nearly all must agree."""
_COPIED_SHORT = 0.7
_AGENCIES = {
    "AP": "Associated Press",
    "Associated Press": "Associated Press",
    "Reuters": "Reuters",
    "AFP": "AFP",
    "Agence France-Presse": "AFP",
    "UPI": "UPI",
    "PA": "PA Media",
    "PA Media": "PA Media",
    "Bloomberg": "Bloomberg",
}
_NAMES = "|".join(map(re.escape, _AGENCIES))
_DATELINE = re.compile(rf"\((?P<wire>{_NAMES})\)|\b(?P<by>Associated Press|Reuters) ?[-–—]")

Keys = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The independent source behind one or more articles."""

    article_ids: tuple[str, ...]
    """The articles that share it, earliest first."""
    outlets: tuple[str | None, ...]
    """Their outlets, each once, in the same order."""
    reason: str
    """Why these are one, in plain English; empty where the article stands alone."""


def origins(
    articles: Sequence[Article],
    *,
    attributions: Callable[[str], Sequence[Attribution]] | None = None,
) -> tuple[Origin, ...]:
    """Group articles by origin, largest group first; every article is in exactly one group."""
    ordered = sorted(articles, key=lambda one: (one.published or "9999", one.id))
    groups = list(range(len(ordered)))
    reasons: dict[int, list[str]] = {}
    for one, other, reason in _links(ordered, attributions):
        low, high = sorted((groups[one], groups[other]))
        if low != high:
            groups = [low if group == high else group for group in groups]
            reasons[low] = [*reasons.get(low, []), reason, *reasons.pop(high, [])]
    made = [
        _origin(ordered, groups, group, reasons.get(group, [])) for group in sorted(set(groups))
    ]
    return tuple(sorted(made, key=lambda origin: -len(origin.article_ids)))


def _origin(
    articles: Sequence[Article], groups: Sequence[int], group: int, reasons: Sequence[str]
) -> Origin:
    members = [one for one, its in zip(articles, groups, strict=True) if its == group]
    return Origin(
        article_ids=tuple(one.id for one in members),
        outlets=tuple(dict.fromkeys(one.outlet for one in members)),
        reason="; ".join(dict.fromkeys(reasons)),
    )


def _links(
    articles: Sequence[Article], attributions: Callable[[str], Sequence[Attribution]] | None
) -> Iterator[tuple[int, int, str]]:
    """Yield pairs (by position) that share an origin, with the reason."""
    hashes = WordHashes()
    keys = [np.unique(pair_keys(body_hashes(one.body, hashes))) for one in articles]
    bylines = [_bylines(one) for one in articles]
    for one, other in combinations(range(len(articles)), 2):
        share = containment(keys[one], keys[other])
        if share >= (COPIED if min(len(keys[one]), len(keys[other])) >= _SHORT else _COPIED_SHORT):
            yield (
                one,
                other,
                _copied(articles[one], articles[other], share, bylines[one] & bylines[other]),
            )
        elif share >= COPIED_BYLINE and (shared := bylines[one] & bylines[other]):
            yield one, other, f"{_both(articles[one], articles[other])} carry {_listed(shared)}"
    if attributions:
        relayed = [relayed_outlets(one, attributions(one.id)) for one in articles]
        yield from _relays(articles, relayed)


def containment(one: Keys, other: Keys) -> float:
    """Return the share of the smaller set that the larger one holds (0 where one is empty)."""
    smaller, larger = sorted((one, other), key=len)
    if not len(smaller):
        return 0.0
    places = np.minimum(np.searchsorted(larger, smaller), len(larger) - 1)
    return float((larger[places] == smaller).mean())


def _bylines(article: Article) -> frozenset[str]:
    """Return the authors named and the agency of a dateline such as "LONDON (Reuters) -"."""
    found = {_AGENCIES.get(author, author) for author in article.authors if len(author) > 3}
    for place in _DATELINE.finditer(article.body[:300]):
        found.add(_AGENCIES[place["wire"] or place["by"]])
    return frozenset(found)


def _copied(one: Article, other: Article, share: float, shared: frozenset[str]) -> str:
    byline = f", and both carry {_listed(shared)}" if shared else ""
    return f"{_both(one, other)} share {share:.0%} of their wording{byline}"


def _relays(
    articles: Sequence[Article], relayed: Sequence[frozenset[str]]
) -> Iterator[tuple[int, int, str]]:
    for one, other in combinations(range(len(articles)), 2):
        for teller, told in ((one, other), (other, one)):
            if articles[told].outlet in relayed[teller]:
                text = f"{_name(articles[teller])} mostly relays {_name(articles[told])}"
                yield one, other, text
        if both := relayed[one] & relayed[other]:
            yield (
                one,
                other,
                f"{_both(articles[one], articles[other])} mostly relay {_listed(both)}",
            )


def relayed_outlets(article: Article, attributions: Sequence[Attribution]) -> frozenset[str]:
    """Return the outlets whose words make up much of an article, by its own attributions."""
    spans: dict[str, list[Span]] = {}
    for attribution in attributions:
        for relay in attribution.relays:
            if relay.outlet != article.outlet:
                spans.setdefault(relay.outlet, []).append(attribution.content)
    least = RELAYED * max(1, len(article.body.strip()))
    return frozenset(name for name, parts in spans.items() if _covered(parts) >= least)


def _covered(spans: Sequence[Span]) -> int:
    """Count the characters under spans that may overlap."""
    total, reached = 0, 0
    for span in sorted(spans):
        total += max(0, span.end - max(span.start, reached))
        reached = max(reached, span.end)
    return total


def _both(one: Article, other: Article) -> str:
    return f"{_name(one)} and {_name(other)}"


def _name(article: Article) -> str:
    return article.outlet or "an unstated publisher"


def _listed(names: frozenset[str]) -> str:
    return " and ".join(sorted(names))
