"""Where the bot does not answer, what it shows to one member alone, and work in flight when it is told to stop."""

from __future__ import annotations

import asyncio
import os
import signal

import discord
import pytest

from tests.discord.running_bot import answers, running_bot

pytestmark = pytest.mark.simcord(settle_timeout=30)
QUESTION = "Why was the Hallow Bridge closed?"
COMMANDS = (
    ("ask", {"question": QUESTION}),
    ("who-said", {"text": "We looked twice"}),
    ("coverage", {"topic": "the Hallow Bridge"}),
    ("compare", {"topic": "the Hallow Bridge"}),
    ("article", {"title": "courier-bridge-reopens"}),
)
MENUS = ("Check this quote", "Ask about this")


@pytest.fixture
def admin(world):
    role = world.guild.create_role("Editors", permissions=discord.Permissions(manage_guild=True))
    return world.guild.add_member(world.env.create_user("carol"), roles=[role])


@pytest.mark.parametrize(("command", "options"), COMMANDS)
async def test_what_is_asked_in_private_is_shown_to_the_asker_alone(
    world, command, options
) -> None:
    result = await world.alice.slash(world.channel, command, private=True, **options)
    assert result.ephemeral and result.response.embeds
    assert world.channel.history() == []
    public = await world.alice.slash(world.channel, command, private=False, **options)
    assert not public.ephemeral and len(world.channel.history()) == 1


@pytest.mark.parametrize(("command", "options"), COMMANDS)
async def test_where_answers_are_private_by_default_every_command_is(
    world, admin, command, options
) -> None:
    await admin.slash(world.channel, "settings private", on=True)
    assert (await world.alice.slash(world.channel, command, **options)).ephemeral
    assert world.channel.history() == []


async def test_in_a_closed_channel_no_command_menu_or_mention_is_answered(world, admin) -> None:
    message = await world.bob.send(world.channel, QUESTION)
    await admin.slash(world.channel, "settings answers", allowed=False, channel=world.channel)
    results = [
        await world.alice.slash(world.channel, command, **options) for command, options in COMMANDS
    ]
    results += [await world.alice.context_menu(world.channel, menu, message) for menu in MENUS]
    for result in results:
        assert result.ephemeral and "I do not answer in this channel" in result.response.content
    await world.alice.send(world.channel, f"{world.me} {QUESTION}")
    assert [one.author.id for one in world.channel.history()] == [world.bob.id, world.alice.id]


async def test_questions_deleted_together_take_their_answers_with_them(world) -> None:
    given = [await world.mention(QUESTION), await world.mention("Who is Tobias Renn?")]
    kept = await world.bob.send(world.channel, "a message of somebody else")
    asked = [world.now(one).reference.message_id for one in given]
    world.env.backend.bulk_delete_messages(world.channel.id, asked)
    await world.env.settle()
    assert [one.id for one in world.channel.history()] == [kept.id]


async def test_a_mention_is_told_of_a_full_queue_and_the_next_is_answered(
    world, monkeypatch
) -> None:
    with monkeypatch.context() as full:
        full.setattr(world.bot.desk, "_limit", 0)
        told = await world.mention(QUESTION)
    assert told.content == "no questions are waiting already. Please ask again in a minute."
    assert (await world.mention(QUESTION)).embeds


async def test_the_server_waits_for_mentions_as_for_commands(world, admin) -> None:
    await admin.slash(world.channel, "settings cooldown", seconds=0.0, server_seconds=60.0)
    await world.mention(QUESTION)
    for command, options in COMMANDS:
        told = await world.bob.slash(world.channel, command, **options)
        assert told.ephemeral
        assert told.response.content == "This server has just asked. Please wait 60 seconds."
    elsewhere = world.env.create_guild()
    channel = elsewhere.create_text_channel("elsewhere")
    dora = elsewhere.add_member(world.env.create_user("dora"))
    assert (await dora.slash(channel, "ask", question=QUESTION)).response.embeds


class TestTold:
    """Told to stop while work is in flight, at a Discord on the loopback address."""

    async def stopped(self, far, task, held) -> None:
        """Tell the bot to stop, ask for more, let it finish, and wait for its end."""
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.sleep(0.3)
        await far.command("ask", question=QUESTION)
        await far.until(lambda: far.sent("POST", "/callback")[-1].body["type"] == 4)
        assert "being restarted" in far.sent("POST", "/callback")[-1].body["data"]["content"]
        assert not task.done() and not far.sent("PATCH", "/messages/@original")
        held.set()
        await asyncio.wait_for(asyncio.shield(task), 20)

    async def test_a_look_up_in_flight_is_finished_and_no_more_is_taken(
        self, far, bot_settings, service, monkeypatch, held
    ) -> None:
        async with running_bot(far, bot_settings, service, monkeypatch) as task:
            await far.command("who-said", text="We looked twice")
            await far.until(lambda: far.sent("POST", "/callback"))
            await self.stopped(far, task, held)
        (edit,) = far.sent("PATCH", "/messages/@original")
        assert edit.body["embeds"][0]["title"] == "Verbatim"

    async def test_a_button_in_flight_is_finished(
        self, far, bot_settings, service, monkeypatch, held
    ) -> None:
        async with running_bot(far, bot_settings, service, monkeypatch) as task:
            await far.say(QUESTION)
            await far.until(lambda: answers(far))
            rows = answers(far)[0].body["components"]
            buttons = {one["label"]: one["custom_id"] for row in rows for one in row["components"]}
            await far.press(buttons["Who else printed this"])
            await far.until(lambda: far.sent("POST", "/callback"))
            await self.stopped(far, task, held)
        (edit,) = far.sent("PATCH", "/messages/@original")
        assert edit.body["embeds"][0]["title"] == "Verbatim"


async def test_nobody_can_fill_a_channel_with_greetings(world) -> None:
    for _ in range(8):
        await world.mention("hello")
    said = [one for one in world.channel.history() if one.author.id == world.bot.user.id]
    assert [one.content.partition(".")[0] for one in said] == ["Hello"] * 4
    assert (await world.mention("Why was the Hallow Bridge closed?")).embeds


async def test_in_a_direct_message_every_greeting_is_answered(world) -> None:
    for _ in range(6):
        await world.alice.send_dm("hello")
    said = [one.content for one in world.alice.user.dm_channel.history()]
    assert sum(one.startswith("Hello.") for one in said) == 6
