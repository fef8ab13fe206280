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

_NAMES = {
    "id": "id _id article_id uuid guid",
    "title": "title headline webtitle heading name",
    "label": "outlet source publisher publication newspaper site_name sitename source_name"
    " website site",
    "site": "domain hostname source_url source_domain site website",
    "published": "published_at published date publishedat date_published datepublished pubdate"
    " publish_date published_date publication_date webpublicationdate date_gmt created_at timestamp"
    " datetime",
    "url": "url link canonical_url weburl web_url article_url permalink href",
    "authors": "authors author byline by creator writer",
    "body": "body content text article article_body articlebody full_text fulltext maintext"
    " content_text bodytext paragraphs sentences content_html html",
}
"""What each field may be called, the best name first."""
_PLACES: dict[str, list[tuple[str, int]]] = {}
for _field, _words in _NAMES.items():
    for _rank, _word in enumerate(_words.split()):
        _PLACES.setdefault(_word, []).append((_field, _rank))
_EMPTY: tuple[object, ...] = ("", [], {})
_BY = re.compile(r"^by\s+", re.IGNORECASE)
_AND = re.compile(r"\s*[;,|]\s*(?:(?:and|&)\s+)?|\s+(?:and|&)\s+")
_ROLE = re.compile(
    r"(?:\b(?:correspondents?|editors?|reporters?|columnists?|(?:staff|senior|feature) writers?)"
    r"(?: (?:in|at|for) .*)?|^(?:editor|correspondent|reporter) .*)$",
    re.IGNORECASE,
)
"""What is no name where it follows one: "Political Correspondent"."""
_ENDINGS = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "md", "m.d.", "phd", "ph.d."}


def draft_of(record: Record, *, number: int | None = None, body: str | None = None) -> Draft:
    """Pick an article's fields from a record by their usual names, in any case.

    Lists of paragraphs are joined by a blank line, lists of sentences by a blank; markup in a body
    is taken off. Raises ``Unusable`` where there is no text.
    """
    if isinstance(inner := record.get("fields"), Mapping):
        record = {**inner, **record}
    found = _found(record)
    url = found.get("url")
    return Draft(
        body=_body(record) if body is None else body,
        record=number,
        id=_id(found.get("id")),
        title=_title(found.get("title")),
        label=_named(found.get("label")),
        site=_named(found.get("site")),
        published=found.get("published"),
        url=url.strip() or None if isinstance(url, str) else _guid(record),
        authors=_authors(found.get("authors")),
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
        elif part and not (names and _ROLE.search(part)):
            names.append(part[:ID_CHARACTERS])
    return tuple(dict.fromkeys(names))[:AUTHORS]


def _found(record: Record) -> dict[str, Any]:
    """Return the value of each field that the record has under one of its names."""
    found: dict[str, Any] = {}
    ranks: dict[str, int] = {}
    for name, value in record.items():
        places = _PLACES.get(name) or _PLACES.get(name.lower().replace("-", "_"))
        if places is None or value is None or value in _EMPTY:
            continue
        for place, rank in places:
            if rank < ranks.get(place, 99):
                found[place], ranks[place] = value, rank
    return found


def _first(record: Record, names: Iterable[str]) -> Any:
    return next(
        (value for name in names if (value := record.get(name)) not in (None, *_EMPTY)), None
    )


def _body(record: Record) -> str:
    text = record.get("body")
    if not isinstance(text, str) or not text.strip():
        text = _other_body(
            {name.lower().replace("-", "_"): value for name, value in record.items()}
        )
    return plain_of(text) if looks_marked_up(text) else text


def _other_body(record: Record) -> str:
    for name in _NAMES["body"].split():
        text = _joined(record.get(name), " " if name == "sentences" else "\n\n")
        if text and text.strip():
            return plain_of(text) if name.endswith("html") else text
    raise Unusable("has no text", "give it a field body, content or text")


def _joined(value: Any, between: str) -> str | None:
    """Return a text, or the texts of a list in one; None for what is neither."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return _joined(
            _first(value, ("text", "content", "value", "body", "rendered", "main")), between
        )
    if isinstance(value, list):
        inner = (_joined(part, " ") for part in value if not isinstance(part, list))
        nested = (
            " ".join(p for p in part if isinstance(p, str))
            for part in value
            if isinstance(part, list)
        )
        if any(isinstance(part, list) for part in value):
            return "\n\n".join(part for part in nested if part.strip())
        return between.join(part for part in inner if part and part.strip())
    return None


def _id(value: Any) -> str | None:
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


def _guid(record: Record) -> str | None:
    guid = record.get("guid")
    return guid if isinstance(guid, str) and guid.startswith(("http:", "https:")) else None


def _authors(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return authors_of(value)
    if isinstance(value, Mapping):
        value = [value]
    if not isinstance(value, list):
        return ()
    names = (_named(one) for one in value[:AUTHORS])
    return tuple(dict.fromkeys(_BY.sub("", " ".join(name.split())) for name in names if name))
