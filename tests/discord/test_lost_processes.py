"""Processes that die under questions, or cannot be started: who waits is answered, or told soon."""

from __future__ import annotations

import asyncio
import os
from functools import partial
from pathlib import Path

import pytest

from bot.discord.service import desk as desk_module
from bot.discord.service.desk import Desk
from bot.serving import own_process
from bot.serving.own_process import Lane, OwnProcess, ServiceLost, ServiceStuck
from bot.values import NoAnswer, Question
from index.errors import SnapshotDamaged
from tests.discord.test_desk import reply_to


class Mortal:
    """A service that dies of some questions: of "once …" the first time, of "always …" each time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        if (folder / "damaged").exists():
            raise SnapshotDamaged("the archive is damaged")
        if (folder / "dying").exists():
            os._exit(3)

    def answer_many(self, questions: list[Question]) -> list[NoAnswer]:
        for question in questions:
            mark = self.folder / question.text
            if question.text.startswith("always") or (
                question.text.startswith("once") and not mark.exists()
            ):
                mark.touch()
                os._exit(3)
            if question.text.startswith("large"):
                raise MemoryError
        return [reply_to(question) for question in questions]

    def close(self) -> None:
        """Nothing is open."""


def look(service: Mortal) -> str:
    mark = service.folder / "looked"
    if not mark.exists():
        mark.touch()
        os._exit(3)
    return "found"


@pytest.fixture(autouse=True)
def without_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_process, "_PAUSE", 0.2)
    monkeypatch.setattr(desk_module, "_PAUSE", 0.05)


@pytest.fixture
async def desk(tmp_path: Path):
    made = Desk([OwnProcess(partial(Mortal, tmp_path))], limit=100)
    await made.open()
    yield made
    made.close()


async def _ask(desk: Desk, *texts: str) -> list[str]:
    """Return the text that each reply is about, or the name of the fault."""
    asking = (desk.ask(Question(text=text)) for text in texts)
    outcomes = await asyncio.gather(*asking, return_exceptions=True)
    return [
        type(one).__name__ if isinstance(one, BaseException) else one.question.text
        for one in outcomes
    ]


async def test_a_question_whose_process_dies_is_asked_again(desk: Desk) -> None:
    assert await _ask(desk, "a", "once b", "c") == ["a", "once b", "c"]
    assert desk.restarts == 1


async def test_a_question_that_every_process_dies_of_takes_no_other_along(desk: Desk) -> None:
    told = await _ask(desk, "a", "always b", "c", "once d", "e")
    assert told == ["a", "ServiceLost", "c", "once d", "e"]
    assert desk.waiting == 0


async def test_a_process_without_memory_is_replaced(desk: Desk) -> None:
    assert await _ask(desk, "large") == ["ServiceLost"]
    assert desk.restarts >= 2
    assert await _ask(desk, "a") == ["a"]


async def test_a_look_up_whose_process_dies_is_done_again(desk: Desk) -> None:
    assert await desk.look(look) == "found"


async def test_who_waits_for_an_archive_that_has_become_unusable_is_told_and_later_answered(
    desk: Desk, tmp_path: Path
) -> None:
    (tmp_path / "damaged").touch()
    assert await _ask(desk, "once a", "b") == ["SnapshotDamaged", "SnapshotDamaged"]
    (tmp_path / "damaged").unlink()
    for _ in range(200):
        if (told := await _ask(desk, "c")) == ["c"]:
            break
    assert told == ["c"]


async def test_a_process_that_dies_while_it_starts_is_started_once_more_before_anybody_is_told(
    desk: Desk, tmp_path: Path
) -> None:
    (tmp_path / "dying").touch()
    asking = asyncio.ensure_future(_ask(desk, "once a"))
    for _ in range(3_000):
        if desk.restarts:
            break
        await asyncio.sleep(0.01)
    (tmp_path / "dying").unlink()
    assert await asking == ["once a"]
    (tmp_path / "dying").touch()
    assert await _ask(desk, "once b") == ["ServiceLost"]


class Refusing:
    """A place where nothing can be started."""

    def open(self) -> None:
        raise ServiceLost("did not start")

    def call(self, lane: Lane, function: object, *arguments: object) -> object:
        raise ServiceLost("has died")

    def interrupt(self) -> None:
        """Nothing runs."""

    def close(self) -> None:
        """Nothing is open."""


class Late(Refusing):
    """A place where every call takes too long."""

    calls = 0

    def open(self) -> None:
        """Open at once."""

    def call(self, lane: Lane, function: object, *arguments: object) -> object:
        self.calls += 1
        raise ServiceStuck("no answer within a second")


async def test_a_place_that_cannot_be_started_takes_no_questions_from_one_that_can(
    tmp_path: Path,
) -> None:
    desk = Desk([OwnProcess(partial(Mortal, tmp_path)), Refusing()], limit=100)
    await desk.open()
    texts = [str(number) for number in range(60)]
    assert await _ask(desk, *texts) == texts
    desk.close()


async def test_a_call_that_takes_too_long_is_not_made_again() -> None:
    place = Late()
    desk = Desk([place], limit=100)
    await desk.open()
    assert await _ask(desk, "a") == ["ServiceStuck"]
    with pytest.raises(ServiceStuck):
        await desk.look(look)
    assert place.calls == 2
    desk.close()
