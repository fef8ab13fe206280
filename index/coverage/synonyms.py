"""What else a topic may be called: an abbreviation for what it stands for, and the other way round.

Those that the archive itself explains ("the Harbour Safety Board (HSB)") are read there; the few that no article
explains, since everybody knows them, are listed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from index.words.terms import find_terms

if TYPE_CHECKING:
    from index.snapshot.archive import Archive

_KNOWN = (
    ("UK", "Britain", "British", "United Kingdom"),
    ("EU", "European Union"),
    ("UN", "United Nations"),
    ("COVID-19", "coronavirus"),
    ("Covid", "coronavirus"),
    ("SCOTUS", "Supreme Court"),
    ("gay marriage", "same-sex marriage"),
    ("ISIS", "Islamic State"),
    ("ISIL", "Islamic State"),
    ("Obamacare", "Affordable Care Act"),
    ("Fed", "Federal Reserve"),
    ("DPRK", "North Korea"),
    ("NSA", "National Security Agency"),
    ("CIA", "Central Intelligence Agency"),
    ("FBI", "Federal Bureau of Investigation"),
    ("IRS", "Internal Revenue Service"),
    ("EPA", "Environmental Protection Agency"),
    ("FDA", "Food and Drug Administration"),
    ("CDC", "Centers for Disease Control"),
    ("NHS", "National Health Service"),
    ("NRA", "National Rifle Association"),
    ("climate change", "global warming"),
)
_ONE_WAY = {"GOP": "Republican", "POTUS": "president"}
"""Short for words so common that few who write them mean no more than the short form."""
_MOST = 2
"""Further names that a topic is looked for by."""
_WORDS_BESIDE = 4
"""Words beside a name below which a topic is no headline."""
_AS_WRITTEN = frozenset(("Fed",))
_READ = 400
"""Passages that are read for what explains a name."""
_OFTEN = 2
"""Passages that explain a name alike."""
_SMALL = r"(?:of|for|the|and|on|in|to)"
_WORD = r"[A-Z][\w’'-]++"
_LONG = rf"(?<![\w’'-]){_WORD}(?:\s(?:{_SMALL}\s){{0,2}}{_WORD}){{1,6}}"
_SHORT = re.compile(r"\b[A-Z]{2,6}\b")
_NAME = re.compile(_LONG)
_EXPLAINED = re.compile(rf"({_LONG})\s\((?:the\s)?([A-Z]{{2,6}})\)")


def variants(archive: Archive, topic: str) -> tuple[str, ...]:
    """Return a topic and, at most two, what it is with another name for what it names.

    A whole headline means one event, which its many words tell well enough.
    """
    found = [
        one
        for name, others in _listed(topic)
        if _is_topic(topic, name)
        for one in (_with(topic, name, other) for other in others)
    ]
    if not found:
        found = [
            topic.replace(name, other)
            for name in _names(topic)
            if _is_topic(topic, name)
            for other in _explained(archive, name)
        ]
    return tuple(dict.fromkeys((topic, *found)))[: 1 + _MOST]


def _is_topic(topic: str, name: str) -> bool:
    """Say whether few words stand beside a name: it is no headline."""
    return len(topic.split()) - len(name.split()) < _WORDS_BESIDE


def _listed(topic: str) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the names of a topic that are listed, each with its other ones."""
    for names in _KNOWN:
        held = next((name for name in names if _place(name).search(topic)), None)
        if held:
            yield held, [other for other in names if other != held]
    for short, long in _ONE_WAY.items():
        if _place(short).search(topic):
            yield short, [long]


def _with(topic: str, name: str, other: str) -> str:
    return _place(name).sub(other, topic)


def _place(name: str) -> re.Pattern[str]:
    """Return what finds a name: abbreviations as they are written, other names in any case."""
    exact = name.isupper() or name in _AS_WRITTEN
    kept = re.NOFLAG if exact else re.IGNORECASE
    return re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])", kept)


def _names(topic: str) -> list[str]:
    """Return the abbreviations and the capitalised names of a topic."""
    if topic.isupper() and " " in topic:
        return []  # a shouted headline
    return [*_SHORT.findall(topic), *(found[0] for found in _NAME.finditer(topic))]


def _explained(archive: Archive, name: str) -> list[str]:
    """Return the other name that the archive gives most often: an abbreviation's long form, or a name's short one."""
    words = {term.word.lower(): 1.0 for term in find_terms(name)}
    if not words:
        return []
    scores = archive.lexical_scores(words)
    rows = np.argsort(-scores, kind="stable")[:_READ]
    seen: Counter[str] = Counter()
    for passage in archive.passages(np.sort(rows[scores[rows] > 0])):
        for long, short in _EXPLAINED.findall(passage.text):
            if (bare := _spelled(long, short)) and name in (short, bare):
                seen[bare if name == short else short] += 1
    return [other for other, count in seen.most_common(1) if count >= _OFTEN]


def _spelled(long: str, short: str) -> str | None:
    """Return the last words of a name whose capitals an abbreviation is made of; None where they are others."""
    words = long.split()
    for first in range(len(words)):
        capitals = "".join(word[0] for word in words[first:] if word[0].isupper())
        if words[first][0].isupper() and capitals == short:
            return " ".join(words[first:]).replace("’s", "").replace("'s", "")
    return None
