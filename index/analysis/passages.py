"""Cut articles into passages, and say what text of a passage is embedded."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from operator import add

from index.analysis.measure import TokenMeasure, is_odd
from index.encoders.encoder import PassageInput
from index.values import Article, Passage, Sentence, SentenceKind, Span

Fits = Callable[[str], bool]
"""Says whether the text to embed, header and all, is within what the encoder reads."""

_PARAGRAPH_SHARE = 0.6
"""A passage this full ends with its paragraph rather than cut the next one in two."""
_TITLE_LENGTH = 160


def embedding_header(article: Article) -> str:
    """Return what is embedded before a passage's own text: title, outlet and date, as far as they
    are known."""
    title = (article.title or "")[:_TITLE_LENGTH]
    about = [
        part for part in (article.outlet, article.published and article.published[:10]) if part
    ]
    parts = [title, ", ".join(about)]
    return "".join(f"{part}\n" for part in parts if part)


def embedding_text(article: Article, passage: Passage) -> str:
    """Return the text that is embedded for a passage: its header, then its words unchanged."""
    return embedding_header(article) + passage.text


def passage_input(
    article: Article, passage: Passage, sentences: Sequence[Sentence]
) -> PassageInput:
    """Pair a passage's embedded text with the spans of its sentences (those ``first`` to ``last``)
    in it."""
    shift = len(embedding_header(article)) - passage.start
    inside = sentences[passage.first : passage.last + 1]
    return PassageInput(
        text=embedding_text(article, passage),
        sentences=tuple(
            Span(max(one.start, passage.start) + shift, min(one.end, passage.end) + shift)
            for one in inside
        ),
    )


def split_passages(
    article: Article,
    sentences: Sequence[Sentence],
    *,
    max_tokens: int,
    fits: Fits | None = None,
    measure: TokenMeasure | None = None,
    encoder_tokens: int | None = None,
    counts: Sequence[tuple[int, int]] | None = None,
) -> list[Passage]:
    """Pack sentences into passages of at most ``max_tokens`` tiktoken tokens that the encoder reads
    whole.

    The encoder's own limit is held by ``measure`` with ``encoder_tokens`` (special tokens
    included), by ``fits``, or by both. Passages follow sentences and, where that leaves them
    reasonably full, paragraphs. Only a single sentence that is itself too long is cut, at blanks
    where it has any. Text that cannot be quoted (boilerplate) opens and ends no passage. Every
    other sentence lies in a passage, and ``article.body[start:end] == text`` for all.
    """
    measure = measure or TokenMeasure()
    header = embedding_header(article)
    most = encoder_tokens or (1 << 40)
    if counts is None:
        count = measure.exact if is_odd(article.body) else measure
        counts = [count(article.body[one.start : one.end]) for one in sentences]
    cutter = _Cutter(
        article=article,
        sentences=sentences,
        counts=counts,
        measure=measure,
        limits=(max_tokens, most - measure.special - measure.own(header)),
        fits=(lambda text: fits(header + text)) if fits else None,
    )
    return list(cutter.passages())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cutter:
    article: Article
    sentences: Sequence[Sentence]
    counts: Sequence[tuple[int, int]]
    """Of each sentence: its tiktoken tokens and the encoder's."""
    measure: TokenMeasure
    limits: tuple[int, int]
    fits: Fits | None

    def passages(self) -> Iterator[Passage]:
        """Yield the article's passages in order."""
        counts = self.counts
        sums = list(accumulate(map(add, [one for one, _ in counts], self._gaps())))
        own = list(accumulate([one for _, one in counts]))
        place = 0
        while place < len(self.sentences):
            if self.sentences[place].kind is SentenceKind.BOILERPLATE:
                place += 1
                continue
            last = self._last(place, sums, own)
            while last > place and not self._fits(place, last):
                last -= 1
            if self._small(counts[place]) and self._fits(place, last):
                yield self._passage(place, self._trimmed(place, last))
            else:
                yield from self._pieces(place)
            place = last + 1

    def _small(self, counts: tuple[int, int]) -> bool:
        return counts[0] <= self.limits[0] and counts[1] <= self.limits[1]

    def _last(self, first: int, sums: Sequence[int], own: Sequence[int]) -> int:
        """Return the last sentence of a passage that opens with ``first``.

        ``sums`` are the tokens up to each sentence's end, gaps included, ``own`` the encoder's.
        """
        before, own_before = sums[first] - self.counts[first][0], own[first] - self.counts[first][1]
        stop = min(
            bisect_right(sums, before + self.limits[0], first + 1),
            bisect_right(own, own_before + self.limits[1], first + 1),
        )
        if stop == len(sums):
            return stop - 1
        full = before + _PARAGRAPH_SHARE * self.limits[0]
        for place in range(stop - 1, first - 1, -1):
            if sums[place] < full:
                break
            if self.sentences[place + 1].paragraph != self.sentences[place].paragraph:
                return place
        return stop - 1

    def _gaps(self) -> list[int]:
        """Return the most tokens that the blanks before each sentence can be: one for each byte."""
        body = self.article.body
        gaps = [body[one.end : other.start] for one, other in pairwise(self.sentences)]
        return [0, *[max(1, len(gap) if gap.isascii() else 3 * len(gap)) for gap in gaps]]

    def _trimmed(self, first: int, last: int) -> int:
        while last > first and self.sentences[last].kind is SentenceKind.BOILERPLATE:
            last -= 1
        return last

    def _fits(self, first: int, last: int) -> bool:
        """Make sure of a whole passage where counting by words may fall short."""
        if self.fits is None:
            return True
        return self.fits(self.article.body[self.sentences[first].start : self.sentences[last].end])

    def _span_fits(self, start: int, end: int) -> bool:
        text = self.article.body[start:end]
        count = self.measure.exact if is_odd(self.article.body) else self.measure
        return self._small(count(text)) and (self.fits is None or self.fits(text))

    def _passage(self, first: int, last: int) -> Passage:
        return self._between(self.sentences[first].start, self.sentences[last].end, first, last)

    def _between(self, start: int, end: int, first: int, last: int) -> Passage:
        return Passage(
            article_id=self.article.id,
            start=start,
            end=end,
            text=self.article.body[start:end],
            first=first,
            last=last,
        )

    def _pieces(self, place: int) -> Iterator[Passage]:
        """Cut one over-long sentence into pieces that fit."""
        start, end = self.sentences[place].start, self.sentences[place].end
        while start < end:
            cut = self._longest(start, end)
            yield self._between(start, cut, place, place)
            start = cut
            while start < end and self.article.body[start].isspace():
                start += 1

    def _longest(self, start: int, end: int) -> int:
        """Find by bisection how far a piece may reach; few tokens are longer than 8 characters."""
        good, bad = start + 1, min(end, start + self.limits[0] * 8) + 1
        while bad - good > 1:
            middle = (good + bad) // 2
            if self._span_fits(start, middle):
                good = middle
            else:
                bad = middle
        return good if good == end else safe_cut(self.article.body, start, good)


def safe_cut(body: str, start: int, cut: int) -> int:
    """Move a cut back to a blank in the latter half of ``start:cut``, else to before a whole
    character.

    What a reader sees as one character (a letter with its combining marks, a joined emoji) is kept
    whole where that is possible.
    """
    for place in range(cut, start + (cut - start) // 2, -1):
        if body[place].isspace() or body[place - 1].isspace():
            while place > start + 1 and body[place - 1].isspace():
                place -= 1
            return place
    place = cut
    while place > start + 1 and _joined(body, place):
        place -= 1
    return place if place > start + 1 else cut


def _joined(body: str, place: int) -> bool:
    before, after = body[place - 1], body[place]
    return (
        unicodedata.category(after) in ("Mn", "Me", "Mc")
        or after in "\u200d\ufe0f"
        or before == "\u200d"
        or "\U0001f3fb" <= after <= "\U0001f3ff"
        or (before == "\r" and after == "\n")
    )
