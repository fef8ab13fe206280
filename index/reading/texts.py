"""Plain text, and text or Markdown with front matter. A body is never changed."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from index.reading.drafts import Draft
from index.reading.fields import draft_of

_DATED = re.compile(r"[ \t]?date (\d{4}-\d{2}-\d{2})(?:[ \t]|\r?\n)")
_FENCE = re.compile(r"(---|\+\+\+)[ \t]*\r?\n")
_KEY = re.compile(r"([A-Za-z_][\w -]*?)\s*:(?:\s+(.*))?$")
_HEADING = re.compile(r"\s*# +(.+?)[ \t]*#*[ \t]*(?:\r?\n|$)")
_MOST_HEAD = 65_536


def text_draft(text: str, *, markdown: bool = False) -> Draft:
    """Read a text file.

    ``date YYYY-MM-DD `` in front (after at most one blank) gives the date, and the body begins
    right after it. Front matter between ``---`` (``key: value``) or ``+++`` (TOML) lines gives what
    it names, and the body begins at the first line that is not blank. Of any other file the body
    is the whole text, so that offsets are offsets into the file.
    """
    if dated := _DATED.match(text):
        return Draft(body=text[dated.end() :], published=dated[1])
    fields, start = _front_matter(text)
    body = text[start:]
    if fields:
        return draft_of({**fields, "body": body}, body=body)
    heading = _HEADING.match(body) if markdown else None
    return Draft(body=body, title=heading[1] if heading else None)


def _front_matter(text: str) -> tuple[dict[str, Any], int]:
    """Return what front matter says and where the body starts; nothing and 0 without it."""
    fence = _FENCE.match(text)
    if not fence:
        return {}, 0
    close = re.compile(rf"^{re.escape(fence[1])}[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
    end = close.search(text, fence.end(), fence.end() + _MOST_HEAD)
    if not end:
        return {}, 0
    head = text[fence.end() : end.start()]
    fields = _toml(head) if fence[1] == "+++" else _key_values(head)
    blank = re.compile(r"(?:[ \t]*\r?\n)*").match(text, end.end())
    return fields, (blank.end() if blank else end.end()) if fields else 0


def _toml(head: str) -> dict[str, Any]:
    try:
        return tomllib.loads(head.replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}


def _key_values(head: str) -> dict[str, Any]:
    """Read the part of YAML that front matter uses: texts, quoted texts, lists."""
    fields: dict[str, Any] = {}
    key = ""
    for line in head.splitlines():
        item = line.strip()
        if not item or item.startswith("#"):
            continue
        if item.startswith("- ") and key:
            if not isinstance(fields[key], list):
                fields[key] = []
            fields[key].append(_scalar(item[2:]))
        elif not line[0].isspace() and (found := _KEY.match(item)):
            key = found[1].lower()
            fields[key] = _value(found[2] or "")
        elif key and isinstance(fields[key], str):
            fields[key] = f"{fields[key].rstrip('>|')} {item}".strip()
        else:
            return {}
    return fields


def _value(text: str) -> Any:
    text = text.strip()
    if text.startswith("[") and text.endswith("]"):
        return [_scalar(part) for part in text[1:-1].split(",") if part.strip()]
    return _scalar(text)


def _scalar(text: str) -> str:
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] == '"':
        return text[1:-1].replace('\\"', '"').replace("\\\\", "\\")
    if len(text) > 1 and text[0] == text[-1] == "'":
        return text[1:-1].replace("''", "'")
    return "" if text.casefold() in ("null", "~") else text
