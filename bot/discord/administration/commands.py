"""``/archive``: the state of the archive and verifying it, for who manages the server; changing it, for its owners."""

from __future__ import annotations

import asyncio
import time

import discord
import structlog
from discord import app_commands
from discord.ext import commands

from bot import wording
from bot.discord.administration import additions
from bot.discord.administration.additions import Addition
from bot.discord.administration.builds import new_log, start_build
from bot.discord.administration.feeds import fetch_feed
from bot.discord.administration.progress import Rebuilding, progress_embed
from bot.discord.administration.snapshots import age_of, snapshot_lines, verified_lines
from bot.discord.administration.trust import REFUSED, may_change_archive
from bot.discord.answering.sending import put
from bot.discord.core import Core
from bot.discord.rendering import limits
from bot.discord.rendering.answers import footer
from bot.discord.rendering.colours import NEUTRAL
from bot.discord.rendering.frames import lines_that_fit, short
from bot.discord.reporting import faults
from bot.discord.reporting.notices import tell
from bot.memory.database import BotDatabase
from bot.memory.records import Rebuild
from index.building.sealing import described, use_snapshot
from index.errors import UsageError, WhosaidError
from index.snapshot.layout import snapshot_ids

RUNNING = "A build is running already; its message shows how far it is."
NO_SNAPSHOT = "There is no snapshot. `/archive rebuild` builds one."
STEPS = (
    "A snapshot is one finished build of all articles. `/archive add` adds articles and builds, "
    "`/archive rebuild` builds anew, `/archive rollback` puts an earlier snapshot into service, "
    "`/archive verify` checks them all."
)
WAITING = (
    "A build is running already. What you added waits for the next one: "
    "use `/archive rebuild` when this one is over."
)
UNSEEN = (
    "I may not see this channel, so this message will stay as it is: "
    "`/archive status` tells whether the build is over."
)
_FURTHER = (
    "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
)  # fmt: skip
VERIFYING = "The archive is being checked already. Please wait for that to end."
_log = structlog.get_logger("whosaid.discord")


@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
class Administering(commands.GroupCog, group_name="archive"):
    """Looking after the archive."""

    def __init__(self, bot: Core, rebuilding: Rebuilding) -> None:
        self.bot = bot
        self.rebuilding = rebuilding
        self._verifying = asyncio.Lock()
        self._starting = asyncio.Lock()

    @app_commands.command(
        description="Which snapshots there are, which is in service, what is being built"
    )
    async def status(self, interaction: discord.Interaction) -> None:
        """Show the state of the archive."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        lines = await asyncio.to_thread(snapshot_lines, self.bot.settings.index.folder)
        stamp = await self.bot.stamp()
        embed = discord.Embed(title="The archive", colour=NEUTRAL)
        embed.description = "\n".join(lines_that_fit(lines, limits.DESCRIPTION)) or NO_SNAPSHOT
        running = await self.bot.kept(BotDatabase.open_rebuilds)
        building = [f"since <t:{int(one.started)}:R>, in <#{one.channel}>" for one in running]
        embed.add_field(name="Being built", value="\n".join(building) or "nothing", inline=False)
        embed.add_field(name="Questions waiting", value=str(self.bot.desk.waiting), inline=False)
        steps = STEPS if may_change_archive(self.bot, interaction) else REFUSED
        embed.add_field(name="What you can do", value=steps, inline=False)
        embed.set_footer(text=footer(stamp.id, stamp))
        await interaction.edit_original_response(embed=embed)

    @app_commands.command(
        description="Build a new snapshot from the articles; questions are answered meanwhile"
    )
    @app_commands.describe(again="Do every article again, not only what changed")
    async def rebuild(self, interaction: discord.Interaction, again: bool = False) -> None:
        """Start a build and show its progress."""
        if await self._refused(interaction):
            return
        await interaction.response.defer(thinking=True)
        await self._build(interaction, again=again)

    @app_commands.command(description="Add articles: attach files, or name a feed; then build")
    @app_commands.describe(
        file="Text, Markdown, JSON, JSONL, HTML or a feed, also packed (.gz)",
        **dict.fromkeys(_FURTHER, "A further file"),
        feed="The address of an RSS or Atom feed",
    )
    async def add(
        self,
        interaction: discord.Interaction,
        file: discord.Attachment | None = None,
        second: discord.Attachment | None = None,
        third: discord.Attachment | None = None,
        fourth: discord.Attachment | None = None,
        fifth: discord.Attachment | None = None,
        sixth: discord.Attachment | None = None,
        seventh: discord.Attachment | None = None,
        eighth: discord.Attachment | None = None,
        ninth: discord.Attachment | None = None,
        tenth: discord.Attachment | None = None,
        feed: str | None = None,
    ) -> None:
        """Check and keep articles, then build."""
        if await self._refused(interaction):
            return
        await interaction.response.defer(thinking=True)
        given = (file, second, third, fourth, fifth, sixth, seventh, eighth, ninth, tenth)
        files = [one for one in given if one is not None]
        try:
            added = await self._keep(files, feed)
        except WhosaidError as wrong:
            await interaction.edit_original_response(
                content=f"Nothing was added: {short(str(wrong), 600)}"
            )
            return
        words = f"Added {wording.count_words(added.articles, 'article')}."
        if added.problems:
            words += f" Left out: {short('; '.join(added.problems), 500)}"
        await self._build(interaction, again=False, words=words)

    @app_commands.command(description="Put an earlier snapshot into service; it is checked first")
    @app_commands.describe(snapshot="Which one")
    async def rollback(self, interaction: discord.Interaction, snapshot: str) -> None:
        """Go back to an earlier snapshot."""
        if await self._refused(interaction):
            return
        await interaction.response.defer(ephemeral=True, thinking=True)
        folder = self.bot.settings.index.folder
        try:
            if snapshot not in await asyncio.to_thread(snapshot_ids, folder):
                raise UsageError(f"there is no snapshot {snapshot}")
            await asyncio.to_thread(use_snapshot, folder, snapshot)
        except WhosaidError as wrong:
            text = f"Nothing was changed: {short(str(wrong), 600)}"
        else:
            text = f"Snapshot {short(snapshot, 40)} is in service. Answers come from it within seconds."
        await interaction.edit_original_response(content=text)

    @rollback.autocomplete("snapshot")
    async def _snapshot_choices(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        folder = self.bot.settings.index.folder
        rows = await asyncio.to_thread(described, folder)
        return [
            app_commands.Choice(name=f"{name}, built {age_of(built)}", value=name)
            for name, built, _, _ in rows
            if name.startswith(typed.strip())
        ][: limits.CHOICES]

    @app_commands.command(description="Check every byte of every snapshot")
    async def verify(self, interaction: discord.Interaction) -> None:
        """Verify all snapshots, off the loop, one member at a time."""
        if self._verifying.locked():
            await tell(interaction, VERIFYING)
            return
        await interaction.response.defer(ephemeral=True, thinking=True)
        async with self._verifying:
            lines = await asyncio.to_thread(verified_lines, self.bot.settings.index.folder)
        embed = discord.Embed(title="Verified", colour=NEUTRAL)
        embed.description = "\n".join(lines_that_fit(lines, limits.DESCRIPTION)) or NO_SNAPSHOT
        await interaction.edit_original_response(embed=embed)

    async def _refused(self, interaction: discord.Interaction) -> bool:
        """Tell a member who may not change the archive so; note who does."""
        may = may_change_archive(self.bot, interaction)
        command = interaction.command.name if interaction.command else None
        _log.info(
            "archive", command=command, allowed=may, member=interaction.user.id,
            guild=interaction.guild_id,
        )  # fmt: skip
        if not may:
            await tell(interaction, REFUSED)
        return not may

    async def _keep(self, files: list[discord.Attachment], feed: str | None) -> additions.Added:
        for one in files:
            if problem := additions.checked_name(one.filename, one.size):
                raise UsageError(problem)
        given = [Addition(name=one.filename, data=await one.read()) for one in files]
        if feed:
            given.append(await fetch_feed(feed))
        if not given:
            raise UsageError("attach a file or name a feed")
        return await additions.keep_apart(self.bot.settings, given)

    async def _build(
        self, interaction: discord.Interaction, *, again: bool, words: str | None = None
    ) -> None:
        async with self._starting:  # so that two who ask at once start one build
            if await self.bot.kept(BotDatabase.open_rebuilds):
                text = f"{words} {WAITING}" if words else RUNNING
                await put(interaction, content=text)
            else:
                await self._start(interaction, again=again, words=words)

    async def _start(
        self, interaction: discord.Interaction, *, again: bool, words: str | None
    ) -> None:
        """Start a build, once there is a message in which its progress can be shown."""
        begun = time.time()
        if not interaction.app_permissions.view_channel:
            words = f"{words} {UNSEEN}" if words else UNSEEN
        embed = progress_embed("Building: starting", begun)
        message = await put(interaction, content=words, embed=embed)
        if message is None:
            return
        log = new_log(self.bot.settings)
        try:
            process = await asyncio.to_thread(start_build, self.bot.settings, log, again=again)
        except OSError as wrong:
            await put(interaction, content=faults.report(wrong, command="rebuild"), embed=None)
            return
        rebuild = Rebuild(
            channel=message.channel.id, message=message.id, member=interaction.user.id,
            process=process, log=log, started=begun,
        )  # fmt: skip
        await self.rebuilding.follow(rebuild)
