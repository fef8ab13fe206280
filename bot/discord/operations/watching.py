"""Watching the running bot: the health file and the figures, several times a second, outside all answers."""

from __future__ import annotations

import asyncio
import math
import time
from pathlib import Path

import structlog

from bot.discord.core import Core

_EVERY = 0.1
_TOUCH_EVERY = 10.0
_log = structlog.get_logger("whosaid.discord")


async def watch(bot: Core) -> None:
    """Keep the figures and the health file fresh, until cancelled."""
    path = bot.settings.discord.health_file
    touched = -math.inf
    while True:
        before = time.monotonic()
        await asyncio.sleep(_EVERY)
        bot.metrics.lag.observe(max(0.0, time.monotonic() - before - _EVERY))
        _measure(bot)
        if path and time.monotonic() - touched >= _TOUCH_EVERY and healthy(bot):
            touched = time.monotonic()
            await asyncio.to_thread(_touch, path)


def healthy(bot: Core) -> bool:
    """Say whether every shard is connected and its heartbeats are answered."""
    if not bot.is_ready() or bot.closing or not math.isfinite(bot.latency):
        return False
    return not any(shard.is_closed() for shard in bot.shards.values())


def _measure(bot: Core) -> None:
    metrics, facts = bot.metrics, bot.facts.last
    metrics.waiting.set(bot.desk.waiting)
    metrics.restarts.set(bot.desk.restarts)
    metrics.servers.set(len(bot.guilds))
    metrics.latency.set(bot.latency if bot.is_ready() and math.isfinite(bot.latency) else -1)
    if facts is not None:
        metrics.built.set(facts.built.timestamp())


def _touch(path: Path) -> None:
    """Touch the file; one that cannot be written is said in the log, and the bot goes on."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    except OSError as lost:
        _log.warning("no health file", path=str(path), reason=lost.strerror)
