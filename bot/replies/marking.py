"""Show what opposes a quote, and mark both as disputed, where the reader is owed it.

Quotes that are shown anyway and contradict each other are marked, and what opposes the best quote is always shown. A
lesser quote, shown for a word or two that it shares with the question, may be in a dispute of its own: what opposes
that is shown where the question asks about it. Two quotes are of the question's matter where they hold its names and
two of three signs agree: the checker believes that one of them answers, they hold most of its other words, and it asks
for what is denied there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import permutations
from typing import TYPE_CHECKING

from bot.conflict.bearing import asked_for, missing
from bot.conflict.claims import OFFICES
from bot.conflict.disputes import statements_of
from bot.conflict.question import Named
from bot.conflict.strength import denial_strength
from bot.evidence.weighing import Evidence
from bot.replies.both_sides import Disputes
from bot.understanding.question import Understood
from bot.values import Quote

if TYPE_CHECKING:
    from index.snapshot.archive import Archive

_BELIEVED = 0.5
"""How sure the checker is of a sentence that it believes to answer."""
_AGREEING = 2
"""Signs of the three that agree on a pair of the question's matter."""


@dataclass(frozen=True, slots=True)
class _Matter:
    """What a question names, the best quote it is answered with, and the sentences that are believed to answer."""

    named: Named
    answer: Quote
    believed: frozenset[tuple[str, int]]
    """Each by its article and where it starts."""
    archive: Archive = field(repr=False)

    def holds(self, sides: Sequence[Quote]) -> bool:
        """Say whether two quotes in dispute are of it; a name may stand in the best quote instead."""
        lacking = self._lacking(sides)
        lost = lacking & self.named.names
        if lost and lost & self._lacking([self.answer]):
            return False
        others = self.named.words.keys() - self.named.names - OFFICES
        signs = (
            any((side.article.id, side.bare.start) in self.believed for side in sides),
            not others or len(lacking & others) < len(others) / 2,
            self.named.outright or self._asks_for(sides),
        )
        return sum(signs) >= _AGREEING

    def _lacking(self, quotes: Sequence[Quote]) -> set[str]:
        texts = [quote.bare.text for quote in quotes]
        return missing(self.named, texts, [quote.article for quote in quotes])

    def _asks_for(self, sides: Sequence[Quote]) -> bool:
        told = [statements_of(side.article, side.bare.span, self.archive) for side in sides]
        return any(
            denial_strength(claim, denial) > 0 and asked_for(self.named, claim, denial)
            for one, other in permutations(told)
            for claim in one
            for denial in other
        )


def marked(
    understood: Understood,
    evidence: Sequence[Evidence],
    quotes: Sequence[Quote],
    pairs: Disputes,
    shown: int,
    archive: Archive,
) -> Disputes:
    """Return the pairs in dispute that are marked; ``evidence`` is what the question is answered from.

    The first ``shown`` of the quotes are shown anyway, the best first; the others oppose one of them.
    """
    if not pairs:
        return ()
    believed = frozenset(
        (one.page.article.id, one.page.sentences[one.place].start)
        for one in _believed(understood, evidence)
    )
    matter = _Matter(Named.of(understood.question.text), quotes[0], believed, archive)
    return tuple(
        pair
        for pair in pairs
        if max(pair) < shown or min(pair) == 0 or matter.holds([quotes[place] for place in pair])
    )


def _believed(understood: Understood, evidence: Sequence[Evidence]) -> Iterable[Evidence]:
    """Return the sentences that the checker believes to answer.

    All may where it read none, where no one sentence answers a question of several parts, and where somebody's words
    are asked for: those are his.
    """
    read = [one for one in evidence if one.checked is not None]
    if not read or understood.several or understood.demand.speaker:
        return evidence
    return [one for one in read if one.checked is not None and one.checked >= _BELIEVED]


def only_marked(
    chosen: Sequence[Quote], others: Sequence[Quote], pairs: Disputes
) -> tuple[list[Quote], Disputes]:
    """Return quotes with those of the others that are in a pair, and the pairs by their positions then."""
    places = {place for pair in pairs for place in pair}
    quotes = [*chosen, *others]
    kept = [place for place in range(len(quotes)) if place < len(chosen) or place in places]
    new = {old: place for place, old in enumerate(kept)}
    return [quotes[place] for place in kept], tuple((new[one], new[two]) for one, two in pairs)
