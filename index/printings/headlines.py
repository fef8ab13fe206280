"""Find articles whose headline is a pasted text: a headline stands in no body, and is printed all the same."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from index.printings.pasted import Pasted
from index.printings.values import Note, NoteKind
from index.values import Article
from index.words.folding import words

if TYPE_CHECKING:
    from index.snapshot.archive import Archive

_FEWEST, _MOST = 3, 40
"""Words of a headline."""
_LOOKED_AT = 60
"""Passages that hold most of its words; the words of titles count as theirs."""
_NAMED = 3


def headline_note(archive: Archive, pasted: Pasted) -> tuple[Note, ...]:
    """Name the articles that have a text as their headline; nothing where there are none."""
    wanted = pasted.words
    if not _FEWEST <= len(wanted) <= _MOST:
        return ()
    rows = [row for row, _ in archive.lexical(list(dict.fromkeys(wanted)), _LOOKED_AT)]
    ids = dict.fromkeys(passage.article_id for passage in archive.passages(rows))
    found = [
        one for one in archive.articles(list(ids)).values() if words(one.title or "") == wanted
    ]
    if not found:
        return ()
    found.sort(key=lambda one: (one.published or "9999", one.id))
    text = f"But it is the headline of {_named(found)}."
    return (Note(kind=NoteKind.HEADLINE, text=text),)


def _named(articles: list[Article]) -> str:
    shown = [_named_one(one) for one in articles[:_NAMED]]
    if len(articles) > _NAMED:
        shown.append(f"{len(articles) - _NAMED} more")
    if len(shown) == 1:
        return f"an article {shown[0]}"
    return f"articles {', '.join(shown[:-1])} and {shown[-1]}"


def _named_one(article: Article) -> str:
    by = f"by {article.outlet}" if article.outlet else "whose publisher is not stated"
    return f"{by}, {day_written(article.published)}" if article.published else by


def day_written(published: str) -> str:
    """Write an ISO day as people do: "5 March 2024"."""
    day = date.fromisoformat(published[:10])
    return f"{day.day} {day:%B} {day.year}"
