"""Where the bot is asked: channels that deny it something, threads, forums, places that vanish meanwhile."""

from __future__ import annotations

from datetime import UTC, datetime

import discord
import pytest

from bot.discord.rendering import limits
from bot.discord.rendering.answers import SnapshotStamp
from bot.discord.rendering.text_only import text_message
from bot.values import NoAnswer, Question, Reading, Reason
from index.values import Article, Hit, Passage

pytestmark = pytest.mark.simcord(settle_timeout=30)
QUESTION = "Why was the Hallow Bridge closed?"


def denying(world, name: str, **denied: bool):
    """Return a channel in which the bot may not do something."""
    overwrite = discord.PermissionOverwrite(**denied)
    return world.guild.create_text_channel(name, overwrites={world.bot.user: overwrite})


async def mention(world, channel, text: str = QUESTION):
    await world.alice.send(channel, f"{world.me} {text}")
    mine = [one for one in channel.history() if one.author.id == world.bot.user.id]
    return mine[-1] if mine else None


async def test_without_embed_links_a_mention_is_answered_as_text_with_every_source(world) -> None:
    channel = denying(world, "plain", embed_links=False)
    answer = await mention(world, channel)
    assert not answer.embeds and len(answer.content) <= 2000
    assert "\n> " in answer.content and "cracks" in answer.content
    assert "**The Marrowby Courier** · " in answer.content and "Attribution: " in answer.content
    assert answer.content.endswith("A moderator can give me the permission *Embed Links*.)")
    assert answer.components
    refused = await mention(world, channel, "Who won the 1998 world chess title?")
    assert refused.content.startswith("**No answer in this archive**")
    again = await mention(world, channel, "What happened to the Hallow Bridge?")
    quotes = again.content.count("Attribution: ")
    assert quotes >= 1 and again.content.count("\n> ") >= quotes


async def test_without_embed_links_a_command_is_answered_as_ever(world) -> None:
    channel = denying(world, "plain", embed_links=False)
    assert (await world.alice.slash(channel, "ask", question=QUESTION)).response.embeds


async def test_without_the_history_a_mention_is_answered_without_a_reference(world) -> None:
    channel = denying(world, "short-memory", read_message_history=False)
    answer = await mention(world, channel)
    assert answer.embeds and answer.reference is None


async def test_where_it_may_not_write_it_is_silent_and_commands_still_work(world) -> None:
    channel = denying(world, "read-only", send_messages=False)
    assert await mention(world, channel) is None
    assert (await world.alice.slash(channel, "ask", question=QUESTION)).response.embeds
    assert world.env.errors == []


async def test_in_a_thread_the_talk_is_the_memory(world) -> None:
    channel = world.bot.get_channel(world.channel.id)
    await channel.create_thread(name="bridge", type=discord.ChannelType.public_thread)
    (thread,) = world.channel.threads
    assert (await mention(world, thread)).embeds
    follow = await mention(world, thread, "and the Tarnside Gazette?")
    assert follow.content.startswith("I took this as: “Why was the Hallow Bridge closed?")


async def test_in_a_forum_a_post_is_answered_by_the_settings_of_the_forum(world) -> None:
    forum = world.guild.create_forum_channel("questions")
    await world.bot.get_channel(forum.id).create_thread(name="bridge", content="about the bridge")
    (post,) = forum.threads
    assert (await mention(world, post)).embeds
    role = world.guild.create_role("Editors", permissions=discord.Permissions(manage_guild=True))
    admin = world.guild.add_member(world.env.create_user("carol"), roles=[role])
    await admin.slash(world.channel, "settings answers", allowed=False, channel=forum)
    before = len(post.history())
    await world.alice.send(post, f"{world.me} {QUESTION}")
    assert len(post.history()) == before + 1


async def test_a_thread_in_which_it_may_not_write_is_left_alone(world) -> None:
    channel = denying(world, "no-threads", send_messages_in_threads=False)
    await world.bot.get_channel(channel.id).create_thread(
        name="bridge", type=discord.ChannelType.public_thread
    )
    (thread,) = channel.threads
    assert await mention(world, thread) is None


async def test_a_thread_that_is_locked_meanwhile_costs_the_answer_and_nothing_else(world) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=400, code=50083)
    assert await mention(world, world.channel) is None
    assert (await mention(world, world.channel)).embeds


async def test_a_channel_deleted_while_it_answers_costs_the_answer_and_nothing_else(
    world, service, monkeypatch
) -> None:
    channel = world.guild.create_text_channel("short-lived")
    answering = service.answer_many

    def delete_first(questions, **more):
        world.env.backend.delete_channel(channel.id)
        return answering(questions, **more)

    monkeypatch.setattr(service, "answer_many", delete_first)
    world.env.backend.create_message(channel.id, world.alice.id, f"{world.me} {QUESTION}")
    await world.env.settle()
    assert world.env.errors == []
    assert world.bot.get_channel(channel.id) is None
    monkeypatch.undo()
    assert (await mention(world, world.channel)).embeds


async def test_where_typing_cannot_be_shown_the_answer_comes_all_the_same(world) -> None:
    world.env.inject_error("POST", "/channels/*/typing", status=403, code=50013, times=None)
    assert (await mention(world, world.channel)).embeds


async def test_settings_show_which_permissions_are_lacking_and_what_for(world) -> None:
    channel = denying(world, "plain", embed_links=False, attach_files=False)
    role = world.guild.create_role("Editors", permissions=discord.Permissions(manage_guild=True))
    admin = world.guild.add_member(world.env.create_user("carol"), roles=[role])
    shown = await admin.slash(world.channel, "settings show", channel=channel)
    fields = {field.name: field.value for field in shown.response.embeds[0].fields}
    assert fields["My permissions"].split("\n") == [
        "I lack:",
        "- *Embed Links*: to show quotes set off, with their links",
        "- *Attach Files*: to give long texts and pictures",
    ]
    server = await admin.slash(world.channel, "settings show")
    fields = {field.name: field.value for field in server.response.embeds[0].fields}
    assert fields["My permissions"] == "I have all that I need."


def test_without_embeds_a_refusal_fits_a_message_however_much_there_is_to_say() -> None:
    names = tuple(f"The {place} and District Independent Advertiser" for place in range(30))
    title = "Harbour wall at Quaymouth falls into the sea " * 4
    articles = [
        Article(id=str(n), body="It fell.", title=f"{n} {title}", outlet=names[n], url=f"https://a.example/{n}" * 4)
        for n in range(3)
    ]  # fmt: skip
    hits = tuple(
        Hit(row=0, passage=passage, article=one, score=1.0, rank=1)
        for one in articles
        for passage in [Passage(article_id=one.id, start=0, end=8, text=one.body, first=0, last=0)]
    )
    reply = NoAnswer(
        question=Question(text="What fell?"), reading=Reading(outlets=names), reason=Reason.NOT_IN_ARCHIVE,
        hits=hits, confidence=0.0, snapshot="s", elapsed_ms=1.0,
    )  # fmt: skip
    stamp = SnapshotStamp(id="s", built=datetime(2024, 4, 14, tzinfo=UTC))
    for above in (None, "x" * 590):
        text = text_message(reply, stamp, above)
        assert limits.units(text) <= limits.CONTENT
        assert text.startswith(("**No answer in this archive**", "x" * 590))
