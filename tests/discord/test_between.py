"""What changes between a message and a press: articles that go, roles that are lost, direct messages after settings."""

from __future__ import annotations

import discord
import pytest

from bot.discord.actions.quotes import GONE
from index.snapshot.archive import Archive

pytestmark = pytest.mark.simcord(settle_timeout=30)
QUESTION = "What happened to the Hallow Bridge?"


@pytest.fixture
def role(world):
    return world.guild.create_role("Editors", permissions=discord.Permissions(manage_guild=True))


@pytest.fixture
def admin(world, role):
    return world.guild.add_member(world.env.create_user("carol"), roles=[role])


async def test_every_button_has_an_answer_when_the_articles_have_gone(world, monkeypatch) -> None:
    answer = await world.mention(QUESTION)
    copy = await world.bob.click(answer, label="Context")
    printed = await world.bob.click(answer, label="Who else printed this")
    await world.env.advance_time(30)
    monkeypatch.setattr(Archive, "article", lambda *_: None)
    monkeypatch.setattr(Archive, "articles", lambda *_: {})
    for label in ("Context", "Who else printed this"):
        gone = await world.alice.click(answer, label=label)
        assert gone.response.content == GONE and not gone.response.embeds
        await world.env.advance_time(5)
    for shown, label in ((copy, "Wider"), (printed, "Next quote")):
        await world.bob.click(shown.response, label=label)
        assert shown.response.content == GONE and not shown.response.attachments
        assert not shown.response.embeds and not shown.response.components
    assert world.env.errors == []


async def test_a_long_context_leaves_no_file_behind(world, monkeypatch) -> None:
    from bot.discord.rendering import surroundings

    monkeypatch.setattr(surroundings, "_ROOM", 10)
    answer = await world.mention(QUESTION)
    copy = await world.bob.click(answer, label="Context")
    assert copy.response.attachments
    await world.env.advance_time(5)
    monkeypatch.setattr(Archive, "article", lambda *_: None)
    await world.bob.click(copy.response, label="Wider")
    assert copy.response.content == GONE and not copy.response.attachments


async def test_a_press_on_a_message_that_goes_meanwhile_is_told_so(world) -> None:
    answer = await world.mention(QUESTION)
    world.env.inject_error("PATCH", "/webhooks/*/messages/@original", status=404, code=10008)
    result = await world.alice.click(answer, label="More")
    said = [one.content for one in (result.response, *result.followups) if one is not None]
    assert "The message that this was about has gone. Please ask again." in said


async def test_who_lost_the_role_meanwhile_may_no_longer_change_settings(
    world, admin, role
) -> None:
    await admin.slash(world.channel, "settings private", on=True)
    member = world.bot.get_guild(world.guild.id).get_member(admin.id)
    world.env.backend.remove_member_role(world.guild.id, admin.id, role.id)
    await world.env.settle()
    assert member is None  # members are not kept: their permissions come with each interaction
    assert not any("settings" in one for one in admin.available_commands(world.channel))


async def test_settings_of_a_server_do_not_reach_into_direct_messages(world, admin) -> None:
    await admin.slash(world.channel, "settings answers", allowed=False)
    await admin.slash(world.channel, "settings outlets", names="The Tarnside Gazette")
    await world.alice.send_dm(QUESTION)
    channel = world.alice.user.dm_channel
    assert channel.last_message.embeds and "Only" not in (channel.last_message.content or "")
    for command, options in (
        ("ask", {"question": QUESTION}),
        ("who-said", {"text": "We looked twice"}),
        ("coverage", {"topic": "the Hallow Bridge"}),
        ("outlets", {}), ("about", {}), ("help", {}), ("forget-me", {}),
    ):  # fmt: skip
        result = await world.alice.user.slash(command, **options)
        assert result.response.embeds or result.response.content.startswith("Done."), command


@pytest.mark.parametrize(
    "typed", ["eleven weeks on, hallow bridge reopens to cars", "Eleven weeks"]
)
async def test_a_title_that_was_typed_and_not_chosen_finds_its_article(world, typed) -> None:
    result = await world.alice.slash(world.channel, "article", title=typed)
    assert result.response.embeds[0].title.startswith("Eleven weeks on")


async def test_a_title_that_several_articles_have_asks_to_choose(world) -> None:
    result = await world.alice.slash(world.channel, "article", title="Hallow Bridge")
    assert not result.response.embeds and "choose one" in result.response.content


async def test_an_archive_in_which_no_publisher_is_stated_says_so(world, monkeypatch) -> None:
    monkeypatch.setattr(Archive, "outlets", lambda _: [])
    world.bot.facts.last = None
    result = await world.alice.slash(world.channel, "outlets")
    embed = result.response.embeds[0]
    assert embed.title == "No outlets in the archive"
    assert embed.description == "No article in the archive states who published it."
    other = await world.alice.slash(world.channel, "outlets", name="Guardian")
    assert other.response.embeds[0].title == "No outlets for “Guardian”"
