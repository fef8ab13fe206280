"""Attribution chains in plain words: publisher, then whom it relays, then whom it quotes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from bot.wording.counting import joined, possessive
from bot.wording.cutting import shortened
from bot.wording.dates import date_words
from bot.wording.titles import has_title, title_words
from index.values import Article, Chain, Link, Role

PUBLISHER_NOT_STATED = "publisher not stated"
SOURCE_NOT_STATED = "someone not named beside these words"

_TITLE = 80
"""Most characters shown of the title of a relayed outlet's own article."""
_PRONOUNS = frozenset({"he", "she", "they", "we", "i", "it", "you", "who"})
_OPENERS = frozenset(
    {
        "a", "an", "the", "one", "another", "some", "several", "many", "two", "three", "four",
        "five", "six", "both", "sources", "officials", "experts", "insiders", "friends", "aides",
        "people", "others", "his", "her", "their", "its",
    }
)  # fmt: skip
"""First words of a source that are capital only because they opened a sentence."""
_PLAIN_CUES = frozenset(
    {
        "say", "says", "said", "saying", "tell", "tells", "told", "telling", "add", "adds",
        "added", "adding", "report", "reports", "reported", "reporting", "write", "writes",
        "wrote", "quote", "quotes", "quoted", "according", "explain", "explains", "explained",
    }
)  # fmt: skip
"""Cues that say no more than "relaying" or "quoting" does."""
_CUE_EXTRAS = frozenset(
    {
        "to", "by", "that", "has", "have", "had", "was", "were", "is", "been", "being",
        "also", "first", "the", "in", "a", "as",
    }
)  # fmt: skip


def attribution_words(chain: Chain, *, archive_outlets: Collection[str] | None = None) -> str:
    """Write a chain: "publisher not stated, relaying The Sun, quoting a source".

    An outlet that is only relayed is never put down as having said it here. Its own article is
    named where the chain holds one. With ``archive_outlets`` (canonical names of all outlets in the
    archive) it is said, too, where there is none: "…; The Sun's own article is not in this archive".
    """
    parts = [_publisher(chain)]
    earlier: Role | None = None
    for link in chain:
        if link.role is not Role.PUBLISHER:
            parts.append(_step(link, earlier) + _cue(link))
            earlier = link.role
    notes = [own_article_note(chain)]
    if archive_outlets is not None:
        notes += [relay_note(chain, archive_outlets), _not_found_note(chain, archive_outlets)]
    return "; ".join([", ".join(parts), *filter(None, notes)])


def relay_note(chain: Chain, archive_outlets: Collection[str]) -> str | None:
    """Name the relayed outlets of which the archive holds nothing, or return None.

    "The Sun's own article is not in this archive"; for two, "The Sun's and The Times' own articles
    are not in this archive".
    """
    return _without_own(
        (link for link in _relayed(chain) if link.name not in archive_outlets),
        ("is not in this archive", "are not in this archive"),
    )


def own_article_note(chain: Chain) -> str | None:
    """Name the relayed outlets' own articles that are in the archive, or return None.

    "The Sun's own article is in this archive: “Harry rang the King”, 15 November 2023".
    """
    notes = [
        f"{possessive(_one_line(link.name or ''))} own article is in this archive:"
        f" {_titled(link.own)}, {date_words(link.own.published)}"
        for link in _relayed(chain)
        if link.own
    ]
    return "; ".join(dict.fromkeys(notes)) or None


def _titled(article: Article) -> str:
    words = title_words(article)
    return f"“{shortened(words, _TITLE)}”" if has_title(article) else words


def _not_found_note(chain: Chain, archive_outlets: Collection[str]) -> str | None:
    """Name the relayed outlets that are in the archive, but without an article that tells this."""
    return _without_own(
        (link for link in _relayed(chain) if link.name in archive_outlets and link.own is None),
        ("was not found in this archive", "were not found in this archive"),
    )


def _relayed(chain: Chain) -> list[Link]:
    return [link for link in chain if link.role is Role.OUTLET and link.name]


def _without_own(links: Iterable[Link], verbs: tuple[str, str]) -> str | None:
    names = dict.fromkeys(_one_line(link.name or "") for link in links)
    if not names:
        return None
    owners, several = joined([possessive(name) for name in names]), len(names) > 1
    return f"{owners} own {'articles' if several else 'article'} {verbs[several]}"


def source_words(name: str | None) -> str:
    """Write a speaker or source inside a sentence: "A source" → "a source", "He" → "“he”"."""
    words = _one_line(name or "")
    if not words:
        return SOURCE_NOT_STATED
    if words.casefold() in _PRONOUNS:
        return f"“{words.casefold() if words != 'I' else words}”"
    first, blank, rest = words.partition(" ")
    if first.casefold() in _OPENERS and (rest or first.casefold() not in {"a", "an", "the"}):
        return f"{first[0].lower()}{first[1:]}{blank}{rest}"
    return words


def _publisher(chain: Chain) -> str:
    names = [link.name for link in chain if link.role is Role.PUBLISHER]
    return _one_line(names[0]) if names and names[0] else PUBLISHER_NOT_STATED


def _step(link: Link, earlier: Role | None) -> str:
    """Write one link; a second of the same role hangs on the first, so the order stays told."""
    if link.role is Role.OUTLET:
        verb = "which relays" if earlier is Role.OUTLET else "relaying"
        return f"{verb} {_one_line(link.name or '') or 'an outlet it does not name'}"
    verb = "who quotes" if earlier is Role.SPEAKER else "quoting"
    return f"{verb} {source_words(link.name)}"


def _cue(link: Link) -> str:
    """Show a cue that tells more than the step does ("understands", "in a statement")."""
    cue = _one_line(link.cue or "")
    words = re.findall(r"[\w'’]+", cue.casefold())
    if not words or all(word in _PLAIN_CUES | _CUE_EXTRAS for word in words):
        return ""
    return f" (“{cue}”)"


def _one_line(text: str) -> str:
    return " ".join(text.split())
