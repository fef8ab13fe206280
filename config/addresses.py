"""Web addresses that are the same, however their two ends are written."""

from __future__ import annotations

import re

_TRACKING = re.compile(r"[?&](?:utm_\w+|fbclid|gclid|mc_cid|mc_eid|ref|hp|smid)=[^&#]*")
_BEGINNING = re.compile(r"(?:https?://)?(?:www\.)?", re.IGNORECASE)


def bare_address(url: str | None) -> str:
    """Return what two ways of writing one address share; empty for a site's front page."""
    if not url:
        return ""
    bare, _, part = url.partition("#")
    if "?" in bare:
        bare = _TRACKING.sub("", bare)
    if part.startswith(("/", "!/")):  # a page of its own, in sites that are one program
        bare = f"{bare}#{part}"
    bare = _BEGINNING.sub("", bare, count=1).rstrip("/?&")
    return bare if "/" in bare else ""
