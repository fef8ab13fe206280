"""How surely two statements are in dispute, by what each asserts, denies, counts and dates.

A pair is disputed where one denies in so many words what the other asserts, where one negates what
the other asserts in nearly the same words, or where both give different numbers for one thing.
What merely differs in emphasis is left alone, and so is what may be of two doers or two times.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.conflict.claims import (
    OBJECT_STEMS,
    OFFICES,
    Claim,
    Scope,
    bare_correction,
    doers,
    read_claim,
)
from bot.conflict.corrections import correcting
from bot.conflict.cues import opposing
from bot.conflict.facts import counted_apart, dated_apart, same_counts
from bot.conflict.gate import denial_places, may_clash
from index.values import Article

_DAYS_APART = 90
"""Days between two articles up to which different numbers, or a mere "not", contradict each other."""
_PART = 0.4
"""Share of the words that open what is denied which a claim holds; of a whole clause it holds more."""
_MOST = 0.5
_COMMON = 2
_FIRST = 5
_LITTLE = 3
"""Below so many words in common, an outright denial may be of another thing."""
_OF_HIS_OWN = frozenset(("involv", "wrongdo", "knowledg", "role"))
"""What each denies for himself: another's involvement is another matter."""


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

    @property
    def bare_correction(self) -> bool:
        """Whether it calls incorrect what is said beside it, and says little else: "this was incorrect"."""
        return bare_correction(self.text)

    @property
    def outright(self) -> bool:
        """Say quickly whether it may deny or correct something outright, or stand by what does."""
        around = (self.preceding, self.text, self.following)
        if not any(text and next(denial_places(text), None) is not None for text in around):
            return False
        return opposing(self.text)

    def may_clash(self, other: Statement) -> bool:
        """Say quickly whether it may be in dispute with another."""
        return may_clash(self.text, other.text, self.preceding, other.preceding)


def strength_of(
    one: Sequence[Statement], other: Sequence[Statement], *, figures: bool = False
) -> float:
    """Return how surely two runs of statements are in dispute: 0 to 1; ``figures``, in what they count and date."""
    pairs = [(a, b) for a in one for b in other if a.text != b.text and a.may_clash(b)]
    strength = _figures_strength if figures else _pair_strength
    return max((strength(a, b) for a, b in pairs), default=0.0)


def denial_strength(claim: Statement, denial: Statement) -> float:
    """Return how surely one statement denies or corrects what another asserts: 0 to 1."""
    return _opposed(claim.claim, denial, _may_differ(claim, denial))


def _pair_strength(one: Statement, other: Statement) -> float:
    near = _may_differ(one, other)
    strengths = [_opposed(one.claim, other, near), _opposed(other.claim, one, near)]
    return max(*strengths, _figures_strength(one, other) if near else 0.0)


def _figures_strength(one: Statement, other: Statement) -> float:
    if not _may_differ(one, other):
        return 0.0
    return max(counted_apart(one.claim, other.claim), dated_apart(one.claim, other.claim))


def _may_differ(one: Statement, other: Statement) -> bool:
    """Say whether two statements are of two articles and may tell of one state of things.

    Numbers change with time, and within one article two numbers are of two things.
    """
    if one.article.id == other.article.id:
        return False
    days = [statement.article.day for statement in (one, other)]
    if days[0] is None or days[1] is None:
        return True
    return abs((days[0] - days[1]).days) <= _DAYS_APART


def _opposed(claim: Claim, denial: Statement, near: bool) -> float:
    """Return how surely a statement denies what a claim asserts; ``near`` says of two articles of
    about one time."""
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
    if _granted(claim, denial.claim, scope):
        return 0.0
    shared = claim.stems & denial.claim.stems
    if scope.outright or denial.corrected:
        if claim.outright or not _of_deniers(claim, scope, focus):
            return 0.0
        if not _of_same_object(claim, scope):
            return 0.0
        common = focus - claim.names - OBJECT_STEMS if not scope.heads <= OBJECT_STEMS else focus
        alone = bool(focus & OBJECT_STEMS) and len(frozenset(scope.stems) - OBJECT_STEMS) == 1
        share = len(focus & scope.opening) / max(1, len(scope.opening))
        named = len(focus) >= _LITTLE and share > _MOST
        enough = len(common) >= (1 if alone else _COMMON) or named
        enough = enough and claim.weigh(focus) >= 0.6
        whole = share > _PART if scope.clausal else share >= _PART
        return min(1.0, 0.5 + 0.1 * len(shared)) if enough and whole else 0.0
    # A mere negation counts only between sentences that say nearly the same, but for it.
    if claim.negated or (scope.noun and scope.noun not in claim.asserted):
        return 0.0
    one, other = (its.weigh(its.stems) for its in (claim, denial.claim))
    weight = claim.weigh(shared)
    alike = weight >= 0.65 * max(0.5, min(one, other)) and weight >= 0.4 * max(one, other)
    if not alike or len(focus) < 2 or len(shared) < 3 or not _of_one_doer(claim, denial, scope):
        return 0.0
    return min(0.9, weight / max(one, other) + 0.2)


def _granted(claim: Claim, denial: Claim, scope: Scope) -> bool:
    """Say whether the denial itself asserts what the claim does ("admits one affair, denies the
    other"): it shares more of the claim's words outside of what it denies than inside."""
    if not scope.heads & denial.asserted & claim.asserted:
        return False
    inside = frozenset(scope.stems)
    outside = claim.weigh((claim.asserted & denial.asserted) - inside - scope.deniers)
    return outside >= claim.weigh((claim.asserted & inside) - denial.asserted)


def _of_one_doer(claim: Claim, denial: Statement, scope: Scope) -> bool:
    """Say whether claim and negation may be of the same person and thing.

    Where both name who does it, that is one; where the negation names whom or what it is about, the
    claim holds one of those names.
    """
    objects = denial.claim.names.intersection(scope.stems)
    if objects and not objects & claim.stems:
        return False
    mine = doers(claim.text, scope.heads)
    return not mine or not scope.deniers or bool(mine & scope.deniers)


def _of_same_object(claim: Claim, scope: Scope) -> bool:
    """Say whether a claim may be of the very persons and things of which something is denied.

    Where the denial names one ("an affair with Ms Hart"), a claim that names others only is of those; where
    it denies a whole clause ("that the ferries would stop"), the claim shares what is said in it.
    """
    objects, named = scope.objects - scope.deniers, claim.names - OFFICES
    if scope.act and scope.deniers and named and not claim.stems & (scope.deniers | objects):
        return False
    if objects and not objects & claim.stems and named - scope.deniers:
        return False
    numbers, others = (_numbers(stems) for stems in (scope.opening, claim.stems))
    if numbers and others and not numbers & others:
        return False
    if scope.subject and not scope.subject & claim.stems:
        return False
    first = scope.told[:_FIRST]
    shared = claim.asserted.intersection(first)
    return not first or first[0] in shared or len(shared) >= _LITTLE


def _numbers(stems: frozenset[str]) -> set[str]:
    return {stem for stem in stems if stem[0].isdigit()}


def _of_deniers(claim: Claim, scope: Scope, focus: frozenset[str]) -> bool:
    """Say whether an outright denial may be of this claim.

    "Denied the allegation" or "any involvement in it" counts only where the claim names one who denies;
    so does a denial that shares little with the claim, unless no name stands there.
    """
    if scope.heads <= OBJECT_STEMS or not _OF_HIS_OWN.isdisjoint(scope.stems[:1]):
        return bool(claim.stems & scope.deniers)
    return (
        len(focus - claim.names - OBJECT_STEMS) >= _LITTLE
        or not scope.deniers
        or bool(claim.stems & scope.deniers)
    )


def _same_denial(claim: Claim, scope: Scope) -> bool:
    """Say whether the claim denies the same thing itself, rather than asserting it."""
    stems = frozenset(scope.stems)
    asserted = claim.weigh(claim.asserted & stems) if claim.asserted & scope.heads else 0.0
    return any(
        its.heads & scope.heads and claim.weigh(stems.intersection(its.stems)) >= asserted
        for its in claim.scopes
    )


def _corrects(claim: Claim, denial: Statement) -> float:
    """Return how surely a bare "this was incorrect" is about the claim, by the sentence before
    it."""
    if denial.before is None or claim.outright or not denial.bare_correction:
        return 0.0
    focus = claim.asserted & denial.before.stems
    weight = claim.weigh(focus)
    share = weight / max(0.5, claim.weigh(claim.stems))
    if len(focus - claim.names) < _COMMON:
        return 0.0
    if len(focus) < 3 or weight < 1.2 or share < 0.5:
        return 0.0
    if not same_counts(claim.text, denial.before.text):
        return 0.0
    return min(1.0, 0.5 + share / 2)
