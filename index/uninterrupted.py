"""Start processes that Ctrl-C does not reach: whoever started them decides when they end.

A terminal sends Ctrl-C to every process that was started from it. Signals that are held back where a
process is started stay held back in it, from its first instruction on; no handler is as early.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_DEFERRED = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def uninterrupted(*numbers: signal.Signals) -> Iterator[None]:
    """Hold back signals (Ctrl-C alone where none is named) from the processes started in here.

    What Python does on Ctrl-C and SIGTERM is done at the end: a process of which only half is
    started would be waited for in vain.
    """
    with _deferred():
        before = signal.pthread_sigmask(signal.SIG_BLOCK, numbers or (signal.SIGINT,))
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _deferred() -> Iterator[None]:
    # Holding back is not enough for that: another thread of this process may get the signal, and
    # the main one then has to act on it.
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[tuple[int, FrameType | None]] = []
    acting = {one: act for one in _DEFERRED if callable(act := signal.getsignal(one))}
    for one in acting:
        signal.signal(one, lambda number, frame: came.append((number, frame)))
    try:
        yield
    finally:
        for one, act in acting.items():
            signal.signal(one, act)
        for number, frame in came[:1]:
            acting[signal.Signals(number)](number, frame)
