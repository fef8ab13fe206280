"""The answering service in a process of its own: what goes through, what fails, and what is started anew."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from functools import partial
from pathlib import Path

import pytest

from bot.serving import own_process
from bot.serving.own_process import Lane, OwnProcess, ServiceLost, ServiceStuck
from bot.serving.service import AnsweringService
from config.settings import ROOT, load_settings
from index.errors import IndexMissing


class Unsendable(Exception):
    """A fault that cannot be made anew from its arguments."""

    def __init__(self, one: int, two: int) -> None:
        super().__init__("of two parts")


class Silent:
    """A service without an archive, for what is about the process alone."""


class Riddle:
    """A value that can be sent and not be read."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return int, ("no number",)


def refuse(service: Silent) -> None:
    raise ValueError("told to fail")


def refuse_unsendably(service: Silent) -> None:
    raise Unsendable(1, 2)


def die(service: Silent) -> None:
    os._exit(3)


def sleep(service: Silent, seconds: float) -> None:
    time.sleep(seconds)


def process_number(service: Silent) -> int:
    return os.getpid()


def unsendable(service: Silent) -> object:
    return threading.Lock()


@pytest.fixture
def place():
    made = OwnProcess(Silent)
    made.open()
    yield made
    made.close()


def test_what_a_call_raises_is_raised_with_its_trace(place) -> None:
    with pytest.raises(ValueError, match="told to fail") as fault:
        place.call(Lane.LOOKING, refuse)
    assert "in refuse" in str(fault.value.__cause__)
    with pytest.raises(RuntimeError, match="of two parts"):
        place.call(Lane.LOOKING, refuse_unsendably)
    with pytest.raises((TypeError, AttributeError), match="pickle"):
        place.call(Lane.LOOKING, unsendable)
    assert place.call(Lane.LOOKING, process_number) == place.pid


def test_a_process_that_dies_fails_the_calls_under_way_and_is_started_anew(place) -> None:
    first, failed = place.pid, []

    def slow() -> None:
        try:
            place.call(Lane.ANSWERING, sleep, 60.0)
        except ServiceLost as lost:
            failed.append(lost)

    answering = threading.Thread(target=slow)
    answering.start()
    time.sleep(0.2)
    with pytest.raises(ServiceLost, match="has died"):
        place.call(Lane.LOOKING, die)
    answering.join(10)
    assert len(failed) == 1
    assert place.call(Lane.LOOKING, process_number) == place.pid != first
    assert place.call(Lane.ANSWERING, process_number) == place.pid


def test_a_call_without_an_end_is_given_up_and_the_process_replaced() -> None:
    place = OwnProcess(Silent, patience=0.3)
    place.open()
    first = place.pid
    with pytest.raises(ServiceLost, match="no answer within"):
        place.call(Lane.ANSWERING, sleep, 60.0)
    assert place.call(Lane.PEEKING, process_number) != first
    place.close()


def test_a_call_that_cannot_be_read_there_is_missed_at_once(place) -> None:
    with pytest.raises(ServiceLost, match="has died"):
        place.call(Lane.LOOKING, process_number, Riddle())
    assert place.call(Lane.LOOKING, process_number) == place.pid


def test_lanes_do_not_wait_for_each_other(place) -> None:
    slow = threading.Thread(target=place.call, args=(Lane.ANSWERING, sleep, 2.0))
    slow.start()
    begun = time.perf_counter()
    place.call(Lane.PEEKING, process_number)
    assert slow.is_alive() and time.perf_counter() - begun < 1.5
    slow.join()


def test_signals_to_all_processes_of_a_terminal_leave_the_answers_in_flight_alone(place) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        os.kill(place.pid, number)
    assert place.call(Lane.LOOKING, process_number) == place.pid


def test_signals_that_come_while_the_process_starts_do_not_end_it() -> None:
    place = OwnProcess(Silent)
    opening = threading.Thread(target=place.open)
    opening.start()
    try:
        while place.pid is None:
            time.sleep(0.001)
        # It has hardly begun to load what it needs.
        for number in (signal.SIGINT, signal.SIGTERM):
            os.kill(place.pid, number)
        opening.join(60)
        assert (place.call(Lane.LOOKING, process_number), place.starts) == (place.pid, 1)
    finally:
        place.close()


def test_an_archive_that_is_not_there_is_said_and_not_tried_again_at_once(
    tmp_path, monkeypatch
) -> None:
    monkeypatch.setattr(own_process, "_PAUSE", 600.0)
    settings = load_settings(dotenv=None, index={"folder": tmp_path / "none"})
    place = OwnProcess(partial(AnsweringService, settings))
    with pytest.raises(IndexMissing, match="no index in"):
        place.open()
    with pytest.raises(ServiceLost, match="a moment ago"):
        place.call(Lane.LOOKING, process_number)
    place.close()


def test_closing_ends_the_process(place) -> None:
    number = place.pid
    place.close()
    assert not Path(f"/proc/{number}").exists()
    with pytest.raises(RuntimeError, match="closed"):
        place.call(Lane.LOOKING, process_number)


def test_closing_ends_a_process_that_is_still_being_started() -> None:
    place = OwnProcess(partial(time.sleep, 60))
    lost: list[Exception] = []

    def start() -> None:
        try:
            place.open()
        except ServiceLost as fault:
            lost.append(fault)

    opening = threading.Thread(target=start)
    opening.start()
    while place.pid is None:
        time.sleep(0.05)
    began = time.monotonic()
    place.close()
    opening.join()
    assert lost and time.monotonic() - began < 10


def test_a_load_without_an_end_is_given_up_and_the_process_ended() -> None:
    place = OwnProcess(partial(time.sleep, 60), loading=0.5)
    began = time.monotonic()
    with pytest.raises(ServiceLost, match=r"was not loaded within 0\.5 seconds") as lost:
        place.open()
    assert not isinstance(lost.value, ServiceStuck), "no question is to blame"
    assert time.monotonic() - began < 30
    assert not Path(f"/proc/{place.pid}").exists()
    place.close()


def test_a_program_without_a_guard_runs_once_and_ends_without_closing(tmp_path) -> None:
    script = tmp_path / "program.py"
    script.write_text(
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
        "from bot.serving.own_process import Lane, OwnProcess; place = OwnProcess(dict); place.open()\n"
        "print(place.call(Lane.LOOKING, len))\n"
    )
    done = subprocess.run(
        [sys.executable, script],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout == "0\n"
