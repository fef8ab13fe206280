"""Where a pasted text was printed: verbatim, altered or nowhere."""

from __future__ import annotations

from index.printings.part import PrintingsPart
from index.printings.search import who_said
from index.printings.values import Change, ChangeKind, Note, NoteKind, Printing, Status, WhoSaid

__all__ = [
    "Change",
    "ChangeKind",
    "Note",
    "NoteKind",
    "Printing",
    "PrintingsPart",
    "Status",
    "WhoSaid",
    "who_said",
]
