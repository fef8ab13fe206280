"""``/settings``: how the bot behaves in a server and in each channel. For members who manage the server."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot import wording
from bot.discord.admission import door
from bot.discord.admission.cooldowns import wait_words
from bot.discord.core import Core
from bot.discord.rendering.colours import NEUTRAL
from bot.discord.rendering.frames import short
from bot.memory.database import BotDatabase, Preferences
from config.settings import DiscordSettings

_MOST_SECONDS = 3600
_MOST_CHANNELS = 30
_NEEDED = (
    ("view_channel", "View Channels", "to see questions"),
    ("send_messages", "Send Messages", "to answer mentions and replies"),
    ("send_messages_in_threads", "Send Messages in Threads", "to answer in threads and forums"),
    ("embed_links", "Embed Links", "to show quotes set off, with their links"),
    ("attach_files", "Attach Files", "to give long texts and pictures"),
    ("read_message_history", "Read Message History", "to reply and to follow a talk"),
)
CHANGING = (
    "`/settings answers`, `private`, `outlets`, `period` and `cooldown`, each with a channel or for the whole server; "
    "what is set for a channel goes before what is set for the server. `/settings reset` takes back all that is "
    "set for the server, or for one channel."
)
_FIELDS = ("answers", "mentions", "private", "outlets", "days", "cooldown", "server_cooldown")


class AnswerableChannel(app_commands.Transformer):
    """A channel that members can ask in: of the kinds in Discord's description of its commands."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        """The kind of option."""
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        """The kinds of channel that are offered."""
        kinds = discord.ChannelType
        return [kinds.text, kinds.news, kinds.voice, kinds.stage_voice, kinds.forum]

    async def transform(
        self, interaction: discord.Interaction, value: Any, /
    ) -> app_commands.AppCommandChannel:
        """Take the channel as it comes."""
        return value  # type: ignore[no-any-return]


Channel = app_commands.Transform[app_commands.AppCommandChannel, AnswerableChannel]


@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
class ServerSettings(commands.GroupCog, group_name="settings"):
    """Settings of a server, and of a channel over them."""

    def __init__(self, bot: Core) -> None:
        self.bot = bot

    @app_commands.command(
        description="Show the settings of this server or of a channel, and the permissions I lack"
    )
    @app_commands.describe(channel="Of this channel (none: of the server)")
    async def show(self, interaction: discord.Interaction, channel: Channel | None = None) -> None:
        """Show the settings."""
        await self._show(interaction, channel)

    @app_commands.command(description="May members ask here? Also whether I answer mentions")
    @app_commands.describe(
        allowed="Whether I answer at all",
        mentions="Whether I answer mentions and replies (commands always work where I answer)",
        channel="Only for this channel (none: for the server)",
    )
    async def answers(
        self,
        interaction: discord.Interaction,
        allowed: bool,
        mentions: bool | None = None,
        channel: Channel | None = None,
    ) -> None:
        """Set where the bot answers."""
        changes: dict[str, Any] = {"answers": allowed}
        if mentions is not None:
            changes["mentions"] = mentions
        await self._set(interaction, channel, **changes)

    @app_commands.command(
        description="Show answers to commands to the asker alone, unless they ask otherwise?"
    )
    @app_commands.describe(on="Private by default", channel="Only for this channel")
    async def private(
        self, interaction: discord.Interaction, on: bool, channel: Channel | None = None
    ) -> None:
        """Set whether answers are private by default."""
        await self._set(interaction, channel, private=on)

    @app_commands.command(description="Which outlets are searched where the asker names none?")
    @app_commands.describe(names="Set apart by commas; empty: all", channel="Only for this channel")
    async def outlets(
        self,
        interaction: discord.Interaction,
        names: str | None = None,
        channel: Channel | None = None,
    ) -> None:
        """Set the default outlets."""
        wanted = {
            name: await self.bot.outlets.named(name) for name in self.bot.outlets.split(names)
        }
        if unknown := [name for name, known in wanted.items() if known is None]:
            held = [entry.name for entry in await self.bot.outlets.entries()]
            alike = short(wording.alike_words(unknown, held) or "", 200)
            text = f"Not in this archive: {short(wording.joined(unknown), 300)}. Nothing was changed. {alike}"
            await interaction.response.send_message(text.rstrip(), ephemeral=True)
            return
        await self._set(interaction, channel, outlets=list(dict.fromkeys(wanted.values())))

    @outlets.autocomplete("names")
    async def _outlet_choices(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        return await self.bot.outlets.choices(interaction, typed)

    @app_commands.command(description="How far back is searched where the asker gives no days?")
    @app_commands.describe(
        days="So many days up to today; 0: no limit", channel="Only for this channel"
    )
    async def period(
        self,
        interaction: discord.Interaction,
        days: app_commands.Range[int, 0, 36_500],
        channel: Channel | None = None,
    ) -> None:
        """Set the default period."""
        await self._set(interaction, channel, days=days)

    @app_commands.command(description="How long do members, or the server, wait between questions?")
    @app_commands.describe(
        seconds="Between two questions of a member",
        server_seconds="Between two questions of the whole server",
        channel="Only for this channel",
    )
    async def cooldown(
        self,
        interaction: discord.Interaction,
        seconds: app_commands.Range[float, 0, _MOST_SECONDS],
        server_seconds: app_commands.Range[float, 0, _MOST_SECONDS] | None = None,
        channel: Channel | None = None,
    ) -> None:
        """Set the cooldowns."""
        changes: dict[str, Any] = {"cooldown": seconds}
        if server_seconds is not None:
            changes["server_cooldown"] = server_seconds
        await self._set(interaction, channel, **changes)

    @app_commands.command(description="Take back all settings of the server, or of a channel")
    @app_commands.describe(channel="Only of this channel (none: of the server)")
    async def reset(self, interaction: discord.Interaction, channel: Channel | None = None) -> None:
        """Go back to the defaults."""
        await self._set(interaction, channel, **dict.fromkeys(_FIELDS))

    async def _set(
        self, interaction: discord.Interaction, channel: Channel | None, **changes: Any
    ) -> None:
        guild = interaction.guild_id or 0
        for name, value in changes.items():
            await self.bot.kept(
                BotDatabase.set_preference, guild, channel.id if channel else None, name, value
            )
        self.bot.forget_preferences()
        await self._show(interaction, channel)

    async def _show(self, interaction: discord.Interaction, channel: Channel | None) -> None:
        guild = interaction.guild_id or 0
        kept = await self.bot.kept(BotDatabase.preferences, guild, channel.id if channel else None)
        where = f"#{channel.name}" if channel else "this server"
        embed = discord.Embed(title=short(f"Settings of {where}", 250), colour=NEUTRAL)
        lines = in_words(kept, self.bot.settings.discord)
        embed.description = "\n".join(f"- {name}: **{value}**" for name, value in lines)
        if interaction.guild is not None:
            lacking = lacking_words(interaction.guild, channel)
            embed.add_field(name="My permissions", value=lacking, inline=False)
        if channel is None and (own := await self.bot.kept(BotDatabase.channels_set, guild)):
            named = wording.joined([f"<#{number}>" for number in own], most=_MOST_CHANNELS)
            embed.add_field(name="Channels with settings of their own", value=named, inline=False)
        embed.add_field(name="Changing them", value=CHANGING, inline=False)
        await interaction.response.send_message(embed=embed, ephemeral=True)


def lacking_words(guild: discord.Guild, channel: app_commands.AppCommandChannel | None) -> str:
    """Say which permissions the bot lacks in a channel or a server, and what for."""
    where = guild.get_channel(channel.id) if channel else None
    have = where.permissions_for(guild.me) if where else guild.me.guild_permissions
    lacking = [f"- *{name}*: {use}" for flag, name, use in _NEEDED if not getattr(have, flag)]
    return "\n".join(["I lack:", *lacking]) if lacking else "I have all that I need."


def in_words(kept: Preferences, defaults: DiscordSettings) -> Iterator[tuple[str, str]]:
    """Yield each setting's name and what it is, in words."""
    yield "Answers questions", "yes" if kept.answers else "no"
    yield "Answers mentions and replies", "yes" if door.answers_mentions(kept, defaults) else "no"
    yield "Shows answers to commands to", "the asker alone" if kept.private else "everybody"
    outlets = short(wording.joined(kept.outlets), 900) if kept.outlets else "all outlets"
    yield "Searches, where no outlet is named", outlets
    days = f"the last {wording.count_words(kept.days, 'day')}" if kept.days else "all days"
    yield "Searches, where no days are given", days
    seconds = defaults.cooldown_seconds if kept.cooldown is None else kept.cooldown
    yield "Wait between a member's questions", wait_words(seconds) if seconds else "none"
    server = kept.server_cooldown
    yield "Wait between the server's questions", wait_words(server) if server else "none"
