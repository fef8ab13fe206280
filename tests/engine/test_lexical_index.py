"""The lexical index against a slow reference, and updates against a rebuild."""

from __future__ import annotations

import math
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import SnapshotDamaged
from index.snapshot.postings import Postings, Wording, write_postings
from index.words.keys import WordKeys, key_of, words_of

_TEXT = st.lists(
    st.sampled_from(
        ["river", "bank", "bridges", "bridge", "vote", "voted", "é東京", "city", "the"]
    ),
    max_size=12,
)


def slow_score(wordings: list[Wording], terms: list[str]) -> list[float]:
    """BM25 as the formula has it, with title words counted twice and the usual length of 0.62 words
    a token."""
    counts = []
    for one in wordings:
        count: Counter[str] = Counter()
        for text, weight in ((one.text, 1), (one.title or "", 2), (one.outlet or "", 1)):
            for word in words_of(text):
                count[word] += weight
        length = sum(len(words_of(text or "")) for text in (one.text, one.title, one.outlet))
        counts.append((count, length))
    scores = []
    for count, length in counts:
        total = 0.0
        for word in {part for term in terms for part in words_of(term)}:
            held = sum(word in other for other, _ in counts)
            rarity = math.log1p((len(counts) - held + 0.5) / (held + 0.5))
            damping = 1.2 * (0.25 + 0.75 * length / (0.62 * 180))
            total += rarity * 2.2 * count[word] / (count[word] + damping)
        scores.append(total)
    return scores


@settings(max_examples=60, deadline=None)
@given(texts=st.lists(_TEXT, min_size=1, max_size=12), terms=_TEXT)
def test_scores_are_those_of_the_formula(
    texts: list[list[str]], terms: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("words")
    wordings = [
        Wording(row=row, text=" ".join(text), title="City vote" if row % 2 else None, outlet="BBC")
        for row, text in enumerate(texts)
    ]
    write_postings(folder, wordings, passage_tokens=180)
    found = Postings(folder).score(dict.fromkeys(terms, 1.0), len(texts), len(texts))
    # Shares are kept in eight bits: half a step of 2.2/255 for each word, times its rarity.
    assert found == pytest.approx(slow_score(wordings, terms), abs=0.03 * max(1, len(set(terms))))


def test_an_update_equals_a_rebuild_byte_for_byte(tmp_path: Path) -> None:
    first = [
        Wording(row=row, text=f"river bank {row}", title=None, outlet=None) for row in range(50)
    ]
    more = [
        Wording(row=row, text=f"bridge bank {row}", title="T", outlet=None) for row in range(50, 60)
    ]
    write_postings(tmp_path / "old", first, passage_tokens=180)
    dead = np.array([3, 17])
    write_postings(
        tmp_path / "new", more, passage_tokens=180, old=Postings(tmp_path / "old"), dead=dead
    )
    alive = [one for one in (*first, *more) if one.row not in dead]
    write_postings(tmp_path / "whole", alive, passage_tokens=180)
    for name in ("keys", "starts", "rows", "shares"):
        assert (tmp_path / "new" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes()


def test_words_are_found_in_any_form_without_diacritics() -> None:
    assert words_of("Bridges, Zażółć U.S.!") == [*words_of("bridge"), "zazołc", "u", "s"]
    assert words_of("東京都") == ["東", "京", "都"]
    assert WordKeys()("Bridge bridges") == [key_of(words_of("bridge")[0])] * 2


def test_postings_cut_short_are_refused(tmp_path: Path) -> None:
    write_postings(
        tmp_path, [Wording(row=0, text="river", title=None, outlet=None)], passage_tokens=180
    )
    (tmp_path / "rows").write_bytes(b"")
    with pytest.raises(SnapshotDamaged, match="words"):
        Postings(tmp_path)


def test_an_unknown_word_scores_nothing(tmp_path: Path) -> None:
    write_postings(
        tmp_path, [Wording(row=0, text="river", title=None, outlet=None)], passage_tokens=180
    )
    assert Postings(tmp_path).score({"zebra": 1.0, "…": 1.0}, 1, 1).tolist() == [0.0]
    assert Postings(tmp_path).frequency("rivers") == 1
