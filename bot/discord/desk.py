"""Between the event loop and the answering service: lanes, batches, and a bound on what waits.

No task lives longer than the work it does, so an idle bot has nothing to cancel.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from bot.service import AnsweringService
from bot.service_process import Lane, ServicePlace
from bot.values import Question, Reply

BATCH = 4
"""Most questions answered together: they save little, and the first of them waits for the last."""

Result = TypeVar("Result")


class DeskFull(Exception):
    """As many questions wait as may; ``waiting`` says how many."""

    def __init__(self, waiting: int) -> None:
        super().__init__(f"{waiting} questions are waiting")
        self.waiting = waiting


class Desk:
    """Takes questions on the event loop and answers them off it, those that wait together in one batch.

    Everything else of the service is called by functions of a module whose first argument is the service.
    """

    def __init__(self, place: ServicePlace, *, limit: int) -> None:
        self._place = place
        self._limit = limit
        self._threads = {lane: ThreadPoolExecutor(1, f"whosaid-{lane}") for lane in Lane}
        self._waiting: deque[tuple[Question, asyncio.Future[Reply]]] = deque()
        self._drain: asyncio.Task[None] | None = None
        self._calls = 0

    @property
    def waiting(self) -> int:
        """How many questions and look-ups wait or are being worked on."""
        return len(self._waiting) + self._calls

    @property
    def restarts(self) -> int:
        """How often the process of the service had to be started anew."""
        return max(0, getattr(self._place, "starts", 1) - 1)

    async def open(self) -> None:
        """Load the models and the snapshot, off the loop. Raises what the service raises."""
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._threads[Lane.ANSWERING], self._place.open)

    async def ask(self, question: Question) -> Reply:
        """Return the reply. Raises ``DeskFull`` at once where too many wait."""
        self._admit()
        reply: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
        self._waiting.append((question, reply))
        if self._drain is None or self._drain.done():
            self._drain = asyncio.create_task(self._answer_waiting(), name="answering")
        return await reply

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

    async def _answer_waiting(self) -> None:
        while self._waiting:
            batch = [self._waiting.popleft() for _ in range(min(BATCH, len(self._waiting)))]
            wanted = [(question, reply) for question, reply in batch if not reply.done()]
            if wanted:
                self._calls += len(wanted)
                try:
                    await self._answer_batch(wanted)
                finally:
                    self._calls -= len(wanted)

    async def _answer_batch(self, wanted: list[tuple[Question, asyncio.Future[Reply]]]) -> None:
        outcomes: list[Reply | Exception]
        try:
            outcomes = await self._call(Lane.ANSWERING, replies, [one for one, _ in wanted])
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
        """Let go of the threads and the service; what cannot be ended is waited for."""
        self._place.interrupt()
        for threads in self._threads.values():
            threads.shutdown(wait=True, cancel_futures=True)
        self._place.close()


def replies(service: AnsweringService, questions: list[Question]) -> list[Reply | Exception]:
    """Answer together; where that fails, one by one, so that only the questions at fault fail."""
    try:
        return list(service.answer_many(questions))
    except Exception as fault:
        if len(questions) == 1:
            return [fault]
    return [outcome for question in questions for outcome in replies(service, [question])]
