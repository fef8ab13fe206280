"""A whole bot running against the fake Discord, in this process or as a program of its own."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from bot.discord.operations import running
from tests.discord.fake_discord import TOKEN, FakeDiscord, Request

ROOT = Path(__file__).resolve().parents[2]


@contextlib.asynccontextmanager
async def running_bot(
    far: FakeDiscord, settings: Any, service: Any, monkeypatch: Any, *, connected: bool = True
) -> AsyncIterator[asyncio.Task[None]]:
    """Run the bot as scripts/bot.py does, with the shared service, until SIGTERM."""

    class Shared(running.WhosaidBot):
        def __init__(self, given: Any) -> None:
            super().__init__(given, lambda: service)

    monkeypatch.setattr(service, "close", lambda: None)
    monkeypatch.setattr(running, "WhosaidBot", Shared)
    task = asyncio.create_task(running.run(settings, TOKEN))
    try:
        await far.until(lambda: task.done() or far.gateway.received or not connected)
        yield task
    finally:
        if not task.done():
            os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.wait_for(task, 20)


def answers(far: FakeDiscord) -> list[Request]:
    """Return the messages with answers that the bot sent."""
    return [one for one in far.sent("POST", "/messages") if one.body.get("embeds")]


@contextlib.asynccontextmanager
async def program(name: str, *arguments: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run a program beside this file; it is gone afterwards, whatever happened."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(Path(__file__).with_name(name)), *arguments,
        stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, limit=1 << 26,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def next_line(process: asyncio.subprocess.Process, seconds: float) -> str:
    """Return the next line that a program prints. Raises ``AssertionError`` where it ends before."""
    text = await asyncio.wait_for(process.stdout.readline(), seconds)
    assert text, "the program ended without a word"
    return text.decode()
