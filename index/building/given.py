"""From which of the given paths the articles of an index came.

A share that is not mounted for once must not empty an archive: what came from below a path behind which nothing is
now is not taken for gone. It is noted beside the snapshots, for the one in service; where that was not done, any
article may have come from any path.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from index.snapshot.layout import write_atomically

FILE = "given.json"
_MANY_GONE = 0.1
"""Share of the articles in an index that hardly goes at once where a path is missing as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """The paths given to a build; all but the names shown are absolute."""

    held: Mapping[str, int]
    """How many articles were read from below each."""
    unreached: Mapping[str, str]
    """Where nothing was found, as it is shown, and the given path that led there."""


def note_given(folder: Path, snapshot: str, given: Given) -> None:
    """Note from which paths the articles of the snapshot in service came."""
    if given_before(folder, snapshot) != given.held:
        told = {"snapshot": snapshot, "held": dict(given.held)}
        write_atomically(folder / FILE, json.dumps(told, ensure_ascii=True))


def given_before(folder: Path, snapshot: str) -> dict[str, int] | None:
    """Read how many articles of a snapshot came from below each path; None where that is not known."""
    try:
        told = json.loads((folder / FILE).read_text("utf-8"))
        if told["snapshot"] != snapshot:
            return None
        return {str(path): int(count) for path, count in told["held"].items()}
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None


def refusal(
    given: Given, before: Mapping[str, int] | None, *, removed: int, known: int
) -> str | None:
    """Say what would be taken for gone only because a given path was not there; None where nothing.

    ``removed`` of the ``known`` articles in the index are in nothing that was read. Those that came from a path
    which is given no more are taken for those of an unknown one: it may have got another name.
    """
    paths = set(given.unreached.values())
    unknown = before is None or not paths <= before.keys()
    if before is None:
        lost = removed
    else:
        paths |= before.keys() - given.held.keys() if unknown else set()
        lost = min(removed, sum(before.get(path, 0) for path in paths))
    if not paths or lost < max(1, _MANY_GONE * known):
        return None
    doubt = " (the index does not tell)" if before is None else " under another name"
    come = f"may have come from there{doubt}" if unknown else "came from there"
    return (
        f"{', '.join(given.unreached)}: nothing is there, and {lost} of the articles in the index would go that"
        f" {come}; make it reachable, or leave it out of what is given if they are to go"
    )
