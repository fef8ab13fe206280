"""Analysis in several processes gives what one process gives, in the same order."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from config.outlets import OutletRegistry
from index.analysts import analysing
from index.encoder import FakeEncoder
from index.values import Article


def test_several_processes_find_what_one_finds(
    registry: OutletRegistry, article_of: Callable[..., Article]
) -> None:
    groups = [[article_of(number) for number in range(start, start + 5)] for start in (0, 5, 10)]
    found = []
    for processes in (1, 2):
        with analysing(
            registry, FakeEncoder(), 180, characters=1 << 30, processes=processes
        ) as analyse:
            found.append(list(analyse(iter(groups))))
    assert found[0] == found[1]
    assert [entry.article.id for entry in found[1][2]] == [f"a{n:05d}" for n in range(10, 15)]


def test_a_fault_in_a_process_is_not_swallowed(registry: OutletRegistry) -> None:
    broken = Article(id="x", body=None)  # type: ignore[arg-type]
    with (
        analysing(registry, FakeEncoder(), 180, characters=1 << 30, processes=2) as analyse,
        pytest.raises((TypeError, AttributeError)),
    ):
        list(analyse(iter([[broken]])))
