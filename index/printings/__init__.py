"""Where a pasted text was printed: verbatim, altered or nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.printings.values import Change, ChangeKind, Note, NoteKind, Printing, Status, WhoSaid

if TYPE_CHECKING:
    from index.snapshot import Archive

__all__ = [
    "Change",
    "ChangeKind",
    "Note",
    "NoteKind",
    "Printing",
    "Status",
    "WhoSaid",
    "who_said",
]


def who_said(archive: Archive, text: str) -> WhoSaid:
    """Find where a text was printed."""
    raise NotImplementedError
