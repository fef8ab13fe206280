"""Outlets named in a follow-up, and their place in the question before it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

from config.outlets import OutletRegistry

_AND = re.compile(r"(?:(?<!\s)\s++)?,\s*(?:and\s+|or\s+)?|(?<!\s)\s++(?:and|or)\s+", re.IGNORECASE)


@cache
def shipped_registry() -> OutletRegistry:
    """Return the outlets shipped, for callers that have no registry at hand."""
    return OutletRegistry.load()


def is_outlet(name: str, registry: OutletRegistry, seen: Iterable[str] = ()) -> bool:
    """Say whether an outlet goes by a name, one of the registry or of those seen."""
    return bool(registry.by_name(name)) or _bare(name) in map(_bare, seen)


def named_outlets(
    text: str, registry: OutletRegistry, seen: Iterable[str] = ()
) -> tuple[str, ...] | None:
    """Return the names of the outlets that the text lists, or None where it says anything else.

    ``seen`` are outlets quoted before, known even where the registry does not list them.
    """
    whole = _outlet(text, registry, seen)
    if whole:
        return (whole,)
    names = [_outlet(part, registry, seen) for part in _AND.split(text)]
    return tuple(dict.fromkeys(name for name in names if name)) if all(names) else None


def nearly_named(
    text: str, registry: OutletRegistry, spelt: Callable[[str], str | None]
) -> tuple[str, ...] | None:
    """Return the outlets that the text lists, misspelt ones as they are written; None where it says anything else.

    ``spelt`` tells which outlet a misspelt name stands for.
    """
    parts = [_bare_name(part) for part in _AND.split(text)]
    names = [_outlet(part, registry, ()) or (spelt(part) and part) for part in parts]
    return tuple(dict.fromkeys(name for name in names if name)) if all(names) else None


def _bare_name(text: str) -> str:
    return re.sub(r"(?i)^the\s+", "", text.strip(" \"'“”‘’.,?!"))


def swapped(text: str, outlet: str, registry: OutletRegistry, seen: Iterable[str]) -> str | None:
    """Return the question with the one outlet that it names replaced; None if that is unclear."""
    places = _places(text, registry, seen)
    if len(places) != 1:
        return None
    start, end = places[0]
    if outlet.lower().startswith("the ") and text[:start].lower().endswith("the "):
        start -= len("the ")
    return text[:start] + outlet + text[end:]


def _places(text: str, registry: OutletRegistry, seen: Iterable[str]) -> list[tuple[int, int]]:
    places = [(found.start, found.end) for found in registry.find(text)]
    if places:
        return places
    wanted = [re.escape(_bare(name)) for name in seen if name]
    if not wanted:
        return []
    pattern = rf"(?:\bthe\s+)?\b(?:{'|'.join(wanted)})\b"
    return [match.span() for match in re.finditer(pattern, text, re.IGNORECASE)]


def _outlet(text: str, registry: OutletRegistry, seen: Iterable[str]) -> str | None:
    name = text.strip(" \"'“”‘’.,?!")
    if not name:
        return None
    known = {_bare(other): other for other in seen}
    if _bare(name) in known:
        return known[_bare(name)]
    if outlet := registry.by_name(name):
        return outlet.name
    ending = [other for bare, other in known.items() if bare.endswith(f" {_bare(name)}")]
    return ending[0] if len(ending) == 1 else None


def _bare(name: str) -> str:
    return re.sub(r"^the\s+", "", name.strip().casefold())
