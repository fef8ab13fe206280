"""How the checker's network is shared out among threads."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from bot.evidence.checker import DEFAULT_FOLDER
from bot.evidence.running import Batch, Logits, Runner

MODEL = DEFAULT_FOLDER / "model.onnx"


def batch(pairs: int, tokens: int) -> Batch:
    """Return a batch of words by chance, the last pair with padding."""
    drawn = np.random.default_rng(tokens).integers(1000, 20_000, (pairs, tokens), np.int32)
    drawn[-1, tokens - 3 :] = 0
    return drawn, np.zeros_like(drawn)


class Sessions:
    """Stand in for the network: note with how many threads each batch is read, and wait where told to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.threads: list[int] = []
        self.go_on = threading.Event()
        self.go_on.set()
        self.started = threading.Semaphore(0)
        monkeypatch.setattr(Runner, "_session", lambda _, threads: _Session(self, threads))


class _Session:
    def __init__(self, sessions: Sessions, threads: int) -> None:
        self._sessions, self._threads = sessions, threads

    def run(self, _: None, given: dict[str, np.ndarray]) -> list[Logits]:
        self._sessions.threads.append(self._threads)
        self._sessions.started.release()
        assert self._sessions.go_on.wait(10)
        return [np.zeros(len(given["ids"]), np.float32)]


def test_a_batch_alone_is_shared_out_from_the_second_on(monkeypatch: pytest.MonkeyPatch) -> None:
    sessions = Sessions(monkeypatch)
    runner = Runner(MODEL, threads=2)
    for _ in range(3):
        runner.logits([batch(2, 9)])
    assert sessions.threads == [1, 2, 2]


def test_batches_read_together_have_a_thread_each(monkeypatch: pytest.MonkeyPatch) -> None:
    sessions = Sessions(monkeypatch)
    runner = Runner(MODEL, threads=2)
    for _ in range(3):
        runner.logits([batch(2, 9), batch(1, 12)])
    assert sessions.threads == [1] * 6


def test_a_batch_is_not_shared_out_while_another_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    sessions = Sessions(monkeypatch)
    runner = Runner(MODEL, threads=2)
    runner.logits([batch(2, 9)])
    sessions.go_on.clear()
    with ThreadPoolExecutor(1) as pool:
        sessions.started.acquire()
        other = pool.submit(runner.logits, [batch(2, 9), batch(1, 12)])
        assert sessions.started.acquire(timeout=10)
        mine = threading.Thread(target=runner.logits, args=([batch(2, 9)],))
        mine.start()
        sessions.go_on.set()
        mine.join(10)
        other.result(10)
    assert sessions.threads == [1] * 4
    runner.logits([batch(2, 9)])
    assert sessions.threads[-1] == 2


def test_one_thread_is_all_that_is_used_where_no_more_are_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sessions = Sessions(monkeypatch)
    runner = Runner(MODEL, threads=1)
    for _ in range(3):
        runner.logits([batch(2, 9)])
    assert sessions.threads == [1, 1, 1]


def test_shared_out_or_not_the_logits_are_the_same() -> None:
    runner = Runner(MODEL, threads=2)
    given = [batch(2, 70), batch(3, 31), batch(1, 12)]
    side_by_side = runner.logits(given)
    alone = [runner.logits([one])[0] for one in (given[0], *given)][1:]
    for one, other in zip(side_by_side, alone, strict=True):
        np.testing.assert_allclose(one, other, atol=1e-5)
