"""Answer a doubt about an answer: both sides where what it quotes is disputed, the answer itself where it is not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from bot.both_sides import other_side
from bot.choosing import standing_alone, without
from bot.conflict.disputes import disputed_pairs, opposed_sentences
from bot.holding import Held
from bot.values import Answer, Question, Quote, Reply

LOOKED_AT = 20
"""Passages in whose articles a denial is looked for."""
Ask = Callable[[Question], Reply]


def doubted(held: Held, ask: Ask, question: Question) -> Reply:
    """Return both sides of a dispute that a question is about or its answer is in; else its answer.

    An answer without ``disputed`` is one that nothing in the archive was found to contradict.
    """
    reply = ask(replace(question, limit=max(question.limit, LOOKED_AT)))
    outright = ask(replace(question, text=f"Is it true or disputed: {question.text}"))
    found = next(
        (one for one in (reply, outright) if isinstance(one, Answer) and one.disputed), reply
    )
    if isinstance(found, Answer) and held.archive.id == found.snapshot:
        found = _sides(held, found) if found.disputed else _with_denials(held, found)
    return replace(found, question=question, hits=found.hits[: question.limit])


def _sides(held: Held, answer: Answer) -> Answer:
    """Return the sentences in dispute alone, each with the one that it leans on."""
    shown: list[Quote] = []
    for one, other in answer.disputed:
        for side in opposed_sentences(answer.quotes[one], answer.quotes[other], held.archive):
            alone = standing_alone(held.pages.page(side.article), side)
            shown += without(shown, [alone])
    pairs = disputed_pairs(shown, held.archive)
    bare = replace(answer, quotes=tuple(shown), disputed=pairs) if pairs else answer
    return in_dispute(bare)


def _with_denials(held: Held, answer: Answer) -> Answer:
    """Return an answer with what denies its quotes, looked for in the whole articles found; as it is without such."""
    others = other_side(held, answer.quotes, answer.hits, beyond=True)
    quotes = (*answer.quotes, *others)
    pairs = disputed_pairs(quotes, held.archive, answering=True)
    return _sides(held, replace(answer, quotes=quotes, disputed=pairs)) if pairs else answer


def in_dispute(answer: Answer) -> Answer:
    """Return an answer with those of its quotes alone that others contradict."""
    return only(answer, sorted({place for pair in answer.disputed for place in pair}))


def only(answer: Answer, kept: Iterable[int]) -> Answer:
    """Return an answer with the quotes at some positions, and the disputes between them."""
    place = {old: new for new, old in enumerate(kept)}
    return replace(
        answer,
        quotes=tuple(answer.quotes[at] for at in place),
        disputed=tuple(
            (place[one], place[two])
            for one, two in answer.disputed
            if one in place and two in place
        ),
    )
