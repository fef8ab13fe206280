"""One place where questions are answered, a batch at a time."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

from bot.serving.own_process import Lane, ServicePlace
from bot.serving.service import AnsweringService
from bot.values import Question, Reply


class Seat:
    """A place, the thread that waits for it, and what is done there."""

    def __init__(self, place: ServicePlace, number: int) -> None:
        self.place = place
        self.ready = number == 0  # others are not waited for
        self.busy = False
        self.thread = ThreadPoolExecutor(1, f"whosaid-{Lane.ANSWERING}-{number}")
        self.work: asyncio.Task[None] | None = None
        self.revival: asyncio.Task[None] | None = None
        """Starts the place anew, as long as that takes."""

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


def replies(service: AnsweringService, questions: list[Question]) -> list[Reply | Exception]:
    """Answer together; where that fails, one by one, so that only the questions at fault fail."""
    try:
        return list(service.answer_many(questions))
    except MemoryError:
        raise
    except Exception as fault:
        if len(questions) == 1:
            return [fault]
    return [outcome for question in questions for outcome in replies(service, [question])]
