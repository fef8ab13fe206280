"""A message that holds a link and no question of its own: "https://… is this true?"."""

from __future__ import annotations

import re

NOT_OPENED = (
    "I open no links: I answer from the articles of my archive. /article with the link shows the article if it is "
    "among them; or ask about what it says."
)
_LINK = re.compile(r"<?\bhttps?://\S+", re.IGNORECASE)
_IT = r"(?:that|this|it|the (?:article|link|page|story))"
_ASIDE = re.compile(
    r"(?:(?:so|and|hey|hi|ok|bot|please|can you|could you|have you) )*"
    rf"(?:(?:is|was) {_IT} (?:true|real|legit|fake|right|correct|accurate|reliable|correct|fake news)(?: or .{{1,20}})?"
    rf"|(?:what(?: is|['’]?s)?|how) (?:about )?(?:{_IT}|in {_IT})(?: about| say)?|what does {_IT} say|what do you think"
    rf"|(?:check|read|see|open|seen|verify|summari[sz]e|fact[- ]?check|look at|explain|tldr|tl;dr)(?: {_IT})?"
    rf"|thoughts|true|real|{_IT}|source)?(?: please)?",
    re.IGNORECASE,
)
"""What may stand beside a link without asking anything that an archive could be searched for."""


def only_links(message: str) -> bool:
    """Say whether a message is links, with nothing beside them that could be asked of an archive."""
    rest, links = _LINK.subn(" ", message)
    words = " ".join(re.sub(r"[^\w\s'’;-]", " ", rest).split())
    return bool(links) and _ASIDE.fullmatch(words) is not None


def link_given(words: str) -> str | None:
    """Return the address where words are one link and nothing else."""
    found = _LINK.fullmatch(words.strip())
    return found[0].strip("<>") if found else None
