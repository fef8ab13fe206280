"""Hosts and domains of web addresses, as far as they tell who printed something."""

from __future__ import annotations

import re

_HOST = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?(?://)?(?:[^/?#@\s]*@)?([^/?#:@\s]+)", re.IGNORECASE)
_SECOND_LEVEL = frozenset(
    ("ac", "co", "com", "edu", "go", "gov", "ltd", "me", "ne", "net", "nhs", "or", "org")
)
_NOT_OUTLETS = frozenset(
    (
        "amazonaws.com",
        "archive.org",
        "archive.ph",
        "archive.today",
        "bit.ly",
        "blogspot.com",
        "facebook.com",
        "feedburner.com",
        "feedproxy.google.com",
        "flipboard.com",
        "google.com",
        "instagram.com",
        "linkedin.com",
        "localhost",
        "mailchi.mp",
        "msn.com",
        "news.google.com",
        "reddit.com",
        "substack.com",
        "t.co",
        "tinyurl.com",
        "tumblr.com",
        "twitter.com",
        "webcache.googleusercontent.com",
        "wordpress.com",
        "x.com",
        "youtu.be",
        "youtube.com",
    )
)
"""Hosts that carry other people's text: they say nothing of who printed it."""


def host_of(host_or_url: str) -> str:
    """Return the host in small letters, without "www."; empty where there is none."""
    found = _HOST.match(host_or_url.strip())
    return found[1].lower().rstrip(".").removeprefix("www.") if found else ""


def registrable(host_or_url: str) -> str | None:
    """Return the domain that somebody registered ("news.example.co.uk" → "example.co.uk"), or None.

    The public suffix list is approximated: two labels, three under a country's second level.
    """
    parts = host_of(host_or_url).split(".")
    if len(parts) < 2 or not re.fullmatch(r"[a-z]{2,}|xn--[a-z0-9-]+", parts[-1]) or "" in parts:
        return None
    nested = len(parts) > 2 and len(parts[-1]) == 2 and parts[-2] in _SECOND_LEVEL
    return ".".join(parts[-3:] if nested else parts[-2:])


def states_no_outlet(host_or_url: str) -> bool:
    """Say whether the host only carries what others print: archives, social media, short links."""
    parts = host_of(host_or_url).split(".")
    return any(".".join(parts[start:]) in _NOT_OUTLETS for start in range(len(parts)))
