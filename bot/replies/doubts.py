"""Answer a doubt about an answer: both sides where what it quotes is disputed, the answer itself where it is not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from bot.archive.holding import Held
from bot.conflict.cues import denials
from bot.conflict.disputes import disputed_pairs, opposed_sentences
from bot.conflict.question import Named
from bot.conflict.sentences import side_quote
from bot.evidence.signs import quotable_places
from bot.quotes.choosing import without
from bot.quotes.runs import standing_alone
from bot.replies.both_sides import other_side
from bot.understanding.asked import Asked, read_demand
from bot.understanding.leads import bare_question
from bot.values import Answer, Question, Quote, Reply

LOOKED_AT = 20
"""Passages in whose articles a denial is looked for."""
_WHETHER = frozenset({Asked.POLAR, Asked.WORDS, Asked.THING, Asked.REASON, Asked.MANNER})
"""What is asked where any dispute about its subject is one about the answer; not where a name, day or number is."""
_NEARLY = 0.6
"""The part of a question's words that a denial near it holds."""
_MOST_DENIALS, MOST_QUOTES = 2, 5
Ask = Callable[[Question], Reply]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What was found on a doubt: the reply, and how many of its last quotes tell of a denial near what was asked."""

    reply: Reply
    denials: int = 0


def doubted(held: Held, ask: Ask, question: Question) -> Settled:
    """Return both sides of a dispute that a question is about or its answer is in; else its answer.

    An answer without ``disputed`` is one that nothing in the archive was found to contradict. What somebody
    denies of whom the question names stands behind it, for a reader to judge.
    """
    whole = replace(question, limit=max(question.limit, LOOKED_AT))
    exact = read_demand(bare_question(question.text)).asked not in _WHETHER
    reply = found = ask(whole)
    freed = _without_limits(whole) if isinstance(reply, Answer) else None
    for one in filter(None, (whole, freed)):
        for asked in (one,) if exact else (one, _outright(one)):
            if not _disputed(found) and asked is not whole:
                found = ask(asked)
    if not _disputed(found):
        found = _with_hits(reply, ask(freed)) if freed else reply
    near: list[Quote] = []
    if isinstance(found, Answer) and held.archive.id == found.snapshot:
        found = _sides(held, found) if found.disputed else _with_denials(held, found, exact=exact)
        if not found.disputed:
            near = [] if exact else _denied_nearby(held, question.text, found)
            bare = [_bare(held, quote) for quote in found.quotes]
            found = replace(found, quotes=(*bare, *near))
    settled = replace(found, question=question, hits=found.hits[: question.limit])
    return Settled(reply=settled, denials=len(near))


def _without_limits(question: Question) -> Question | None:
    """Return a question without the outlets and days that confine it: others may contradict. None where none do."""
    if not (question.outlets or question.since or question.until):
        return None
    return replace(question, outlets=(), since=None, until=None)


def _with_hits(reply: Reply, beyond: Reply) -> Reply:
    """Return a reply with what else was found, in which a denial may stand."""
    known = {hit.passage for hit in reply.hits}
    return replace(
        reply, hits=(*reply.hits, *(hit for hit in beyond.hits if hit.passage not in known))
    )


def _outright(question: Question) -> Question:
    return replace(question, text=f"Is it true or disputed: {question.text}")


def _disputed(reply: Reply) -> bool:
    return isinstance(reply, Answer) and bool(reply.disputed)


def _bare(held: Held, quote: Quote) -> Quote:
    """Return the sentence that a quote was chosen for, without its surroundings."""
    if quote.answering is None:
        return quote
    return standing_alone(held.pages.page(quote.article), quote.bare)


def _denied_nearby(held: Held, question: str, answer: Answer) -> list[Quote]:
    """Return sentences that deny something with all names of a question and most of its other words."""
    named = Named.of(question)
    senses = named.senses()
    pages = [held.pages.page(hit.article) for hit in answer.hits]
    found: list[tuple[float, Quote]] = []
    for one in quotable_places(answer.hits, pages):
        text = one.page.text(one.place)
        if next(denials(text), None) is None:
            continue
        stems = one.page.stems(one.place)
        words = set().union(*(senses[stem] for stem in stems & senses.keys()))
        share = len(words) / max(1, len(named.words))
        if named.names <= words and share >= _NEARLY:
            sentence = one.page.sentences[one.place]
            found.append((share, side_quote(one.page.article, sentence, share, held.archive)))
    best = [quote for _, quote in sorted(found, key=lambda pair: -pair[0])]
    fresh: list[Quote] = []
    for quote in without(answer.quotes, best):
        fresh += without(fresh, [standing_alone(held.pages.page(quote.article), quote)])
    return fresh[: max(0, min(_MOST_DENIALS, MOST_QUOTES - len(answer.quotes)))]


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


def _with_denials(held: Held, answer: Answer, *, exact: bool) -> Answer:
    """Return an answer with what denies its quotes, looked for in the whole articles found; as it is without such.

    Of an ``exact`` question what is counted and dated differently denies the answer, nothing else.
    """
    others = other_side(held, answer.quotes, answer.hits, beyond=True, figures=exact)
    quotes = (*answer.quotes, *others)
    pairs = disputed_pairs(quotes, held.archive, answering=True, figures=exact)
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
