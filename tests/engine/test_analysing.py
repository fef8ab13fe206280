"""Analysis in several processes gives what one process gives, in the same order."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from config.outlets import OutletRegistry
from config.settings import ROOT
from index.building.analysts import analysing
from index.encoders.fake import FakeEncoder
from index.values import Article


def test_several_processes_find_what_one_finds(
    registry: OutletRegistry, article_of: Callable[..., Article]
) -> None:
    groups = [[article_of(number) for number in range(start, start + 5)] for start in (0, 5, 10)]
    found = []
    for processes in (1, 2):
        with analysing(
            registry, FakeEncoder(), 180, characters=1 << 30, processes=processes
        ) as analyse:
            found.append(list(analyse(iter(groups))))
    assert found[0] == found[1]
    assert [entry.article.id for entry in found[1][2]] == [f"a{n:05d}" for n in range(10, 15)]


def test_a_fault_in_a_process_is_not_swallowed(registry: OutletRegistry) -> None:
    broken = Article(id="x", body=None)  # type: ignore[arg-type]
    with (
        analysing(registry, FakeEncoder(), 180, characters=1 << 30, processes=2) as analyse,
        pytest.raises((TypeError, AttributeError)),
    ):
        list(analyse(iter([[broken]])))


GROUPS_WITHOUT_END = """
import itertools
from config.outlets import OutletRegistry
from index.building.analysts import analysing
from index.encoders.fake import FakeEncoder
from index.errors import Fault
from index.values import Article

groups = ([Article(id=f"a{n}", body="The mayor said so. " * 20)] * 8 for n in itertools.count())
plan = {"characters": 1 << 30, "processes": 2}
try:
    with analysing(OutletRegistry.load(), FakeEncoder(), 180, **plan) as analyse:
        for _ in analyse(groups):
            print("a group", flush=True)
except KeyboardInterrupt:
    print("\\nstopped", flush=True)  # Ctrl-C may come in the middle of a line
except Fault as fault:
    print(f"\\n{fault}", flush=True)
"""


@contextmanager
def _analysing_without_end() -> Iterator[subprocess.Popen[str]]:
    """Run the analysis of ever more groups in a process group of its own, as a terminal does."""
    running = subprocess.Popen(
        [sys.executable, "-c", GROUPS_WITHOUT_END],
        cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, process_group=0,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )  # fmt: skip
    try:
        yield running
    finally:
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
        running.communicate(timeout=60)


def _children(process: int) -> list[int]:
    told = Path(f"/proc/{process}/task/{process}/children").read_text()
    return [int(one) for one in told.split()]


@pytest.mark.parametrize("begun", [True, False])
def test_ctrl_c_in_a_terminal_reaches_the_process_that_started_the_others_alone(
    begun: bool,
) -> None:
    with _analysing_without_end() as running:
        assert running.stdout is not None
        if begun:
            assert running.stdout.readline() == "a group\n"
        else:
            while len(_children(running.pid)) < 3:  # the two, and what watches over semaphores
                assert running.poll() is None
        os.killpg(running.pid, signal.SIGINT)
        told, complaints = running.communicate(timeout=60)
    assert (told.splitlines()[-1], complaints) == ("stopped", "")


def test_a_process_that_is_killed_from_outside_is_told_in_plain_words() -> None:
    with _analysing_without_end() as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "a group\n"
        os.kill(_children(running.pid)[-1], signal.SIGKILL)
        told, _ = running.communicate(timeout=60)
    assert told.splitlines()[-1] == (
        "a process that analyses articles was ended from outside, for want of memory perhaps;"
        " what is finished is kept, run again to continue"
    )
