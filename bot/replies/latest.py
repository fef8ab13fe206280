"""Answers to questions that ask for news: what the newest articles about a topic say of it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

import numpy as np
import numpy.typing as npt

from bot.archive.holding import Held
from bot.archive.pages import Page
from bot.quotes.choosing import folded, several_outlets
from bot.quotes.runs import Run, showing_whose
from bot.understanding.question import Understood
from bot.values import Quote
from index.coverage.opening import opening_gains
from index.search.newest import newest_articles
from index.values import Filter
from index.words.terms import Term, stems

Vector = npt.NDArray[np.float32]

_OPENING = 3
"""Sentences that tell what an article is about, beside its title."""
_LOOKED_AT = 120
"""Articles that hold the topic's words, of which those are taken that are about it."""
_OWN = 0.3
"""What a sentence gains by holding all words of the topic."""
_SHORTEST = 40
"""Characters of a sentence that can tell news."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Latest:
    """The newest articles' words on a topic."""

    topic: str
    """As the question has it; empty where it names none."""
    quotes: list[Quote]
    """From the newest on; none where news of any topic is asked for and the days asked for have none."""
    within: Filter
    """The outlets and days that it is confined to."""


def latest(held: Held, understood: Understood, vector: Vector, count: int) -> Latest | None:
    """Return up to ``count`` quotes of the newest articles about the topic that news is asked of.

    ``vector`` (d,) is the question's. None where it asks for something else, or where no article is about its topic:
    it may be answered all the same.
    """
    text, topic = understood.question.text, understood.news
    if topic is None or understood.several:
        return None
    if held.registry.by_name(text.strip(" ?.!")) and not understood.printed:
        return None  # "us news", say, may be the outlet or news of its subject
    named = stems(topic)
    terms = [term for term in understood.terms if term.stem in named]
    within = _within(understood)
    if within is None or (topic and not terms and not within.outlets):
        return None
    quotes = [run.quote() for run in _newest(held, terms, within, vector, count)]
    if topic and not quotes:
        return None
    return Latest(topic=_words(text, terms), quotes=quotes, within=within)


def _within(understood: Understood) -> Filter | None:
    """Return the outlets and days that a question is confined to; None where the archive has none of its outlets."""
    outlets, period = understood.reading.outlets, understood.clauses[0].period
    if understood.absent and not outlets:
        return None
    limits = understood.filter
    if not (limits.since or limits.until) and period is not None:
        return Filter(outlets=outlets, since=period.since, until=period.until)
    return Filter(outlets=outlets, since=limits.since, until=limits.until)


def _words(text: str, terms: list[Term]) -> str:
    return text[terms[0].start : terms[-1].end] if terms else ""


def _newest(held: Held, terms: list[Term], within: Filter, vector: Vector, count: int) -> list[Run]:
    wanted = frozenset(term.stem for term in terms)
    runs, spare = list[Run](), list[Run]()
    words = [term.word for term in terms]
    found = newest_articles(held.archive, held.catalogue, words, within)
    for article in islice(found, _LOOKED_AT):
        page = held.pages.page(article)
        news = [place for place in range(len(page.sentences)) if page.quotable(place)]
        if not news or not _is_about(page, news[:_OPENING], terms):
            continue
        place = _telling(page, news, wanted, vector)
        if folded([*runs, *spare], page, place):
            continue
        (runs if len(runs) < count else spare).append(showing_whose(page, place, 1.0))
        if len(spare) == count:
            break
    runs = several_outlets(runs, spare)
    return sorted(runs, key=lambda run: run.page.article.published or "", reverse=True)


def _is_about(page: Page, opening: list[int], terms: list[Term]) -> bool:
    """Say whether an article's title and opening hold all of the topic's words, and names as they are spelt."""
    held = page.title_stems.union(*(page.stems(place) for place in opening))
    if not all(term.stem in held for term in terms):
        return False
    text = " ".join([page.article.title or "", *(page.text(place) for place in opening)]).lower()
    return all(term.word.lower() in text for term in terms if term.name)


def _telling(page: Page, news: list[int], wanted: frozenset[str], vector: Vector) -> int:
    """Return which of the sentences that are news tells an article's news of a topic.

    It is near to the question, holds most of the topic's words and stands near the opening.
    """
    long = [place for place in news if len(page.text(place)) >= _SHORTEST] or news
    if not wanted:
        return long[0]
    near = page.vectors[long] @ vector + opening_gains(len(long))
    own = [len(page.stems(place) & wanted) / len(wanted) for place in long]
    return long[int(np.argmax(near + _OWN * np.array(own)))]
