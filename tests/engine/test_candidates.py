"""The quick ways of the search against plain ones."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from index.search.search import _best, _common
from index.snapshot.matrices import from_float16
from index.snapshot.postings import Postings, Wording, write_postings
from index.snapshot.vectors import EXACT_UP_TO


def test_every_finite_half_is_widened_exactly() -> None:
    halves = np.arange(1 << 16, dtype=np.uint16).view(np.float16)
    halves = halves[np.isfinite(halves)]
    assert np.array_equal(from_float16(halves[None])[0], halves.astype(np.float32))


@settings(max_examples=150, deadline=None)
@given(
    size=st.integers(0, 40_000),
    count=st.integers(1, 90),
    levels=st.integers(1, 400),
    share=st.sampled_from([0.0, 0.001, 0.3, 1.0]),
    confined=st.booleans(),
    seed=st.integers(0, 9),
)
def test_the_best_rows_are_those_of_a_full_sort(
    size: int, count: int, levels: int, share: float, confined: bool, seed: int
) -> None:
    chance = np.random.default_rng(seed)
    scores = chance.integers(1, levels + 1, size).astype(np.float32)
    scores[chance.random(size) >= share] = 0
    allowed = np.flatnonzero(chance.random(size) < 0.2) if confined else None
    rows = np.arange(size) if allowed is None else allowed
    order = rows[np.argsort(-scores[rows], kind="stable")][:count]
    assert sorted(_best(scores, count, allowed).tolist()) == sorted(
        order[scores[order] > 0].tolist()
    )


def test_several_sets_of_words_score_as_each_by_itself(tmp_path: Path) -> None:
    texts = ["a vote on the bridge", "the river bank", "bridges and banks", "a long vote"]
    wordings = [
        Wording(row=row, text=text, title="Vote", outlet=None) for row, text in enumerate(texts)
    ]
    write_postings(tmp_path, wordings, passage_tokens=180)
    index = Postings(tmp_path)
    wanted = [{"vote": 1.0, "bridge": 1.0}, {"bridge": 0.5, "none": 1.0}, {}]
    together = index.score_each(wanted, 4, 4)
    for line, terms in zip(together, wanted, strict=True):
        assert np.array_equal(line, index.score(terms, 4, 4))
    assert together[0].max() > 0 and not together[2].any()


def test_some_rows_alone_score_as_they_do_among_all(tmp_path: Path) -> None:
    chance = np.random.default_rng(3)
    words = ["vote", "bridge", "river", "bank", "council", "minister"]
    wordings = [
        Wording(row=row, text=" ".join(chance.choice(words, 5)), title=None, outlet=None)
        for row in range(300)
    ]
    write_postings(tmp_path, wordings, passage_tokens=180)
    index = Postings(tmp_path)
    wanted = [{"vote": 1.0, "bridge": 0.3}, {"minister": 1.0, "nobody": 1.0}, {}]
    at = np.flatnonzero(chance.random(300) < 0.2)
    alone = index.score_at(wanted, at, 300)
    assert np.array_equal(alone, index.score_each(wanted, 300, 300)[:, at])
    assert alone[0].any() and not alone[2].any()


def test_common_words_added_at_some_rows_make_up_the_whole_score(tmp_path: Path) -> None:
    chance = np.random.default_rng(5)
    wordings = [
        Wording(
            row=row,
            text="people said " + " ".join(chance.choice(["vote", "bridge", "river"], 2)),
            title=None,
            outlet=None,
        )
        for row in range(200)
    ]
    write_postings(tmp_path, wordings, passage_tokens=180)
    index = Postings(tmp_path)
    wanted = [{"people": 1.0, "vote": 1.0, "bridge": 0.5}, {"said": 1.0}]
    at = np.flatnonzero(chance.random(200) < 0.3)
    rare, common = index.score_each(wanted, 200, 200, 150), index.score_at(wanted, at, 200, 150)
    assert not rare[1].any() and common[1].any()
    assert np.allclose(rare[:, at] + common, index.score_each(wanted, 200, 200)[:, at])


def test_words_are_common_in_a_large_archive_only() -> None:
    assert _common(EXACT_UP_TO) is None
    assert _common(1_000_000) == 50_000
