"""Keys of runs: one for each different text, remembered as a table of Python's would."""

from __future__ import annotations

import re

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.attribution import run_keys
from index.attribution.run_keys import MARKS, KeyTable, keyed_runs

_WORDS = st.sampled_from(
    ["said", "said,", "U.S.", "“No!”", "...", "x", "東京.", "é,", "9)", "", "a.b"]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_WORDS | st.text(max_size=6).filter(lambda word: " " not in word), max_size=40))
@example(["a" * (run_keys._BLOCK + 10), "b", "c."] * 2)
def test_every_run_is_found_with_the_marks_behind_its_word_apart(words: list[str]) -> None:
    runs = keyed_runs("".join(f"{word} " for word in words))
    expected = []
    for word in words:
        split = re.fullmatch(rf"(.*[A-Za-z0-9])([{re.escape(MARKS)}]+)", word, re.DOTALL)
        expected += [split[1], f"{split[2]} "] if split else [word]
    assert runs.printed(np.arange(len(runs.keys))) == expected
    assert len(set(runs.keys.tolist())) == len(set(expected))
    assert runs.bare.sum() + runs.marks.sum() == len(words)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sets(st.integers(0, 2**64 - 1), max_size=60), max_size=8))
def test_a_table_of_keys_remembers_what_a_dict_does(groups: list[set[int]]) -> None:
    table, known = KeyTable(), dict[int, int]()
    for group in groups:
        keys = np.array(sorted(group), np.uint64)
        found = table.find(keys)
        assert found.tolist() == [known.get(key, -1) for key in keys.tolist()]
        fresh = keys[found < 0]
        values = np.arange(len(known), len(known) + len(fresh), dtype=np.int32)
        table.add(fresh, values)
        known |= dict(zip(fresh.tolist(), values.tolist(), strict=True))
    assert len(table) == len(known)
    everything = np.array(list(known), np.uint64)
    assert table.find(everything).tolist() == list(known.values())


def test_keys_whose_places_collide_are_told_apart() -> None:
    table = KeyTable()
    back = np.uint64(pow(int(run_keys._SPREAD), -1, 1 << 64))
    keys = np.arange(1, 500, dtype=np.uint64) * back  # all of them belong into the first place
    table.add(keys[:200], np.arange(200, dtype=np.int32))
    table.add(keys[200:], np.arange(200, 499, dtype=np.int32))
    assert table.find(keys).tolist() == list(range(499))
    assert table.find(keys[:3] + np.uint64(1)).tolist() == [-1, -1, -1]
