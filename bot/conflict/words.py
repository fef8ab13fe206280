"""Words that mean alike where two sentences are set against each other: one stem for all of a group."""

from __future__ import annotations

from index.words.terms import stemmed

_GROUPS = (
    ("refus", "declin", "snub", "reject", "spurn", "refusal"),
    ("job", "post", "posit"),
    ("kill", "die", "dead", "death"),
    ("resign", "quit"),
    ("bui", "acquir", "purchas"),
    ("assault", "misconduct", "harass", "abus", "molest"),
    ("plane", "airplan", "aircraft", "jet"),
)
_LANDS = """Russia Russian Moscow Kremlin
Ukraine Ukrainian Kyiv Kiev
China Chinese Beijing
Syria Syrian Damascus
Iran Iranian Tehran
Iraq Iraqi Baghdad
Israel Israeli
Korea Korean Pyongyang
Japan Japanese
India Indian
Pakistan Pakistani
Afghanistan Afghan
Turkey Turkish Ankara
Egypt Egyptian
Saudi Riyadh
Palestine Palestinian
America American
Mexico Mexican
Canada Canadian
Cuba Cuban
Venezuela Venezuelan
Britain British
Scotland Scottish
Ireland Irish
France French
Germany German
Italy Italian
Spain Spanish
Europe European"""
"""A land by its name, its people and the seat of its government: "Moscow" speaks for Russia."""
ALIKE = {
    word: group[0]
    for group in (*_GROUPS, *([*map(stemmed, line.split())] for line in _LANDS.splitlines()))
    for word in group
}
_LONG = 7
_GROUP: dict[str, set[str]] = {}
for _word, _first in ALIKE.items():
    _GROUP.setdefault(_first, set()).add(_word)


def alike(stem: str) -> str:
    """Return the stem that stands for all that mean alike ("interfer" and "interf" are one)."""
    bare = stem.removesuffix("er") if len(stem) >= _LONG else stem
    return ALIKE.get(stem) or ALIKE.get(bare, bare)


def all_alike(stem: str) -> frozenset[str]:
    """Return the stems that mean alike, of which ``stem`` stands for all."""
    return frozenset(_GROUP.get(stem, ())) | {stem}
