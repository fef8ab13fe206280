"""Several members around one answer: copies of others, follow-ups, edits into something else, a restart in between."""

from __future__ import annotations

import discord
import pytest

from bot.discord import WhosaidBot
from bot.memory.database import BotDatabase

pytestmark = pytest.mark.simcord(settle_timeout=30)
QUESTION = "What happened to the Hallow Bridge?"
ONE_OUTLET = "Why was the Hallow Bridge closed?"


@pytest.fixture
def admin(world):
    role = world.guild.create_role("Editors", permissions=discord.Permissions(manage_guild=True))
    return world.guild.add_member(world.env.create_user("carol"), roles=[role])


async def opened(world, member, answer):
    """Open the form for a follow-up; return it and the id of its field."""
    shown = await member.click(answer, label="Ask a follow-up")
    (row,) = shown.modal["components"]
    part = row["components"][0] if "components" in row else row["component"]
    return shown, part["custom_id"]


async def test_a_copy_that_somebody_else_took_is_not_what_a_reply_follows(world) -> None:
    answer = await world.mention("What did The Marrowby Courier say about the Hallow Bridge?")
    mine = await world.bot.kept(BotDatabase.answer_in, answer.id)
    copy = await world.bob.click(answer, label="Other outlets")
    assert copy.response.embeds
    await world.bob.click(answer, label="More")
    assert (await world.bot.kept(BotDatabase.answer_in, answer.id)).number == mine.number
    follow = await world.mention("who said that?", reply_to=answer)
    printed = " ".join(embed.description or "" for embed in follow.embeds)
    assert "Marrowby Courier" in printed


async def test_an_edit_after_somebody_took_a_copy_is_answered_in_place(world) -> None:
    answer = await world.mention(ONE_OUTLET)
    await world.bob.click(answer, label="Other outlets")
    await world.alice.edit(world.channel.history()[0], f"{world.me} Who is Tobias Renn?")
    assert len(world.channel.history()) == 2
    assert "Renn" in " ".join(embed.description for embed in world.now(answer).embeds)


async def test_the_form_for_a_follow_up_outlives_a_restart(world, bot_settings, service) -> None:
    answer = await world.mention(ONE_OUTLET)
    shown, field = await opened(world, world.bob, answer)
    await world.env.restart_bot(WhosaidBot(bot_settings, lambda: service))
    result = await world.bob.submit_modal(shown, {field: "and the Tarnside Gazette?"})
    assert "I took this as: “Why was the Hallow" in result.response.content


async def test_a_follow_up_on_a_forgotten_answer_says_so(world) -> None:
    answer = await world.mention(ONE_OUTLET)
    shown, field = await opened(world, world.bob, answer)
    await world.bot.kept(BotDatabase.forget_member, world.alice.id)
    result = await world.bob.submit_modal(shown, {field: "and the Tarnside Gazette?"})
    assert result.ephemeral and "no longer kept" in result.response.content


async def test_a_follow_up_is_private_where_its_answer_was_or_where_all_are(world, admin) -> None:
    private = await world.alice.slash(world.channel, "ask", question=ONE_OUTLET, private=True)
    shown, field = await opened(world, world.alice, private.response)
    assert (await world.alice.submit_modal(shown, {field: "when was that?"})).ephemeral
    answer = await world.mention(ONE_OUTLET)
    shown, field = await opened(world, world.bob, answer)
    assert not (await world.bob.submit_modal(shown, {field: "when was that?"})).ephemeral
    await admin.slash(world.channel, "settings private", on=True)
    await world.env.advance_time(1)
    shown, field = await opened(world, world.bob, answer)
    assert (await world.bob.submit_modal(shown, {field: "when was that?"})).ephemeral


async def test_a_follow_up_where_answers_were_switched_off_meanwhile_is_refused(
    world, admin
) -> None:
    answer = await world.mention(ONE_OUTLET)
    shown, field = await opened(world, world.bob, answer)
    await admin.slash(world.channel, "settings answers", allowed=False)
    result = await world.bob.submit_modal(shown, {field: "when was that?"})
    assert result.ephemeral and "I do not answer in this channel" in result.response.content


async def test_both_press_more_and_each_sees_what_is_theirs(world) -> None:
    answer = await world.mention(QUESTION)
    theirs = await world.bob.click(answer, label="More")
    assert theirs.ephemeral
    await world.alice.click(answer, label="More")
    later = await world.bob.click(world.now(answer), label="Context")
    first, second = world.now(answer).embeds[0], later.response.embeds[0]
    assert first.url == second.url
    assert world.env.errors == []


@pytest.mark.parametrize("text", ["thanks!", "", "a" * 1500])
async def test_an_edit_that_asks_nothing_takes_the_old_quotes_away(world, text) -> None:
    answer = await world.mention(ONE_OUTLET)
    await world.alice.edit(world.channel.history()[0], f"{world.me} {text}")
    assert len(world.channel.history()) == 2
    now = world.now(answer)
    assert now.content and not now.embeds and not now.components
    await world.alice.edit(world.channel.history()[0], f"{world.me} {ONE_OUTLET}")
    assert len(world.channel.history()) == 2
    assert (
        world.now(answer).embeds and world.now(answer).components and not world.now(answer).content
    )


async def test_a_question_that_is_written_only_by_an_edit_is_answered(world) -> None:
    await world.alice.send(world.channel, world.me)
    asked, told = world.channel.history()
    assert told.content.startswith("Ask me something")
    await world.alice.edit(asked, f"{world.me} {ONE_OUTLET}")
    assert world.channel.last_message.embeds
    await world.alice.edit(asked, f"{world.me} Who is Tobias Renn?")
    assert len(world.channel.history()) == 3
    plain = await world.bob.send(world.channel, ONE_OUTLET)
    await world.bob.edit(plain, "Never mind.")
    assert len(world.channel.history()) == 4
    await world.bob.edit(plain, f"{world.me} {ONE_OUTLET}")
    assert len(world.channel.history()) == 5


async def test_an_old_message_that_was_never_answered_is_left_alone(world) -> None:
    old = await world.bob.send(world.channel, "Hello all.")
    await world.env.advance_time(16 * 60)
    await world.bob.edit(old, f"{world.me} {ONE_OUTLET}")
    assert len(world.channel.history()) == 1


async def test_an_edit_told_of_a_full_queue_leaves_no_other_answer_under_it(
    world, monkeypatch
) -> None:
    answer = await world.mention(ONE_OUTLET)
    with monkeypatch.context() as full:
        full.setattr(world.bot.desk, "_limit", 0)
        await world.alice.edit(world.channel.history()[0], f"{world.me} Who is Tobias Renn?")
    now = world.now(answer)
    assert "Please ask again" in now.content and not now.embeds and not now.components


async def test_an_edit_into_who_said_that_leaves_no_buttons_of_the_old_answer(world) -> None:
    first = await world.mention(ONE_OUTLET)
    answer = await world.mention("when was that?", reply_to=first)
    asked = world.channel.history()[-2]
    await world.alice.edit(asked, f"{world.me} who said that?")
    now = world.now(answer)
    assert now.embeds[0].title == "Verbatim" and not now.components


async def test_who_mentions_the_role_of_the_bot_is_told_how_to_be_read(world, monkeypatch) -> None:
    role = world.guild.create_role("Whosaid", mentionable=True)
    monkeypatch.setattr(discord.Guild, "self_role", property(lambda guild: guild.get_role(role.id)))
    await world.alice.send(world.channel, f"<@&{role.id}> {ONE_OUTLET}")
    assert world.channel.last_message.content.startswith("That mentions my role")
    assert world.channel.last_message.reference


async def test_a_press_after_the_answer_was_deleted_by_a_moderator(world) -> None:
    answer = await world.mention(QUESTION)
    copy = await world.bob.click(answer, label="Context")
    world.env.backend.delete_message(world.channel.id, answer.id)
    await world.env.settle()
    await world.bob.click(copy.response, label="Next quote")
    assert copy.response.embeds
    await world.alice.edit(world.channel.history()[0], f"{world.me} Who is Tobias Renn?")
    await world.alice.delete(world.channel.history()[0])
    assert world.env.errors == []


async def test_one_question_waiting_is_told_as_one(world) -> None:
    from bot.discord.admission.door import full_words

    assert full_words(1).startswith("1 question is waiting already")
    assert full_words(2).startswith("2 questions are waiting already")


async def test_own_answers_are_checked_by_their_quote_not_by_the_question_above(world) -> None:
    answer = await world.alice.slash(world.channel, "ask", question=ONE_OUTLET)
    result = await world.bob.context_menu(
        world.channel, "Check this quote", answer.response.message
    )
    assert result.response.embeds[0].title == "Verbatim"


async def test_ask_about_an_answer_asks_its_question_again(world) -> None:
    answer = await world.alice.slash(world.channel, "ask", question=ONE_OUTLET)
    result = await world.bob.context_menu(world.channel, "Ask about this", answer.response.message)
    assert result.response.content.startswith(f"**{ONE_OUTLET}**")


async def test_a_forwarded_message_is_checked_by_what_was_forwarded(world) -> None:
    other = world.guild.create_text_channel("other")
    said = "We looked twice because we did not believe the first reading"
    original = await world.bob.send(other, said)
    forwarded = await world.bob.forward(original, world.channel)
    result = await world.alice.context_menu(world.channel, "Check this quote", forwarded)
    assert result.response.embeds[0].title == "Verbatim"


async def test_a_picture_has_nothing_to_ask_about(world) -> None:
    message = await world.bob.send(world.channel, "", attachments=[("a.png", b"x")])
    result = await world.alice.context_menu(world.channel, "Ask about this", message)
    assert result.ephemeral and "no text" in result.response.content
