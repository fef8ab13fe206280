"""Which format a file has, by its name or by how it begins, and who reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from index.reading.decoding import decode, marked_encoding
from index.reading.feeds import feed_drafts
from index.reading.files import FEEDS, JSON, LINES, PAGES, TEXT, suffix_of
from index.reading.limits import PAGE_BYTES, WHOLE_FILE_BYTES
from index.reading.pages import page_draft
from index.reading.records import Outcome, json_drafts, line_drafts, lines_of
from index.reading.report import Unusable
from index.reading.texts import text_draft

_PIECE = 1 << 20
_MISNAMED = re.compile(
    rb"""(?:\xef\xbb\xbf)?\s*(?:<!doctype\s+html|<html[\s>]|\{\s*"[^"\n]{1,40}"\s*:|\[\s*\{\s*"[^"\n]{1,40}"\s*:)""",
    re.IGNORECASE,
)
"""What begins a page or JSON, and no text, whatever the file is called."""
_START = 64
_NOT_IN_LINES = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\[|\{\s*\n)")
"""What begins one list, or objects of several lines each, in a file of lines by its name."""


def drafts_of(path: Path, file: IO[bytes]) -> Iterator[Outcome]:
    """Yield the articles of an open file. Raises ``Unusable`` where the whole file is no use."""
    suffix = suffix_of(path)
    if suffix in LINES:
        yield from _lines(file)
        return
    data = _whole(file, WHOLE_FILE_BYTES if suffix in TEXT | JSON else PAGE_BYTES)
    if suffix not in TEXT | JSON | PAGES or (suffix in TEXT and _MISNAMED.match(data)):
        suffix = _sniffed(data, feed=suffix in FEEDS)
    if suffix in JSON:
        yield from json_drafts(decode(data))
    elif suffix in FEEDS:
        yield from feed_drafts(data)
    elif suffix in PAGES:
        yield page_draft(data)
    else:
        yield text_draft(decode(data), markdown=suffix in (".md", ".markdown"))


def _lines(file: IO[bytes]) -> Iterator[Outcome]:
    # A mark of two bytes a character rules out reading line by line: b"\n" is half of one there.
    start = file.peek(_START)[:_START] if hasattr(file, "peek") else b""
    if marked_encoding(start) not in (None, "utf-8-sig"):
        yield from lines_of(decode(_whole(file, WHOLE_FILE_BYTES)))
    elif _NOT_IN_LINES.match(start):
        yield from json_drafts(decode(_whole(file, WHOLE_FILE_BYTES)))
    else:
        yield from line_drafts(file)


def _whole(file: IO[bytes], limit: int) -> bytes:
    """Read all of a file in pieces: nothing is set aside for a size that is only claimed."""
    pieces, size = [], 0
    while piece := file.read(_PIECE):
        size += len(piece)
        if size > limit:
            raise Unusable(
                f"is larger than {limit >> 20} MiB", "split it, or write it as JSON lines"
            )
        pieces.append(piece)
    return b"".join(pieces)


def _sniffed(data: bytes, *, feed: bool) -> str:
    """Say what a file is whose name does not tell, as the ending that it should have."""
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return ".html"
    if feed or start.startswith((b"<?xml", b"<rss", b"<feed", b"<rdf")):
        return ".html" if b"<html" in start else ".xml"
    return ".json" if start.startswith((b"{", b"[")) else ".txt"
