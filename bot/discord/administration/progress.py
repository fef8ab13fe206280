"""Following builds in their messages: progress, a button to stop, the end; also after a restart of the bot."""

from __future__ import annotations

import asyncio
import dataclasses
import re
from typing import Self

import discord
import structlog
from discord.ext import commands, tasks

from bot.discord.administration.builds import BuildState, build_state, stop_build
from bot.discord.administration.trust import REFUSED, may_change_archive
from bot.discord.core import Core
from bot.discord.rendering.colours import NEUTRAL, WARNING
from bot.discord.rendering.frames import short
from bot.discord.reporting import faults
from bot.discord.reporting.notices import tell
from bot.memory.database import BotDatabase
from bot.memory.records import Rebuild
from index.errors import WhosaidError

SECONDS = 4.0
"""Between two looks at a build: within Discord's rate for edits of a message."""
_FOLDERS = re.compile(r"(?<![\w/:.])/(?:[^/:;\n]+/)+")
_log = structlog.get_logger("whosaid.discord")


class StopButton(
    discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]],
    template=r"whosaid:stop_build:(?P<number>\d+)",
):
    """Stops a build; for members who may change the archive."""

    def __init__(self, number: int) -> None:
        custom_id = f"whosaid:stop_build:{number}"
        style = discord.ButtonStyle.danger
        super().__init__(discord.ui.Button(label="Stop building", style=style, custom_id=custom_id))
        self.number = number

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction,
        item: discord.ui.Item[discord.ui.View],
        match: re.Match[str],
        /,
    ) -> Self:
        """Make the button anew from its id."""
        return cls(int(match["number"]))

    async def callback(self, interaction: discord.Interaction) -> None:
        """Stop the build, if the member may."""
        bot: Core = interaction.client  # type: ignore[assignment]
        if not may_change_archive(bot, interaction):
            await tell(interaction, REFUSED)
            return
        running = await bot.kept(BotDatabase.open_rebuilds)
        found = next((one for one in running if one.number == self.number), None)
        if found is None:
            await tell(interaction, "This build is over.")
            return
        await asyncio.to_thread(stop_build, found.process)
        await tell(interaction, "I am stopping the build. What is finished of it is kept.")


class Rebuilding(commands.Cog):
    """Looks at the builds under way every few seconds, and not at all while there are none."""

    def __init__(self, bot: Core) -> None:
        self.bot = bot
        self._said: dict[int, str] = {}

    async def cog_load(self) -> None:
        """Take up the builds that were under way when the bot stopped."""
        if await self.bot.kept(BotDatabase.open_rebuilds):
            self.look.start()

    async def cog_unload(self) -> None:
        """Look no more; the builds go on."""
        self.look.cancel()

    async def follow(self, rebuild: Rebuild) -> None:
        """Show a build's progress in its message from now on."""
        number = await self.bot.kept(BotDatabase.add_rebuild, rebuild)
        if not self.look.is_running():
            self.look.start()
        await self._show(dataclasses.replace(rebuild, number=number))

    @tasks.loop(seconds=SECONDS)
    async def look(self) -> None:
        """Show how far every build is; what goes wrong with that (a full disk, say) may go well at the next look."""
        try:
            await self._show_all()
        except WhosaidError as fault:
            faults.report(fault, task="builds")

    async def _show_all(self) -> None:
        for rebuild in await self.bot.kept(BotDatabase.open_rebuilds):
            await self._show(rebuild)
        if not await self.bot.kept(BotDatabase.open_rebuilds):
            self.look.stop()

    async def _show(self, rebuild: Rebuild) -> None:
        state = await asyncio.to_thread(build_state, rebuild.process, rebuild.log)
        if not state.running:
            await self.bot.kept(BotDatabase.end_rebuild, rebuild.number)
        text = state_words(state)
        if self._said.get(rebuild.number) == text:
            return
        self._said[rebuild.number] = text
        view = discord.ui.View(timeout=None)
        if state.running:
            view.add_item(StopButton(rebuild.number))
        else:
            self._said.pop(rebuild.number, None)
        channel = self.bot.get_partial_messageable(rebuild.channel)
        try:
            await channel.get_partial_message(rebuild.message).edit(
                embed=progress_embed(text, rebuild.started, failed=bool(state.code)), view=view
            )
        except discord.HTTPException as lost:
            faults.unsent(lost, channel=rebuild.channel)


def state_words(state: BuildState) -> str:
    """Say how far a build is, or how it ended."""
    if state.running:
        return f"Building: {short(without_folders(state.line), 300)}"
    lines = "\n".join(short(without_folders(line), 300) for line in state.summary)
    if state.code == 0:
        return f"Built.\n{lines}"
    if state.code in (130, 143):
        return "Stopped. What is finished is kept; the next build goes on from there."
    if state.code in (None, 137):
        return (
            "The build was cut off: by a restart of the machine that I run on, or for want of memory. What is "
            f"finished is kept; `/archive rebuild` goes on from there.\n{lines}"
        )
    return f"The build failed; the snapshot in service stays.\n{lines}"


def without_folders(line: str) -> str:
    """Return a line of a build with the names of files alone: everybody in the channel reads it."""
    return _FOLDERS.sub("", line.removeprefix("build_index.py: "))


def progress_embed(text: str, started: float, *, failed: bool = False) -> discord.Embed:
    """Return the embed that shows a build."""
    description = f"{text}\n\nStarted <t:{int(started)}:R>."
    colour = WARNING if failed else NEUTRAL
    return discord.Embed(title="Building the archive", description=description, colour=colour)
