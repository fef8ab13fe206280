"""The questions on news that the checker learns from, and how their wording is kept from telling."""

from __future__ import annotations

import math
import random

import pytest

from scripts.checker_training.news import NewsPairs, articles_of, excerpts
from scripts.checker_training.sources import Item
from scripts.checker_training.wording import hard_to_tell, priors, told_by_wording
from scripts.evaluation.data import DataAbsent, data_folder

SENTENCES = (
    "The council closed the bridge on Monday.",
    "Lorries go round by the coast road.",
    "Ana Ruiz, the mayor, called it a precaution.",
    "The bridge dates from 1931.",
)


def item(number: int, question: str, *, able: bool) -> Item:
    return Item(
        source="news",
        question=question,
        sentences=SENTENCES,
        answers={0: ""} if able else {},
        tempting=frozenset() if able else frozenset({2}),
        title="Bridge closed",
        group=f"article {number}",
    )


def told_apart(count: int = 60) -> list[Item]:
    """Return questions whose first word tells whether they have an answer, but for one in ten."""
    return [
        item(n, f"{'when' if able == (n % 10 > 0) else 'how many'} is it on road {n}", able=able)
        for n in range(count)
        for able in (True, False)
    ]


def test_wording_that_gives_an_answer_away_is_told_and_seldom_learnt_from() -> None:
    items = told_apart()
    told = told_by_wording(items)
    plain = [p for i, p in zip(items, told, strict=True) if i.question.startswith("when")]
    other = [p for i, p in zip(items, told, strict=True) if i.question.startswith("how")]
    assert min(plain) > 0.6 > 0.4 > max(other)
    kept = hard_to_tell(items, random.Random(1))
    given_away = [bool(i.answers) == i.question.startswith("when") for i in items]
    shares = [
        [k for k, g in zip(kept, given_away, strict=True) if g == which] for which in (True, False)
    ]
    assert sum(shares[0]) / len(shares[0]) < sum(shares[1]) / len(shares[1])


def test_priors_say_what_the_wording_tells_and_nothing_on_the_whole() -> None:
    items = told_apart()
    found = priors(items)
    high = [p for i, p in zip(items, found, strict=True) if i.question.startswith("when")]
    low = [p for i, p in zip(items, found, strict=True) if i.question.startswith("how")]
    assert min(high) > 0 > max(low)


def test_pairs_of_an_answered_question_hold_one_answer_and_those_of_a_near_miss_none() -> None:
    maker = NewsPairs(told_apart(), negatives=2, ranked=1.0)
    groups = maker.epoch(0)
    assert groups == maker.epoch(0)
    assert groups != maker.epoch(1)
    for group in groups:
        answers = sum(pair.answers for pair in group.pairs)
        assert answers <= 1 + any(
            len(p.sentence) > len(max(SENTENCES, key=len)) for p in group.pairs
        )
        if math.isnan(group.prior):
            assert answers >= 1
    assert any(not any(p.answers for p in g.pairs) for g in groups)


def test_every_question_is_on_sentences_of_a_stored_article() -> None:
    try:
        articles = articles_of(data_folder())
    except DataAbsent as absent:
        pytest.skip(str(absent))
    apart = list(excerpts(apart=True))
    assert len({row["article"] for row in apart}) == len(apart)
    rows = [*excerpts(apart=False), *apart]
    assert len({(row["article"], row["sentences"][0][0]) for row in rows}) == len(rows) > 10_000
    for row in rows:
        body = articles[row["article"]]["body"]
        assert all(0 <= a < b <= len(body) for a, b in row["sentences"])
        for kind, places, question in row["questions"]:
            assert kind in "AN" and question.strip()
            assert places or kind == "N"
            assert all(0 <= at < len(row["sentences"]) for at in places)
