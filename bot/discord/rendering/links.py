"""Which addresses may become links: absolute http(s) ones that Discord takes; anything else is shown without."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from bot.discord.rendering import limits

_UNSAFE = re.compile(
    r"[\s\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff<>\"\\^`{|}]"
)


def safe_url(url: str | None) -> str | None:
    """Return the address where it can be linked, else None.

    Refused are other schemes, addresses with a name and password before the host (they pass one site off as
    another), and what is longer than Discord takes.
    """
    if not url or len(url) > limits.URL or _UNSAFE.search(url):
        return None
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    host = parts.hostname or ""
    if parts.scheme.lower() not in ("http", "https") or "." not in host or "@" in parts.netloc:
        return None
    return url
