"""The snapshots of an index folder in words, read from the disk: which there are, and whether they are whole."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from bot import wording
from bot.discord.rendering.frames import short
from index.building.sealing import described
from index.errors import WhosaidError
from index.snapshot.layout import snapshot_folder, snapshot_ids
from index.snapshot.verification import named_manifest, verify


def snapshot_lines(folder: Path) -> list[str]:
    """Return one line a snapshot, the newest first."""
    lines = []
    for name, built, found, current in described(folder):
        counts = wording.count_words(found.counts.articles, "article") if found else "damaged"
        service = ", **in service**" if current else ""
        lines.append(f"- `{name}`, built {age_of(built)}, {counts}{service}")
    return lines


def verified_lines(folder: Path) -> list[str]:
    """Check every snapshot and return one line for each."""
    lines = []
    for name in snapshot_ids(folder):
        try:
            verify(snapshot_folder(folder, name), named_manifest(folder, name))
            lines.append(f"- `{name}`: every byte is right")
        except WhosaidError as wrong:
            lines.append(f"- `{name}`: damaged: {short(str(wrong), 300)}")
    return lines


def age_of(built: str) -> str:
    """Say how long ago a snapshot was built, from its ISO time; what is none is not known."""
    try:
        return wording.age_words(datetime.fromisoformat(built))
    except ValueError:
        return "at an unknown time"
