"""Answers to who said certain words: the quotes that print them, found by the words themselves."""

from __future__ import annotations

from bot.archive.holding import Held
from bot.quotes.runs import quote_around
from bot.understanding.question import Understood
from bot.understanding.quoted_words import words_whose_speaker
from bot.values import Quote
from index.values import Article

_ALIKE = 0.9
"""Similarity from which words that somebody quotes from memory are those printed."""


def quotes_printing(held: Held, understood: Understood, count: int) -> list[Quote] | None:
    """Return up to ``count`` quotes with the words whose speaker is asked for, the first printed first.

    None where the question asks for something else.
    """
    text = understood.question.text
    asked = words_whose_speaker(text)
    if asked is None or understood.several:
        return None
    from index.printings import who_said  # only such questions pay for the import

    found = who_said(held.archive, asked.of(text), registry=held.registry)
    quotes: list[Quote] = []
    for printing in found.printings:
        page = held.pages.page(printing.article)
        place = page.place_of(printing.start)
        if place is None or printing.similarity < _ALIKE or printing.withdrawn:
            continue
        if page.quotable(place) and _within(printing.article, understood):
            quotes.append(quote_around(page, place))
    return quotes[:count]


def _within(article: Article, understood: Understood) -> bool:
    limits = understood.filter
    day = (article.published or "")[:10]
    return (
        (not limits.outlets or article.outlet in limits.outlets)
        and (not limits.since or day >= limits.since.isoformat())
        and (not limits.until or "" < day <= limits.until.isoformat())
    )
