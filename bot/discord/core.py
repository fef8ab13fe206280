"""The bot without what members can use of it: what it connects with, how it starts and how it stops."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import Any, TypeVar

import discord
import structlog
from discord import app_commands
from discord.ext import commands

from bot.discord.admission.cooldowns import Cooldowns
from bot.discord.admission.presses import Presses
from bot.discord.rendering.answers import SnapshotStamp
from bot.discord.rendering.frames import short
from bot.discord.reporting import faults, logs
from bot.discord.reporting.metrics import Metrics
from bot.discord.reporting.notices import tell
from bot.discord.service.desk import Desk
from bot.discord.service.facts import Facts
from bot.discord.service.outlets import OutletList
from bot.discord.service.titles import search_titles
from bot.memory.database import BotDatabase, Preferences
from bot.serving.own_process import OwnProcess, SameProcess, ServicePlace
from bot.serving.service import AnsweringService
from bot.wording.renewal import renewal_words
from config.settings import Settings

FINISH_SECONDS = 15.0
"""How long answers in flight may take to finish when the bot is told to stop."""
_REMEMBERED_PLACES = 10_000
_log = structlog.get_logger("whosaid.discord")

Result = TypeVar("Result")
AnyCommand = app_commands.Command[Any, Any, Any] | app_commands.ContextMenu


def intents() -> discord.Intents:
    """Return the few intents needed, none of them privileged.

    Discord delivers the text of messages that mention the bot, of replies to it that ping it, and of direct
    messages without the privileged message content intent.
    """
    return discord.Intents(guilds=True, guild_messages=True, dm_messages=True)


class Core(commands.AutoShardedBot, commands.Bot):
    """The bot as its parts know it; ``WhosaidBot`` adds what members can use.

    Nothing is connected or loaded before it is started.
    """

    def __init__(
        self, settings: Settings, make_service: Callable[[], AnsweringService] | None = None
    ) -> None:
        """Make the bot. The answering service works in processes of its own, or, where ``make_service``
        is given, in this one.
        """
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            intents=intents(),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            shard_count=1,
        )
        self.settings = settings
        self.desk = Desk(service_places(settings, make_service), limit=settings.discord.queue)
        self.cooldowns = Cooldowns()
        self.presses = Presses()
        self.metrics = Metrics()
        self.facts = Facts(self.desk)
        self.outlets = OutletList(self.facts)
        self.started = time.time()
        self.closing = False
        self.actions: Mapping[str, Callable[..., Awaitable[None]]] = {}
        """What each button under an answer does, by its name; it is given the press."""
        self._database: BotDatabase | None = None
        self._database_thread = ThreadPoolExecutor(1, "whosaid-database")
        self._preferences: dict[tuple[int, int], Preferences] = {}
        self._working = 0
        self._idle = asyncio.Event()
        self.tree.error(self._command_failed)

    async def setup_hook(self) -> None:
        """Open the database and the archive, off the loop, and make the commands known."""
        loop = asyncio.get_running_loop()
        if self._database is None:
            path, days = self.settings.discord.database, self.settings.discord.keep_days
            self._database = await loop.run_in_executor(
                self._database_thread, lambda: BotDatabase(path, keep_days=days)
            )
        await self.desk.open()
        facts = await self.facts.current()
        _log.info("opened", snapshot=facts.id, built=facts.built.isoformat())
        if facts.outdated:
            _log.warning(renewal_words(self.settings.index.folder))
        await self.desk.peek(search_titles, "")  # so that the first to type waits for no titles
        await self.equip()
        await self.tree.sync()

    async def equip(self) -> None:
        """Add what members can use; a second call changes nothing. The core has nothing of that."""

    async def launch_shards(self) -> None:
        """Ask Discord how many shards to run; the one of the constructor only makes the bot whole before."""
        self.shard_count = None  # type: ignore[assignment]  # discord.py's own way to say "ask"
        await super().launch_shards()

    async def kept(self, method: Callable[..., Result], *arguments: Any, **named: Any) -> Result:
        """Call a method of ``BotDatabase`` in its thread: ``await bot.kept(BotDatabase.answer, 3)``."""
        database = self._database
        if database is None:
            raise RuntimeError("the bot has not been started")
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(
            self._database_thread, lambda: method(database, *arguments, **named)
        )

    async def preferences(self, guild: int | None, channel: int) -> Preferences:
        """Return what holds in a channel, from memory where it was asked for before."""
        key = (guild or 0, channel)
        if key not in self._preferences:
            if len(self._preferences) >= _REMEMBERED_PLACES:
                self._preferences.clear()
            self._preferences[key] = await self.kept(BotDatabase.preferences, guild, channel)
        return self._preferences[key]

    def forget_preferences(self) -> None:
        """Read all settings of servers anew: one of them was changed."""
        self._preferences.clear()

    async def stamp(self, snapshot: str | None = None) -> SnapshotStamp:
        """Return the current snapshot's id, time and outlets; nothing is read where it is ``snapshot``."""
        facts = await self.facts.current(snapshot)
        return SnapshotStamp(id=facts.id, built=facts.built, outlets=facts.names)

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Count a piece of work that is to be finished before the bot stops."""
        self._working += 1
        self._idle.clear()
        try:
            yield
        finally:
            self._working -= 1
            if not self._working:
                self._idle.set()

    async def close(self) -> None:
        """Take no more questions, finish those in flight, then disconnect."""
        if not self.closing:
            self.closing = True
            await self._finish_work()
        await super().close()
        self.desk.close()
        if self._database is not None:
            self._database.close()
            self._database = None
        self._database_thread.shutdown(wait=False)

    async def _finish_work(self) -> None:
        if not self._working:
            return
        _log.info("finishing", answers=self._working)
        try:
            await asyncio.wait_for(self._idle.wait(), FINISH_SECONDS)
        except TimeoutError:
            _log.warning("unfinished", answers=self._working)

    async def on_app_command_completion(
        self, interaction: discord.Interaction, command: AnyCommand
    ) -> None:
        """Count a command."""
        self.metrics.commands.labels(command.qualified_name).inc()

    async def on_ready(self) -> None:
        """Note that the bot is connected, also after a cut that could not be resumed."""
        _log.info("ready", servers=len(self.guilds), shards=len(self.shards))

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Forget a server that the bot was taken from."""
        await self.kept(BotDatabase.forget_guild, guild.id)
        self.forget_preferences()

    async def on_message(self, message: discord.Message, /) -> None:
        """Keep discord.py from looking for text commands: there are none."""

    async def on_error(self, event_method: str, /, *arguments: Any, **named: Any) -> None:
        """Log a fault of an event; nobody waits for a text."""
        import sys

        fault = sys.exc_info()[1]
        if fault is not None:
            faults.report(fault, event=event_method)

    async def _command_failed(
        self, interaction: discord.Interaction, fault: app_commands.AppCommandError
    ) -> None:
        cause = getattr(fault, "original", fault)
        if isinstance(fault, app_commands.CheckFailure):
            text = "You may not use this command here."
        elif isinstance(fault, app_commands.TransformerError):
            text = f"I cannot read {short(str(fault.value), 80)}: please choose again."
        else:
            text = faults.report(cause, command=interaction.command and interaction.command.name)
        await tell(interaction, text)


def service_places(
    settings: Settings, make_service: Callable[[], AnsweringService] | None
) -> list[ServicePlace]:
    """Return where the answering service works; a process of its own never sees the token.

    There are no more processes than cores: they would only wait for each other.
    """
    if make_service is not None:
        return [SameProcess(make_service)]
    hidden = settings.model_copy(
        update={"discord": settings.discord.model_copy(update={"token": None})}
    )
    return [
        OwnProcess(
            partial(AnsweringService.warm, hidden),
            prepare=partial(logs.set_up, settings.discord.log_level, None),
        )
        for _ in range(min(settings.discord.processes, os.cpu_count() or 1))
    ]
