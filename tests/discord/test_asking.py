"""Asking in Discord, with the real engine over the sample articles: commands, mentions, replies, messages."""

from __future__ import annotations

import pytest

from index.values import Filter

pytestmark = pytest.mark.simcord(settle_timeout=30)
QUESTION = "Why was the Hallow Bridge closed?"


async def test_ask_is_deferred_and_answered_with_spans_of_articles(
    world, service, quotes_of
) -> None:
    result = await world.alice.slash(world.channel, "ask", question=QUESTION)
    first = next(one for one in world.env.http_requests if one.path.endswith("/callback"))
    assert first.json["type"] == 5 and not result.ephemeral
    quotes = quotes_of(result.response.embeds)
    assert quotes and any("cracks" in quote for quote in quotes)
    ids = service.archive.find_articles(Filter())
    bodies = [article.body for article in service.archive.articles(ids).values()]
    for quote in quotes:
        assert any(quote in body for body in bodies), quote


async def test_an_answer_shows_question_outlet_date_title_link_and_attribution(world) -> None:
    result = await world.alice.slash(
        world.channel, "ask", question=QUESTION, outlet="The Marrowby Courier"
    )
    embed = result.response.embeds[0]
    assert result.response.content.startswith("**Why was the Hallow Bridge closed?**")
    assert "Only The Marrowby Courier" in result.response.content
    assert embed.title and embed.url.startswith("https://marrowbycourier.example/")
    assert embed.description.startswith("**The Marrowby Courier** · ")
    assert "2024" in embed.description
    assert embed.description.rsplit("\n\n", 1)[1].startswith("Attribution: The Marrowby Courier")


async def test_the_footer_names_the_snapshot_and_its_age(world, service) -> None:
    result = await world.alice.slash(world.channel, "ask", question=QUESTION)
    assert result.response.embeds[-1].footer.text.startswith(
        f"Snapshot {service.archive.id}, built "
    )


async def test_the_same_outlet_always_has_the_same_colour_and_others_another(world) -> None:
    results = [
        await world.alice.slash(world.channel, "ask", question=QUESTION, outlet=outlet)
        for outlet in ("The Marrowby Courier", "The Marrowby Courier", "The Tarnside Gazette")
    ]
    colours = [result.response.embeds[0].colour for result in results]
    assert colours[0] == colours[1] != colours[2]


async def test_a_private_question_is_answered_to_the_asker_alone(world) -> None:
    result = await world.alice.slash(world.channel, "ask", question=QUESTION, private=True)
    assert result.ephemeral and result.response.embeds


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"since": "the day of the dog"}, "I cannot read `since`"),
        ({"until": "2024-02-31"}, "I cannot read `until`"),
        ({"since": "2024-06-01", "until": "2024-05-01"}, "The period ends before it begins"),
    ],
)
async def test_days_that_make_no_sense_are_refused_with_the_reason(world, options, words) -> None:
    result = await world.alice.slash(world.channel, "ask", question=QUESTION, **options)
    assert result.ephemeral and words in result.response.content


async def test_a_period_confines_the_answer(world) -> None:
    result = await world.alice.slash(
        world.channel, "ask", question="What happened to the Hallow Bridge?", since="May 2024"
    )
    for embed in result.response.embeds:
        assert "March 2024" not in embed.description.split("\n")[0]


async def test_a_question_without_an_answer_is_refused_with_the_nearest_articles(world) -> None:
    result = await world.alice.slash(
        world.channel, "ask", question="Who won the 1998 world chess title?"
    )
    embed = result.response.embeds[0]
    assert embed.title == "No answer in this archive"
    assert not any(line.startswith("> ") for line in embed.description.split("\n"))


async def test_an_outlet_that_is_not_there_is_named(world) -> None:
    result = await world.alice.slash(world.channel, "ask", question=QUESTION, outlet="The Guardian")
    assert (
        "This archive holds no article from The Guardian" in result.response.embeds[0].description
    )


async def test_outlets_are_offered_by_name_or_other_name_with_their_articles(world) -> None:
    offered = await world.alice.autocomplete(world.channel, "ask", "outlet", "marrow")
    assert [one["value"] for one in offered] == ["The Marrowby Courier"]
    assert offered[0]["name"].startswith("The Marrowby Courier (")
    further = await world.alice.autocomplete(
        world.channel, "ask", "outlet", "The Marrowby Courier, northmere sun"
    )
    assert [one["value"] for one in further] == ["The Marrowby Courier, Northmere Sunday Herald"]


async def test_a_mention_is_answered_as_a_reply_while_typing(world, quotes_of) -> None:
    answer = await world.mention(QUESTION)
    asked = world.channel.history()[0]
    assert answer.reference.message_id == asked.id
    assert any("cracks" in quote for quote in quotes_of(answer.embeds))
    paths = [one.path for one in world.env.http_requests]
    typing = paths.index(f"/channels/{world.channel.id}/typing")
    assert typing < paths.index(f"/channels/{world.channel.id}/messages")
    assert not answer.mentions


async def test_messages_for_others_and_from_bots_are_left_alone(world) -> None:
    robot = world.guild.add_member(world.env.create_user("robot", bot=True))
    hook = world.guild.create_webhook(world.channel, "hook")
    await world.alice.send(world.channel, QUESTION)
    await robot.send(world.channel, f"{world.me} {QUESTION}")
    await hook.send(f"{world.me} {QUESTION}")
    await world.alice.send(world.channel, f"@everyone {QUESTION}")
    assert all(one.author.id != world.bot.user.id for one in world.channel.history())


async def test_an_empty_mention_is_told_what_to_ask(world) -> None:
    answer = await world.mention("")
    assert answer.content.startswith("Ask me something, for example")


async def test_thanks_are_answered_as_thanks_and_signs_alone_as_no_question(world) -> None:
    assert (await world.mention("thank you!")).content == "You are welcome."
    assert (await world.mention("???")).content.startswith("Ask me something, for example")


async def test_a_question_beyond_the_limit_is_refused_not_cut(world) -> None:
    answer = await world.mention("why " * 300)
    assert answer.content == "That question is too long for me: I read at most 1,000 characters."


async def test_a_reply_is_completed_from_the_chain_and_says_as_what(world) -> None:
    first = await world.mention(QUESTION)
    second = await world.mention("and the Tarnside Gazette?", reply_to=first)
    assert second.content.startswith(
        "I took this as: “Why was the Hallow Bridge closed? (only The Tarnside"
    )
    assert all("Tarnside Gazette" in embed.description for embed in second.embeds)


async def test_a_full_question_in_a_reply_is_taken_as_it_is(world) -> None:
    first = await world.mention(QUESTION)
    second = await world.mention("How many jobs will Kestrel Ferries cut?", reply_to=first)
    assert "I took this as" not in (second.content or "")


async def test_a_direct_message_is_answered_and_followed_up(world, quotes_of) -> None:
    await world.alice.send_dm(QUESTION)
    channel = world.alice.user.dm_channel
    assert any("cracks" in quote for quote in quotes_of(channel.last_message.embeds))
    await world.alice.send_dm("and the Tarnside Gazette?")
    assert channel.last_message.content.startswith("I took this as: “")


async def test_a_reply_that_cannot_be_read_is_told_to_mention_the_bot(world) -> None:
    result = await world.alice.slash(world.channel, "ask", question=QUESTION)
    await world.alice.send(world.channel, "and the Gazette?", reply_to=result.response)
    assert (
        "Discord lets me read a message only if it mentions me"
        in world.channel.last_message.content
    )


async def test_an_edited_question_is_answered_anew_in_the_same_message(world) -> None:
    answer = await world.mention(QUESTION)
    asked = world.channel.history()[0]
    await world.alice.edit(asked, f"{world.me} How many jobs will Kestrel Ferries cut?")
    assert len(world.channel.history()) == 2
    assert "Kestrel" in " ".join(embed.title for embed in world.now(answer).embeds)


async def test_a_question_that_no_longer_asks_has_its_answer_taken_back(world) -> None:
    answer = await world.mention(QUESTION)
    await world.alice.edit(world.channel.history()[0], "never mind")
    assert world.now(answer) is None


async def test_a_deleted_question_takes_its_answer_with_it(world) -> None:
    answer = await world.mention(QUESTION)
    await world.alice.delete(world.channel.history()[0])
    assert world.now(answer) is None
    assert world.env.errors == []


async def test_the_last_edit_of_a_question_counts(world) -> None:
    answer = await world.mention(QUESTION)
    asked = world.channel.history()[0]
    for text in ("Who is Tobias Renn?", "What was found in a hymn box in Tarnside?"):
        await world.alice.edit(asked, f"{world.me} {text}")
    assert "hymn" in world.now(answer).embeds[0].description


async def test_a_fault_shows_a_reference_and_keeps_its_details_to_the_log(
    world, service, monkeypatch, capsys
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the secret of the cellar")

    monkeypatch.setattr(service, "answer_many", broken)
    result = await world.alice.slash(world.channel, "ask", question=QUESTION)
    text = result.response.content
    assert text.startswith("Something went wrong on my side. Please try again; ")
    assert "cellar" not in text
    logged = capsys.readouterr()
    reference = text.rsplit(" ", 1)[1].rstrip(".")
    assert reference in logged.out + logged.err
    assert "the secret of the cellar" in logged.out + logged.err


async def test_a_server_error_of_discord_does_not_stop_the_bot(world, quotes_of) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=500)
    await world.mention(QUESTION)
    result = await world.alice.slash(world.channel, "ask", question=QUESTION)
    assert quotes_of(result.response.embeds)


async def test_while_closing_no_question_is_taken(world) -> None:
    world.bot.closing = True
    result = await world.alice.slash(world.channel, "ask", question=QUESTION)
    assert result.ephemeral and "being restarted" in result.response.content


async def test_the_bot_asks_for_no_privileged_intent_and_pings_nobody(world) -> None:
    intents = world.bot.intents
    assert not (intents.message_content or intents.members or intents.presences)
    assert world.bot.allowed_mentions.to_dict()["parse"] == []


def test_making_the_bot_loads_no_model_and_opens_no_database(bot_settings) -> None:
    import multiprocessing

    import bot

    made = bot.create_bot(bot_settings)
    assert made.facts.last is None
    assert not bot_settings.discord.database.exists()
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("/coverage the bridge", "That reached me as a message, not as a command."),
        ("please delete my data", "`/forget-me` makes me forget"),
        ("/ask", "Ask me something, for example"),
    ],
)
async def test_a_command_typed_as_a_message_is_not_searched_for(world, text, words) -> None:
    answer = await world.mention(text)
    assert answer.content.startswith(words) and not answer.embeds


async def test_a_question_behind_a_typed_ask_is_answered(world, quotes_of) -> None:
    answer = await world.mention(f"/ask {QUESTION}")
    assert any("cracks" in quote for quote in quotes_of(answer.embeds))
