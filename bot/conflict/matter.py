"""Find the dispute that a question is about, wherever its sides stand in what was found.

That two sentences deny each other is so whether or not the answer is made of them, and however sure it is. A
question is about a dispute where the sentences of it hold all that the question names, and where it asks
for what is denied there, or for what is true, wrong or denied.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.archive.pages import Page
from bot.conflict.bearing import WORD, asked_for, missing
from bot.conflict.corrections import correcting
from bot.conflict.everyday import stands_for
from bot.conflict.question import ASKING, Named
from bot.conflict.sentences import side_quote, statement_at
from bot.conflict.spelling import mistyped
from bot.conflict.strength import Statement, denial_strength
from bot.conflict.words import all_alike
from bot.evidence.signs import Place, quotable_places
from bot.values import Quote
from index.values import Hit

if TYPE_CHECKING:
    from index.snapshot.archive import Archive

_MOST_WORDS = 10
"""Words of content up to which a question is about one matter."""
_PART = 0.5
"""The part of a question's words that the two sides hold; other sentences of the dispute may hold the rest."""
_SHOWN = 4
"""Sentences of a dispute that are shown: the claim, and up to three that deny it."""


@dataclass(frozen=True, slots=True)
class _Side:
    """A sentence that was found, and how many of the words that the question names it holds."""

    page: Page = field(repr=False)
    place: int
    held: frozenset[str]

    @property
    def text(self) -> str:
        return self.page.text(self.place)

    @property
    def statement(self) -> Statement:
        return statement_at(self.page.article, self.page.sentences, self.place)


@dataclass(frozen=True, slots=True)
class _Pair:
    """A denial and what it denies."""

    claim: _Side
    denial: _Side
    strength: float

    @property
    def held(self) -> frozenset[str]:
        """Of the words that the question names those in either sentence."""
        return self.claim.held | self.denial.held


def sides_asked_about(
    question: str,
    hits: Sequence[Hit],
    pages: Sequence[Page],
    archive: Archive,
    *,
    part: float = 1.0,
) -> tuple[Quote, ...]:
    """Return what is claimed and what denies it, best first, where a question is about that dispute; else nothing.

    The two are looked for in the passages found; ``pages`` belong to ``hits``. ``part`` of what the question
    names is in the dispute, and every name.
    """
    named = Named.of(question)
    if not 0 < len(named.words) <= _MOST_WORDS:
        return ()
    places = quotable_places(hits, pages)
    named = _mended(named, places, archive)
    sides = _sides(places, named)
    best = max(
        _disputes(sides, named), key=lambda pair: (len(pair.held), pair.strength), default=None
    )
    if best is None:
        return ()
    joined = _joined(best, sides)
    if not _is_about(named, joined, part):
        return ()
    further = [pair.denial for pair in joined if pair.claim is best.claim]
    shown = list(dict.fromkeys([best.claim, best.denial, *further]))[:_SHOWN]
    return tuple(
        side_quote(side.page.article, side.page.sentences[side.place], best.strength, archive)
        for side in shown
    )


def _mended(named: Named, places: Sequence[Place], archive: Archive) -> Named:
    """Return what is named, with words that the archive lacks taken for words of the passages, mistyped."""
    unknown = [
        word
        for stem, word in named.words.items()
        if not (archive.frequency(word) or stands_for(word) or len(all_alike(stem)) > 1)
    ]
    if not unknown:
        return named
    texts = [one.page.text(one.place) for one in places]
    words = dict.fromkeys(word.lower() for text in texts for word in WORD.findall(text))
    slips = {
        word: meant
        for word in unknown
        if (meant := next((one for one in (*ASKING, *words) if mistyped(word, one)), None))
    }
    return named.reading(slips)


def _sides(places: Sequence[Place], named: Named) -> list[_Side]:
    """Return the sentences of the passages found, each once, with what they hold of the words named."""
    senses = named.senses()
    found = {
        (id(one.page), one.place): _Side(
            one.page,
            one.place,
            frozenset().union(
                *(senses[stem] for stem in one.page.stems(one.place) & senses.keys())
            ),
        )
        for one in places
    }
    return list(found.values())


def _disputes(sides: Sequence[_Side], named: Named) -> Iterator[_Pair]:
    """Yield the denials among sentences with what they deny, where the two hold enough of what is named."""
    least = max(1, _PART * len(named.words))
    most = max((len(side.held) for side in sides), default=0)
    for denial in sides:
        if len(denial.held) + most < least or not denial.statement.outright:
            continue
        for claim in sides:
            if claim is denial or len(claim.held | denial.held) < least:
                continue
            strength = _strength(claim.statement, denial.statement)
            if strength > 0:
                yield _Pair(claim, denial, strength)


def _strength(claim: Statement, denial: Statement) -> float:
    if claim.text == denial.text or not claim.may_clash(denial):
        return 0.0
    return denial_strength(claim, denial)


def _joined(best: _Pair, sides: Sequence[_Side]) -> list[_Pair]:
    """Return a pair with those of the same claim or the same denial."""
    found = [best]
    for side in sides:
        for claim, denial in ((best.claim, side), (side, best.denial)):
            if claim is denial or not denial.statement.outright:
                continue
            if (strength := _strength(claim.statement, denial.statement)) > 0:
                found.append(_Pair(claim, denial, strength))
    return found


def _is_about(named: Named, pairs: Sequence[_Pair], part: float) -> bool:
    """Say whether a question names little but what is in a dispute, and asks for what is disputed in it."""
    if not named.truth and not any(
        asked_for(named, pair.claim.statement, pair.denial.statement) for pair in pairs
    ):
        return False
    texts = list(dict.fromkeys(text for pair in pairs for text in _texts(pair)))
    sides = [side for pair in pairs for side in (pair.claim, pair.denial)]
    lacking = missing(named, texts, (side.page.article for side in sides))
    return len(lacking) <= (1 - part) * len(named.words) and not lacking & named.names


def _texts(pair: _Pair) -> Iterator[str]:
    """Yield the sentences of a dispute: both sides, and what stands by the denial and calls the claim wrong."""
    denial = pair.denial.statement
    yield pair.claim.text
    yield denial.text
    yield from (text for text in (denial.preceding, denial.following) if text and correcting(text))
