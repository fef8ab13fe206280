"""A crowd that does things at random, in channels that deny the bot one thing or another: nothing goes wrong."""

from __future__ import annotations

import random
from typing import Any

import discord
import pytest
from simcord import BackendError

from bot.discord import WhosaidBot

pytestmark = pytest.mark.simcord(settle_timeout=60)
TEXTS = (
    "What happened to the Hallow Bridge?", "Who is Tobias Renn?", "thanks", "and the Gazette?", "who said that?",
    "show the rest", "when was that?", "Did the mayor refuse to open the Skerry Regatta?", "other outlets?",
    "How many jobs will Kestrel Ferries cut?", "@everyone?", "What did The Guardian say about the bridge?",
    "since May 2024?", "what about Edda Quillan?", "We looked twice", "😀", "**", "a" * 250,
    "is that disputed?", "so who is right?", "who else says so?", "What did the Lantren say about the refusal?", "yes",
    "compare the Marrowby Courier and the Tarnside Gazette on the bridge", "“We looked twice because we did not believe"
    " the first reading” who said this?", "What will the weather be tomorrow?", "Qui est le maire ?", "help",
)  # fmt: skip
DENIED = ("embed_links", "read_message_history", "send_messages", "attach_files")
COMMANDS = (
    ("ask", "question"), ("who-said", "text"), ("coverage", "topic"), ("compare", "topic"),
    ("article", "title"), ("outlets", "name"), ("about", None), ("help", None),
)  # fmt: skip
SETTINGS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("answers", {"allowed": True, "mentions": True}), ("answers", {"allowed": False}), ("private", {"on": True}),
    ("private", {"on": False}), ("outlets", {"names": "The Lantern"}), ("outlets", {}), ("period", {"days": 3}),
    ("period", {"days": 0}), ("reset", {}), ("show", {}),
)  # fmt: skip


class Crowd:
    """Members who act at random; ``copies`` are the messages that only one of them can see."""

    def __init__(self, world: Any, restart: Any, dice: random.Random) -> None:
        self.world, self.restart, self.dice = world, restart, dice
        role = world.guild.create_role(
            "Editors", permissions=discord.Permissions(manage_guild=True)
        )
        self.admin = world.guild.add_member(world.env.create_user("carol"), roles=[role])
        self.people = [world.alice, world.bob, self.admin]
        self.channels = [world.channel, *map(self._denying, DENIED)]
        self.copies: list[tuple[Any, Any]] = []
        self.pressed: set[str] = set()

    def _denying(self, permission: str) -> Any:
        denied = discord.PermissionOverwrite(**{permission: False})
        overwrites = {self.world.bot.user: denied}
        return self.world.guild.create_text_channel(permission, overwrites=overwrites)

    async def act(self) -> None:
        """Let somebody do something."""
        acts = [self.mention] * 4 + [self.press] * 6 + [self.edit, self.command, self.menu] * 2
        acts += [self.delete, self.set, self.wait, self.moderate, self.begin_anew]
        channel, member = self.dice.choice(self.channels), self.dice.choice(self.people)
        await self.dice.choice(acts)(channel, member, channel.history())

    async def mention(self, channel: Any, member: Any, history: list[Any]) -> None:
        """Ask in a message, some in reply to another."""
        more = (
            {"reply_to": self.dice.choice(history)} if history and self.dice.random() < 0.4 else {}
        )
        await member.send(channel, f"{self.world.me} {self.dice.choice(TEXTS)}", **more)

    async def press(self, channel: Any, member: Any, history: list[Any]) -> None:
        """Press a button, and send off the form that it opens."""
        everything = [one for where in self.channels for one in where.history()]
        shown = [(member, one) for one in everything if one.components] + self.copies[-5:]
        if not shown:
            return
        member, message = self.dice.choice(shown)
        buttons = [part for row in message.components for part in children(row)]
        if not buttons:
            return
        label = self.dice.choice(buttons)
        self.pressed.add(label)
        result = await member.click(message, label=label)
        if result.modal:
            row = result.modal["components"][0]
            part = row["components"][0] if "components" in row else row["component"]
            written = {part["custom_id"]: self.dice.choice(TEXTS)}
            result = await member.submit_modal(result, written)
        self.note(member, result)

    async def edit(self, channel: Any, member: Any, history: list[Any]) -> None:
        """Change one's words, with or without the mention."""
        mine = [one for one in history if one.author.id == member.id]
        if mine:
            opening = self.dice.choice((self.world.me, ""))
            await member.edit(self.dice.choice(mine), f"{opening} {self.dice.choice(TEXTS)}")

    async def delete(self, channel: Any, member: Any, history: list[Any]) -> None:
        """Take one's words back."""
        mine = [one for one in history if one.author.id == member.id]
        if mine:
            await member.delete(self.dice.choice(mine))

    async def command(self, channel: Any, member: Any, history: list[Any]) -> None:
        """Use a command."""
        name, option = self.dice.choice(COMMANDS)
        options: dict[str, Any] = {option: self.dice.choice(TEXTS)} if option else {}
        if option and name != "outlets" and self.dice.random() < 0.4:
            options["private"] = self.dice.random() < 0.5
        self.note(member, await member.slash(channel, name, **options))

    async def menu(self, channel: Any, member: Any, history: list[Any]) -> None:
        """Use the menu of a message."""
        if history:
            name = self.dice.choice(("Check this quote", "Ask about this"))
            await member.context_menu(channel, name, self.dice.choice(history))

    async def set(self, channel: Any, member: Any, history: list[Any]) -> None:
        """Change a setting of the server or of a channel."""
        name, options = self.dice.choice(SETTINGS)
        if self.dice.random() < 0.5:
            options = {**options, "channel": self.dice.choice(self.channels)}
        await self.admin.slash(channel, f"settings {name}", **options)
        if self.dice.random() < 0.5:
            for where in ({}, {"channel": options.get("channel", self.world.channel)}):
                await self.admin.slash(channel, "settings reset", **where)

    async def wait(self, channel: Any, member: Any, history: list[Any]) -> None:
        """Let time pass."""
        await self.world.env.advance_time(self.dice.choice((1, 10, 60)))

    async def moderate(self, channel: Any, member: Any, history: list[Any]) -> None:
        """Delete a message of anybody's."""
        if history:
            self.world.env.backend.delete_message(channel.id, self.dice.choice(history).id)
            await self.world.env.settle()

    async def begin_anew(self, channel: Any, member: Any, history: list[Any]) -> None:
        """Restart the bot, now and then."""
        if self.dice.random() < 0.1:
            await self.restart()

    def note(self, member: Any, result: Any) -> None:
        """Remember what only its reader can see."""
        if result.response is not None and result.ephemeral:
            self.copies.append((member, result.response))


def children(row: Any) -> list[str]:
    """Return the labels of a row of buttons."""
    parts = row["components"] if isinstance(row, dict) else row.to_dict()["components"]
    return [part["label"] for part in parts]


async def let_loose(world: Any, bot_settings: Any, service: Any, seed: int, acts: int) -> None:
    """Let a crowd act; whatever the bot is asked, it knows an answer, and each body is valid."""

    async def restart() -> None:
        await world.env.restart_bot(WhosaidBot(bot_settings, lambda: service))

    crowd = Crowd(world, restart, random.Random(seed))
    for channel in crowd.channels:
        await world.alice.send(channel, f"{world.me} {TEXTS[0]}")
    for _ in range(acts):
        try:
            await crowd.act()
        except (
            BackendError
        ) as gone:  # what a member could not do either: the message went meanwhile
            assert "Unknown Message" in str(gone)
    assert world.env.errors == []
    bodies = [str(one.json) for one in world.env.http_requests]
    assert len(bodies) > acts / 2 and len(crowd.pressed) > 4
    assert not [body for body in bodies if "Something went wrong" in body]


async def test_a_crowd_finds_nothing_that_goes_wrong(world, bot_settings, service) -> None:
    await let_loose(world, bot_settings, service, seed=3, acts=70)


@pytest.mark.campaign
@pytest.mark.parametrize("seed", range(2, 22))
async def test_twenty_crowds_find_nothing_that_goes_wrong(
    world, bot_settings, service, seed
) -> None:
    await let_loose(world, bot_settings, service, seed=seed, acts=300)
