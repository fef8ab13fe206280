"""Analyse many articles in several processes, a little ahead of what is being embedded."""

from __future__ import annotations

import gc
import multiprocessing
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager

from config.outlets import OutletRegistry
from index.analysis.analyst import Analyst
from index.analysis.entries import Entry
from index.encoders.encoder import DEFAULT, FAKE, Encoder
from index.encoders.lazy import build_encoder
from index.encoders.weights import MODEL
from index.errors import Fault
from index.uninterrupted import uninterrupted
from index.values import Article

AnalyseMany = Callable[[Iterable[Sequence[Article]]], Iterator[list[Entry]]]

_WORTH_CHARACTERS = 4_000_000
"""Below this, starting processes takes longer than they save."""
_AHEAD = 2
_OBJECTS = 200_000
"""More objects than a group of articles holds at a time."""
_MODELS = {MODEL: DEFAULT, FAKE: FAKE}

_analyst: Analyst | None = None


@contextmanager
def analysing(
    registry: OutletRegistry,
    encoder: Encoder,
    passage_tokens: int,
    *,
    characters: int,
    processes: int,
) -> Iterator[AnalyseMany]:
    """Give a function that turns groups of articles into groups of entries, in order.

    Large jobs run in ``processes`` processes of their own. Encoders by name stay in this one: their
    tokenizers may be anything.
    """
    if processes < 2 or characters < _WORTH_CHARACTERS or encoder.name not in _MODELS:
        analyst = Analyst.of(registry, encoder, passage_tokens)
        yield lambda groups: map(analyst.analyse_all, groups)
        return
    pool = ProcessPoolExecutor(
        processes,
        # Not forked: a child must inherit neither the index's lock nor those of threads.
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_start,
        initargs=(registry, _MODELS[encoder.name], passage_tokens, os.getpid()),
    )
    try:
        yield lambda groups: _ahead(pool, groups, processes)
    except BrokenProcessPool as died:
        raise Fault(
            "a process that analyses articles was ended from outside, for want of memory perhaps;"
            " what is finished is kept, run again to continue"
        ) from died
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _ahead(
    pool: ProcessPoolExecutor, groups: Iterable[Sequence[Article]], processes: int
) -> Iterator[list[Entry]]:
    waiting: deque[list[Future[list[Entry]]]] = deque()
    for group in groups:
        share = max(1, -(-len(group) // processes))
        parts = [group[start : start + share] for start in range(0, len(group), share)]
        with uninterrupted():
            waiting.append([pool.submit(_analyse, part) for part in parts])
        if len(waiting) > _AHEAD:
            yield [entry for part in waiting.popleft() for entry in part.result()]
    for parts_left in waiting:
        yield [entry for part in parts_left for entry in part.result()]


def _start(registry: OutletRegistry, encoder: str, passage_tokens: int, parent: int) -> None:
    global _analyst
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    _analyst = Analyst.of(registry, build_encoder(encoder, threads=1), passage_tokens)
    # The collector would look through what is remembered again and again: a tenth of the time.
    gc.freeze()
    gc.set_threshold(_OBJECTS)


def _end_with(parent: int) -> None:
    """End this process when the one that started it has died."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def _analyse(group: Sequence[Article]) -> list[Entry]:
    assert _analyst is not None
    return _analyst.analyse_all(group)
