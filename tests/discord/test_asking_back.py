"""Doubts in a conversation, outlets whose names were misspelt, follow-ups that follow nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.discord import WhosaidBot
from bot.discord.service.facts import OutletEntry

pytestmark = pytest.mark.simcord(settle_timeout=30)
ASKED = "Did the mayor refuse to open the Skerry Regatta?"
MISSPELT = "What did the Lantren say about the refusal?"
OFFER = (
    "I know no outlet called “Lantren”. Did you mean The Lantern? "
    "Say “yes”, and I ask for that one."
)


def labels(message) -> list[str]:
    return [one["label"] for row in message.components for one in row.to_dict()["components"]]


async def replied(world, answer, text: str):
    return await world.mention(text, reply_to=answer)


@pytest.mark.parametrize(
    "doubt", ["is that disputed?", "so who is right?", "did anyone deny that?"]
)
async def test_a_doubt_in_a_reply_shows_both_sides(world, quotes_of, doubt) -> None:
    answer = await replied(world, await world.mention(ASKED), doubt)
    assert answer.content.startswith(f"I took this as: “Is this disputed: {ASKED}”\n")
    assert "Below is each side as it was printed; I do not judge which is right." in answer.content
    assert "Disputed: quote" in answer.content
    quotes = quotes_of(answer.embeds)
    assert any("refused to open" in quote for quote in quotes)
    assert any("denied" in quote or "no refusal" in quote for quote in quotes)
    assert all(
        "Disputed by quote" in embed.description + str(embed.author.name) for embed in answer.embeds
    )


async def test_a_doubt_on_what_none_contradicts_says_so_in_words(world) -> None:
    first = await world.mention("Why was the Hallow Bridge closed?")
    answer = await replied(world, first, "is that true?")
    assert answer.content.endswith(
        "No outlet in this archive contradicts this, as far as I can find."
    )
    assert len(answer.embeds) == len(first.embeds)
    again = await replied(world, answer, "when was that?")
    assert again.content.startswith("I took this as: “When was the Hallow Bridge closed?”")


async def test_a_doubt_is_answered_in_the_form_for_follow_ups(world) -> None:
    answer = await world.mention(ASKED)
    shown = await world.bob.click(answer, label="Ask a follow-up")
    (row,) = shown.modal["components"]
    part = row["components"][0] if "components" in row else row["component"]
    result = await world.bob.submit_modal(shown, {part["custom_id"]: "is that true?"})
    assert "**is that true?**\nI took this as: “Is this disputed:" in result.response.content


@pytest.mark.parametrize(
    "alone",
    ["is that true?", "and the Tarnside Gazette?", "show the rest", "yes"],
)
async def test_what_follows_nothing_is_told_so(world, alone) -> None:
    told = await world.mention(alone)
    assert told.content.startswith("That seems to follow a question, but I see none before it.")
    asked = await world.alice.slash(world.channel, "ask", question=alone)
    assert asked.ephemeral and asked.response.content == told.content


class TestMisspelt:
    """The Lantren."""

    async def test_it_is_asked_back_and_its_button_asks_for_the_outlet(self, world) -> None:
        answer = await world.mention(MISSPELT)
        assert OFFER in answer.content
        assert "Only The Lantern" not in answer.content
        assert "Yes, The Lantern" in labels(answer)
        await world.alice.click(answer, label="Yes, The Lantern")
        changed = world.now(answer)
        assert changed.content.startswith("**What did The Lantern say about the refusal?**")
        assert "Only The Lantern" in changed.content and "Did you mean" not in changed.content
        assert "Yes, The Lantern" not in labels(changed)

    async def test_others_who_press_get_their_own_copy(self, world) -> None:
        answer = await world.mention(MISSPELT)
        before = world.now(answer).content
        result = await world.bob.click(answer, label="Yes, The Lantern")
        assert result.ephemeral and "Only The Lantern" in result.response.content
        assert world.now(answer).content == before

    @pytest.mark.parametrize("said", ["yes", "Yes please", "The Lantern", "i did"])
    async def test_a_reply_takes_what_was_offered(self, world, said) -> None:
        answer = await replied(world, await world.mention(MISSPELT), said)
        assert answer.content.startswith(
            "I took this as: “What did The Lantern say about the refusal?”"
        )

    async def test_a_refusal_offers_it_too(self, world) -> None:
        answer = await world.mention("What did the Lantren say about the price of tea in Peking?")
        assert OFFER in answer.content
        assert labels(answer) == ["Yes, The Lantern", "Ask a follow-up", "Wrongly refused"]

    async def test_it_works_after_a_restart(self, world, bot_settings, service) -> None:
        answer = await world.mention(MISSPELT)
        await world.env.restart_bot(WhosaidBot(bot_settings, lambda: service))
        await world.alice.click(answer, label="Yes, The Lantern")
        assert "Only The Lantern" in world.now(answer).content


class TestCompared:
    """A comparison asks back, too: "yes" in a reply compares with the outlet that was meant."""

    ASKED = "compare the Lantren and the Tarnside Gazette on the regatta"
    OFFER = "I know no outlet called “Lantren”. Did you mean The Lantern?"
    TAKEN = "I took this as: “Compare: the regatta (only The Lantern and The Tarnside Gazette)”"

    @pytest.mark.parametrize("said", ["yes", "Yes please", "the lantern"])
    async def test_a_reply_takes_what_was_offered(self, world, said) -> None:
        offered = await world.mention(self.ASKED)
        assert self.OFFER in offered.embeds[0].description
        answer = await replied(world, offered, said)
        assert answer.content == self.TAKEN
        assert "Quoted: The Lantern" in answer.embeds[0].description

    async def test_a_reply_to_the_commands_comparison_takes_it_too(self, world) -> None:
        asked = await world.alice.slash(
            world.channel, "compare", topic="the Lantren and the Tarnside Gazette on the regatta"
        )
        assert self.OFFER in asked.response.embeds[0].description
        assert (await replied(world, asked.response, "yes")).content == self.TAKEN

    async def test_two_misspelt_outlets_are_asked_back_one_after_the_other(self, world) -> None:
        first = await world.mention("compare the Lantren and the Tarnsyde Gazette on the regatta")
        second = await replied(world, first, "yes")
        assert "Did you mean The Tarnside Gazette?" in second.embeds[0].description
        assert (await replied(world, second, "yes")).content == self.TAKEN

    async def test_anything_else_said_to_it_goes_as_before(self, world) -> None:
        offered = await world.mention(self.ASKED)
        for said in ("is that true?", "show the rest"):
            told = await replied(world, offered, said)
            assert told.content.startswith("That seems to follow a question, but I see none")
        plain = await world.mention(self.ASKED.replace("Lantren", "Lantern"))
        told = await replied(world, plain, "yes")
        assert told.content.startswith("That seems to follow a question, but I see none")


async def test_what_is_still_to_come_is_refused_with_the_reason(world) -> None:
    answer = await world.mention("What will the weather be tomorrow?")
    assert answer.embeds[0].description == (
        "I answer from past articles, the latest from 20 May 2024: they cannot tell that. "
        "Ask about something that was in the news by then."
    )


async def test_a_pasted_text_is_checked_without_a_command(world) -> None:
    text = "We looked twice because we did not believe the first reading"
    answer = await world.mention(f"“{text}” who said this?")
    assert answer.content.startswith(f"I took this as: “Who said this: {text}")
    assert answer.embeds[0].title == "Verbatim"


async def test_outlets_are_compared_without_a_command(world) -> None:
    asked = "compare the Marrowby Courier and the Tarnside Gazette on the regatta"
    answer = await world.mention(asked)
    assert answer.content.startswith(
        "I took this as: “Compare: the regatta (only The Marrowby Courier and The Tarnside Gazette)”"
    )
    assert answer.embeds and not answer.components


async def test_a_question_in_another_language_is_told_so(world) -> None:
    answer = await world.mention("Qui est le maire de Marrowby ?")
    assert answer.content.startswith("I read English only")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("help", "I am a bot that answers questions about the news"),
        ("which outlets do you have?", "/outlets lists the outlets"),
        ("write me a song about the regatta", "I write nothing of my own"),
    ],
)
async def test_what_asks_nothing_of_the_archive_gets_a_word(world, said, told) -> None:
    answer = await world.mention(said)
    assert answer.content.startswith(told) and not answer.embeds


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("do you have the Kirrin Bugle?", "/outlets with a name says"),
        ("do you have the bugler?", "/outlets with a name says"),
        ("and the Kirrin Bugle?", "That seems to follow a question"),
    ],
)
async def test_an_outlet_that_the_archive_alone_knows_is_known_by_its_names(
    world, said, told
) -> None:
    own = OutletEntry(name="Kirrin Bugle", others=("The Bugler",), articles=1)
    facts = world.bot.facts
    facts.last = replace(facts.last, outlets=(*facts.last.outlets, own))
    answer = await world.mention(said)
    assert answer.content.startswith(told) and not answer.embeds


async def test_who_asks_for_news_gets_the_newest_articles(world) -> None:
    answer = await world.mention("whats new")
    assert answer.content == "The newest articles" and answer.embeds


@pytest.mark.parametrize(
    "written", ["**why** was the `Hallow Bridge` closed? <#5>", "```\nWhy was the Hallow Bridge closed?\n```",
                "> Why was the Hallow Bridge ||closed||? <:sad:12345>"]
)  # fmt: skip
async def test_marks_of_markdown_are_no_words_of_a_question(world, written) -> None:
    answer = await world.mention(written)
    assert any("closed to all traffic" in (embed.description or "") for embed in answer.embeds)
    assert "I am not sure" not in (answer.content or "")


@pytest.mark.parametrize("alone", ["who?", "what", "why"])
async def test_a_bare_question_word_is_told_that_it_follows_nothing(world, alone) -> None:
    assert (await world.mention(alone)).content.startswith("That seems to follow a question")


async def test_who_else_says_so_is_not_answered_with_what_is_far_from_it(world) -> None:
    first = await world.mention("when will the nasal spray be sold")
    answer = await replied(world, first, "any other sources?")
    assert answer.content == "No other outlet in the archive answers this question."


async def test_yes_takes_the_outlet_meant_by_a_misspelt_option(world) -> None:
    asked = await world.alice.slash(
        world.channel, "ask", question="Why was the Hallow Bridge closed?", outlet="tarnside gazete"
    )
    assert "Did you mean The Tarnside Gazette?" in asked.response.embeds[0].description
    answer = await world.mention("yes", reply_to=asked.response)
    assert answer.content.startswith("I took this as: “Why was the Hallow Bridge closed? (only The")
    assert all("Tarnside Gazette" in embed.description for embed in answer.embeds)
