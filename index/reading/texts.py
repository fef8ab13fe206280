"""Plain text, and text or Markdown with front matter. A body is never changed."""

from __future__ import annotations

import re
from dataclasses import replace

from index.reading.drafts import Draft
from index.reading.fields import draft_of
from index.reading.front_matter import front_matter
from index.reading.headers import header_lines

_DATED = re.compile(
    r"\s{0,9}(?:date|Date|DATE):?[ \t]{1,4}"
    r"(\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?)(?:[ \t]|\r\n?|\n|\Z)"
)
_HEADING = re.compile(r"\s*# +(.+)|\s*(\S.*)\r?\n={3,}[ \t]*(?:\r?\n|\Z)")


def text_draft(text: str, *, markdown: bool = False) -> Draft:
    """Read a text file.

    ``date YYYY-MM-DD `` in front (a time may follow, a colon stand behind the word) gives the date, and
    the body begins right after it. Front matter between ``---`` (``key: value``) or ``+++`` (TOML) lines gives what
    it names, and the body begins at the first line that is not blank; so do lines like ``Source: The
    Echo`` at the head that end at a blank line. Of any other file the body
    is the whole text, so that offsets are offsets into the file.
    """
    fields, start = header_lines(text)
    if not fields and (dated := _DATED.match(text)):
        return Draft(body=text[dated.end() :], published=dated[1])
    if not fields:
        fields, start = front_matter(text)
    body = text[start:]
    heading = _HEADING.match(body) if markdown else None
    draft = draft_of({**fields, "body": body}, body=body) if fields else Draft(body=body)
    title = _closed(heading[1] or heading[2]) if heading else ""
    return replace(draft, title=title) if title and not draft.title else draft


def _closed(heading: str) -> str:
    """Return a heading without the signs that close it ("News ##")."""
    return heading.rstrip().rstrip("#").rstrip()
