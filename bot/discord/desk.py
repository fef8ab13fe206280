"""Between the event loop and the answering service: lanes, batches, and a bound on what waits.

No task lives longer than the work it does, so an idle bot has nothing to cancel. Questions are answered at one or
more places, whichever is free; everything else is asked of the first.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import structlog

from bot.service import AnsweringService
from bot.service_process import Lane, ServicePlace
from bot.values import Question, Reply

BATCH = 4
"""Most questions answered together: they save little, and the first of them waits for the last."""

Result = TypeVar("Result")
_log = structlog.get_logger("whosaid.discord")


class DeskFull(Exception):
    """As many questions wait as may; ``waiting`` says how many."""

    def __init__(self, waiting: int) -> None:
        super().__init__(f"{waiting} questions are waiting")
        self.waiting = waiting


class _Seat:
    """One place where questions are answered, a batch at a time, with the thread that waits for it."""

    def __init__(self, place: ServicePlace, number: int) -> None:
        self.place = place
        self.ready = number == 0  # others are not waited for
        self.busy = False
        self.thread = ThreadPoolExecutor(1, f"whosaid-{Lane.ANSWERING}-{number}")
        self.work: asyncio.Task[None] | None = None

    @property
    def idle(self) -> bool:
        """Whether it may be asked and nobody works there."""
        return self.ready and (self.work is None or self.work.done())

    async def open(self) -> None:
        """Load the models and the snapshot, off the loop. Raises what the service raises."""
        await asyncio.get_running_loop().run_in_executor(self.thread, self.place.open)
        self.ready = True

    async def answer(self, questions: list[Question]) -> list[Reply | Exception]:
        """Return a reply, or a fault, for each question."""
        loop = asyncio.get_running_loop()
        self.busy = True
        try:
            return await loop.run_in_executor(
                self.thread, lambda: self.place.call(Lane.ANSWERING, replies, questions)
            )
        finally:
            self.busy = False


class Desk:
    """Takes questions on the event loop and answers them off it, those that wait together in one batch.

    Everything else of the service is called by functions of a module whose first argument is the service.
    """

    def __init__(self, places: Sequence[ServicePlace], *, limit: int) -> None:
        self._place = places[0]
        self._seats = [_Seat(place, number) for number, place in enumerate(places)]
        self._limit = limit
        lanes = (Lane.LOOKING, Lane.PEEKING)
        self._threads = {lane: ThreadPoolExecutor(1, f"whosaid-{lane}") for lane in lanes}
        self._waiting: deque[tuple[Question, asyncio.Future[Reply]]] = deque()
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
                _log.warning("answering with one process fewer", fault=str(fault))
            self._set_to_work()

    async def ask(self, question: Question) -> Reply:
        """Return the reply. Raises ``DeskFull`` at once where too many wait."""
        self._admit()
        reply: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
        self._waiting.append((question, reply))
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
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(
            self._threads[lane], lambda: self._place.call(lane, function, *arguments)
        )

    def _admit(self) -> None:
        if self.waiting >= self._limit:
            raise DeskFull(self.waiting)

    async def _answer_waiting(self, seat: _Seat) -> None:
        while self._waiting:
            batch = [self._waiting.popleft() for _ in range(self._share())]
            wanted = [(question, reply) for question, reply in batch if not reply.done()]
            if wanted:
                self._calls += len(wanted)
                try:
                    await self._answer_batch(seat, wanted)
                finally:
                    self._calls -= len(wanted)

    def _share(self) -> int:
        """Return how many of the waiting questions a free place takes, so that no other stays idle meanwhile."""
        free = sum(seat.ready and not seat.busy for seat in self._seats)
        return min(BATCH, -(-len(self._waiting) // free))

    async def _answer_batch(
        self, seat: _Seat, wanted: list[tuple[Question, asyncio.Future[Reply]]]
    ) -> None:
        outcomes: list[Reply | Exception]
        try:
            outcomes = await seat.answer([one for one, _ in wanted])
        except Exception as fault:
            outcomes = [fault] * len(wanted)
        except BaseException:
            for _, reply in wanted:
                reply.cancel()
            raise
        for (_, reply), outcome in zip(wanted, outcomes, strict=True):
            if reply.done():
                continue
            if isinstance(outcome, Exception):
                reply.set_exception(outcome)
            else:
                reply.set_result(outcome)

    def close(self) -> None:
        """Let go of the threads and the places; what cannot be ended is waited for."""
        if self._opening is not None:
            self._opening.cancel()
        for place in self.places:
            place.interrupt()
        for threads in (*self._threads.values(), *(seat.thread for seat in self._seats)):
            threads.shutdown(wait=True, cancel_futures=True)
        for place in self.places:
            place.close()


def replies(service: AnsweringService, questions: list[Question]) -> list[Reply | Exception]:
    """Answer together; where that fails, one by one, so that only the questions at fault fail."""
    try:
        return list(service.answer_many(questions))
    except Exception as fault:
        if len(questions) == 1:
            return [fault]
    return [outcome for question in questions for outcome in replies(service, [question])]
