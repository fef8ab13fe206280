"""The registry of outlets: names, aliases, domains and families, and how labels fold onto them."""

from __future__ import annotations

import html
import json
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from config.domains import host_of, registrable, states_no_outlet
from config.mentions import MentionFinder, Surface, surfaces

CONFIG = Path(__file__).resolve().parent
SHIPPED = (CONFIG / "outlets.toml", CONFIG / "articles" / "outlets.toml")
"""The real outlets, and the invented ones of the sample archive."""

Kind = Literal["", "agency", "word", "label"]
_KEYS = {"id", "name", "aliases", "careful", "short", "domains", "family", "kind"}
_LISTS = ("aliases", "careful", "short", "domains")


class OutletsError(ValueError):
    """A registry file cannot be used; the text says which file, which entry and how to mend it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A publisher. ``name`` is shown to readers; ``family`` is empty where it stands alone.

    ``aliases`` count wherever they are printed, ``careful`` names only where somebody reports, and
    ``short`` ones ("the Post") only after the full name or in the outlet's own articles. ``kind`` is
    "agency" for wire services, "word" where the name is also an ordinary word, "label" for a name
    that is never looked for in running text.
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


@dataclass(frozen=True, slots=True)
class OutletMention:
    """An outlet named in running text: ``text == body[start:end]``."""

    outlet: Outlet
    start: int
    end: int
    text: str


class OutletRegistry:
    """All known outlets and the ways of finding one. Immutable; safe to share between threads."""

    def __init__(self, outlets: Iterable[Outlet]) -> None:
        self._by_id = {outlet.id: outlet for outlet in outlets}
        self._by_key: dict[str, Outlet] = {}
        self._others: dict[str, list[Outlet]] = {}
        self._by_domain: dict[str, Outlet] = {}
        self._families: dict[str, list[str]] = {}
        for outlet in self._by_id.values():
            self._by_key.setdefault(_key(outlet.name), outlet)
            self._families.setdefault(outlet.family or outlet.id, []).append(outlet.name)
            for domain in outlet.domains:
                self._by_domain.setdefault(domain.lower(), outlet)
        for outlet in self._by_id.values():
            for label in outlet.labels:
                if self._by_key.setdefault(_key(label), outlet) is not outlet:
                    self._others.setdefault(_key(label), []).append(outlet)
        self._finder: MentionFinder | None = None
        self._labels: dict[str, Outlet | None] = {}
        self._canonical: dict[tuple[str | None, str], str | None] = {}

    @classmethod
    def load(cls, *extra: Path | str) -> OutletRegistry:
        """Read the shipped registry, then ``extra`` files; an entry with a known id replaces it.

        Raises ``OutletsError`` for a file that is absent, no TOML, or has an unusable entry.
        """
        shipped = [path for path in SHIPPED if path.exists()]
        return cls(outlet for path in (*shipped, *extra) for outlet in _read(Path(path)))

    @property
    def outlets(self) -> tuple[Outlet, ...]:
        """All outlets in the order of their files."""
        return tuple(self._by_id.values())

    def extended(self, names: Iterable[str]) -> OutletRegistry:
        """Return a registry that also knows outlets by these names (an archive's own labels)."""
        new = [name for name in dict.fromkeys(names) if self.by_name(name) is None]
        added = (Outlet(id=_slug(name), name=name) for name in new)
        return OutletRegistry((*self.outlets, *added)) if new else self

    def by_name(self, text: str) -> Outlet | None:
        """Find the outlet of exactly this name or alias, in any case, with or without "The"."""
        return self._by_key.get(_key(text))

    def by_domain(self, host_or_url: str) -> Outlet | None:
        """Find the outlet of a host or URL; subdomains belong to their parent."""
        parts = host_of(host_or_url).split(".")
        tails = (".".join(parts[start:]) for start in range(len(parts) - 1))
        return next((self._by_domain[tail] for tail in tails if tail in self._by_domain), None)

    def by_label(self, label: str) -> Outlet | None:
        """Find the outlet of a feed's label: "New York Times - News", "Fox Online News", "cnn.com"."""
        if label not in self._labels:
            if len(self._labels) > _MOST_KEPT:
                self._labels = {}
            self._labels[label] = self._fold_label(label)
        return self._labels[label]

    def _fold_label(self, label: str) -> Outlet | None:
        for form in _label_forms(label):
            if found := self.by_name(form):
                return found
        return self.by_domain(label) if re.fullmatch(r"\S+\.\w{2,}/?", label.strip()) else None

    def canonical(self, label: str | None, url: str | None) -> str | None:
        """Name the outlet of a record by its label and its URL; None where neither states one.

        A label that the registry knows decides, then a domain that it knows (so "Guest Writer" or a
        columnist's name on vox.com is Vox), then the label as printed, then the bare domain.
        """
        host = host_of(url) if url else ""
        known = self._canonical.get((label, host), "")
        if known == "":
            if len(self._canonical) > _MOST_KEPT:
                self._canonical = {}
            known = self._canonical[label, host] = self._name_of(_tidy(label or ""), host)
        return known

    def _name_of(self, label: str, host: str) -> str | None:
        by_label = self.by_label(label) if label else None
        by_host = self.by_domain(host) if host else None
        if by_label and by_host and by_host in self._others.get(_key(label), ()):
            return by_host.name
        if known := by_label or by_host:
            return known.name
        if label and not _PLACEHOLDER.fullmatch(label):
            return _without_section(label)
        return None if not host or states_no_outlet(host) else registrable(host)

    def family(self, name: str) -> tuple[str, ...]:
        """Name the outlets of the same house, itself included; an unknown name is its own family."""
        outlet = self.by_name(name)
        return tuple(self._families[outlet.family or outlet.id]) if outlet else (name,)

    def find(self, text: str, publisher: str | None = None) -> list[OutletMention]:
        """Find the outlets that running text names, in order, longest name first, none overlapping.

        Case counts: "the times", "time" and "the sun rose" name nobody. ``publisher`` (the outlet
        that printed the text) tells what "the Post" is where the text itself has no full name.
        """
        if self._finder is None:
            self._finder = MentionFinder(self._surfaces())
        own = self.by_name(publisher) if publisher else None
        found = self._finder.find(text, own.id if own else None)
        by_id = self._by_id
        return [OutletMention(by_id[id], start, end, text[start:end]) for id, start, end in found]

    def _surfaces(self) -> Iterable[Surface]:
        for o in self._by_id.values():
            if o.kind != "label":
                names = (o.name, *o.aliases)
                yield from surfaces(o.id, names, o.careful, o.short, word=o.kind == "word")


_MOST_KEPT = 10_000
_SECTION = (
    r"(?:online|web|news|newspaper|opinions?|editorials?|politics|business|sports?|technology|tech|world|uk|us"
    r"|life ?style|life and style|entertainment(?: & arts)?|health|travel|science|magazine|blogs?|feed|rss"
    r"|latest|headlines|top stories|home ?page|culture|money|commentary|analysis|breaking)"
)
_TAIL = re.compile(rf"\s+{_SECTION}$", re.IGNORECASE)
_SECTION_AFTER = re.compile(rf"\s+[-–—|:»]\s*{_SECTION}(?:\s+(?:and\s+)?{_SECTION})*$", re.IGNORECASE)
_DIVIDER = re.compile(r"\s+[-–—|»:·]\s*|:\s+|\s*\|\s*")
_BRACKET = re.compile(r"\s*\((?!.*\().*\)$")
_PLACEHOLDER = re.compile(
    r"(?:guest (?:writer|author|columnist|contributor)\b.*|unknown|none|null|n/?a|nan|various|admin|staff"
    r"|anonymous|not (?:stated|known|available)|-+|\?+)",
    re.IGNORECASE,
)


def _key(text: str) -> str:
    key = " ".join(text.replace("’", "'").casefold().split())
    return key.removeprefix("the ") or key


def _slug(name: str) -> str:
    return re.sub(r"\W+", "-", name.casefold()).strip("-") or name


def _tidy(label: str) -> str:
    return " ".join(html.unescape(label).split())


def _without_section(label: str) -> str:
    return _SECTION_AFTER.sub("", label).split(" | ")[0].strip() or label


def _label_forms(label: str) -> Iterable[str]:
    """Yield ever looser readings of a label, the whole of it first."""
    label = _tidy(label)
    yield label
    bare = _BRACKET.sub("", label)
    yield bare
    parts = _DIVIDER.split(bare)
    for part in dict.fromkeys((parts[0], parts[-1])):
        yield part
        while (shorter := _TAIL.sub("", part)) != part:
            part = shorter
            yield part


def _read(path: Path) -> Iterable[Outlet]:
    try:
        text = path.read_text(encoding="utf-8")
        entries = _plain_entries(text)
        if entries is None:
            entries = tomllib.loads(text).get("outlet", [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise OutletsError(f"{path}: cannot be read as an outlet registry: {problem}") from problem
    return [_outlet(entry, path, number) for number, entry in enumerate(entries, 1)]


def _plain_entries(text: str) -> list[dict[str, Any]] | None:
    """Read one-line ``key = value`` entries, five times as fast as tomllib; None where there is more."""
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


def _outlet(entry: dict[str, Any], path: Path, number: int) -> Outlet:
    def refuse(reason: str) -> OutletsError:
        return OutletsError(f"{path}: outlet {number} ({entry.get('name', 'no name')}): {reason}")

    if unknown := entry.keys() - _KEYS:
        raise refuse(f"unknown key {sorted(unknown)[0]!r}; use {', '.join(sorted(_KEYS))}")
    for key, value in entry.items():
        texts = value if key in _LISTS and isinstance(value, list) else [value]
        if (key in _LISTS) != isinstance(value, list) or not all(isinstance(t, str) and t for t in texts):
            raise refuse(f"{key} must be {'a list of texts' if key in _LISTS else 'a text'}")
    if "name" not in entry:
        raise refuse("give it a name")
    if entry.get("kind", "") not in get_args(Kind):
        raise refuse(f"kind {entry['kind']!r} must be agency, word or label")
    lists = {key: tuple(entry.get(key, ())) for key in _LISTS}
    single = {key: entry[key] for key in ("name", "family", "kind") if key in entry}
    return Outlet(id=entry.get("id", _slug(entry["name"])), **single, **lists)
