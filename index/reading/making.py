"""From a draft to an article: outlet and date settled, text made storable, digest taken."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

from config.outlets import OutletRegistry
from index.reading.dates import published_iso
from index.reading.drafts import Draft
from index.reading.limits import BODY_CHARACTERS
from index.reading.report import Unusable
from index.values import Article

Note = Callable[[str, str], None]
"""Takes what was replaced or left out of an article that is kept, and how to mend it."""


def make_article(draft: Draft, id: str, registry: OutletRegistry, note: Note) -> Article:  # noqa: A002
    """Settle everything about an article. Raises ``Unusable`` where there is no usable body."""
    body = _storable(draft.body, note)
    if not body.strip():
        raise Unusable("has no text", "give it a body")
    if len(body) > BODY_CHARACTERS:
        raise Unusable(f"has {len(body):,} characters", f"split it below {BODY_CHARACTERS:,}")
    url = _clean(draft.url)
    fields = (
        _clean(draft.title),
        _clean(registry.canonical(draft.label, url or draft.site)),
        _published(draft, note),
        url,
        tuple(filter(None, map(_clean, draft.authors))),
    )
    title, outlet, published, url, authors = fields
    return Article(
        id=id,
        body=body,
        title=title,
        outlet=outlet,
        published=published,
        url=url,
        authors=authors,
        digest=_digest(id, body, title, outlet, published, url, *authors),
    )


def _published(draft: Draft, note: Note) -> str | None:
    try:
        return published_iso(draft.published)
    except Unusable as fault:
        note(f"{fault.reason}, so the article is kept without one", fault.mend)
        return None


def _storable(text: str, note: Note) -> str:
    """Replace half characters and NULs, which no UTF-8 file or database holds, one for one."""
    if "\0" in text:
        note("holds NUL characters, shown as �", "take them out")
        text = text.replace("\0", "\ufffd")
    try:
        text.encode()
    except UnicodeEncodeError:
        note("holds halves of characters (lone surrogates), shown as �", "save it again as UTF-8")
        return _whole(text)
    return text


def _whole(text: str) -> str:
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _clean(text: str | None) -> str | None:
    if text is None or (text.isascii() and text.isprintable()):
        return text or None
    kept = "".join(" " if one < " " or one == "\x7f" else one for one in text)
    return " ".join(_whole(kept).split()) or None


def _digest(*fields: str | None) -> str:
    """sha256 of the fields, each with its length, so that no two different articles share it."""
    summed = sha256()
    for one in fields:
        data = b"" if one is None else one.encode()
        summed.update(b"%d:" % (-1 if one is None else len(data)))
        summed.update(data)
    return summed.hexdigest()
