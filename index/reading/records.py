"""Files of JSON: one object, a list, a list under a name, objects by id, or one object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import IO, Any

from index.reading.decoding import decode
from index.reading.drafts import Draft
from index.reading.fields import draft_of, full_text, publisher_of
from index.reading.limits import ENDLESS_BYTES, ID_CHARACTERS, LINE_BYTES
from index.reading.report import Unusable

_LISTS = (
    "articles",
    "items",
    "results",
    "data",
    "docs",
    "entries",
    "posts",
    "stories",
    "news",
    "records",
    "entry",
    "item",
    "value",
    "objects",
    "rows",
    "hits",
    "@graph",
    "edges",
    "nodes",
)
_WRAPPERS = (
    "response",
    "data",
    "result",
    "results",
    "feed",
    "channel",
    "rss",
    "payload",
    "body",
    "articles",
    "posts",
    "stories",
    "hits",
    "content",
    "article",
    "story",
    "post",
)
"""Names under which an object with the list may itself lie."""
_KINDS = {
    "str": "a text",
    "int": "a number",
    "float": "a number",
    "bool": "true or false",
    "NoneType": "null",
    "list": "a list",
}
_MEND_LINE = "give every line one JSON object"
Outcome = Draft | tuple[int, Unusable]
"""An article, or the record that could not be used."""


def json_drafts(text: str) -> Iterator[Outcome]:
    """Read a JSON file's text; one that turns out to hold JSON lines is read as such."""
    try:
        value = json.loads(text)
    except json.JSONDecodeError as fault:
        if fault.msg == "Extra data":
            yield from lines_of(text) if _in_lines(text) else _one_by_one(text)
            return
        raise Unusable(f"is not JSON ({fault})", "mend the file or write it again") from None
    except (RecursionError, ValueError) as fault:
        raise Unusable(f"cannot be read as JSON ({fault})", "write it again, less nested") from None
    yield from _records(value)


def _in_lines(text: str) -> bool:
    """Say whether the first line is a value by itself."""
    try:
        json.loads(text.lstrip().partition("\n")[0])
    except (ValueError, RecursionError):
        return False
    return True


def _one_by_one(text: str) -> Iterator[Outcome]:
    """Read values that stand one after the other, each over several lines."""
    decoder, at, number = json.JSONDecoder(), 0, 0
    while (at := _next_value(text, at)) < len(text):
        number += 1
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as fault:
            yield number, Unusable(f"is not JSON ({fault})", "mend it; what follows is not read")
            return
        yield _drafted(value, number)


def _next_value(text: str, at: int) -> int:
    while at < len(text) and (text[at].isspace() or text[at] == ","):
        at += 1
    return at


def line_drafts(file: IO[bytes]) -> Iterator[Outcome]:
    """Read JSON lines from a file as they come; lines that are too long are passed over unread."""
    number = 0
    while line := file.readline(LINE_BYTES + 1):
        number += 1
        if len(line) > LINE_BYTES:
            if not _passed_over(file, line):
                yield (
                    number,
                    Unusable(
                        f"goes on for more than {ENDLESS_BYTES >> 20} MiB, and is the last one read",
                        "look at what is in it",
                    ),
                )
                return
            yield number, Unusable(f"is longer than {LINE_BYTES >> 20} MiB", "split it")
            continue
        try:
            text = line.decode() if number > 1 else decode(line)
        except UnicodeDecodeError:
            text = decode(line)
        yield from _numbered([(number, text)])


def _passed_over(file: IO[bytes], line: bytes) -> bool:
    """Read on to the end of a line; say whether it has one."""
    size = len(line)
    while line and not line.endswith(b"\n"):
        line = file.readline(LINE_BYTES)
        size += len(line)
        if size > ENDLESS_BYTES:
            return False
    return True


def lines_of(text: str) -> Iterator[Outcome]:
    """Read JSON lines from a text."""
    yield from _numbered(enumerate(text.split("\n"), 1))


def _numbered(lines: Any) -> Iterator[Outcome]:
    for number, line in lines:
        if not line or line.isspace():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as fault:
            yield number, Unusable(f"is not JSON ({fault})", _MEND_LINE)
            continue
        yield _drafted(value, number)


def _records(value: Any) -> Iterator[Outcome]:
    label: str | None = None
    while isinstance(value, dict):
        inner = _inner(value)
        if inner is None:
            yield from _alone(value)
            return
        label = publisher_of(value) or label
        value = inner
    if not isinstance(value, list):
        raise Unusable("holds no articles", "give it an object or a list of objects")
    for number, one in enumerate(value, 1):
        drafted = _drafted(one, number)
        if isinstance(drafted, Draft) and label and not drafted.label:
            drafted = replace(drafted, label=label)
        yield drafted


def _inner(value: dict[str, Any], depth: int = 4) -> Any:
    """Return the list of articles in an object, or the object that holds it, or None."""
    for name in _LISTS:
        found = value.get(name)
        if isinstance(found, list) and any(isinstance(one, dict) for one in found):
            return found
    objects = (value[name] for name in _WRAPPERS if isinstance(value.get(name), dict))
    return next((one for one in objects if depth and _inner(one, depth - 1) is not None), None)


def _alone(value: dict[str, Any]) -> Iterator[Outcome]:
    """Read an object as one article, or as articles by their ids."""
    rows = _rows(value)
    only = _drafted(value, 1) if rows is None else None
    while rows is None and not isinstance(only, Draft) and (inner := _wrapped(value)) is not None:
        value, only = inner, _drafted(inner, 1)
    if any(value.get(name) == [] for name in _LISTS) and full_text(value) is None:
        return
    if only is not None and (isinstance(only, Draft) or not value or not _all_objects(value)):
        yield only
        return
    for number, (name, one) in enumerate((rows or value).items(), 1):
        drafted = _drafted(one, number)
        if isinstance(drafted, Draft) and drafted.id is None:
            drafted = replace(drafted, id=name[:ID_CHARACTERS] or None)
        yield drafted


def _wrapped(value: dict[str, Any]) -> dict[str, Any] | None:
    """Return the object in which the one article of an answer lies, or None."""
    return next((value[name] for name in _WRAPPERS if isinstance(value.get(name), dict)), None)


def _rows(value: dict[str, Any]) -> dict[str, Any] | None:
    """Return the rows of a table that is stored by its columns, as pandas does; None for anything else."""
    if not _all_objects(value):
        return None
    firsts = {name: next(iter(column.values()), None) for name, column in value.items()}
    if any(isinstance(one, dict) for one in firsts.values()) or full_text(firsts) is None:
        return None
    rows: dict[str, Any] = {}
    for name, column in value.items():
        for row, one in column.items():
            rows.setdefault(row, {})[name] = one
    return rows


def _all_objects(value: dict[str, Any]) -> bool:
    return all(isinstance(one, dict) for one in value.values())


def _drafted(value: Any, number: int) -> Outcome:
    if not isinstance(value, dict):
        return number, Unusable(
            f"is {_KINDS[type(value).__name__]}, not an object", "give every article an object"
        )
    try:
        return draft_of(value, number=number)
    except Unusable as fault:
        return number, fault
