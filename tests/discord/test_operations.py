"""Keeping the bot running: figures for Prometheus, the health file, being told to stop."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import re
import signal
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from weakref import WeakKeyDictionary

import pytest
import structlog

from bot.discord.operations import running, watching
from bot.discord.reporting.logs import set_up
from bot.discord.reporting.metrics import Metrics
from bot.discord.service import titles
from bot.wording.renewal import renewal_words
from config.settings import ROOT, load_settings
from index.errors import UsageError
from tests.discord.fake_discord import TOKEN
from tests.discord.running_bot import answers, next_line, program, running_bot

QUESTION = "Why was the Hallow Bridge closed?"
NOWHERE = "Who won the 1998 world chess title?"


@pytest.fixture
def port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


@pytest.fixture
def settings_with(sample_index, tmp_path):
    def made(**discord):
        database = {"database": tmp_path / "bot.sqlite", "cooldown_seconds": 0}
        return load_settings(
            dotenv=None, index={"folder": sample_index}, discord={**database, **discord}
        )

    return made


def read(port: int) -> dict[str, float]:
    """Return the figures as they are served, by name and labels."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5) as answer:
        assert answer.headers["Content-Type"].startswith("text/plain")
        text = answer.read().decode()
    return {
        name: float(value)
        for name, value in re.findall(r"^(whosaid_\S+) (\S+)$", text, re.MULTILINE)
    }


async def test_the_figures_move_with_what_members_do(
    far, settings_with, service, monkeypatch, port
) -> None:
    async with running_bot(far, settings_with(metrics_port=port), service, monkeypatch):
        await asyncio.sleep(0.5)
        before = await asyncio.to_thread(read, port)
        for text in (QUESTION, QUESTION, NOWHERE):
            await far.say(text)
        await far.until(lambda: len(answers(far)) == 3, 60)
        await far.command("coverage", topic="the Hallow Bridge")
        await far.until(lambda: far.sent("PATCH", "/messages/@original"), 60)
        while True:
            after = await asyncio.to_thread(read, port)
            counted = 'whosaid_commands_total{command="coverage"}' in after
            if counted and after["whosaid_gateway_latency_seconds"] >= 0:
                break
            await asyncio.sleep(0.1)
    assert not any(name.startswith("whosaid_answers_total") for name in before)
    assert after['whosaid_answers_total{outcome="answered"}'] == 2
    assert after['whosaid_answers_total{outcome="no_answer"}'] == 1
    assert after["whosaid_answer_seconds_count"] == 3 and after["whosaid_answer_seconds_sum"] > 0
    assert after['whosaid_commands_total{command="coverage"}'] == 1
    assert after["whosaid_servers"] == 1 and after["whosaid_waiting"] == 0
    assert after["whosaid_loop_lag_seconds_count"] > before["whosaid_loop_lag_seconds_count"]
    assert after["whosaid_gateway_latency_seconds"] < 5
    built = service.archive.built.timestamp()
    assert after["whosaid_snapshot_built_timestamp_seconds"] == pytest.approx(built)


def test_the_readme_explains_every_figure() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    names = [
        f"{one.name}{'_total' if one.type == 'counter' else ''}"
        for one in Metrics().registry.collect()
    ]
    assert len(names) == 10
    assert [name for name in names if f"`{name}`" not in readme] == []


async def test_titles_are_read_before_anybody_can_type(
    far, settings_with, service, monkeypatch
) -> None:
    monkeypatch.setattr(titles, "_lists", WeakKeyDictionary())
    async with running_bot(far, settings_with(), service, monkeypatch):
        assert titles._lists[service]._snapshot == service.archive.id


async def test_the_figures_leave_no_other_address_and_end_with_the_bot(
    far, settings_with, service, monkeypatch, port
) -> None:
    async with running_bot(far, settings_with(metrics_port=port), service, monkeypatch):
        assert await asyncio.to_thread(read, port)
        for address in ("127.0.0.2", "::1"):
            with pytest.raises(OSError):
                socket.create_connection((address, port), timeout=1)
    with pytest.raises(urllib.error.URLError):
        await asyncio.to_thread(read, port)


async def test_without_a_port_nothing_is_served(far, settings_with, service, monkeypatch) -> None:
    monkeypatch.setattr(
        running.WhosaidBot, "__init__", note_server(running.WhosaidBot.__init__, served := [])
    )
    async with running_bot(far, settings_with(), service, monkeypatch):
        await asyncio.sleep(0.3)
        (metrics,) = served
        assert metrics._server is None
    assert load_settings(dotenv=None, environment={}).discord.metrics_port is None


def note_server(init, served):
    def noting(self, *arguments, **named):
        init(self, *arguments, **named)
        served.append(self.metrics)

    return noting


async def test_a_port_that_is_taken_is_said_before_anything_is_connected(
    far, settings_with
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=f"discord.metrics_port = {port} cannot be used"):
            await running.run(settings_with(metrics_port=port), TOKEN)
    assert far.requests == [] and far.gateway.connections == 0


async def test_the_health_file_is_touched_only_while_the_bot_is_connected(
    far, settings_with, service, monkeypatch, tmp_path
) -> None:
    monkeypatch.setattr(watching, "_TOUCH_EVERY", 0.1)
    health = tmp_path / "deep" / "healthy"
    far.gateway.away = True
    settings = settings_with(health_file=health)
    async with running_bot(far, settings, service, monkeypatch, connected=False):
        await far.until(lambda: far.sent("GET", "/gateway/bot"))
        await asyncio.sleep(0.5)
        assert not health.exists()
        far.gateway.away = False
        await far.until(health.exists, 30)
        far.gateway.away = True
        await far.gateway.cut()
        await asyncio.sleep(0.5)
        left = health.stat().st_mtime
        await asyncio.sleep(1.0)
        assert health.stat().st_mtime == left
        far.gateway.away = False
        await far.until(lambda: health.stat().st_mtime > left, 30)


async def test_a_health_file_that_cannot_be_written_does_not_stop_the_bot(
    far, settings_with, service, monkeypatch, tmp_path
) -> None:
    (tmp_path / "file").write_text("")
    settings = settings_with(health_file=tmp_path / "file" / "healthy")
    monkeypatch.setattr(watching, "_TOUCH_EVERY", 0.1)
    async with running_bot(far, settings, service, monkeypatch) as task:
        await asyncio.sleep(1.0)
        assert not task.done()
        await far.say(QUESTION)
        await far.until(lambda: answers(far), 30)


@contextmanager
def logs_set_up() -> Iterator[None]:
    """Log as the program does, and put everything back."""
    root = logging.getLogger()
    before = root.handlers[:], root.level
    set_up("INFO", TOKEN)
    try:
        yield
    finally:
        root.handlers[:] = before[0]
        root.setLevel(before[1])
        structlog.reset_defaults()


async def test_the_log_tells_what_happened_and_not_what_was_asked(
    far, settings_with, service, monkeypatch, capsys
) -> None:
    told = ""

    def is_told(word: str) -> bool:
        nonlocal told
        told += capsys.readouterr().err
        return word in told

    with logs_set_up():
        async with running_bot(far, settings_with(), service, monkeypatch):
            await far.say(QUESTION)
            await far.until(lambda: answers(far), 30)
            await far.until(lambda: is_told('"ready"'), 30)
        assert is_told('"stopped"')
    lines = [json.loads(line) for line in told.splitlines()]
    events = [line["event"] for line in lines if line["logger"] == "whosaid.discord"]
    assert [one for one in events if one in ("opened", "ready", "stopping", "stopped")] == [
        "opened", "ready", "stopping", "stopped",
    ]  # fmt: skip
    assert all(line["level"] and line["timestamp"] for line in lines)
    assert "Hallow" not in told and TOKEN not in told


async def test_a_start_says_once_where_the_archive_is_of_older_rules(
    far, settings_with, service, monkeypatch, capsys
) -> None:
    monkeypatch.setattr("index.building.rules.rules_fingerprint", lambda: "of a newer version")
    with logs_set_up():
        async with running_bot(far, settings_with(), service, monkeypatch):
            await far.say(QUESTION)
            await far.until(lambda: answers(far), 30)
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    told = [line["event"] for line in lines if line["level"] == "warning"]
    assert told == [renewal_words(service.settings.index.folder)]


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
async def test_the_program_told_to_stop_finishes_its_answers_and_leaves_no_process(
    far, sample_index, tmp_path, told
) -> None:
    database = str(tmp_path / "bot.sqlite")
    async with program("whole_bot.py", str(far.port), str(sample_index), database) as bot:
        await far.until(lambda: far.gateway.received, 120)
        children = descendants(bot.pid)
        for _ in range(12):
            await far.say(QUESTION)
        await far.until(lambda: len(far.sent("POST", "/typing")) == 12, 30)
        assert len(answers(far)) < 12
        for process in (bot.pid, *children):
            os.kill(process, told)
        await far.until(lambda: len(answers(far)) == 12, 60)
        assert json.loads(await next_line(bot, 30))["late"]
        assert await asyncio.wait_for(bot.wait(), 30) == 0
    await gone(children)


async def test_the_answering_process_ends_with_a_bot_that_is_killed(
    far, sample_index, tmp_path
) -> None:
    database = str(tmp_path / "bot.sqlite")
    async with program("whole_bot.py", str(far.port), str(sample_index), database) as bot:
        await far.until(lambda: far.gateway.received, 120)
        children = descendants(bot.pid)
        assert len(children) >= 1
        bot.kill()
        await bot.wait()
    await gone(children)


def descendants(process: int) -> list[int]:
    """Return the children of a process, whichever of its threads began them."""
    threads = Path(f"/proc/{process}/task").glob("*/children")
    return [int(one) for thread in threads for one in thread.read_text().split()]


async def gone(processes: list[int]) -> None:
    """Wait until none of the processes is there, or fail."""
    end = time.monotonic() + 10
    while left := [one for one in processes if alive(one)]:
        assert time.monotonic() < end, left
        await asyncio.sleep(0.05)


def alive(process: int) -> bool:
    """Say whether there is such a process; one that has ended and was not asked for is none."""
    try:
        return ") Z " not in Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return False
