"""From a draft to an article: outlet and date settled, text made storable, digest taken."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from config.domains import registrable
from config.outlets import OutletRegistry
from index.reading.dates import published_iso
from index.reading.drafts import Draft
from index.reading.limits import BODY_CHARACTERS, URL_CHARACTERS
from index.reading.report import Unusable
from index.values import Article

_SMALL = bytes(range(65)) + bytes(range(97, 123)) + bytes(range(91, 256))
_SCHEME = re.compile(r"\s*[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)
_WEB = re.compile(r"https?://[^/\s]", re.IGNORECASE)
_BLANKS = b" \t\r\n"
Note = Callable[[str, str], None]
"""Takes what was replaced or left out of an article that is kept, and how to mend it."""


@dataclass(frozen=True, slots=True)
class Made:
    """An article, and the hash of what readers would call the same text of the same outlet.

    The hash folds capitals of ASCII and blanks; it is good for one run of the program.
    """

    article: Article
    text: int


def make_article(draft: Draft, id: str, registry: OutletRegistry, note: Note) -> Made:  # noqa: A002
    """Settle everything about an article. Raises ``Unusable`` where there is no usable body."""
    body, data = _storable(draft.body, note)
    if not body.strip():
        raise Unusable("has no text", "give it a body")
    if len(body) > BODY_CHARACTERS:
        raise Unusable(f"has {len(body):,} characters", f"split it below {BODY_CHARACTERS:,}")
    url = _address(draft.url)
    fields = (
        _clean(draft.title),
        _clean(registry.canonical(draft.label, url or draft.site)),
        _published(draft, note),
        url,
        tuple(filter(None, map(_clean, draft.authors))),
    )
    title, outlet, published, url, authors = fields
    article = Article(
        id=id,
        body=body,
        title=title,
        outlet=outlet,
        published=published,
        url=url,
        authors=authors,
        digest=_digest(data, id, title, outlet, published, url, *authors),
    )
    return Made(article, hash((outlet, title, data.translate(_SMALL, _BLANKS))))


def _address(url: str | None) -> str | None:
    """Return a web address; None for one of another kind ("javascript:"), one without a host ("/2024/a.html"),
    or one too long to keep.
    """
    if not url or len(url) > URL_CHARACTERS:
        return None
    if not _WEB.match(url) and (_SCHEME.match(url) or _hostless(url)):
        return None
    return "".join(url.split()) if url.isprintable() else None


def _hostless(url: str) -> bool:
    bare = url.strip().removeprefix("//")
    return bare.startswith("/") or registrable(f"//{bare}") is None


def _published(draft: Draft, note: Note) -> str | None:
    try:
        return published_iso(draft.published)
    except Unusable as fault:
        note(f"{fault.reason}, so the article is kept without one", fault.mend)
        return None


def _storable(text: str, note: Note) -> tuple[str, bytes]:
    """Replace half characters and NULs, which no UTF-8 file or database holds, one for one."""
    if "\0" in text:
        note("holds NUL characters, shown as �", "take them out")
        text = text.replace("\0", "\ufffd")
    try:
        return text, text.encode()
    except UnicodeEncodeError:
        note("holds halves of characters (lone surrogates), shown as �", "save it again as UTF-8")
        text = _whole(text)
        return text, text.encode()


def _whole(text: str) -> str:
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _clean(text: str | None) -> str | None:
    if text is None or (text.isascii() and text.isprintable()):
        return text or None
    kept = "".join(" " if one < " " or one == "\x7f" else one for one in text)
    return " ".join(_whole(kept).split()) or None


def _digest(body: bytes, *fields: str | None) -> str:
    """sha256 of the fields, each with its length, so that no two different articles share it."""
    parts = [b"" if one is None else one.encode() for one in fields]
    stated = (-1 if one is None else len(part) for one, part in zip(fields, parts, strict=True))
    summed = sha256(b",".join([b"%d" % length for length in stated]) + b":" + b"".join(parts))
    summed.update(body)
    return summed.hexdigest()
