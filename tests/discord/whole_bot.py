"""The whole bot, as ``scripts/bot.py`` runs it, at a fake Discord; it measures how late its event loop is.

Run as a program: ``whole_bot.py PORT INDEX DATABASE``. On SIGTERM it stops as the bot does and prints one JSON object.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from pathlib import Path

import discord

from bot.discord.app import WhosaidBot
from bot.discord.operations import running
from bot.discord.reporting import logs
from config.settings import load_settings

TICK = 0.005
TOKEN = "MTEyMjMzNDQ1NTY2Nzc4ODk5.GabcDE.abcdefghijklmnopqrstuvwxyz0123456789AB"


def resident(process: int) -> float:
    """Return a process's memory in MiB."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / (1 << 20)


class Probe:
    """Measures, a few hundred times a second, how late the loop is and how long its own thread was at work."""

    def __init__(self, bot: WhosaidBot) -> None:
        self.bot = bot
        self.late: list[float] = []
        self.busy: list[float] = []
        self.memory: list[float] = []

    async def measure(self) -> None:
        """Measure from the first question on."""
        while not self.bot.desk.waiting:  # noqa: ASYNC110  # no event tells of the first question
            await asyncio.sleep(TICK)
        looked = 0.0
        while True:
            before, worked = time.perf_counter(), time.thread_time()
            await asyncio.sleep(TICK)
            self.late.append(time.perf_counter() - before - TICK)
            self.busy.append(time.thread_time() - worked)
            if time.monotonic() - looked > 1.0:
                looked = time.monotonic()
                self.memory.append(sum(map(resident, (os.getpid(), *self._others()))))

    def _others(self) -> list[int]:
        numbers = (getattr(place, "pid", None) for place in self.bot.desk.places)
        return [number for number in numbers if number]


async def main(port: str, index: str, database: str) -> None:
    """Run the bot until it is told to stop."""
    discord.http.Route.BASE = f"http://127.0.0.1:{port}/api/v10"
    settings = load_settings(
        dotenv=None,
        index={"folder": Path(index)},
        discord={"database": Path(database), "cooldown_seconds": 0, "queue": 1000},
    )
    logs.set_up("WARNING", TOKEN)
    probes: list[Probe] = []

    class Measured(WhosaidBot):
        async def setup_hook(self) -> None:
            await super().setup_hook()
            probes.append(Probe(self))
            self.measuring = asyncio.create_task(probes[0].measure())

    running.WhosaidBot = Measured  # type: ignore[misc]
    await running.run(settings, TOKEN)
    probe = probes[0]
    probe.bot.measuring.cancel()  # type: ignore[attr-defined]
    print(json.dumps({"late": probe.late, "busy": probe.busy, "memory": probe.memory}), flush=True)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
