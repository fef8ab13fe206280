"""Articles from the newest on, of those whose passages hold certain words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from index.search.catalogue import Catalogue
from index.snapshot.archive import Archive
from index.values import Article, Filter

Numbers = npt.NDArray[np.int64]


def newest_articles(
    archive: Archive, catalogue: Catalogue, words: Sequence[str], within: Filter
) -> Iterator[Article]:
    """Yield articles from the newest on, those without a day last.

    Each has a passage that holds every one of the words in some form, its title included; without words, all that
    have passages are yielded. ``within`` confines them.
    """
    ids, extents = archive.article_rows()
    places = _holding(archive, words, extents)
    allowed = catalogue.rows_for(within)
    first = extents[places, 0]
    if allowed is not None:
        inside = np.isin(first, allowed)
        places, first = places[inside], first[inside]
    # Of one day the last in the archive first: what was added later is newer.
    for place in places[np.lexsort((-places, -catalogue.day[first]))]:
        article = archive.article(ids[place])
        if article is not None:
            yield article


def _holding(archive: Archive, words: Sequence[str], extents: Numbers) -> Numbers:
    """Return the places of the articles, of which ``extents`` are the rows, that hold all words in one passage."""
    filled: Numbers = np.flatnonzero(extents[:, 1] > 0)
    if not words:
        return filled
    scores = archive.lexical_scores_of([{word: 1.0} for word in words])
    rows = np.flatnonzero((scores > 0).all(axis=0))
    found: Numbers = np.unique(np.searchsorted(extents[filled, 0], rows, side="right") - 1)
    return filled[found]
