"""What is late, gone or taken back: edits in time, deletes in between, expired interactions, forgotten members."""

from __future__ import annotations

import asyncio

import discord
import pytest

from bot.memory.database import BotDatabase

pytestmark = pytest.mark.simcord(settle_timeout=30)
QUESTION = "Why was the Hallow Bridge closed?"
OTHER = "How many jobs will Kestrel Ferries cut?"


@pytest.fixture
async def waiting(world):
    """A server in which members wait ten seconds between questions."""
    role = world.guild.create_role("Editors", permissions=discord.Permissions(manage_guild=True))
    admin = world.guild.add_member(world.env.create_user("carol"), roles=[role])
    await admin.slash(world.channel, "settings cooldown", seconds=10.0)


async def test_an_edit_within_the_cooldown_is_answered_in_place_when_its_turn_comes(
    world, waiting
) -> None:
    answer = await world.mention(QUESTION)
    asked = world.channel.history()[0]
    await world.alice.edit(asked, f"{world.me} {OTHER}")
    await world.env.advance_time(11)
    assert len(world.channel.history()) == 2
    assert "Kestrel" in " ".join(embed.title for embed in world.now(answer).embeds)


async def test_an_edit_while_the_question_is_answered_gives_one_answer_to_the_last_words(
    world, service, monkeypatch
) -> None:
    answering, edits = service.answer_many, [OTHER]
    loop = asyncio.get_running_loop()

    def edit_first(questions, **more):
        if edits:
            text = f"{world.me} {edits.pop()}"
            asked = world.channel.history()[0]
            asyncio.run_coroutine_threadsafe(edit(world, asked, text), loop).result(10)
        return answering(questions, **more)

    monkeypatch.setattr(service, "answer_many", edit_first)
    await world.alice.send(world.channel, f"{world.me} {QUESTION}")
    await world.env.settle()
    _, answer = world.channel.history()
    assert "Kestrel" in " ".join(embed.title for embed in answer.embeds)


async def edit(world, message, text: str) -> None:
    world.env.backend.edit_message(world.channel.id, message.id, {"content": text})


async def test_a_question_deleted_while_its_answer_is_sent_takes_it_back(
    world, monkeypatch
) -> None:
    from bot.discord.conversation import replying

    reply = replying.reply_to

    async def delete_meanwhile(message, **parts):
        sent = await reply(message, **parts)
        world.env.backend.delete_message(message.channel.id, message.id)
        await asyncio.sleep(0)
        return sent

    monkeypatch.setattr(replying, "reply_to", delete_meanwhile)
    await world.alice.send(world.channel, f"{world.me} {QUESTION}")
    await world.env.settle()
    assert world.channel.history() == []


async def test_after_a_quarter_of_an_hour_a_public_answer_goes_to_the_channel(
    world, quotes_of
) -> None:
    world.env.inject_error("PATCH", "/webhooks/*/messages/@original", status=401, code=50027)
    await world.alice.slash(world.channel, "ask", question=QUESTION)
    late = world.channel.last_message
    assert any("cracks" in quote for quote in quotes_of(late.embeds))
    context = await world.alice.click(late, label="Context")
    assert context.response.embeds
    assert await world.bot.kept(BotDatabase.answer_in, late.id)


async def test_after_a_quarter_of_an_hour_a_private_answer_stays_private(world) -> None:
    world.env.inject_error("PATCH", "/webhooks/*/messages/@original", status=401, code=50027)
    before = len(world.channel.history())
    await world.alice.slash(world.channel, "ask", question=QUESTION, private=True)
    assert len(world.channel.history()) == before
    assert world.env.errors == []


async def test_an_answer_whose_place_was_deleted_is_let_go(world) -> None:
    world.env.inject_error("PATCH", "/webhooks/*/messages/@original", status=404, code=10008)
    await world.alice.slash(world.channel, "coverage", topic="the Hallow Bridge")
    assert world.env.errors == []
    assert (await world.alice.slash(world.channel, "ask", question=QUESTION)).response.embeds


async def test_an_interaction_that_came_too_late_is_let_go(world) -> None:
    world.env.inject_error("POST", "/interactions/*/callback", status=404, code=10062)
    await world.alice.slash(world.channel, "ask", question=QUESTION)
    assert world.env.errors == []
    assert not [one for one in world.env.http_requests if one.path.endswith("@original")]


async def test_a_full_queue_is_told_behind_buttons_and_articles_too(world, monkeypatch) -> None:
    answer = await world.mention(QUESTION)
    monkeypatch.setattr(world.bot.desk, "_limit", 0)
    for result in (
        await world.bob.click(answer, label="Context"),
        await world.bob.click(answer, label="More"),
        await world.bob.slash(world.channel, "article", title="courier-bridge-reopens"),
        await world.bob.slash(world.channel, "coverage", topic="the bridge"),
    ):
        said = [one.content for one in [result.response, *result.followups] if one is not None]
        assert any("are waiting already" in (text or "") for text in said)


async def test_a_member_can_have_everything_forgotten(world) -> None:
    answer = await world.mention(QUESTION)
    await world.alice.click(answer, label="Helpful")
    theirs = await world.bob.slash(world.channel, "ask", question=QUESTION)
    result = await world.alice.slash(world.channel, "forget-me")
    assert result.ephemeral
    assert result.response.content.startswith("Done. I have forgotten 1 question of yours")
    gone = await world.alice.click(answer, label="Context")
    assert "no longer kept" in gone.response.content
    assert (await world.bob.click(theirs.response, label="Context")).response.embeds
    assert await world.bot.kept(BotDatabase.feedback) == []
    again = await world.alice.slash(world.channel, "forget-me")
    assert again.response.content.startswith("Done. I have forgotten no questions")


async def test_a_server_that_takes_the_bot_out_is_forgotten(world) -> None:
    await world.mention(QUESTION)
    await world.bot.kept(BotDatabase.set_preference, world.guild.id, None, "private", True)
    await world.bot.get_guild(world.guild.id).leave()
    await world.env.settle()
    assert await world.bot.kept(BotDatabase.preferences, world.guild.id) == (
        await world.bot.kept(BotDatabase.preferences, 1)
    )
    assert await world.bot.kept(BotDatabase.answer, 1) is None


async def test_a_quote_that_its_article_no_longer_holds_is_not_shown_as_it(
    world, service, monkeypatch
) -> None:
    import dataclasses

    from index.snapshot.archive import Archive

    answer = await world.mention(QUESTION)
    reading = Archive.article

    def changed(self, article_id):
        article = reading(self, article_id)
        return dataclasses.replace(article, body="x" + article.body)

    monkeypatch.setattr(Archive, "article", changed)
    for label in ("Context", "Who else printed this"):
        result = await world.alice.click(answer, label=label)
        assert "was changed since" in result.response.content and not result.response.embeds


LOOK_UPS = (
    "compare the Marrowby Courier and the Tarnside Gazette on the regatta",
    "“We looked twice because we did not believe the first reading” who said this?",
)


@pytest.mark.parametrize("text", LOOK_UPS)
async def test_what_was_looked_up_for_a_message_goes_with_it(world, text: str) -> None:
    found = await world.mention(text)
    await world.alice.delete(world.channel.history()[0])
    assert world.now(found) is None


@pytest.mark.parametrize("text", LOOK_UPS)
async def test_what_was_looked_up_for_a_message_does_not_stay_under_new_words(
    world, text: str
) -> None:
    found = await world.mention(text)
    await world.alice.edit(world.channel.history()[0], f"{world.me} {OTHER}")
    assert len(world.channel.history()) == 2
    assert "Kestrel" in " ".join(embed.title for embed in world.now(found).embeds)


async def test_what_was_looked_up_is_no_question_that_a_reply_follows(world) -> None:
    found = await world.mention(LOOK_UPS[0])
    told = await world.mention("and the Guardian?", reply_to=found)
    assert told.content.startswith("That seems to follow a question")
