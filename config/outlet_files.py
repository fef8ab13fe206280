"""Files of outlets: TOML with an ``[[outlet]]`` table each."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

Kind = Literal["", "agency", "word", "label"]
_LISTS = ("aliases", "careful", "short", "domains")
_TEXTS = ("id", "name", "family", "kind")
_KEYS = frozenset((*_LISTS, *_TEXTS))


class OutletsError(ValueError):
    """A registry file cannot be used; the text says which file, which entry and how to mend it."""

    exit_code = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A publisher. ``name`` is shown to readers; ``family`` is empty where it stands alone.

    ``aliases`` count wherever they are printed, ``careful`` names only where somebody reports, and
    ``short`` ones ("the Post") only after the full name or in the outlet's own articles. ``kind``
    is "agency" for wire services, "word" where the name is also an ordinary word, "label" for a
    name that is never looked for in running text.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    family: str = ""
    kind: Kind = ""
    careful: tuple[str, ...] = ()
    short: tuple[str, ...] = ()

    @property
    def agency(self) -> bool:
        """Say whether the outlet sells its text to others."""
        return self.kind == "agency"

    @property
    def labels(self) -> tuple[str, ...]:
        """Every name that a label may use for it."""
        return (self.name, *self.aliases, *self.careful)


def read_outlets(path: Path) -> list[Outlet]:
    """Read a registry file.

    Raises ``OutletsError`` for a file that is absent, no TOML, or has an entry that cannot be used.
    """
    try:
        text = path.read_text(encoding="utf-8")
        entries = plain_entries(text)
        if entries is None:
            entries = tomllib.loads(text).get("outlet", [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        why = getattr(fault, "strerror", None) or fault
        told = f"{path} cannot be read as an outlet registry ({why})"
        raise OutletsError(f"{told}; mend it, or the setting index.outlets") from fault
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise OutletsError(f"{path}: give every outlet a table [[outlet]]")
    return [_outlet(entry, f"{path}: outlet {place}") for place, entry in enumerate(entries, 1)]


def plain_entries(text: str) -> list[dict[str, Any]] | None:
    """Read entries of one-line ``key = value`` pairs, five times as fast as tomllib.

    Returns None for TOML that uses more than that, which is then tomllib's to read.
    """
    entries: list[dict[str, Any]] = []
    try:
        for line in text.splitlines():
            if line == "[[outlet]]":
                entries.append({})
            elif line and not line.startswith("#"):
                key, _, value = line.partition(" = ")
                if key not in _KEYS or key in entries[-1]:
                    return None
                entries[-1][key] = json.loads(value)
    except (ValueError, IndexError):
        return None
    return entries


def slug(name: str) -> str:
    """Make an id of a name."""
    return re.sub(r"\W+", "-", name.casefold()).strip("-") or name


def _outlet(entry: dict[str, Any], place: str) -> Outlet:
    place = f"{place} ({entry.get('name', 'no name')})"
    for key, value in entry.items():
        _check(key, value, place)
    if "name" not in entry:
        raise OutletsError(f"{place}: give it a name")
    if entry.get("kind", "") not in get_args(Kind):
        raise OutletsError(f"{place}: kind {entry['kind']!r} must be agency, word or label")
    return Outlet(
        id=entry.get("id") or slug(entry["name"]),
        name=entry["name"],
        family=entry.get("family", ""),
        kind=entry.get("kind", ""),
        aliases=tuple(entry.get("aliases", ())),
        domains=tuple(entry.get("domains", ())),
        careful=tuple(entry.get("careful", ())),
        short=tuple(entry.get("short", ())),
    )


def _check(key: str, value: Any, place: str) -> None:
    if key not in _KEYS:
        raise OutletsError(f"{place}: unknown key {key!r}; use {', '.join(sorted(_KEYS))}")
    if key in _TEXTS and not (isinstance(value, str) and value.strip()):
        raise OutletsError(f"{place}: {key} must be a text")
    if key in _LISTS and not (
        isinstance(value, list) and all(isinstance(one, str) and one.strip() for one in value)
    ):
        raise OutletsError(f"{place}: {key} must be a list of texts")
