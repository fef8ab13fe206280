"""What an article is called, and what it is called by where it has no title."""

from __future__ import annotations

from bot.wording.cutting import shortened
from index.values import Article

NO_TITLE = "no title"

_OPENING = 60
"""Most characters shown of an article's first line."""
_LOOKED_AT = 1000
"""Characters of a body among which its first line is looked for."""


def title_words(article: Article) -> str:
    """Return a title on one line; where there is none, "no title, begins “…”": so it is told from others."""
    if has_title(article):
        return " ".join((article.title or "").split())
    first = article.body[:_LOOKED_AT].strip().partition("\n")[0].strip()
    return f"{NO_TITLE}, begins “{shortened(first, _OPENING)}”" if first else NO_TITLE


def has_title(article: Article) -> bool:
    """Say whether an article has a title that can be read."""
    return bool(article.title and article.title.strip())
