"""Settings of servers and channels, cooldowns and limits, set and felt through Discord."""

from __future__ import annotations

import discord
import pytest

from bot.discord import WhosaidBot
from config.settings import load_settings

pytestmark = pytest.mark.simcord(settle_timeout=30)
QUESTION = "Why was the Hallow Bridge closed?"


@pytest.fixture
def admin(world):
    role = world.guild.create_role("Editors", permissions=discord.Permissions(manage_guild=True))
    return world.guild.add_member(world.env.create_user("carol"), roles=[role])


def fields(result) -> dict[str, str]:
    lines = result.response.embeds[0].description.removeprefix("- ").split("\n- ")
    pairs = (line.partition(": ") for line in lines)
    return {name: value.removeprefix("**").removesuffix("**") for name, _, value in pairs}


async def test_settings_are_for_members_who_manage_the_server(world) -> None:
    from simcord import SetupError

    assert not any(
        name.startswith(("settings", "archive"))
        for name in world.alice.available_commands(world.channel)
    )
    with pytest.raises(SetupError, match="default-member-permissions"):
        await world.alice.slash(world.channel, "settings show")


async def test_a_channel_can_be_closed_while_others_stay_open(world, admin) -> None:
    other = world.guild.create_text_channel("other")
    shown = await admin.slash(
        world.channel, "settings answers", allowed=False, channel=world.channel
    )
    assert fields(shown)["Answers questions"] == "no"
    refused = await world.alice.slash(world.channel, "ask", question=QUESTION)
    assert refused.ephemeral and "I do not answer in this channel" in refused.response.content
    assert (await world.alice.slash(other, "ask", question=QUESTION)).response.embeds


async def test_mentions_can_be_switched_off(world, admin) -> None:
    await admin.slash(world.channel, "settings answers", allowed=True, mentions=False)
    await world.alice.send(world.channel, f"{world.me} {QUESTION}")
    assert world.channel.last_message.author.id == world.alice.id


async def test_mentions_that_are_off_in_the_installation_can_be_switched_on(world, admin) -> None:
    off = world.bot.settings.discord.model_copy(update={"mentions": False})
    world.bot.settings = world.bot.settings.model_copy(update={"discord": off})
    await world.alice.send(world.channel, f"{world.me} {QUESTION}")
    assert world.channel.last_message.author.id == world.alice.id
    shown = await admin.slash(world.channel, "settings answers", allowed=True, mentions=True)
    assert fields(shown)["Answers mentions and replies"] == "yes"
    assert (await world.mention(QUESTION)).embeds


async def test_private_by_default_can_be_overridden_by_the_asker(world, admin) -> None:
    await admin.slash(world.channel, "settings private", on=True)
    assert (await world.alice.slash(world.channel, "ask", question=QUESTION)).ephemeral
    open_one = await world.alice.slash(world.channel, "ask", question=QUESTION, private=False)
    assert not open_one.ephemeral


async def test_default_outlets_and_period_are_used_and_shown(world, admin) -> None:
    refused = await admin.slash(world.channel, "settings outlets", names="The Guardian")
    told = "Not in this archive: The Guardian. Nothing was changed."
    assert refused.response.content == told
    misspelt = await admin.slash(world.channel, "settings outlets", names="Tarnside Gazete")
    assert misspelt.response.content.endswith("Did you mean The Tarnside Gazette?")
    await admin.slash(world.channel, "settings outlets", names="The Tarnside Gazette")
    result = await world.alice.slash(world.channel, "ask", question=QUESTION)
    assert "Only The Tarnside Gazette" in result.response.content
    named = await world.alice.slash(
        world.channel, "ask", question=QUESTION, outlet="The Marrowby Courier"
    )
    assert "Only The Marrowby Courier" in named.response.content
    await admin.slash(world.channel, "settings reset")
    await admin.slash(world.channel, "settings period", days=1)
    late = await world.alice.slash(world.channel, "ask", question=QUESTION)
    assert "This archive holds nothing" in late.response.embeds[0].description


async def test_settings_are_kept_over_a_restart_and_reset_takes_them_back(
    world, admin, bot_settings, service
) -> None:
    await admin.slash(world.channel, "settings cooldown", seconds=7.0, server_seconds=3.0)
    await world.env.restart_bot(WhosaidBot(bot_settings, lambda: service))
    shown = fields(await admin.slash(world.channel, "settings show"))
    assert shown["Wait between a member's questions"] == "7 seconds"
    assert shown["Wait between the server's questions"] == "3 seconds"
    back = fields(await admin.slash(world.channel, "settings reset"))
    assert back["Wait between the server's questions"] == "none"


async def test_a_member_waits_between_questions_and_is_told_how_long(world, admin) -> None:
    await admin.slash(world.channel, "settings cooldown", seconds=10.0)
    assert (await world.alice.slash(world.channel, "ask", question=QUESTION)).response.embeds
    told = await world.alice.slash(world.channel, "ask", question=QUESTION)
    assert told.ephemeral
    assert told.response.content == "Please wait 10 seconds before your next question."
    assert (await world.bob.slash(world.channel, "ask", question=QUESTION)).response.embeds
    await world.env.advance_time(10)
    assert (await world.alice.slash(world.channel, "ask", question=QUESTION)).response.embeds


async def test_a_whole_server_can_be_made_to_wait(world, admin) -> None:
    await admin.slash(world.channel, "settings cooldown", seconds=0.0, server_seconds=60.0)
    await world.alice.slash(world.channel, "ask", question=QUESTION)
    told = await world.bob.slash(world.channel, "ask", question=QUESTION)
    assert told.response.content == "This server has just asked. Please wait 60 seconds."


async def test_who_mentions_the_bot_too_often_is_told_once(world, admin) -> None:
    await admin.slash(world.channel, "settings cooldown", seconds=60.0)
    for _ in range(4):
        await world.alice.send(world.channel, f"{world.me} {QUESTION}")
    told = [one for one in world.channel.history() if one.content.startswith("Please wait")]
    assert len(told) == 1


async def test_a_full_queue_is_told_honestly(world, service, monkeypatch) -> None:
    monkeypatch.setattr(world.bot.desk, "_limit", 0)
    result = await world.alice.slash(world.channel, "ask", question=QUESTION)
    assert "are waiting already. Please ask again in a minute." in result.response.content


def test_the_queue_is_as_long_as_the_settings_say(bot_settings) -> None:
    settings = load_settings(dotenv=None, discord={"queue": 7})
    assert WhosaidBot(settings).desk._limit == 7


async def test_a_channel_may_search_everything_where_its_server_is_limited(world, admin) -> None:
    await admin.slash(world.channel, "settings period", days=30)
    await admin.slash(world.channel, "settings outlets", names="The Tarnside Gazette")
    shown = fields(
        await admin.slash(world.channel, "settings period", days=0, channel=world.channel)
    )
    assert shown["Searches, where no days are given"] == "all days"
    shown = fields(await admin.slash(world.channel, "settings outlets", channel=world.channel))
    assert shown["Searches, where no outlet is named"] == "all outlets"
    server = fields(await admin.slash(world.channel, "settings show"))
    assert server["Searches, where no days are given"] == "the last 30 days"
    assert server["Searches, where no outlet is named"] == "The Tarnside Gazette"
    assert (await world.alice.slash(world.channel, "ask", question=QUESTION)).response.embeds


async def test_outlets_are_set_by_any_of_their_names(world, admin) -> None:
    shown = await admin.slash(
        world.channel, "settings outlets", names="tarnside gazette, CCR News, the tarnside GAZETTE"
    )
    assert fields(shown)["Searches, where no outlet is named"].startswith(
        "The Tarnside Gazette and "
    )


async def test_the_words_of_a_question_go_before_the_defaults_of_a_server(world, admin) -> None:
    await admin.slash(world.channel, "settings outlets", names="The Tarnside Gazette")
    asked = await world.alice.slash(
        world.channel,
        "ask",
        question="What did The Marrowby Courier report about the Hallow Bridge?",
    )
    assert "Only The Marrowby Courier" in asked.response.content
    await admin.slash(world.channel, "settings reset")
    await admin.slash(world.channel, "settings period", days=1)
    mentioned = await world.mention("Why was the Hallow Bridge closed in March 2024?")
    assert "cracks" in mentioned.embeds[0].description


async def test_who_meets_limits_that_others_set_is_told_how_to_search_beyond_them(
    world, admin
) -> None:
    await admin.slash(world.channel, "settings period", days=1)
    told = "Here the days that I search are set by a moderator"
    assert told in (await world.mention(QUESTION)).content
    own = await world.alice.slash(world.channel, "ask", question=QUESTION, since="2030")
    assert told not in own.response.content
    beyond = await world.mention("Why was the Hallow Bridge closed since 2000?")
    assert "No answer in this archive" not in [embed.title for embed in beyond.embeds]


async def test_the_servers_settings_name_the_channels_that_have_their_own(world, admin) -> None:
    other = world.guild.create_text_channel("other")
    await admin.slash(world.channel, "settings private", on=True, channel=other)

    async def listed() -> list[str]:
        shown = await admin.slash(world.channel, "settings reset")
        return [one.value for one in shown.response.embeds[0].fields if "Channels" in one.name]

    assert await listed() == [f"<#{other.id}>"]
    await admin.slash(world.channel, "settings reset", channel=other)
    assert await listed() == []
