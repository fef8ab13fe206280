"""Records with named fields (JSON, front matter): which field is which."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Mapping
from operator import itemgetter
from typing import Any

from config.labels import is_page, states_nothing
from index.reading.drafts import Draft
from index.reading.limits import AUTHORS, ID_CHARACTERS, TITLE_CHARACTERS
from index.reading.markup import looks_marked_up, plain_of
from index.reading.names import LEADS, flat, names_of, places_of
from index.reading.report import Unusable

Record = Mapping[str, Any]

_EMPTY: tuple[object, ...] = ("", [], {})
_INNER = ("node", "_source", "attributes", "fields", "row", "meta", "metadata")
"""Where dumps put what belongs to the record itself; what it says itself goes before."""
_BODY = tuple(name for name in names_of("body") if name not in map(flat, LEADS.split()))
_LEADS = tuple(map(flat, LEADS.split()))
_INLINE = re.compile(
    r"<(?:em|i|b|strong|span|a|u|sup|sub|q|cite|mark|small)\b[^<>]*>", re.IGNORECASE
)
_ENTITY = re.compile(
    r"&(?:#\d{2,6}|#x[\da-f]{2,5}|nbsp|quot|[lr][sd]quo|[mn]dash|hellip);", re.IGNORECASE
)
_DEEPEST = 12
"""Lists and objects within one another that a text may stand in."""
_NO_IDS = {"none", "null", "nan", "undefined"}
_TEXTS = ("text", "content", "value", "body", "rendered", "main", "blocks", "data")
_DATES = ("$date", "$numberLong", "iso", "value", "rendered", "_seconds", "seconds")
_ADDRESSES = ("href", "@id", "url", "permalink", "rendered")
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
    for name in _INNER:
        if isinstance(inner := record.get(name), dict):
            record = {**inner, **record}
    if isinstance(origin := record.get("origin"), dict):  # the feed that a reader's item is from
        record = {"source": origin, **record}
    found = _found(record)
    label, page = _label(found.get("label", ()))
    site = _usable(_named, found.get("site", ()))
    url = _usable(_web, found.get("url", ())) or page or (site if site and is_page(site) else None)
    return Draft(
        body=_body(record) if body is None else body,
        record=number,
        id=_usable(id_of, found.get("id", ())),
        title=_usable(_title, found.get("title", ())),
        label=label,
        site=site,
        published=_usable(_moment, found.get("published") or found.get("made") or ()),
        url=url,
        authors=_authors(_usable(_itself, found.get("authors", ()))),
    )


def publisher_of(record: Record) -> str | None:
    """Return the outlet that an object states for the articles in it, or None.

    Of a JSON feed (jsonfeed.org) that is its title, as of RSS.
    """
    names = [record.get(name) for name in ("outlet", "source", "publisher", "publication")]
    if isinstance(version := record.get("version"), str) and "jsonfeed.org" in version:
        names.append(record.get("title"))
    label = _label(name for name in names if isinstance(name, str | Mapping))[0]
    return None if label is None or states_nothing(label) else label


def full_text(record: Record) -> str | None:
    """Return the text that a record has under one of the names of a body; None where it has none."""
    return _text_under(_BODY, {flat(name): value for name, value in record.items()})


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


def _found(record: Record) -> dict[str, list[Any]]:
    """Return the values of each field that the record has under its names, the best name first.

    Where it has a name for its day of publication and tells none, when it was made tells nothing.
    """
    found: dict[str, list[tuple[int, Any]]] = {}
    for name, value in record.items():
        for place, rank in places_of(name):
            given = found.setdefault(place, [])
            if value is not None and value == value and value not in _EMPTY:
                given.append((rank, value))
    if "published" in found:
        found.pop("made", None)
    return {
        place: [value for _, value in (sorted(given, key=itemgetter(0)) if given[1:] else given)]
        for place, given in found.items()
    }


def _usable(read: Callable[[Any], Any], values: Iterable[Any]) -> Any:
    """Return the first of the values that can be read as what is looked for, or None."""
    return next((told for value in values if (told := read(value)) is not None), None)


def _label(values: Iterable[Any]) -> tuple[str | None, str | None]:
    """Return the outlet in the record's own words, and the address of a page that stood in its place.

    A name goes before an address, and what only says how the text was come by is no name.
    """
    page = spare = None
    for value in values:
        name = _named(value)
        if name and is_page(name):
            page = page or name
        elif name and not states_nothing(name):
            return name, page
        else:
            spare = spare or name  # an outlet may yet be known by that name
    return page or spare, page


def _first(record: Record, names: Iterable[str]) -> Any:
    return next(
        (value for name in names if (value := record.get(name)) not in (None, *_EMPTY)), None
    )


def _without_escapes(text: str) -> str:
    """Take off what programs left in a plain text: entities of HTML without its tags, line ends as ``\\n``."""
    if "\n" not in text and "\\n\\n" in (told := text.replace("\\r\\n", "\\n")):
        text = told.replace("\\n", "\n")
    if "&" in text and "<" not in text and _ENTITY.search(text):
        text = html.unescape(text)
    return text


def _body(record: Record) -> str:
    text = record.get("body")
    if not isinstance(text, str) or not text.strip():
        named = {flat(name): value for name, value in record.items()}
        text = _text_under(_BODY, named)
        if text is None and not any(map(_holds_texts, record.values())):
            text = _text_under(_LEADS, named)
    if text is None:
        raise Unusable("has no text", "give it a field body, content or text")
    return plain_of(text) if looks_marked_up(text) else _without_escapes(text)


def _text_under(names: Iterable[str], record: Record) -> str | None:
    for name in names:
        text = _joined(record.get(name), " " if name == "sentences" else "\n\n")
        if text and text.strip():
            return plain_of(text) if "html" in name else text
    return None


def _holds_texts(value: Any) -> bool:
    """Say whether a value is a list of what may be articles: the object around it is none."""
    return isinstance(value, list) and any(
        isinstance(one, Mapping) and full_text(one) is not None for one in value[:9]
    )


def _joined(value: Any, between: str, depth: int = _DEEPEST) -> str | None:
    """Return a text, or the texts of a list in one; None for what is neither, and below ``depth``."""
    if isinstance(value, str):
        return value
    if depth == 0:
        return None
    if isinstance(value, Mapping):
        if value and all(isinstance(name, str) and name.isdecimal() for name in value):
            return _joined(list(value.values()), between, depth - 1)
        if isinstance(spans := value.get("children"), list):
            return _joined(spans, "", depth - 1)
        return _joined(_first(value, _TEXTS), between, depth - 1)
    if isinstance(value, list):
        if any(isinstance(part, list) for part in value):
            lists = (part for part in value if isinstance(part, list))
            nested = (" ".join(p for p in part if isinstance(p, str)) for part in lists)
            return "\n\n".join(part for part in nested if part.strip())
        inner = (_joined(part, " ", depth - 1) for part in value)
        return between.join(part for part in inner if part and part.strip())
    return None


def id_of(value: Any) -> str | None:
    """Return an id as a text of one line; None for what is none, or is too long."""
    if isinstance(value, Mapping):
        value = _first(value, ("$oid", "id", "value"))
    value = _itself(value)
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    text = str(value)[: ID_CHARACTERS + 1].strip()
    if not text.isprintable():
        text = "".join(one if one.isprintable() else " " for one in text).strip()
    return text if 0 < len(text) <= ID_CHARACTERS and text.lower() not in _NO_IDS else None


def _title(value: Any) -> str | None:
    text = (_joined(value, " ") or "")[: 4 * TITLE_CHARACTERS]
    return title_of(plain_of(text) if "</" in text and _INLINE.search(text) else text)


def _named(value: Any) -> str | None:
    if isinstance(value, Mapping):
        value = _first(value, ("name", "title", "label", "domain", "url", "id"))
    if isinstance(value, list) and value and not isinstance(value[0], list):
        return _named(value[0])
    return value.strip()[:ID_CHARACTERS] or None if isinstance(value, str) else None


def _itself(value: Any) -> Any:
    """Return the only member of a list, as scrapers store every field, and anything else as it is."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _moment(value: Any) -> Any:
    """Return a date as a text or number where a database stores it under a name."""
    value = _itself(value)
    for _ in range(2):
        if isinstance(value, Mapping) and (inner := _first(value, _DATES)) is not None:
            value = inner
    return value


def _web(value: Any) -> str | None:
    """Return an address, also one that stands in an object or in a list of these."""
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        value = value[0]
    value = _itself(value)
    if isinstance(value, Mapping):
        value = _first(value, _ADDRESSES)
    return value.strip() or None if isinstance(value, str) else None


def _authors(value: Any) -> tuple[str, ...]:
    if isinstance(value, Mapping):
        value = value.get("original") or [value]
    if isinstance(value, str):
        return authors_of(value.strip().removeprefix("[[").removesuffix("]]"))
    if not isinstance(value, list):
        return ()
    names = (_named(one) for one in value[:AUTHORS])
    bare = (" ".join(name.removeprefix("[[").removesuffix("]]").split()) for name in names if name)
    return tuple(dict.fromkeys(_BY.sub("", name) for name in bare if name))
