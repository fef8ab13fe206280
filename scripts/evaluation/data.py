"""Where the evaluation sets lie, and how they are read."""

from __future__ import annotations

import gzip
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from index.errors import UsageError

ROOT = Path(__file__).resolve().parent.parent.parent
_ASIDE = re.compile(r"\W+")


class DataAbsent(UsageError):
    """An evaluation set is not there; the text says where it was looked for."""


def data_place() -> Path:
    """Return where the evaluation sets are looked for: WHOSAID_DATA, else ``../shared/data``."""
    return Path(os.environ.get("WHOSAID_DATA") or ROOT.parent / "shared" / "data")


def data_folder() -> Path:
    """Return the folder of the evaluation sets. Raises ``DataAbsent`` where there is none."""
    folder = data_place()
    if not folder.is_dir():
        raise DataAbsent(f"no evaluation data in {folder}; set WHOSAID_DATA to its folder")
    return folder


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSONL file, compressed or not."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def plain(text: str) -> str:
    """Return a text in lower case, everything but letters and digits turned into single blanks."""
    return _ASIDE.sub(" ", text.lower()).strip()


def contains(text: str, wanted: str) -> bool:
    """Say whether a text holds the words of another, in order and side by side."""
    return f" {plain(wanted)} " in f" {plain(text)} "


def halves(ids: list[str]) -> tuple[set[str], set[str]]:
    """Split ids in two by their checksum: one to develop on, one to measure on."""
    from zlib import crc32

    first = {one for one in ids if crc32(one.encode()) % 2 == 0}
    return first, set(ids) - first
