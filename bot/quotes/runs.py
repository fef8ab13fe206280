"""Runs of sentences that a quote can be: grown around the one that answers, as far as whose words they are stays plain.

A run shows its words' source and cue where they stand near, never ends on a colon's promise, holds nothing but news,
and nothing that its chain is not true of.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace

from bot.archive.pages import Page
from bot.conflict.claims import bare_correction
from bot.evidence.weighing import leans_back
from bot.values import Quote
from index.values import Attribution, Role, SentenceKind, Span

_MOST_SENTENCES, _MOST_LETTERS = 3, 800
_MOST_AROUND, _LETTERS_AROUND = 9, 1400
_CLOSE, _REACH = 2, 3
"""Sentences beside one that answers that are close to it, and how far off a promising one is looked for."""
_MOST_LISTED = 12
"""Lines of a list that a quote may end with."""
_ELSEWHERE = re.compile(
    r"(?i)^\W*(?:more(?:\s?:| (?:from|on|for|about)\b)|(?:see|related|read|watch|photos?|video|also|opinion|click"
    r"|sign up|subscribe|listen|share|by|updated?|published|advertisement|ad)\b)|https?:|^\W*\w?\W*$"
)
"""A line that leads away from an article, or holds no words."""


@dataclass(slots=True)
class Run:
    """Sentences ``first`` to ``last`` of a page, grown around the sentence ``core`` that answers."""

    page: Page
    core: int
    first: int
    last: int
    score: float
    printed_by: list[str] = field(default_factory=list)

    @property
    def letters(self) -> int:
        """Length in characters."""
        return len(self.page.span(self.first, self.last))

    def meets(self, other: Run) -> bool:
        """Say whether both hold a sentence in common."""
        return self.page is other.page and self.first <= other.last and other.first <= self.last

    def stems(self) -> frozenset[str]:
        """Stems of all its words."""
        return frozenset().union(*(self.page.stems(p) for p in range(self.first, self.last + 1)))

    def quote(self) -> Quote:
        """Return it as a quote; whose words they are follows from the sentence that answers."""
        span = self.page.span(self.first, self.last)
        body = self.page.article.body
        return Quote(
            article=self.page.article,
            text=span.of(body),
            start=span.start,
            end=span.end,
            score=self.score,
            chain=self.page.chain(self.page.span(self.core, self.core)),
            also_printed_by=tuple(dict.fromkeys(self.printed_by)),
            core=self.page.span(self.core, self.core),
        )


def quote_around(page: Page, place: int) -> Quote:
    """Return a sentence as a quote, with what shows whose words it holds."""
    return showing_whose(page, place, 1.0).quote()


def showing_whose(page: Page, place: int, score: float) -> Run:
    """Return the smallest run around a sentence that shows whose words it holds."""
    run = Run(page=page, core=place, first=place, last=place, score=score)
    for attribution in _standing_behind(page, place):
        _reach(run, attribution)
    if run.first == place and leans_back(page.text(place)):
        grow(run, place - 1, place)
    return run


def keep_promise(run: Run) -> None:
    """Let a run that ends with a colon hold what the colon leads to: the lines of a list, or the next sentence."""
    page = run.page
    if not _promises(page, run.last):
        return
    last = run.last
    most = min(last + _MOST_LISTED, len(page.sentences) - 1)
    while last < most and _stands_within(page, last + 1):
        last += 1
    if last == run.last:
        grow(run, run.first, last + 1, around=True)
    elif len(page.span(run.first, last)) <= _LETTERS_AROUND:
        run.last = last


def keep_correction(run: Run) -> None:
    """Let a run that the next sentence calls incorrect hold that sentence, unless it would pass for another's words."""
    page, after = run.page, run.last + 1
    if after < len(page.sentences) and bare_correction(page.text(after)):
        plain = _says_whose(page, run.core, page.span(run.first, run.last))
        grow(run, run.first, after, of_one_voice=not plain)


def _promises(page: Page, place: int) -> bool:
    return page.article.body[page.sentences[place].end - 1] == ":"


def surround(run: Run, promising: Collection[int]) -> None:
    """Grow a run by what stands next to it, on either side, as far as that may hold the answer.

    It takes in what stands close, and goes on to what is promising itself (places of its page) a few sentences away.
    """
    page = run.page
    wanted = {*_steps(page, run.first, -1, _CLOSE), *_steps(page, run.last, 1, _CLOSE), *promising}

    def following(edge: int, step: int) -> int | None:
        return next((place for place in _steps(page, edge, step, _REACH) if place in wanted), None)

    grew = True
    while grew:
        last = following(run.last, 1)
        grew = last is not None and grow(run, run.first, last, around=True)
        first = following(run.first, -1)
        grew |= first is not None and grow(run, first, run.last, around=True)


def _steps(page: Page, edge: int, step: int, count: int) -> Iterator[int]:
    """Yield the next ``count`` places beyond an edge at which a quote may begin or end."""
    for _ in range(count):
        edge = _beyond(page, edge, step)
        if not 0 <= edge < len(page.sentences):
            return
        yield edge


def _beyond(page: Page, place: int, step: int) -> int:
    """Return the place of the next sentence at which a quote may begin or end.

    Headings between two paragraphs are stepped over; what stands within one quotation, and what a colon leads to,
    stays together.
    """
    place += step
    while 0 <= place < len(page.sentences) and (
        _stands_within(page, place)
        or page.goes_on(place - 1 if step < 0 else place)
        or (step > 0 and _promises(page, place))
    ):
        place += step
    return place


def _stands_within(page: Page, place: int) -> bool:
    """Say whether a sentence may stand in a quote, though never at its end: a heading of the article's own."""
    heading = page.sentences[place].kind is SentenceKind.HEADING
    return heading and not _ELSEWHERE.search(page.text(place))


def _standing_behind(page: Page, place: int) -> Iterable[Attribution]:
    """Return the attribution whose content the sentence is, where there is one: the shortest."""
    sentence = page.sentences[place].span
    behind = [
        one
        for one in page.attributions_near(sentence)
        if one.content.overlaps(sentence)
        and 2 * (min(one.content.end, sentence.end) - max(one.content.start, sentence.start))
        >= len(sentence)
    ]
    return sorted(behind, key=lambda one: len(one.content))[:1]


def _reach(run: Run, attribution: Attribution) -> None:
    """Grow a run until it holds the source and cue of its words, where they are near."""
    places = [span for span in (attribution.source, attribution.cue) if span is not None]
    for span in places:
        first = run.page.place_of(span.start)
        if first is not None:
            grow(run, min(first, run.first), max(first, run.last))


def grow(
    run: Run, first: int, last: int, *, of_one_voice: bool = True, around: bool = False
) -> bool:
    """Make a run larger where it stays short and holds nothing but news; say whether it was done.

    ``of_one_voice`` wants its chain to stay true of all of it; ``around`` lets it grow to a longer one. It never
    grows over words of an outlet that its chain does not show.
    """
    sentences, letters = (
        (_MOST_AROUND, _LETTERS_AROUND) if around else (_MOST_SENTENCES, _MOST_LETTERS)
    )
    if first < 0 or last >= len(run.page.sentences) or last - first >= sentences:
        return False
    page = run.page
    if not (page.quotable(first) and page.quotable(last)):
        return False
    if not all(page.quotable(p) or _stands_within(page, p) for p in range(first + 1, last)):
        return False
    if len(run.page.span(first, last)) > letters:
        return False
    if _hides_outlet(run, first, last) or (of_one_voice and not _of_one_voice(run, first, last)):
        return False
    run.first, run.last = first, last
    return True


def _hides_outlet(run: Run, first: int, last: int) -> bool:
    """Say whether a run would grow by words of an outlet that the chain of the answering sentence does not show."""
    shown = run.page.voice(run.core)
    return any(
        voice[0] is Role.OUTLET and voice not in shown
        for place in range(first, last + 1)
        if not run.first <= place <= run.last
        for voice in run.page.voice(place)
    )


def _of_one_voice(run: Run, first: int, last: int) -> bool:
    """Say whether the chain of the answering sentence is true of what a run would grow by.

    Beside the publisher's own words stand only words of speakers whose source and cue are in the run as well:
    they say themselves whose they are. Beside anybody else's words stand none but his.
    """
    own = run.page.voice(run.core)
    whole = run.page.span(first, last)
    return all(
        run.page.voice(place) == own or (not own and _says_whose(run.page, place, whole))
        for place in range(first, last + 1)
        if not run.first <= place <= run.last
    )


def _says_whose(page: Page, place: int, whole: Span) -> bool:
    """Say whether a range holds the source and cue of all words of others in a sentence."""
    sentence = page.sentences[place].span
    parts = [
        part
        for one in page.attributions_near(sentence)
        if one.content.overlaps(sentence)
        for part in (one.source, one.cue)
        if part is not None
    ]
    return all(whole.covers(part) for part in parts)


def cut_down(page: Page, quote: Quote, needed: Iterable[Span], *, best: bool) -> Quote:
    """Return the smallest part of a quote that holds what is needed and the sentence that it was chosen for.

    Without that sentence, where the quote is not the ``best`` and they stand in paragraphs apart. A quotation is kept
    to its end. It shows whose words they are as the quote does; where it cannot, it is the quote.
    """
    places = sorted(place for one in needed if (place := page.place_of(one.start)) is not None)
    core = page.place_of(quote.core.start) if quote.core else None
    if core is None or not places:
        return quote
    apart = all(page.sentences[core].paragraph != page.sentences[one].paragraph for one in places)
    if apart and not best and not places[0] - 1 <= core <= places[-1] + 1:
        core = places[0]
    run = showing_whose(page, core, quote.score)
    first, last = min(run.first, places[0]), max(run.last, places[-1])
    closed = last
    while page.goes_on(closed):
        closed += 1
    leant_on = first - leans_back(page.text(first))
    if not any(
        quote.span.covers(page.span(begin, end)) and grow(run, begin, end, around=True)
        for begin in dict.fromkeys((max(leant_on, 0), first))
        for end in dict.fromkeys((closed, last))
    ):
        return quote
    return replace(run.quote(), also_printed_by=quote.also_printed_by)


def standing_alone(page: Page, quote: Quote) -> Quote:
    """Return a quote with the sentence that it leans on ("This was incorrect."), or that calls it incorrect."""
    place = page.place_of(quote.start)
    if place is None:
        return quote
    last = next((n for n, s in enumerate(page.sentences) if s.end >= quote.end), place)
    run = Run(page=page, core=place, first=place, last=last, score=quote.score)
    if leans_back(quote.text):
        grow(run, place - 1, last, of_one_voice=False)
    keep_correction(run)
    return quote if (run.first, run.last) == (place, last) else run.quote()
