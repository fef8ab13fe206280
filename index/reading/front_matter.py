"""Front matter: what stands between the fences at the head of a text, as named fields."""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any

_FENCE = re.compile(r"(?:[ \t]*\r?\n){0,9}(---|\+\+\+)[ \t]*\r?\n")
_KEY = re.compile(
    r"""(?:"([^"]+)"|'([^']+)'|([A-Za-z_][\w-]*+(?: ++[\w-]++)*+))\s*:(?:\s+(.*))?$"""
)
_BLOCK = re.compile(r"[|>][+-]?\d?$")
_PART = re.compile(
    r"""(?:^|(?<=,))\s*("(?:[^"\\]|\\.)*+"|'(?:[^']|'')*+'|\{[^{}]*\}|[^,"'{}][^,]*)\s*(?:,|$)"""
)
_COMMENT = re.compile(r"(?:^|\s)#.*$")
_MOST_HEAD = 65_536


def front_matter(text: str) -> tuple[dict[str, Any], int]:
    """Return what front matter says and where the body starts; nothing and 0 without it.

    Between ``---`` lines stands YAML (of which what front matter uses is read: texts, lists, names
    under a name), between ``+++`` lines TOML. The body begins at the first line that is not blank.
    """
    fence = _FENCE.match(text)
    if not fence:
        return {}, 0
    mark = r"(?:---|\.\.\.)" if fence[1] == "---" else re.escape(fence[1])
    close = re.compile(rf"^{mark}[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
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
    """Read ``key: value`` lines, and the indented lines or ``- `` items that belong to a key."""
    fields: dict[str, Any] = {}
    key = ""
    inner: list[str] = []
    for line in [*head.splitlines(), "end:"]:
        item = line.strip()
        if not item or (item.startswith("#") and not line[0].isspace()):
            continue
        if key and (line[0].isspace() or item.startswith("- ")):
            inner.append(line)
            continue
        found = _KEY.match(item)
        if not found:
            return {}
        if inner:
            fields[key] = _nested(fields[key], inner)
        key = (found[1] or found[2] or found[3]).lower()
        inner = []
        fields[key] = _value(found[4] or "")
    return {name: value for name, value in fields.items() if value is not None}


def _nested(first: Any, lines: list[str]) -> Any:
    """Return what the lines under a key say: a list, names with values, or a text that goes on."""
    items = [_COMMENT.sub("", line).strip() for line in lines]
    items = [item for item in items if item]
    if items and all(item.startswith("- ") for item in items):
        return [_value(item[2:]) for item in items]
    folded = _BLOCK.match(first) if isinstance(first, str) else None
    if first == "" and items and items[0].startswith("- "):
        return _listed(items)
    if first == "" and all(_KEY.match(item) for item in items):
        return _named(items)
    told = [line.strip() for line in lines]
    return " ".join(told if folded else [str(first), *told]).strip()


def _listed(items: list[str]) -> list[Any]:
    """Read a list whose items are names with values: ``- name: A`` and ``role: B`` below."""
    made: list[Any] = []
    for item in items:
        if item.startswith("- "):
            made.append(_named([item[2:]]) if _KEY.match(item[2:]) else _value(item[2:]))
        elif isinstance(made[-1], dict):
            made[-1].update(_named([item]))
        else:
            made[-1] = f"{made[-1]} {item}"
    return made


def _named(items: list[str]) -> dict[str, Any]:
    found = [match for item in items if (match := _KEY.match(item))]
    return {(one[1] or one[2] or one[3]).lower(): _value(one[4] or "") for one in found}


def _value(text: str) -> Any:
    text = text.strip()
    if text.startswith(('"', "'")):
        return _quoted(text)
    text = _COMMENT.sub("", text).strip()
    if text.startswith("[") and text.endswith("]"):
        return [_value(part[1]) for part in _PART.finditer(text[1:-1]) if part[1].strip()]
    if text.startswith("{") and text.endswith("}"):
        return _named([part[1].strip() for part in _PART.finditer(text[1:-1])])
    return "" if text.casefold() in ("null", "~") else text


def _quoted(text: str) -> str:
    """Return a text in quotation marks; what follows them is a comment."""
    found = re.match(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*(?:#.*)?$""", text)
    if not found:
        return text
    inner = found[1]
    if inner[0] == "'":
        return inner[1:-1].replace("''", "'")
    try:
        return str(json.loads(inner, strict=False))
    except ValueError:
        return inner[1:-1].replace('\\"', '"').replace("\\\\", "\\")
