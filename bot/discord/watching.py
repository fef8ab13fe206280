"""Watching the running bot: the health file and the figures, a few times a second, outside all answers."""

from __future__ import annotations

import asyncio
import math
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.discord.app import WhosaidBot

_EVERY = 0.5
_TOUCH_EVERY = 10.0


async def watch(bot: WhosaidBot) -> None:
    """Serve the metrics where they are wanted and keep the health file fresh, until cancelled."""
    settings = bot.settings.discord
    if settings.metrics_port is not None:
        bot.metrics.serve(settings.metrics_port)
    touched = -math.inf
    while True:
        before = time.monotonic()
        await asyncio.sleep(_EVERY)
        bot.metrics.lag.observe(max(0.0, time.monotonic() - before - _EVERY))
        if bot.is_ready():
            _measure(bot)
        due = time.monotonic() - touched >= _TOUCH_EVERY
        if settings.health_file and due and healthy(bot):
            await asyncio.to_thread(_touch, settings.health_file)
            touched = time.monotonic()


def healthy(bot: WhosaidBot) -> bool:
    """Say whether the bot is connected and its heartbeats are answered."""
    return bot.is_ready() and not bot.closing and math.isfinite(bot.latency)


def _measure(bot: WhosaidBot) -> None:
    bot.metrics.waiting.set(bot.desk.waiting)
    bot.metrics.servers.set(len(bot.guilds))
    bot.metrics.latency.set(bot.latency if math.isfinite(bot.latency) else -1)


def _touch(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
