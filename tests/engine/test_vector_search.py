"""Search by cosine against the plain product, with and without filters, exact and by lists."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

import faiss
import numpy as np
import pytest

from index.snapshot.vectors import FaissIndex, build_vectors

DEAD = np.array([5, 77, 1999], np.int64)
NONE = np.zeros(0, np.int64)


def made(count: int, seed: int = 1) -> np.ndarray:
    """Make unit rows that lie in clusters, as texts on the same stories do."""
    chance = np.random.default_rng(seed)
    centres = chance.normal(size=(40, 64))
    rows = centres[chance.integers(0, 40, count)] + 0.7 * chance.normal(size=(count, 64))
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return rows.astype(np.float16)


def slow(vectors: np.ndarray, query: np.ndarray, k: int, allowed: np.ndarray) -> list[int]:
    scores = vectors[allowed].astype(np.float32) @ query
    return allowed[np.argsort(-scores, kind="stable")[:k]].tolist()


@pytest.fixture(scope="module", params=[10_000, 100], ids=["exact", "lists"])
def searched(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[np.ndarray, FaissIndex]:
    vectors = made(4000)
    vectors[DEAD] = 0
    path = tmp_path_factory.mktemp("vectors") / "vectors.faiss"
    build_vectors(path, vectors, DEAD, exact_up_to=request.param)
    return vectors, FaissIndex(path, vectors)


@pytest.mark.parametrize("share", [None, 0.3, 0.02])
def test_rows_found_by_codes_alone_are_nearly_those_compared_exactly(
    searched: tuple[np.ndarray, FaissIndex], share: float | None
) -> None:
    vectors, index = searched
    chance = np.random.default_rng(8)
    alive = np.setdiff1d(np.arange(len(vectors)), DEAD)
    allowed = None
    if share is not None:
        allowed = np.sort(chance.choice(alive, int(len(alive) * share), replace=False))
    queries = made(50, seed=10).astype(np.float32)
    near = index.near(queries, 40, allowed)
    _, exact = index.search(queries, 40, allowed)
    assert near.shape == (50, 40)
    held = [set(a.tolist()) & set(b.tolist()) for a, b in zip(near, exact, strict=True)]
    assert sum(map(len, held)) / near.size >= 0.95
    if allowed is not None:
        assert set(near.ravel().tolist()) <= set(allowed.tolist())


def test_equal_rows_are_found_in_their_order(tmp_path: Path) -> None:
    vectors = np.repeat(made(20), 30, axis=0)
    build_vectors(tmp_path / "vectors.faiss", vectors, NONE)
    index = FaissIndex(tmp_path / "vectors.faiss", vectors)
    query = vectors[:1].astype(np.float32)
    assert index.search(query, 7, None)[1][0].tolist() == list(range(7))


@pytest.mark.parametrize("share", [1.0, 0.3, 0.02])
def test_the_best_rows_are_those_of_the_plain_product(
    searched: tuple[np.ndarray, FaissIndex], share: float
) -> None:
    vectors, index = searched
    chance = np.random.default_rng(7)
    alive = np.setdiff1d(np.arange(len(vectors)), DEAD)
    allowed = np.sort(chance.choice(alive, int(len(alive) * share), replace=False))
    queries = made(50, seed=9).astype(np.float32)
    scores, rows = index.search(queries, 10, allowed)
    hits = 0
    for query, found, score in zip(queries, rows, scores, strict=True):
        assert set(found.tolist()) <= set(allowed.tolist())
        assert score == pytest.approx(vectors[found].astype(np.float32) @ query, abs=1e-6)
        assert (np.diff(score) <= 0).all()
        hits += len(set(found.tolist()) & set(slow(vectors, query, 10, allowed)))
    assert hits / 500 >= 0.99


def test_fewer_allowed_rows_than_wanted_leave_places_empty(
    searched: tuple[np.ndarray, FaissIndex],
) -> None:
    vectors, index = searched
    scores, rows = index.search(vectors[:1].astype(np.float32), 5, np.array([3, 9]))
    assert sorted(rows[0, :2].tolist()) == [3, 9]
    assert rows[0, 2:].tolist() == [-1, -1, -1]
    assert np.isneginf(scores[0, 2:]).all()
    assert index.search(vectors[:1].astype(np.float32), 5, NONE)[1].tolist() == [[-1] * 5]


def test_lists_are_extended_and_rows_taken_out_on_an_update(tmp_path: Path) -> None:
    vectors = made(4000)
    build_vectors(tmp_path / "old", vectors[:3800], NONE, exact_up_to=100)
    changed = vectors.copy()
    changed[DEAD] = 0
    build_vectors(tmp_path / "new", changed, DEAD, old=tmp_path / "old", exact_up_to=100)
    index = FaissIndex(tmp_path / "new", changed)
    queries = changed[3800:3900].astype(np.float32)
    _, rows = index.search(queries, 1, None)
    assert rows[:, 0].tolist() == list(range(3800, 3900))
    _, rows = index.search(vectors[DEAD].astype(np.float32), 3000, None)
    assert not set(rows.ravel().tolist()) & set(DEAD.tolist())


def test_the_same_vectors_give_the_same_file(tmp_path: Path) -> None:
    for name in ("a", "b"):
        build_vectors(tmp_path / name, made(3000), NONE, exact_up_to=100)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_an_empty_archive_is_searched_without_a_fault(tmp_path: Path) -> None:
    vectors = np.zeros((0, 64), np.float16)
    build_vectors(tmp_path / "none", vectors, NONE)
    scores, rows = FaissIndex(tmp_path / "none", vectors).search(
        np.ones((2, 64), np.float32), 3, None
    )
    assert rows.tolist() == [[-1] * 3] * 2
    assert np.isneginf(scores).all()


def test_a_search_in_a_worker_thread_uses_that_thread_only(
    searched: tuple[np.ndarray, FaissIndex],
) -> None:
    _, index = searched
    threads: list[int] = []

    def search() -> None:
        faiss.omp_set_num_threads(2)
        index.search(made(2, seed=9).astype(np.float32), 10, None)
        threads.append(faiss.omp_get_max_threads())

    worker = Thread(target=search)
    worker.start()
    worker.join()
    assert threads == [1]
