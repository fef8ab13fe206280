"""What a file says of one article, before outlet, date and id are settled."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One article as its file has it; ``record`` is its line or place in the file, from 1."""

    body: str
    record: int | None = None
    id: str | None = None
    title: str | None = None
    label: str | None = None
    """The outlet in the file's own words."""
    site: str | None = None
    """A domain that stands for the outlet where there is no URL."""
    published: object = None
    url: str | None = None
    authors: tuple[str, ...] = ()
