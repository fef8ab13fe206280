"""Running the bot until it is told to stop, and the errors of starting in plain words."""

from __future__ import annotations

import asyncio
import signal

import aiohttp
import discord
import structlog

from bot.discord.app import WhosaidBot
from bot.discord.operations.watching import watch
from bot.token import WHERE, TokenRefused
from config.settings import Settings
from index.errors import WhosaidError

_log = structlog.get_logger("whosaid.discord")


class Unreachable(WhosaidError):
    """Discord cannot be reached."""


async def run(settings: Settings, token: str) -> None:
    """Run the bot until SIGINT or SIGTERM; answers in flight are finished.

    Raises ``TokenRefused``, ``Unreachable``, ``UsageError`` for a port that cannot be had, or what opening the
    archive raises.
    """
    bot = WhosaidBot(settings)
    if settings.discord.metrics_port is not None:
        bot.metrics.serve(settings.discord.metrics_port)
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, told.set)
    running = asyncio.create_task(_start(bot, token))
    watching = asyncio.create_task(watch(bot))
    stopping = asyncio.create_task(told.wait())
    try:
        await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if told.is_set():
            _log.info("stopping")
    finally:
        stopping.cancel()
        watching.cancel()
        await bot.close()
        bot.metrics.stop()
    if running.done() or not told.is_set():
        await running
    else:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    _log.info("stopped")


async def _start(bot: WhosaidBot, token: str) -> None:
    try:
        await bot.start(token)
    except discord.LoginFailure as refused:
        raise TokenRefused(f"Discord does not take the token. {WHERE}.") from refused
    except (aiohttp.ClientConnectionError, discord.GatewayNotFound) as lost:
        raise Unreachable(
            f"Discord cannot be reached ({type(lost).__name__}). Check the connection, a proxy or "
            "firewall, and https://discordstatus.com, then start again."
        ) from lost
