"""Lines at the head of a text that name its title, outlet and date, without fences around them."""

from __future__ import annotations

import re

from index.reading.names import places_of

_LINE = re.compile(r"([A-Za-z][A-Za-z _-]{1,23}):[ \t]+(\S[^\r\n]*)\r?\n")
_END = re.compile(r"[ \t]*\r?\n\s*")
_LINES = range(2, 13)
_TELLING = frozenset(("published", "label", "url"))
_FIELDS = _TELLING | {"title", "authors", "id"}


def header_lines(text: str) -> tuple[dict[str, str], int]:
    """Return what ``Name: value`` lines at the head of a text say, and where the body starts; else nothing and 0.

    They end at a blank line. Two at least must be known names of fields, one of these tell the date, the outlet or
    the address: what people say one after the other looks alike.
    """
    fields: dict[str, str] = {}
    known: set[str] = set()
    at = count = 0
    while (line := _LINE.match(text, at)) and count < _LINES.stop:
        name = line[1].strip().lower()
        told = {field for field, _ in places_of(name)} & _FIELDS
        if told:
            fields[name] = line[2].strip()
            known |= {min(told)}
        at, count = line.end(), count + 1
    end = _END.match(text, at)
    if not end or count not in _LINES or len(known) < _LINES.start or not known & _TELLING:
        return {}, 0
    return fields, end.end()
