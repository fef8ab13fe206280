"""Saved HTML pages, by trafilatura (Barbaresi, ACL 2021)."""

from __future__ import annotations

import logging
import re
from typing import Any

from index.reading.decoding import decode
from index.reading.drafts import Draft
from index.reading.fields import authors_of, title_of
from index.reading.limits import PAGE_TAGS
from index.reading.markup import check_tags
from index.reading.report import Unusable

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,40})""", re.IGNORECASE)


def page_draft(data: bytes) -> Draft:
    """Read the article of a saved page, and its title, site, date, authors and address if stated.

    Raises ``Unusable`` where no article can be made out.
    """
    check_tags(data, PAGE_TAGS)
    from trafilatura import bare_extraction  # half a second to import, only for pages

    for name in ("trafilatura", "htmldate", "courlan", "justext"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # the report tells what went wrong
    try:
        found: Any = bare_extraction(
            _text(data),
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    except (
        ValueError,
        TypeError,
        AttributeError,
        RecursionError,
        AssertionError,
        LookupError,
    ) as fault:
        raise Unusable(f"cannot be read as a page ({fault})", "save it again") from fault
    body = getattr(found, "text", None)
    if not body or not body.strip():
        raise Unusable("holds no article that can be made out", "save its text instead")
    return Draft(
        body=body.replace("\n", "\n\n"),
        title=title_of(found.title or ""),
        label=found.sitename or None,
        published=found.date,
        url=found.url or None,
        authors=authors_of(found.author) if found.author else (),
    )


def _text(data: bytes) -> str:
    stated = _CHARSET.search(data, 0, 4096)
    if stated:
        try:
            return data.decode(stated[1].decode())
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)
