"""The buttons under an answer: for the asker and for others, after a restart, with the real engine."""

from __future__ import annotations

import pytest

from bot.discord import WhosaidBot
from bot.memory.database import BotDatabase
from bot.serving.service import AnsweringService

pytestmark = pytest.mark.simcord(settle_timeout=30)
QUESTION = "Why was the Hallow Bridge closed?"


def labels(rows: list[dict[str, object]]) -> list[str]:
    return [part["label"] for row in rows for part in row["components"]]


@pytest.fixture
async def asked(world):
    """Alice's question in the channel, answered; the answer as a message."""
    return await world.mention(QUESTION)


async def test_an_answer_has_its_buttons_and_all_say_in_words_what_they_do(world, asked) -> None:
    rows = [row.to_dict() for row in asked.components]
    assert labels(rows) == [
        "Context",
        "Who else printed this",
        "Other outlets",
        "More",
        "Ask a follow-up",
        "Helpful",
        "Wrong outlet",
        "Not an answer",
    ]


async def test_context_shows_the_sentences_around_with_the_quote_in_bold(
    world, asked, quotes_of, service
) -> None:
    result = await world.alice.click(asked, label="Context")
    assert result.ephemeral
    embed = result.response.embeds[0]
    assert embed.footer.text.startswith("The quote is in bold. Sentences ")
    bold = embed.description.split("> ", 1)[1].split("**")[1]
    assert bold.replace("\\", "") in quotes_of(asked.embeds)[0]
    assert "**" not in bold and len(embed.description) > len(asked.embeds[0].description) / 2


async def test_wider_shows_more_and_the_whole_article_ends_it(world, asked) -> None:
    first = await world.alice.click(asked, label="Context")
    before = first.response.embeds[0].description
    await world.alice.click(first.response, label="Wider")
    after = first.response.embeds[0].description
    assert len(after) > len(before)
    if "Whole article" in labels(first.response.components):
        await world.alice.click(first.response, label="Whole article")
    assert "the whole article" in first.response.embeds[0].footer.text


async def test_the_next_quote_can_be_looked_at_in_the_same_copy(world) -> None:
    answer = await world.mention("What happened to the Hallow Bridge?")
    assert len(answer.embeds) > 1
    copy = await world.bob.click(answer, label="Context")
    first = copy.response.embeds[0].description
    await world.bob.click(copy.response, label="Next quote")
    assert copy.response.embeds[0].description != first
    assert "Previous quote" in labels(copy.response.components)


async def test_who_else_printed_this_lists_the_printings(world) -> None:
    answer = await world.mention("When did the earthquake strike the Skerry islands?")
    result = await world.alice.click(answer, label="Who else printed this")
    assert result.response.embeds[0].title == "Verbatim"
    outlets = " ".join(embed.description for embed in result.response.embeds[1:])
    assert "The Marrowby Courier" in outlets and "Northmere Herald" in outlets


async def test_the_asker_pages_in_place_and_others_get_their_own_copy(world) -> None:
    answer = await world.mention("What happened to the Hallow Bridge?")
    before = [embed.description for embed in world.now(answer).embeds]
    theirs = await world.bob.click(answer, label="More")
    assert [embed.description for embed in world.now(answer).embeds] == before
    assert all(one.ephemeral for one in [theirs.response, *theirs.followups] if one is not None)
    mine = await world.alice.click(answer, label="More")
    changed = [embed.description for embed in world.now(answer).embeds]
    if changed == before:
        assert mine.followups[0].content == "That is all that the archive has on this question."
    else:
        assert not set(changed) & set(before)
        await world.alice.click(world.now(answer), label="Back")
        assert [embed.description for embed in world.now(answer).embeds] == before


async def test_other_outlets_answers_from_outlets_not_quoted_yet(world) -> None:
    asked = await world.alice.slash(
        world.channel, "ask", question=QUESTION, outlet="The Marrowby Courier"
    )
    result = await world.bob.click(asked.response, label="Other outlets")
    assert result.ephemeral
    text = " ".join(embed.description.split("\n")[0] for embed in result.response.embeds)
    assert "Marrowby Courier" not in text
    if text:
        heading = f"**{QUESTION}**\nFrom outlets that were not quoted there"
        assert result.response.content.startswith(heading) and "Only " not in heading
    assert (
        text or result.response.content == "No other outlet in the archive answers this question."
    )


@pytest.mark.parametrize(
    ("label", "verdict"),
    [
        ("Helpful", "helpful"),
        ("Wrong outlet", "wrong_outlet"),
        ("Not an answer", "not_an_answer"),
    ],
)
async def test_a_verdict_is_kept_with_question_snapshot_and_spans(
    world, asked, service, quotes_of, label, verdict
) -> None:
    result = await world.bob.click(asked, label=label)
    assert result.ephemeral and result.response.content.startswith("Thank you.")
    (kept,) = await world.bot.kept(BotDatabase.feedback)
    assert (kept.verdict.value, kept.answer.question) == (verdict, QUESTION)
    assert kept.answer.snapshot == service.archive.id
    spans = [(quote.article_id, quote.start, quote.end) for quote in kept.answer.quotes]
    article = service.archive.article(spans[0][0])
    assert article.body[spans[0][1] : spans[0][2]].startswith(quotes_of(asked.embeds)[0][:20])


async def test_a_follow_up_form_is_answered_as_what_it_was_taken_for(world, asked) -> None:
    shown = await world.bob.click(asked, label="Ask a follow-up")
    custom_id = find_input(shown.modal)
    result = await world.bob.submit_modal(shown, {custom_id: "and the Tarnside Gazette?"})
    content = result.response.content
    assert content.startswith("**and the Tarnside Gazette?**\nI took this as: “Why was the Hallow")
    assert all("Tarnside Gazette" in embed.description for embed in result.response.embeds)


def find_input(modal: dict[str, object]) -> str:
    (row,) = modal["components"]
    part = row["components"][0] if "components" in row else row["component"]
    return part["custom_id"]


async def test_buttons_work_after_a_restart_of_the_bot(world, asked, bot_settings, service) -> None:
    await world.env.restart_bot(WhosaidBot(bot_settings, lambda: service))
    result = await world.bob.click(asked, label="Context")
    assert result.response.embeds[0].footer.text.startswith("The quote is in bold.")
    noted = await world.bob.click(asked, label="Helpful")
    assert noted.response.content.startswith("Thank you.")


async def test_a_button_of_a_forgotten_answer_says_so(world, asked) -> None:
    question = asked.reference.message_id
    await world.bot.kept(BotDatabase.forget_answers_to, question)
    result = await world.bob.click(asked, label="Context")
    assert result.ephemeral and "no longer kept" in result.response.content


async def test_a_fault_behind_a_button_is_told_with_its_reference(
    world, asked, monkeypatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("the secret of the cellar")

    monkeypatch.setattr(AnsweringService, "who_said", broken)
    result = await world.bob.click(asked, label="Who else printed this")
    texts = [one.content for one in [result.response, *result.followups] if one is not None]
    assert any("tell those who run me this reference" in text for text in texts)
    assert not any("cellar" in text for text in texts)


async def test_a_refusal_offers_only_what_makes_sense(world) -> None:
    answer = await world.mention("Who won the 1998 world chess title?")
    assert labels([row.to_dict() for row in answer.components]) == [
        "Ask a follow-up",
        "Wrongly refused",
    ]
