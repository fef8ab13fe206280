"""Records with named fields (JSON, front matter): which field is which."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from typing import Any

from index.reading.drafts import Draft
from index.reading.limits import AUTHORS, ID_CHARACTERS, TITLE_CHARACTERS
from index.reading.markup import looks_marked_up, plain_of
from index.reading.report import Unusable

Record = Mapping[str, Any]

_TITLE = ("title", "headline", "webtitle", "heading", "name")
_LABEL = ("outlet", "source", "publisher", "publication", "newspaper", "site_name", "sitename",
          "source_name", "website", "site")  # fmt: skip
_SITE = ("domain", "hostname", "source_url", "source_domain", "site", "website")
_DATE = ("published_at", "published", "date", "publishedat", "date_published", "datepublished",
         "pubdate", "publish_date", "published_date", "publication_date", "webpublicationdate",
         "created_at", "timestamp", "datetime")  # fmt: skip
_URL = ("url", "link", "canonical_url", "weburl", "web_url", "article_url", "permalink", "href")
_AUTHOR = ("authors", "author", "byline", "by", "creator", "writer")
_BODY = ("body", "content", "text", "article", "article_body", "articlebody", "full_text", "fulltext",
         "maintext", "content_text", "bodytext", "paragraphs", "sentences", "content_html",
         "html")  # fmt: skip
_ID = ("id", "_id", "article_id", "uuid", "guid")
_KNOWN = frozenset((*_TITLE, *_LABEL, *_SITE, *_DATE, *_URL, *_AUTHOR, *_BODY, *_ID))
_BY = re.compile(r"^by\s+", re.IGNORECASE)
_AND = re.compile(r"\s*[;,|]\s*|\s+(?:and|&)\s+")
_ENDINGS = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "md", "m.d.", "phd", "ph.d."}


def draft_of(record: Record, *, number: int | None = None, body: str | None = None) -> Draft:
    """Pick an article's fields from a record by their usual names, in any case.

    Lists of paragraphs are joined by a blank line, lists of sentences by a blank; markup in a body is
    taken off. Raises ``Unusable`` where there is no text.
    """
    if not _KNOWN.issuperset(record):
        lower = {name.lower().replace("-", "_"): value for name, value in record.items()}
        record = {**lower, **record}
    if body is None:
        body = _body(record)
    return Draft(
        body=body,
        record=number,
        id=_id(record),
        title=_title(_first(record, _TITLE)),
        label=_named(_first(record, _LABEL)),
        site=_named(_first(record, _SITE)),
        published=_first(record, _DATE),
        url=_url(record),
        authors=_authors(_first(record, _AUTHOR)),
    )


def title_of(text: str) -> str | None:
    """Tidy a title: entities read, blanks folded, shortened if it is absurdly long."""
    if "&" in text:
        text = html.unescape(text)
    return " ".join(text.split())[:TITLE_CHARACTERS] or None


def authors_of(text: str) -> tuple[str, ...]:
    """Split a byline into its names."""
    names: list[str] = []
    for part in _AND.split(_BY.sub("", " ".join(text[:4_000].split()))):
        if names and part.casefold() in _ENDINGS:
            names[-1] += f", {part}"
        elif part:
            names.append(part[:ID_CHARACTERS])
    return tuple(dict.fromkeys(names))[:AUTHORS]


def _first(record: Record, names: Iterable[str]) -> Any:
    for name in names:
        value = record.get(name)
        if value is not None and value not in ("", [], {}):
            return value
    return None


def _body(record: Record) -> str:
    for name in _BODY:
        value = record.get(name)
        if value is None or value == "":
            continue
        text = _joined(value, " " if name == "sentences" else "\n\n")
        if text and text.strip():
            return plain_of(text) if name.endswith("html") or looks_marked_up(text) else text
    raise Unusable("has no text", "give it a field body, content or text")


def _joined(value: Any, between: str) -> str | None:
    """Return a text, or the texts of a list in one; None for what is neither."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return _joined(_first(value, ("text", "content", "value", "body")), between)
    if isinstance(value, list):
        inner = (_joined(part, " ") for part in value if not isinstance(part, list))
        nested = (" ".join(p for p in part if isinstance(p, str)) for part in value if isinstance(part, list))
        if any(isinstance(part, list) for part in value):
            return "\n\n".join(part for part in nested if part.strip())
        return between.join(part for part in inner if part and part.strip())
    return None


def _id(record: Record) -> str | None:
    value = _first(record, _ID)
    if isinstance(value, Mapping):
        value = _first(value, ("$oid", "id", "value"))
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    text = str(value)[: ID_CHARACTERS + 1].strip()
    if not text.isprintable():
        text = "".join(one if one.isprintable() else " " for one in text).strip()
    return text if 0 < len(text) <= ID_CHARACTERS else None


def _title(value: Any) -> str | None:
    text = _joined(value, " ")
    return title_of(text[: 4 * TITLE_CHARACTERS]) if text else None


def _named(value: Any) -> str | None:
    if isinstance(value, Mapping):
        value = _first(value, ("name", "title", "label", "domain", "id"))
    if isinstance(value, list) and value:
        return _named(value[0])
    return value.strip()[:ID_CHARACTERS] or None if isinstance(value, str) else None


def _url(record: Record) -> str | None:
    value = _first(record, _URL)
    if isinstance(value, str) and value.strip():
        return value.strip()[:2_000]
    guid = record.get("guid")
    return guid[:2_000] if isinstance(guid, str) and guid.startswith(("http:", "https:")) else None


def _authors(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return authors_of(value)
    if isinstance(value, Mapping):
        value = [value]
    if not isinstance(value, list):
        return ()
    names = (_named(one) for one in value[:AUTHORS])
    return tuple(dict.fromkeys(_BY.sub("", " ".join(name.split())) for name in names if name))
