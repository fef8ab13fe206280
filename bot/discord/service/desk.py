"""Between the event loop and the answering service: lanes, batches, and a bound on what waits.

No task lives longer than the work it does, so an idle bot has nothing to cancel. Questions are answered at one or
more places, whichever is free; everything else is asked of the first.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

import structlog

from bot.discord.service.seats import Seat
from bot.serving.own_process import Lane, ServiceLost, ServicePaused, ServicePlace, ServiceStuck
from bot.values import Question, Reply

BATCH = 4
"""Most questions answered together: they save little, and the first of them waits for the last."""
_TRIES = 3
"""Processes that may die over a question before it is given up."""
_PAUSE = 1.0
"""Seconds between two tries to start a process."""
_PATIENCE = 20.0
"""Seconds for which a look-up waits for a process that is being started."""

Result = TypeVar("Result")
_log = structlog.get_logger("whosaid.discord")


class DeskFull(Exception):
    """As many questions wait as may; ``waiting`` says how many."""

    def __init__(self, waiting: int) -> None:
        super().__init__(f"{waiting} questions are waiting")
        self.waiting = waiting


@dataclass(slots=True, kw_only=True)
class _Asked:
    """A question that waits for its reply."""

    question: Question
    reply: asyncio.Future[Reply]
    losses: int = 0
    """How many processes have died while they worked on it."""


class Desk:
    """Takes questions on the event loop and answers them off it, those that wait together in one batch.

    Everything else of the service is called by functions of a module whose first argument is the service.
    """

    def __init__(self, places: Sequence[ServicePlace], *, limit: int) -> None:
        self._seats = [Seat(place, number) for number, place in enumerate(places)]
        self._limit = limit
        lanes = (Lane.LOOKING, Lane.PEEKING)
        self._threads = {lane: ThreadPoolExecutor(1, f"whosaid-{lane}") for lane in lanes}
        self._waiting: deque[_Asked] = deque()
        self._opening: asyncio.Task[None] | None = None
        self._calls = 0

    @property
    def places(self) -> tuple[ServicePlace, ...]:
        """Where questions are answered."""
        return tuple(seat.place for seat in self._seats)

    @property
    def waiting(self) -> int:
        """How many questions and look-ups wait or are being worked on."""
        return len(self._waiting) + self._calls

    @property
    def restarts(self) -> int:
        """How often a process of the service had to be started anew."""
        return sum(max(0, getattr(place, "starts", 1) - 1) for place in self.places)

    async def open(self) -> None:
        """Open the first place, off the loop; the others follow while it answers. Raises what the service raises."""
        await self._seats[0].open()
        if len(self._seats) > 1:
            self._opening = asyncio.create_task(self._open_others(), name="opening")

    async def _open_others(self) -> None:
        for seat in self._seats[1:]:
            try:
                await seat.open()
            except Exception as fault:
                self._lose(seat, fault)
            self._set_to_work()

    async def ask(self, question: Question) -> Reply:
        """Return the reply. Raises ``DeskFull`` at once where too many wait."""
        self._admit()
        reply: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Asked(question=question, reply=reply))
        self._set_to_work()
        return await reply

    def _set_to_work(self) -> None:
        """Let a free place take what waits."""
        if free := next((seat for seat in self._seats if seat.idle), None):
            free.work = asyncio.create_task(self._answer_waiting(free), name="answering")

    async def look(self, function: Callable[..., Result], *arguments: object) -> Result:
        """Return ``function(service, *arguments)``. Raises ``DeskFull`` like ``ask``."""
        self._admit()
        self._calls += 1
        try:
            return await self._call(Lane.LOOKING, function, *arguments)
        finally:
            self._calls -= 1

    async def peek(self, function: Callable[..., Result], *arguments: object) -> Result:
        """Return the same of a function that takes no time, not waiting behind questions."""
        return await self._call(Lane.PEEKING, function, *arguments)

    async def _call(
        self, lane: Lane, function: Callable[..., Result], *arguments: object
    ) -> Result:
        """Call where that can be done at once; once more where a process has died over it."""
        seat = self._standing()
        try:
            return await self._call_at(seat, lane, function, *arguments)
        except ServiceLost as lost:
            self._lose(seat, lost)
            if isinstance(lost, ServiceStuck):
                raise
        if not self._standing().ready and seat.revival is not None:
            await asyncio.wait({seat.revival}, timeout=_PATIENCE)
        return await self._call_at(self._standing(), lane, function, *arguments)

    def _standing(self) -> Seat:
        return next((seat for seat in self._seats if seat.ready), self._seats[0])

    async def _call_at(
        self, seat: Seat, lane: Lane, function: Callable[..., Result], *arguments: object
    ) -> Result:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(
            self._threads[lane], lambda: seat.place.call(lane, function, *arguments)
        )

    def _admit(self) -> None:
        if self.waiting >= self._limit:
            raise DeskFull(self.waiting)

    async def _answer_waiting(self, seat: Seat) -> None:
        while self._waiting and seat.ready:
            wanted = [one for one in self._batch() if not one.reply.done()]
            if wanted:
                self._calls += len(wanted)
                try:
                    await self._answer_batch(seat, wanted)
                finally:
                    self._calls -= len(wanted)

    def _batch(self) -> list[_Asked]:
        """Take questions from the queue; one over which a process has died goes by itself."""
        most = self._share()
        batch = [self._waiting.popleft()]
        while len(batch) < most and not (batch[0].losses or self._waiting[0].losses):
            batch.append(self._waiting.popleft())
        return batch

    def _share(self) -> int:
        """Return how many of the waiting questions a free place takes, so that no other stays idle meanwhile."""
        free = sum(seat.ready and not seat.busy for seat in self._seats)
        return min(BATCH, -(-len(self._waiting) // free))

    async def _answer_batch(self, seat: Seat, wanted: list[_Asked]) -> None:
        outcomes: list[Reply | Exception]
        try:
            outcomes = await seat.answer([one.question for one in wanted])
        except ServiceLost as lost:
            self._lose(seat, lost)
            if not isinstance(lost, ServiceStuck):
                self._take_back(wanted, lost)
                return
            outcomes = [lost] * len(wanted)
        except Exception as fault:
            outcomes = [fault] * len(wanted)
        except BaseException:
            for one in wanted:
                one.reply.cancel()
            raise
        for one, outcome in zip(wanted, outcomes, strict=True):
            _settle(one, outcome)

    def _take_back(self, lost: list[_Asked], fault: ServiceLost) -> None:
        """Let questions be asked again whose process has died, but for those that it happens to ever again."""
        for one in reversed(lost):
            one.losses += 1
            if one.losses < _TRIES:
                self._waiting.appendleft(one)
            else:
                _settle(one, fault)
        self._set_to_work()

    def _lose(self, seat: Seat, fault: Exception) -> None:
        """Ask nothing of a place until it has been started anew."""
        seat.ready = False
        if seat.revival is None or seat.revival.done():
            _log.warning("answering with one process fewer", fault=str(fault))
            seat.revival = asyncio.create_task(self._revive(seat), name="reviving")

    async def _revive(self, seat: Seat) -> None:
        deaths = 0
        while not seat.ready:
            try:
                await seat.open()
                break
            except ServicePaused:
                pass
            except Exception as fault:
                _log.warning("an answering process cannot be started", fault=str(fault))
                deaths += 1
                # One that died while it started may have been unlucky; a damaged archive stays so.
                final = deaths > 1 or not isinstance(fault, ServiceLost)
                if final and not any(one.ready for one in self._seats):
                    self._refuse_waiting(fault)
            await asyncio.sleep(_PAUSE)
        _log.info("answering with one process more", restarts=self.restarts)
        self._set_to_work()

    def _refuse_waiting(self, fault: Exception) -> None:
        """Tell those who wait that nobody can answer now: better than to let them wait for who knows how long."""
        while self._waiting:
            _settle(self._waiting.popleft(), fault)

    def close(self) -> None:
        """Let go of the threads and the places; what cannot be ended is waited for."""
        for task in (self._opening, *(seat.revival for seat in self._seats)):
            if task is not None:
                task.cancel()
        for place in self.places:
            place.interrupt()
        for threads in (*self._threads.values(), *(seat.thread for seat in self._seats)):
            threads.shutdown(wait=True, cancel_futures=True)
        for place in self.places:
            place.close()


def _settle(asked: _Asked, outcome: Reply | Exception) -> None:
    if asked.reply.done():
        return
    if isinstance(outcome, Exception):
        asked.reply.set_exception(outcome)
    else:
        asked.reply.set_result(outcome)
