"""Between the event loop and the answering service: worker threads, batches, and a bound on what waits.

No task lives longer than the work it does, so an idle bot has nothing to cancel.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from bot.service import AnsweringService
from bot.values import Question, Reply
from index.snapshot import Archive

BATCH = 32
"""Most questions embedded together: more would keep the first of them waiting too long."""

Result = TypeVar("Result")


class DeskFull(Exception):
    """As many questions wait as may; ``waiting`` says how many."""

    def __init__(self, waiting: int) -> None:
        super().__init__(f"{waiting} questions are waiting")
        self.waiting = waiting


class Desk:
    """Takes questions on the event loop and answers them off it, those that wait together in one batch."""

    def __init__(self, make_service: Callable[[], AnsweringService], *, limit: int) -> None:
        self._make_service = make_service
        self._limit = limit
        self._service: AnsweringService | None = None
        self._answering = ThreadPoolExecutor(1, "whosaid-answering")
        self._looking = ThreadPoolExecutor(1, "whosaid-looking")
        self._peeking = ThreadPoolExecutor(1, "whosaid-peeking")
        self._waiting: deque[tuple[Question, asyncio.Future[Reply]]] = deque()
        self._drain: asyncio.Task[None] | None = None
        self._calls = 0

    @property
    def service(self) -> AnsweringService:
        """The service, once open."""
        if self._service is None:
            raise RuntimeError("the desk is not open")
        return self._service

    @property
    def waiting(self) -> int:
        """How many questions and look-ups wait or are being worked on."""
        return len(self._waiting) + self._calls

    async def open(self) -> None:
        """Load the models and the snapshot, off the loop. Raises what the service raises."""
        if self._service is None:
            loop = asyncio.get_running_loop()
            self._service = await loop.run_in_executor(self._answering, self._make_service)

    async def ask(self, question: Question) -> Reply:
        """Return the reply. Raises ``DeskFull`` at once where too many wait."""
        self._admit()
        reply: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
        self._waiting.append((question, reply))
        if self._drain is None or self._drain.done():
            self._drain = asyncio.create_task(self._answer_waiting(), name="answering")
        return await reply

    async def look(self, function: Callable[..., Result], *arguments: object) -> Result:
        """Run something else of the service in a thread of its own. Raises ``DeskFull`` like ``ask``."""
        self._admit()
        self._calls += 1
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._looking, lambda: function(*arguments))
        finally:
            self._calls -= 1

    async def archive(self) -> Archive:
        """Return the current snapshot, off the loop: a newer one may have to be opened first."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._peeking, lambda: self.service.archive)

    async def peek(self, function: Callable[[Archive], Result]) -> Result:
        """Read something small of the current snapshot, not waiting behind questions."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._peeking, lambda: function(self.service.archive))

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
        loop = asyncio.get_running_loop()
        questions = [question for question, _ in wanted]
        try:
            outcomes = await loop.run_in_executor(self._answering, self._replies, questions)
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

    def _replies(self, questions: list[Question]) -> list[Reply | Exception]:
        """Answer together; where that fails, one by one, so that only the questions at fault fail."""
        try:
            return list(self.service.answer_many(questions))
        except Exception as fault:
            if len(questions) == 1:
                return [fault]
        return [outcome for question in questions for outcome in self._replies([question])]

    def close(self) -> None:
        """Let go of the threads and the service; what still runs is waited for."""
        self._answering.shutdown(wait=True, cancel_futures=True)
        self._looking.shutdown(wait=True, cancel_futures=True)
        self._peeking.shutdown(wait=True, cancel_futures=True)
        if self._service is not None:
            self._service.close()
            self._service = None
