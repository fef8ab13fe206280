"""Kinds of thing whose members are all known, as countries are: ``config/listed.toml``.

"Which country …" is answered by a country; any other name that a sentence holds is none.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

_FILE = Path(__file__).resolve().parents[2] / "config" / "listed.toml"


def holds_listed(sort: str | None, text: str, question: str) -> bool:
    """Say whether a text holds a member of the sort asked for ("country") that the question does not.

    False for every text where the members of that sort are not known.
    """
    names = _names_of().get(sort.lower()) if sort else None
    if names is None:
        return False
    asked = set(names.findall(question))
    return any(match[0] not in asked for match in names.finditer(text))


@cache
def _names_of() -> dict[str, re.Pattern[str]]:
    """Return what finds the members of each sort, by the nouns that ask for it."""
    read = tomllib.loads(_FILE.read_text("utf-8"))
    return {noun: _any_of(kind["names"]) for kind in read.values() for noun in kind["asked"]}


def _any_of(names: list[str]) -> re.Pattern[str]:
    longest_first = map(re.escape, sorted(names, key=len, reverse=True))
    return re.compile(rf"(?:(?<!\w)|(?=\W))(?:{'|'.join(longest_first)})(?!\w)")
