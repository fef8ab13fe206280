"""Saved HTML pages, by trafilatura (Barbaresi, ACL 2021)."""

from __future__ import annotations

import logging
import re
from typing import Any

from index.reading.decoding import decode, decode_as
from index.reading.drafts import Draft
from index.reading.fields import authors_of, title_of
from index.reading.limits import PAGE_TAGS
from index.reading.markup import check_tags
from index.reading.page_days import day_of_page
from index.reading.report import Unusable

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,40})""", re.IGNORECASE)
_SAVED = re.compile(
    rb"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)"
    rb"(https?://[^\s\"'<>]+)",
    re.IGNORECASE,
)
"""The note that browsers put into a page that they save."""
_HANDLE = re.compile(
    r"""<meta\s[^>]{0,200}?twitter:site["'][^>]{0,200}?content\s*=\s*["']@?(\w{1,40})""",
    re.IGNORECASE,
)


def page_draft(data: bytes) -> Draft:
    """Read the article of a saved page, and its title, site, date, authors and address if stated.

    Raises ``Unusable`` where no article can be made out.
    """
    check_tags(data, PAGE_TAGS)
    from trafilatura import bare_extraction  # half a second to import, only for pages

    for name in ("trafilatura", "htmldate", "courlan", "justext"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # the report tells what went wrong
    text = _text(data)
    try:
        found: Any = bare_extraction(
            text,
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
    body = _below_headline(found) if found else ""
    if not any(map(_is_prose, body.split("\n"))):
        raise Unusable("holds no article that can be made out", "save its text instead")
    url = found.url or _saved_from(data)
    return Draft(
        body=body.replace("\n", "\n\n"),
        title=title_of(found.title or ""),
        label=_site_name(found.sitename, text) if url else found.sitename or None,
        published=day_of_page(found.date, text, filter(_is_prose, body.split("\n")))
        if found.date
        else None,
        url=url,
        authors=authors_of(found.author) if found.author else (),
    )


def _site_name(name: str | None, text: str) -> str | None:
    """Return the name that a site gives itself; its name on Twitter ("Tarnsidemail") tells less than the address."""
    handle = _HANDLE.search(text)
    return None if not name or (handle and handle[1].casefold() == name.casefold()) else name


def _is_prose(paragraph: str) -> bool:
    """Say whether a paragraph ends as sentences do; a page without any is links or an error."""
    bare = paragraph.rstrip(" \"'”’»)]")
    return len(bare) > 20 and bare[-1] in ".!?…。！？"


def _below_headline(found: Any) -> str:
    """Return an article's text without its headline, which stands in the title."""
    body = (found.text or "").strip()
    first = next(iter(found.body), None) if found.body is not None else None
    if first is None or first.tag != "head" or first.get("rend") != "h1":
        return body
    headline = " ".join("".join(first.itertext()).split())
    line, _, rest = body.partition("\n")
    return rest.strip() if headline and line.strip() == headline else body


def _saved_from(data: bytes) -> str | None:
    stated = _SAVED.search(data, 0, 4096)
    return stated[1].decode("ascii", "replace") if stated else None


def _text(data: bytes) -> str:
    stated = _CHARSET.search(data, 0, 4096)
    told = decode_as(data, stated[1].decode()) if stated else None
    return decode(data) if told is None else told
