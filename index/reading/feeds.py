"""RSS and Atom files, by feedparser."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from index.reading.drafts import Draft
from index.reading.fields import authors_of, id_of, title_of
from index.reading.limits import FEED_TAGS
from index.reading.markup import check_tags, plain_of
from index.reading.records import Outcome
from index.reading.report import Unusable

_ENTITIES = re.compile(rb"<!ENTITY", re.IGNORECASE)


def feed_drafts(data: bytes) -> Iterator[Outcome]:
    """Read the entries of a feed: the content, or the summary where there is none.

    Raises ``Unusable`` for what is no feed, and for files that declare entities of their own.
    """
    import feedparser  # only feeds pay for the import

    if _ENTITIES.search(data) or _ENTITIES.search(data.replace(b"\0", b"")):
        raise Unusable("declares entities of its own", "write the text out")
    check_tags(data, FEED_TAGS, nested=True)
    try:
        # A stream: texts and bytes it would also take for addresses and file names.
        feed = feedparser.parse(io.BytesIO(data))
    except (
        ValueError,
        TypeError,
        AttributeError,
        RecursionError,
        LookupError,
        AssertionError,
    ) as fault:
        raise Unusable(f"cannot be read as a feed ({fault})", "save it again") from fault
    if not feed.entries:
        raise Unusable("is no feed with entries", "give an RSS or Atom file")
    for number, entry in enumerate(feed.entries, 1):
        yield _entry(entry, feed.feed, number)


def _entry(entry: Any, feed: Any, number: int) -> Outcome:
    marked = [part.get("value") or "" for part in entry.get("content", ())] or [
        entry.get("summary") or ""
    ]
    body = plain_of("\n".join(marked))
    if not body:
        return number, Unusable("has neither content nor summary", "save the page itself")
    guid = entry.get("id") or None
    link = entry.get("link") or (guid if guid and guid.startswith("http") else None)
    source = (entry.get("source") or {}).get("title")
    return Draft(
        body=body,
        record=number,
        id=id_of(guid),
        title=title_of(plain_of(entry.get("title") or "")),
        label=source or feed.get("title") or None,
        site=None if source else feed.get("link") or None,
        published=entry.get("published") or entry.get("updated") or None,
        url=link,
        authors=_names(entry),
    )


def _names(entry: Any) -> tuple[str, ...]:
    listed = [one.get("name") for one in entry.get("authors", ()) if one.get("name")]
    names = listed or [entry.get("author") or ""]
    return tuple(dict.fromkeys(name for one in names for name in authors_of(one)))
