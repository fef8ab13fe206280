"""Cluster articles that share one independent source: wire copy, relays and light rewrites.

Two articles are copies where most of the shorter one's own wording stands in the other. A byline or
agency that both carry lowers the bar. An article that mostly relays another outlet shares that
outlet's origin, where the outlet's article tells what is relayed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import combinations

from index.origins.copies import Wording, kept_wording, read_wording, shared_wording
from index.values import Article, Attribution, Span
from index.words.pairs import WordHashes

COPIED = 0.575
"""Share of the shorter one's own words that a copy keeps: of copies with 30 % of their words changed
99 in 100 keep more, while independent reports of one event keep less than 0.54."""
COPIED_BYLINE = 0.4
"""The same where both name the same author or agency."""
RELAYED = 0.3
"""Share of a body that must be given as another outlet's words."""
RELAYED_WORDING = 0.25
"""Share of those words that the outlet's article must hold, else they are about another one of its
articles: of unrelated articles 99 in 100 hold less."""
_SHORT = 30
"""Below so many words, chance makes shares too rough: then nearly all must agree."""
_COPIED_SHORT = 0.85
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
    texts = [read_wording(one.body, hashes) for one in articles]
    bylines = [_bylines(one) for one in articles]
    for one, other in combinations(range(len(articles)), 2):
        share = shared_wording(texts[one], texts[other])
        shared = bylines[one] & bylines[other]
        if share >= (COPIED if _long(texts[one], texts[other]) else _COPIED_SHORT):
            yield one, other, _copied(articles[one], articles[other], share, shared)
        elif share >= COPIED_BYLINE and shared:
            both = _both(articles[one], articles[other])
            named = shared - {articles[one].outlet}
            told = f"carry {_listed(named)}" if named else f"share {share:.0%} of their wording"
            yield one, other, f"{both} {told}"
    if attributions:
        relays = [_relayed_words(one, attributions(one.id), hashes) for one in articles]
        yield from _relays(articles, texts, relays)


def _long(one: Wording, other: Wording) -> bool:
    return min(len(one.words), len(other.words)) >= _SHORT


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
    articles: Sequence[Article],
    texts: Sequence[Wording],
    relayed: Sequence[Mapping[str, Wording]],
) -> Iterator[tuple[int, int, str]]:
    for one, other in combinations(range(len(articles)), 2):
        for teller, told in ((one, other), (other, one)):
            words = relayed[teller].get(articles[told].outlet or "")
            if words and kept_wording(words, texts[told]) >= RELAYED_WORDING:
                text = f"{_name(articles[teller])} mostly relays {_name(articles[told])}"
                yield one, other, text
        if both := _relayed_by_both(relayed[one], relayed[other]):
            text = f"{_both(articles[one], articles[other])} mostly relay {_listed(both)}"
            yield one, other, text


def _relayed_by_both(one: Mapping[str, Wording], other: Mapping[str, Wording]) -> set[str]:
    """Return the outlets that both relay in words that are partly the same."""
    return {
        name
        for name in one.keys() & other.keys()
        if shared_wording(one[name], other[name]) >= RELAYED_WORDING
    }


def _relayed_words(
    article: Article, attributions: Sequence[Attribution], hashes: WordHashes
) -> dict[str, Wording]:
    """Return the words of each outlet that make up much of an article, by its own attributions."""
    spans: dict[str, list[Span]] = {}
    for attribution in attributions:
        for relay in attribution.relays:
            if relay.outlet != article.outlet:
                spans.setdefault(relay.outlet, []).append(attribution.content)
    least = RELAYED * max(1, len(article.body.strip()))
    return {
        name: read_wording("\n".join(span.of(article.body) for span in sorted(parts)), hashes)
        for name, parts in spans.items()
        if _covered(parts) >= least
    }


def _covered(spans: Sequence[Span]) -> int:
    """Count the characters under spans that may overlap."""
    total, reached = 0, 0
    for span in sorted(spans):
        total += max(0, span.end - max(span.start, reached))
        reached = max(reached, span.end)
    return total


def _both(one: Article, other: Article) -> str:
    if one.outlet and one.outlet == other.outlet:
        return f"two articles by {one.outlet}"
    return f"{_name(one)} and {_name(other)}"


def _name(article: Article) -> str:
    return article.outlet or "an unstated publisher"


def _listed(names: Set[str]) -> str:
    return " and ".join(sorted(names))
