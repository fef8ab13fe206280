"""The desk between the event loop and the service: batches, bounds, faults, and a loop that never waits."""

from __future__ import annotations

import asyncio
import threading
import time

import pytest

from bot.discord.service.desk import BATCH, Desk, DeskFull
from bot.serving.own_process import SameProcess
from bot.values import NoAnswer, Question, Reading, Reason


def reply_to(question: Question) -> NoAnswer:
    return NoAnswer(
        question=question,
        reading=Reading(),
        reason=Reason.NOT_ANSWERED,
        hits=(),
        confidence=0.0,
        snapshot="s",
        elapsed_ms=0.0,
    )


class SlowService:
    """A service at the real seam that takes its time, and fails on questions that say so."""

    def __init__(self, seconds: float = 0.05) -> None:
        self.seconds = seconds
        self.batches: list[int] = []
        self.threads: set[str] = set()
        self.closed = False

    def answer_many(self, questions: list[Question]) -> list[NoAnswer]:
        self.batches.append(len(questions))
        self.threads.add(threading.current_thread().name)
        time.sleep(self.seconds)
        if any("fail" in question.text for question in questions):
            raise RuntimeError("told to fail")
        return [reply_to(question) for question in questions]

    def close(self) -> None:
        self.closed = True


async def opened(service: SlowService, limit: int = 100) -> Desk:
    desk = Desk([SameProcess(lambda: service)], limit=limit)
    await desk.open()
    return desk


async def test_questions_that_wait_together_are_answered_in_one_batch_in_order() -> None:
    service = SlowService()
    desk = await opened(service)
    questions = [Question(text=str(number)) for number in range(20)]
    replies = await asyncio.gather(*(desk.ask(question) for question in questions))
    assert [reply.question for reply in replies] == questions
    assert sum(service.batches) == 20 and len(service.batches) <= 20 // BATCH + 1
    desk.close()


async def test_a_batch_is_never_larger_than_its_bound() -> None:
    service = SlowService(0.0)
    desk = await opened(service, limit=1000)
    await asyncio.gather(*(desk.ask(Question(text=str(number))) for number in range(200)))
    assert max(service.batches) == BATCH
    desk.close()


async def test_only_the_question_at_fault_fails() -> None:
    desk = await opened(SlowService(0.0))
    outcomes = await asyncio.gather(
        *(desk.ask(Question(text=text)) for text in ("a", "fail", "b")), return_exceptions=True
    )
    assert [type(outcome).__name__ for outcome in outcomes] == [
        "NoAnswer",
        "RuntimeError",
        "NoAnswer",
    ]
    desk.close()


async def test_a_full_desk_says_so_at_once() -> None:
    desk = await opened(SlowService(0.2), limit=3)
    tasks = [asyncio.create_task(desk.ask(Question(text=str(number)))) for number in range(3)]
    await asyncio.sleep(0)
    with pytest.raises(DeskFull) as full:
        await desk.ask(Question(text="one too many"))
    assert full.value.waiting == 3
    await asyncio.gather(*tasks)
    await desk.ask(Question(text="again"))
    desk.close()


async def test_the_loop_never_waits_for_the_service() -> None:
    service = SlowService(0.3)
    desk = await opened(service)
    asking = asyncio.create_task(desk.ask(Question(text="slow")))
    longest, last = 0.0, time.monotonic()
    while not asking.done():
        await asyncio.sleep(0.005)
        longest, last = max(longest, time.monotonic() - last), time.monotonic()
    assert longest < 0.1
    assert service.threads == {"whosaid-answering-0_0"}
    desk.close()


async def test_a_question_taken_back_is_not_answered() -> None:
    service = SlowService(0.1)
    desk = await opened(service)
    first = asyncio.create_task(desk.ask(Question(text="first")))
    await asyncio.sleep(0.02)
    second = asyncio.create_task(desk.ask(Question(text="second")))
    await asyncio.sleep(0.02)
    second.cancel()
    await first
    await asyncio.sleep(0.05)
    assert service.batches == [1]
    assert desk.waiting == 0
    desk.close()


async def test_closing_closes_the_service() -> None:
    service = SlowService()
    desk = await opened(service)
    desk.close()
    assert service.closed


async def test_places_share_what_waits_and_answer_side_by_side() -> None:
    services = SlowService(0.2), SlowService(0.2)
    desk = Desk([SameProcess(lambda one=one: one) for one in services], limit=100)
    await desk.open()
    await asyncio.sleep(0.05)
    began = time.monotonic()
    replies = await asyncio.gather(*(desk.ask(Question(text=str(n))) for n in range(6)))
    assert [reply.question.text for reply in replies] == list("012345")
    assert [service.batches for service in services] == [[3], [3]]
    assert time.monotonic() - began < 0.39
    desk.close()
    assert all(service.closed for service in services)


async def test_a_place_that_opens_takes_what_waits_already() -> None:
    first, second = SlowService(0.3), SlowService(0.0)

    def late() -> SlowService:
        time.sleep(0.1)
        return second

    desk = Desk([SameProcess(lambda: first), SameProcess(late)], limit=100)
    await desk.open()
    await asyncio.gather(*(desk.ask(Question(text=str(number))) for number in range(12)))
    assert (first.batches, second.batches) == ([4], [4, 4])
    desk.close()


async def test_the_first_place_answers_while_another_cannot_be_opened(capsys) -> None:
    service = SlowService(0.0)

    def failing() -> SlowService:
        raise MemoryError("no room for a second one")

    desk = Desk([SameProcess(lambda: service), SameProcess(failing)], limit=100)
    await desk.open()
    await asyncio.sleep(0.05)
    replies = await asyncio.gather(*(desk.ask(Question(text=str(n))) for n in range(8)))
    assert len(replies) == 8 and service.batches == [4, 4]
    assert "no room for a second one" in capsys.readouterr().out
    desk.close()


async def test_a_desk_closed_while_a_place_opens_leaves_nothing_behind() -> None:
    opening, before = threading.Event(), set(threading.enumerate())

    def slow() -> SlowService:
        opening.set()
        time.sleep(0.2)
        return SlowService()

    desk = Desk([SameProcess(SlowService), SameProcess(slow)], limit=100)
    await desk.open()
    await asyncio.to_thread(opening.wait, 5)
    desk.close()
    await asyncio.sleep(0)
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    assert not others
    left = set(threading.enumerate()) - before
    assert not [thread for thread in left if thread.name.startswith("whosaid-")]
