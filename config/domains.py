"""Hosts and domains of web addresses, as far as they tell who printed something."""

from __future__ import annotations

import re
from urllib.parse import unquote

_HOST = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?(?://)?(?:[^/?#@\s]*@)?([^/?#:@\s]+)", re.IGNORECASE)
_SECOND_LEVELS = "ac co com edu go gob gouv gov govt gub ltd me ne net nhs or org"
_SECOND_LEVEL = frozenset(_SECOND_LEVELS.split())
_PUBLIC_PAIRS = """
web.id my.id biz.id web.tr gen.tr web.za plc.uk sch.uk police.uk asn.au id.au firm.in gen.in ind.in nic.in info.pl
waw.pl gen.nz geek.nz iwi.nz maori.nz school.nz ad.jp ed.jp gr.jp lg.jp jor.br blog.br tv.br uk.com us.com eu.com
de.com gb.net
"""
_PUBLIC = frozenset(_PUBLIC_PAIRS.split())
"""Two labels under which anybody may register a third."""
_ENDINGS = (
    "asp aspx cfm csv gz htm html jpeg jpg json jsonl jsp pdf php png rss shtml txt xhtml xml"
)
_FILES = frozenset(_ENDINGS.split())
"""Endings of files, which are no domains."""
_ARCHIVES = """
12ft.io ampproject.org archive.fo archive.is archive.li archive.md archive.org archive.ph archive.today archive.vn
perma.cc translate.goog webcache.googleusercontent.com
"""
_READERS = """
apple.news bing.com facebook.com feedburner.com feedly.com feedproxy.google.com flip.it flipboard.com getpocket.com
google.com inoreader.com instagram.com instapaper.com linkedin.com mailchi.mp msn.com news.google.com newsapi.org
newsbreak.com pinterest.com reddit.com smartnews.com t.me tiktok.com twitter.com x.com youtu.be youtube.com
"""
_LIBRARIES = (
    "factiva.com lexis.com lexisnexis.com newsbank.com nexis.com pressreader.com proquest.com"
)
_SHORT_LINKS = "bit.ly buff.ly goo.gl ow.ly t.co tinyurl.com"
_ANYBODYS = """
beehiiv.com blogspot.com ghost.io github.io livejournal.com netlify.app substack.com tumblr.com vercel.app
weebly.com wixsite.com wordpress.com
"""
_STORES = "amazonaws.com cloudfront.net githubusercontent.com googleapis.com localhost"
_CARRIERS = (_ARCHIVES, _READERS, _LIBRARIES, _SHORT_LINKS, _ANYBODYS, _STORES)
_NOT_OUTLETS = frozenset(" ".join(_CARRIERS).split())
"""Hosts that carry other people's text: they say nothing of who printed it."""
_CARRIED = re.compile(
    r"https?://([^/?#&\s]+\.[^/?#&\s]+)|/(?:c|v|amp)/s/([\w.-]+\.[a-z]{2,})(?=/)", re.IGNORECASE
)
"""The address of a page that another site carries: archives, searches, copies for phones."""


def host_of(host_or_url: str) -> str:
    """Return the host in small letters, without "www."; empty where there is none."""
    found = _HOST.match(host_or_url.strip())
    return found[1].lower().rstrip(".").removeprefix("www.") if found else ""


def carried_host(url: str) -> str:
    """Return the host of the page that an archive's or a search's address holds; empty where it holds none."""
    carried = _CARRIED.search(unquote(url.strip()), len("https://"))
    return host_of(carried[1] or carried[2]) if carried else ""


def registrable(host_or_url: str) -> str | None:
    """Return the domain that somebody registered ("news.example.co.uk" → "example.co.uk"), or None.

    The public suffix list is approximated: two labels, three under a country's second level.
    """
    parts = host_of(host_or_url).split(".")
    if (
        len(parts) < 2
        or parts[-1] in _FILES
        or not re.fullmatch(r"[a-z]{2,}|xn--[a-z0-9-]+", parts[-1])
        or "" in parts
    ):
        return None
    nested = len(parts) > 2 and len(parts[-1]) == 2 and parts[-2] in _SECOND_LEVEL
    nested = nested or (len(parts) > 2 and ".".join(parts[-2:]) in _PUBLIC)
    return ".".join(parts[-3:] if nested else parts[-2:])


def states_no_outlet(host_or_url: str) -> bool:
    """Say whether the host only carries what others print: archives, social media, short links."""
    parts = host_of(host_or_url).split(".")
    tails = (".".join(parts[start:]) for start in range(len(parts)))
    return "blogspot" in parts[1:] or any(tail in _NOT_OUTLETS for tail in tails)
