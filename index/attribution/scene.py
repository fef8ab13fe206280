"""A body while its attributions are put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .quotations import Quotation
from .tokens import Numbers, Tokens


@dataclass(slots=True, kw_only=True)
class Scene:
    """What is known of a body while its attributions are put together; all lists are in order of
    place."""

    tokens: Tokens
    quotations: list[Quotation]
    quoted: bytearray
    """One byte for each piece: 1 where it stands in double marks."""
    edges: Numbers
    """First piece and end of every sentence (s, 2)."""
    paragraphs: Sequence[int]
    bounds: list[list[int]] = field(init=False)
    """The same as plain numbers."""
    taken: set[int] = field(default_factory=set)
    """Sentences that have a cue outside quotation marks."""
    opening: dict[int, Quotation] = field(default_factory=dict)
    openings: list[int] = field(default_factory=list)
    closing: dict[int, Quotation] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.bounds = self.edges.tolist()
        self.openings = [one.start for one in self.quotations]
        for one in self.quotations:
            self.opening[one.start] = one
            self.closing[one.end - 1] = one
