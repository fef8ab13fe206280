"""The registry of outlets: names, aliases, domains and families, and how labels fold onto them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from config.domains import carried_host, host_of, registrable, states_no_outlet
from config.labels import (
    is_domain,
    key_of,
    label_forms,
    shared_title,
    states_nothing,
    tidy,
    without_section,
)
from config.mentions import MentionFinder, Surface, surfaces
from config.outlet_files import Outlet, OutletsError, read_outlets, slug

__all__ = ["Outlet", "OutletMention", "OutletRegistry", "OutletsError"]

CONFIG = Path(__file__).resolve().parent
SHIPPED = (CONFIG / "outlets.toml", CONFIG / "articles" / "outlets.toml")
"""The real outlets, and the invented ones of the sample archive."""
_MOST_KEPT = 10_000


@dataclass(frozen=True, slots=True)
class OutletMention:
    """An outlet named in running text: ``text == body[start:end]``."""

    outlet: Outlet
    start: int
    end: int
    text: str


class OutletRegistry:
    """All known outlets and the ways of finding one. Safe to share between threads."""

    def __init__(self, outlets: Iterable[Outlet]) -> None:
        self._by_id = {outlet.id: outlet for outlet in outlets}
        self._by_key: dict[str, Outlet] = {}
        self._others: dict[str, list[Outlet]] = {}
        self._by_domain: dict[str, Outlet] = {}
        self._families: dict[str, list[str]] = {}
        for outlet in self._by_id.values():
            self._by_key.setdefault(key_of(outlet.name), outlet)
            self._families.setdefault(outlet.family or outlet.id, []).append(outlet.name)
            for domain in outlet.domains:
                self._by_domain.setdefault(domain.lower(), outlet)
        for outlet in self._by_id.values():
            for label in outlet.labels:
                if self._by_key.setdefault(key_of(label), outlet) is not outlet:
                    self._others.setdefault(key_of(label), []).append(outlet)
        self._finder: MentionFinder | None = None
        self._labels: dict[str, Outlet | None] = {}
        self._canonical: dict[tuple[str | None, str], str | None] = {}

    @classmethod
    def load(cls, *extra: Path | str) -> OutletRegistry:
        """Read the shipped registry, then ``extra`` files; an entry with a known id replaces it.

        Raises ``OutletsError`` for a file that is absent, no TOML, or has an unusable entry.
        """
        shipped = [path for path in SHIPPED if path.exists()]
        return cls(one for path in (*shipped, *extra) for one in read_outlets(Path(path)))

    @cached_property
    def fingerprint(self) -> str:
        """A short name for all that is known of all outlets: another where any of it changes."""
        return hashlib.sha256(repr(self.outlets).encode()).hexdigest()[:16]

    @property
    def outlets(self) -> tuple[Outlet, ...]:
        """All outlets in the order of their files."""
        return tuple(self._by_id.values())

    def extended(self, names: Iterable[str]) -> OutletRegistry:
        """Return a registry that also knows outlets by these names (an archive's own labels)."""
        new = [name for name in dict.fromkeys(names) if self.by_name(name) is None]
        added = (Outlet(id=slug(name), name=name) for name in new)
        return OutletRegistry((*self.outlets, *added)) if new else self

    def by_name(self, text: str) -> Outlet | None:
        """Find the outlet of exactly this name or alias, in any case, with or without "The"."""
        return self._by_key.get(key_of(text))

    def by_domain(self, host_or_url: str) -> Outlet | None:
        """Find the outlet of a host or URL; subdomains belong to their parent."""
        parts = host_of(host_or_url).split(".")
        tails = (".".join(parts[start:]) for start in range(len(parts) - 1))
        return next((self._by_domain[tail] for tail in tails if tail in self._by_domain), None)

    def by_label(self, label: str) -> Outlet | None:
        """Find the outlet of a feed's label: "New York Times - News", "Fox Online News"."""
        if label not in self._labels:
            if len(self._labels) > _MOST_KEPT:
                self._labels = {}
            self._labels[label] = self._fold_label(label)
        return self._labels[label]

    def _fold_label(self, label: str) -> Outlet | None:
        for form in label_forms(label):
            if found := self.by_name(form):
                return found
        return self.by_domain(label) if is_domain(label) else None

    def canonical(self, label: str | None, url: str | None) -> str | None:
        """Name the outlet of a record by its label and its URL; None where neither states one.

        A label that the registry knows decides, then a domain that it knows (so "Guest Writer" or
        a columnist's name on vox.com is Vox), then the label as printed, then the bare domain. Of
        papers that share a title ("The Daily Telegraph", "The Guardian" on guardian.ng) the domain
        chooses. Of an archive's copy the page archived counts, where it is of a domain that the
        registry knows.
        """
        host = host_of(url) if url else ""
        if url and states_no_outlet(host) and self.by_domain(carried := carried_host(url)):
            host = carried
        kept = self._canonical
        if (label, host) not in kept:
            if len(kept) > _MOST_KEPT:
                self._canonical = kept = {}
            kept[label, host] = self._name_of(tidy(label or ""), host)
        return kept[label, host]

    def _name_of(self, label: str, host: str) -> str | None:
        by_label = self.by_label(label) if label else None
        by_host = self.by_domain(host) if host else None
        if by_label and by_host and by_host in self._others.get(key_of(label), ()):
            return by_host.name
        if by_label and (other := self._namesake(by_label, by_host, host)):
            return other
        if known := by_label or by_host:
            return known.name
        if (
            label
            and not states_nothing(label)
            and not (is_domain(label) and states_no_outlet(label))
        ):
            return registrable(label) or label if is_domain(label) else without_section(label)
        return None if not host or states_no_outlet(host) else registrable(host)

    def _namesake(self, labelled: Outlet, by_host: Outlet | None, host: str) -> str | None:
        """Name the paper whose own site a host is, where it has the title of the outlet that a label names.

        Many papers are called The Telegraph: on telegraphindia.com it is not that of telegraph.co.uk.
        """
        title, domain = shared_title(labelled.name), registrable(host)
        if not title or not domain or title not in domain.rpartition(".")[0]:
            return None
        if by_host and (by_host is labelled or labelled.family in (by_host.family, by_host.id)):
            return None
        return by_host.name if by_host else domain

    def family(self, name: str) -> tuple[str, ...]:
        """Name the outlets of the same house, itself included; an unknown name is alone."""
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
        known = self._by_id
        return [OutletMention(known[one], start, end, text[start:end]) for one, start, end in found]

    def _surfaces(self) -> Iterable[Surface]:
        for one in self._by_id.values():
            if one.kind != "label":
                names = (one.name, *one.aliases)
                word = one.kind == "word"
                yield from surfaces(one.id, names, one.careful, one.short, word=word)
