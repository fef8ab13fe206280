"""The answering service in a process of its own, so that nothing it does can hold up the one that asks.

Calls go through pipes, one for each lane: a lane works on one call at a time, and lanes do not wait for each other.
Where the process dies, the calls under way fail with ``ServiceLost`` and the next call starts it anew.
"""

from __future__ import annotations

import gc
import json
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
import traceback
import weakref
from collections.abc import Callable, Sequence
from enum import StrEnum
from multiprocessing.connection import Connection, Pipe
from typing import Any, Protocol, TypeVar

from bot.serving.service import AnsweringService
from index.errors import Fault
from index.uninterrupted import uninterrupted

Result = TypeVar("Result")
Prepare = Callable[[], None]
MakeService = Callable[[], AnsweringService]

PATIENCE = 120.0
"""Seconds a call may take before the process is taken for stuck and ended."""
LOADING = 600.0
"""Seconds that loading the models and the archive may take, a first download among it."""
_PROGRAM = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from bot.serving.own_process import serve; serve(sys.argv[2:])"
)
_PAUSE = 5.0
"""Seconds between two tries to start a service that cannot be opened."""


class Lane(StrEnum):
    """What a call is: lanes are served at the same time, the calls of one lane in turn."""

    ANSWERING = "answering"
    LOOKING = "looking"
    PEEKING = "peeking"


class ServiceLost(Fault):
    """The process of the answering service died or got stuck while a call was under way."""


class ServiceStuck(ServiceLost):
    """It gave no answer in time, and was ended: what it was asked may be too much for any."""


class ServicePaused(ServiceLost):
    """It could not be started a moment ago, and is not tried again yet."""


class ServicePlace(Protocol):
    """Where the service works: here or in another process. Each lane is called by one thread at a time."""

    def open(self) -> None:
        """Load the models and the snapshot. Raises what the service raises."""

    def call(self, lane: Lane, function: Callable[..., Result], *arguments: object) -> Result:
        """Return ``function(service, *arguments)``, raising what it raises."""

    def interrupt(self) -> None:
        """End the calls that still run, where that can be done."""

    def close(self) -> None:
        """Let go of the service; no call may follow."""


class SameProcess:
    """The service in this process."""

    def __init__(self, make_service: MakeService) -> None:
        self._make_service = make_service
        self._service: AnsweringService | None = None

    def open(self) -> None:
        """Load the models and the snapshot."""
        if self._service is None:
            self._service = self._make_service()

    def call(self, lane: Lane, function: Callable[..., Result], *arguments: object) -> Result:
        """Call a function on the service in this thread."""
        if self._service is None:
            raise RuntimeError("the service is not open")
        return function(self._service, *arguments)

    def interrupt(self) -> None:
        """Nothing: a thread cannot be ended."""

    def close(self) -> None:
        """Close the service."""
        if self._service is not None:
            self._service.close()
            self._service = None


class OwnProcess:
    """The service in another process. ``make_service`` and ``prepare`` (its logs, say) have to be picklable."""

    def __init__(
        self,
        make_service: MakeService,
        *,
        prepare: Prepare | None = None,
        patience: float = PATIENCE,
        loading: float = LOADING,
    ) -> None:
        self._make_service = make_service
        self._prepare = prepare
        self._patience = patience
        self._loading = loading
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._pipes: dict[Lane, Connection] = {}
        self._closed = False
        self.starts = 0
        """How often the process was started."""
        self._not_before = 0.0

    @property
    def pid(self) -> int | None:
        """The number of the process, once there is one."""
        return self._process.pid if self._process else None

    def open(self) -> None:
        """Start the process and wait until it serves. Raises ``ServiceLost`` also where that takes too long."""
        self._pipe(Lane.ANSWERING)

    def call(self, lane: Lane, function: Callable[..., Result], *arguments: object) -> Result:
        """Call a function on the service there, starting the process anew where it died before.

        Raises ``ServiceLost`` where it dies, or gives no answer in time, and what the function raises.
        """
        pipe = self._pipe(lane)
        try:
            pipe.send((function, arguments))
            if not pipe.poll(self._patience):
                self._kill()
                raise ServiceStuck(f"no answer within {self._patience:.0f} seconds")
            done, outcome, trace = pipe.recv()
        except (EOFError, OSError) as lost:
            self._bury(lane, pipe)
            raise ServiceLost("the process of the answering service has died") from lost
        if not done:
            raise outcome from ServiceLost(trace)
        return outcome  # type: ignore[no-any-return]  # what the function returned, unpickled

    def interrupt(self) -> None:
        """End the process, and with it the calls that still run."""
        self.close()

    def close(self) -> None:
        """End the process, also one that is still being started."""
        self._closed = True
        self._kill()  # whoever waits for its start holds the lock until it has failed
        with self._lock:
            self._kill()
            self._process, self._pipes = None, {}

    def _pipe(self, lane: Lane) -> Connection:
        with self._lock:
            if self._closed:
                raise RuntimeError("the service is closed")
            if self._process is None or self._process.poll() is not None:
                self._start()
            return self._pipes[lane]

    def _start(self) -> None:
        """Start the process; the pipes of one before are closed by the calls that still hold them."""
        if time.perf_counter() < self._not_before:
            raise ServicePaused("the answering service could not be started a moment ago")
        self._not_before = time.perf_counter() + _PAUSE
        pairs = {lane: Pipe() for lane in Lane}
        theirs = [pair[1] for pair in pairs.values()]
        numbers = [str(pipe.fileno()) for pipe in theirs]
        # Not by multiprocessing, which would run the program's main module once more.
        # It is told to end by closing the pipes, after the answers in flight, and not by signals.
        with uninterrupted(signal.SIGINT, signal.SIGTERM):
            self._process = subprocess.Popen(
                [sys.executable, "-c", _PROGRAM, json.dumps(sys.path), *numbers],
                pass_fds=[pipe.fileno() for pipe in theirs],
                stdin=subprocess.DEVNULL,
            )
        self.starts += 1
        weakref.finalize(self, _end, self._process)
        self._pipes = {lane: pair[0] for lane, pair in pairs.items()}
        for pipe in theirs:
            pipe.close()
        if self._closed:  # since the last look
            self._kill()
        try:
            self._pipes[Lane.ANSWERING].send((self._make_service, self._prepare))
            if not self._pipes[Lane.ANSWERING].poll(self._loading):
                self._kill()
                raise ServiceLost(
                    f"the answering service was not loaded within {self._loading:g} seconds"
                )
            failure = self._pipes[Lane.ANSWERING].recv()
        except (EOFError, OSError) as lost:
            raise ServiceLost("the process of the answering service did not start") from lost
        if failure is not None:
            self._kill()
            raise failure
        self._not_before = 0.0

    def _bury(self, lane: Lane, pipe: Connection) -> None:
        """Wait for the end of a process that is dying, so that the next call does not go to it."""
        with self._lock:
            if self._pipes.get(lane) is pipe:
                self._kill()

    def _kill(self) -> None:
        """End the process at once: it only reads, so nothing is left half done."""
        if self._process is not None:
            _end(self._process)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()


def serve(numbers: Sequence[str]) -> None:
    """Open the service, say so, and serve each lane in a thread until its pipe is closed."""
    pipes = {lane: Connection(int(number)) for lane, number in zip(Lane, numbers, strict=True)}
    ready = pipes[Lane.ANSWERING]
    try:
        make_service, prepare = ready.recv()
        if prepare is not None:
            prepare()
        service = make_service()
    except Exception as failure:
        ready.send(_sendable(failure))
        return
    gc.collect()
    gc.freeze()
    ready.send(None)
    lanes = [
        threading.Thread(target=_serve_lane, args=(service, pipe), name=lane, daemon=True)
        for lane, pipe in pipes.items()
    ]
    for lane in lanes:
        lane.start()
    for lane in lanes:
        lane.join()


def _serve_lane(service: AnsweringService, pipe: Connection) -> None:
    try:
        while True:
            function, arguments = pipe.recv()
            pipe.send_bytes(_outcome(service, function, arguments))
    except (EOFError, OSError):
        return
    except Exception:
        # A lane that nobody serves would be waited for: better that the whole process is missed.
        traceback.print_exc()
        os._exit(1)


def _outcome(service: AnsweringService, function: Callable[..., Any], arguments: Any) -> bytes:
    """Return whether a call was done, what came of it, and the trace of its fault, pickled."""
    try:
        return pickle.dumps((True, function(service, *arguments), ""))
    except MemoryError:
        # What is left of this process is of no use to the next call: let it be started anew.
        traceback.print_exc()
        os._exit(1)
    except Exception as fault:
        return pickle.dumps((False, _sendable(fault), traceback.format_exc()))


def _sendable(fault: Exception) -> Exception:
    """Return the fault, or its text where it cannot go through a pipe and back."""
    try:
        pickle.loads(pickle.dumps(fault))
    except Exception:
        return RuntimeError(repr(fault))
    return fault
