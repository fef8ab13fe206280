"""Tell text that is no news by the words that it opens with: credits, ways away, forms, notes on the text itself.

A table of first letters says which of the openings may fit, so that most sentences cost one look-up.
"""

from __future__ import annotations

import re
import tomllib
from itertools import chain
from pathlib import Path

FIRST = 3
"""Letters of an opening by which the table knows it."""
SIGNS = frozenset("(—–-•►*[>🙋🌤 ")
"""What may stand before the first word."""
_MOST_SIGNS = 4

Table = dict[str, re.Pattern[str]]
"""The pattern of all openings that have the same first letters, by these."""


def _table(*groups: str) -> Table:
    read = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    forms: dict[str, list[str]] = {}
    for opening, rest in chain.from_iterable(read[group].items() for group in groups):
        whole = r"(?!\w)" if opening[-1].isalnum() else ""
        form = re.escape(opening).replace("'", "['’]") + (rest or whole)
        for key in {opening[:FIRST], opening[:FIRST].replace("'", "’")}:
            for written in {key, key.capitalize(), key.upper()}:
                forms.setdefault(written, []).append(form)
    return {key: re.compile("|".join(group), re.IGNORECASE) for key, group in forms.items()}


_SENTENCES = _table("credits", "ways_away", "forms", "own_text")
_PARAGRAPHS = _table("paragraphs")
ASIDES = frozenset(_SENTENCES)
"""First letters of sentences that may be no news; one that begins with a sign of ``SIGNS`` may be as well."""


def is_aside(body: str, start: int, end: int) -> bool:
    """Say whether a sentence is no news, whatever stands around it."""
    return _opens(_SENTENCES, body, start, end)


def is_boilerplate(body: str, start: int, end: int) -> bool:
    """Say whether a short paragraph is no news."""
    return body[start] == "©" or _opens(_PARAGRAPHS, body, start, end)


def _opens(table: Table, body: str, start: int, end: int) -> bool:
    form = table.get(body[start : start + FIRST])
    if form is None:
        if body[start] not in SIGNS:
            return False
        last = min(start + _MOST_SIGNS, end - 1)
        while start < last and body[start] in SIGNS:
            start += 1
        form = table.get(body[start : start + FIRST])
    return form is not None and form.match(body, start, end) is not None
