"""Articles as answers read them: sentences, their vectors and words, attributions; kept while in use."""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Sequence
from functools import cached_property
from operator import attrgetter

from bot.archive.quotations import goes_on
from index.attribution import chain_for
from index.encoders.encoder import Matrix
from index.snapshot.archive import Archive
from index.values import Article, Attribution, Chain, Role, Sentence, SentenceKind, Span
from index.words.terms import stems

Voice = tuple[tuple[Role, str | None], ...]
"""Whose words a sentence holds, from the outlet relayed to the speaker."""

_KEPT = 1024
_NAMELESS: frozenset[str] = frozenset()


class Page:
    """One article of a snapshot, read part by part as it is needed."""

    def __init__(self, archive: Archive, article: Article) -> None:
        self.article = article
        self._archive = archive
        self._stems: dict[int, frozenset[str]] = {}
        self._chains: dict[Span, Chain] = {}
        self._voices: dict[int, Voice] = {}
        self._goes_on: dict[int, bool] = {}
        self._relays: dict[str, bool] = {}

    @cached_property
    def sentences(self) -> Sequence[Sentence]:
        """The article's sentences in order."""
        return self._archive.sentences(self.article.id)

    @cached_property
    def vectors(self) -> Matrix:
        """The sentences' unit vectors (n, d)."""
        return self._archive.sentence_vectors(self.article.id)

    def attributions_near(self, span: Span) -> list[Attribution]:
        """Who stands behind what in the article: the attributions that reach into a span."""
        return self._archive.attributions(self.article.id).near(span)

    def may_relay(self, outlet: str) -> bool:
        """Say whether a chain of the article may name an outlet."""
        if outlet not in self._relays:
            packed = self._archive.attributions(self.article.id)
            self._relays[outlet] = packed.may_relay(outlet)
        return self._relays[outlet]

    @cached_property
    def title_stems(self) -> frozenset[str]:
        """Stems of the title's words."""
        return stems(self.article.title) if self.article.title else _NAMELESS

    def goes_on(self, place: int) -> bool:
        """Say whether a quotation goes on from a sentence to the next of its paragraph."""
        if not 0 <= place < len(self.sentences):
            return False
        found = self._goes_on.get(place)
        if found is None:
            found = self._goes_on[place] = goes_on(self.article.body, self.sentences, place)
        return found

    def quotable(self, place: int) -> bool:
        """Say whether the sentence is news, not a heading, caption or boilerplate."""
        return self.sentences[place].kind is SentenceKind.NEWS

    def place_of(self, offset: int) -> int | None:
        """Return the place of the sentence that holds a character of the body; None between sentences."""
        place = bisect_right(self.sentences, offset, key=attrgetter("start")) - 1
        return place if place >= 0 and offset < self.sentences[place].end else None

    def text(self, first: int, last: int | None = None) -> str:
        """Return the text of sentences ``first`` to ``last`` (inclusive)."""
        end = self.sentences[first if last is None else last].end
        return self.article.body[self.sentences[first].start : end]

    def span(self, first: int, last: int) -> Span:
        """Return the span of sentences ``first`` to ``last`` (inclusive)."""
        return Span(self.sentences[first].start, self.sentences[last].end)

    def stems(self, place: int) -> frozenset[str]:
        """Return the stems of a sentence's words; empty outside the article."""
        if not 0 <= place < len(self.sentences):
            return _NAMELESS
        found = self._stems.get(place)
        if found is None:
            found = self._stems[place] = stems(self.text(place))
        return found

    def chain(self, span: Span) -> Chain:
        """Return who stands behind a span."""
        found = self._chains.get(span)
        if found is None:
            near = self.attributions_near(span)
            found = self._chains[span] = chain_for(self.article, near, span)
        return found

    def voice(self, place: int) -> Voice:
        """Return who stands behind a sentence, the publisher left out."""
        found = self._voices.get(place)
        if found is None:
            links = self.chain(self.span(place, place))[1:]
            found = self._voices[place] = tuple((link.role, link.name) for link in links)
        return found


class Pages:
    """The pages of one snapshot, the latest used of them kept. Thread-safe."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._pages: OrderedDict[str, Page] = OrderedDict()
        self._lock = threading.Lock()

    def page(self, article: Article) -> Page:
        """Return an article's page."""
        with self._lock:
            page = self._pages.get(article.id)
            if page is None:
                page = self._pages[article.id] = Page(self._archive, article)
                if len(self._pages) > _KEPT:
                    self._pages.popitem(last=False)
            else:
                self._pages.move_to_end(article.id)
            return page
