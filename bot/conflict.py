"""Find quotes that deny, correct or contradict each other.

Made for precision: a pair is disputed where one denies in so many words what the other asserts,
where one negates what the other asserts in nearly the same words, or where both give different
numbers for one thing. What merely differs in emphasis is left alone.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING

from bot.conflict_claims import Claim, Scope, correcting, read_claim
from bot.conflict_facts import counted_apart, dated_apart, same_counts
from bot.conflict_gate import may_clash
from bot.values import Quote
from index.attribution import chain_for
from index.sentences import split_sentences
from index.values import Article, Sentence, SentenceKind, Span

if TYPE_CHECKING:
    from index.snapshot import Archive

DISPUTED = 0.5
"""Strength from which on two statements are called disputed."""
_DAYS_APART = 90
"""Days between two articles up to which different numbers, or a mere "not", contradict each other."""
_BARE = 8
"""Words of content up to which a sentence of correction leaves to its neighbour what it is
about."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence with what stands around it in its article."""

    article: Article = field(repr=False)
    text: str
    preceding: str | None
    following: str | None

    @property
    def claim(self) -> Claim:
        """What it says."""
        return read_claim(self.text)

    @property
    def before(self) -> Claim | None:
        """What the sentence before it says, which "this was incorrect" refers to."""
        return read_claim(self.preceding) if self.preceding else None

    @property
    def corrected(self) -> bool:
        """Whether it or a neighbouring sentence denies or corrects something outright."""
        around = (self.preceding, self.text, self.following)
        return any(text is not None and correcting(text) for text in around)

    def may_clash(self, other: Statement) -> bool:
        """Say quickly whether it may be in dispute with another."""
        return may_clash(self.text, other.text, self.preceding, other.preceding)


def disputed_pairs(
    quotes: Sequence[Quote], archive: Archive | None = None
) -> tuple[tuple[int, int], ...]:
    """Return the pairs of positions whose quotes deny, correct or contradict each other."""
    if len(quotes) < 2:
        return ()
    told = [_statements(quote.article, quote.span, archive) for quote in quotes]
    return tuple(
        (first, second)
        for first in range(len(quotes))
        for second in range(first + 1, len(quotes))
        if _strength(told[first], told[second]) >= DISPUTED
    )


def counterparts(
    quotes: Sequence[Quote],
    articles: Sequence[Article],
    *,
    archive: Archive | None = None,
    within: Mapping[str, Sequence[Span]] | None = None,
    limit: int = 2,
) -> tuple[Quote, ...]:
    """Return sentences of the articles that deny or correct a quote, or that a quote denies.

    Strongest first, at most ``limit``, none that a quote already shows, one for each article;
    ``within`` (ranges by article id) confines the look.
    """
    told = [
        statement
        for quote in quotes
        for statement in _statements(quote.article, quote.core or quote.span, archive)
    ]
    found: list[Quote] = []
    for article in {article.id: article for article in articles}.values():
        best = max(
            _against(told, quotes, article, archive, within),
            key=lambda one: one.score,
            default=None,
        )
        if best is not None:
            found.append(best)
    return tuple(sorted(found, key=lambda quote: -quote.score)[:limit])


def _against(
    told: Sequence[Statement],
    quotes: Sequence[Quote],
    article: Article,
    archive: Archive | None,
    within: Mapping[str, Sequence[Span]] | None = None,
) -> Iterator[Quote]:
    """Yield the sentences of an article that a quote is disputed with; score is the strength."""
    ranges = None if within is None else within.get(article.id, ())
    if ranges is not None and not ranges:
        return
    shown = [quote.span for quote in quotes if quote.article.id == article.id]
    sentences = _sentences(article, archive)
    for place in _places(sentences, ranges):
        sentence = sentences[place]
        if sentence.kind is not SentenceKind.NEWS or _in_any(sentence, shown):
            continue
        strength = _strength([_statement(article, sentences, place)], told)
        if strength >= DISPUTED:
            yield _quote(article, sentence, strength, archive)


def _places(sentences: Sequence[Sentence], ranges: Sequence[Span] | None) -> Iterable[int]:
    """Return the places of the sentences that reach into one of the ranges, in order; None: of all."""
    if ranges is None:
        return range(len(sentences))
    places: set[int] = set()
    for one in ranges:
        first = bisect_right(sentences, one.start, key=attrgetter("end"))
        places.update(range(first, bisect_left(sentences, one.end, key=attrgetter("start"))))
    return sorted(places)


def _in_any(sentence: Sentence, ranges: Sequence[Span]) -> bool:
    return any(sentence.start < one.end and one.start < sentence.end for one in ranges)


def _quote(article: Article, sentence: Sentence, strength: float, archive: Archive | None) -> Quote:
    attributions = archive.attributions(article.id).near(sentence.span) if archive else []
    return Quote(
        article=article,
        text=sentence.span.of(article.body),
        start=sentence.start,
        end=sentence.end,
        score=strength,
        chain=chain_for(article, attributions, sentence.span),
    )


@lru_cache(64)
def _split(body: str) -> tuple[Sentence, ...]:
    return tuple(split_sentences(body))


def _sentences(article: Article, archive: Archive | None) -> Sequence[Sentence]:
    return (archive.sentences(article.id) if archive else None) or _split(article.body)


def _statements(article: Article, span: Span, archive: Archive | None) -> list[Statement]:
    """Return the sentences of a quote, each as far as the quote goes."""
    sentences = _sentences(article, archive)
    return [_statement(article, sentences, place) for place in _places(sentences, [span])]


def _statement(article: Article, sentences: Sequence[Sentence], place: int) -> Statement:
    before, here, after = (
        sentences[near].span.of(article.body) if 0 <= near < len(sentences) else None
        for near in (place - 1, place, place + 1)
    )
    return Statement(article=article, text=here or "", preceding=before, following=after)


def _strength(one: Sequence[Statement], other: Sequence[Statement]) -> float:
    """Return how surely two runs of statements are in dispute: 0 to 1."""
    pairs = [(a, b) for a in one for b in other if a.text != b.text and a.may_clash(b)]
    return max((_pair_strength(a, b) for a, b in pairs), default=0.0)


def _pair_strength(one: Statement, other: Statement) -> float:
    near = _of_one_time(one, other)
    strengths = [_opposed(one.claim, other, near), _opposed(other.claim, one, near)]
    if near:
        strengths.append(counted_apart(one.claim, other.claim))
        if one.article.id != other.article.id:
            strengths.append(dated_apart(one.claim, other.claim))
    return max(strengths)


def _of_one_time(one: Statement, other: Statement) -> bool:
    """Say whether two statements may tell of one state of things: numbers change with time."""
    days = [statement.article.day for statement in (one, other)]
    if days[0] is None or days[1] is None:
        return True
    return abs((days[0] - days[1]).days) <= _DAYS_APART


def _opposed(claim: Claim, denial: Statement, near: bool) -> float:
    """Return how surely a statement denies what a claim asserts; ``near`` says of about one time."""
    scopes = [
        _scope_strength(claim, denial, scope)
        for scope in denial.claim.scopes
        if near or scope.outright or denial.corrected
    ]
    return max([*scopes, _corrects(claim, denial)], default=0.0)


def _scope_strength(claim: Claim, denial: Statement, scope: Scope) -> float:
    focus = claim.asserted.intersection(scope.stems)
    if not claim.asserted.intersection(scope.heads) or _same_denial(claim, scope):
        return 0.0
    shared = claim.stems & denial.claim.stems
    if scope.outright or denial.corrected:
        enough = len(focus) >= 2 and claim.weigh(focus) >= 0.6
        whole = len(focus & scope.opening) >= 0.4 * len(scope.opening)
        return min(1.0, 0.5 + 0.1 * len(shared)) if enough and whole else 0.0
    # A mere negation counts only between sentences that say nearly the same.
    one, other = (its.weigh(its.stems) for its in (claim, denial.claim))
    weight = claim.weigh(shared)
    alike = weight >= 0.65 * max(0.5, min(one, other)) and weight >= 0.4 * max(one, other)
    return (
        min(0.9, weight / max(one, other) + 0.2)
        if alike and len(focus) >= 2 and len(shared) >= 3
        else 0.0
    )


def _same_denial(claim: Claim, scope: Scope) -> bool:
    """Say whether the claim denies the same thing itself, and asserts it nowhere else."""
    return any(its.heads & scope.heads for its in claim.scopes) and not (
        claim.asserted & scope.heads
    )


def _corrects(claim: Claim, denial: Statement) -> float:
    """Return how surely a bare "this was incorrect" is about the claim, by the sentence before
    it."""
    bare = denial.claim.corrects and not denial.claim.scopes
    if not bare or claim.outright or denial.before is None:
        return 0.0
    focus = claim.asserted & denial.before.stems
    weight = claim.weigh(focus)
    share = weight / max(0.5, claim.weigh(claim.stems))
    if len(denial.claim.stems) > _BARE or len(focus) < 3 or weight < 1.2 or share < 0.5:
        return 0.0
    if not same_counts(claim.text, denial.before.text):
        return 0.0
    return min(1.0, 0.5 + share / 2)
