"""Looking things up: who said it, coverage, comparison, outlets, articles, message menus."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.simcord(settle_timeout=30)
PRINTED = "You do not keep lorries on a bridge like that."


async def test_who_said_finds_a_verbatim_quote_with_outlet_and_date(world) -> None:
    result = await world.alice.slash(world.channel, "who-said", text=PRINTED)
    summary, printing = result.response.embeds[:2]
    assert summary.title == "Verbatim"
    assert printing.description.startswith("**The Marrowby Courier** · 4 March 2024")


async def test_who_said_shows_which_words_were_changed(world) -> None:
    changed = "We looked thrice because we did not believe the first reading"
    result = await world.alice.slash(world.channel, "who-said", text=changed)
    assert result.response.embeds[0].title == "Altered"
    assert "“thrice” in place of “twice”" in result.response.embeds[1].fields[0].value


async def test_who_said_says_what_is_nowhere(world) -> None:
    text = "Purple elephants marched through the parliament of Atlantis at dawn yesterday."
    result = await world.alice.slash(world.channel, "who-said", text=text)
    assert result.response.embeds[0].title == "Not in this archive"


async def test_check_this_quote_checks_a_message(world) -> None:
    message = await world.bob.send(world.channel, f'"{PRINTED}"')
    result = await world.alice.context_menu(world.channel, "Check this quote", message)
    assert result.response.embeds[0].title == "Verbatim"


async def test_a_message_without_text_cannot_be_checked(world) -> None:
    message = await world.bob.send(world.channel, "", attachments=[("a.png", b"x")])
    result = await world.alice.context_menu(world.channel, "Check this quote", message)
    assert result.ephemeral and "no text that I can check" in result.response.content


async def test_ask_about_this_asks_a_message(world) -> None:
    message = await world.bob.send(world.channel, "Why was the Hallow Bridge closed?")
    result = await world.alice.context_menu(world.channel, "Ask about this", message)
    assert result.response.content.startswith("**Why was the Hallow Bridge closed?**")
    assert "cracks" in result.response.embeds[0].description


async def test_coverage_lists_outlets_with_days_and_who_was_silent(world) -> None:
    result = await world.alice.slash(world.channel, "coverage", topic="the earthquake on Skerry")
    summary = result.response.embeds[0]
    assert summary.title == "Coverage: the earthquake on Skerry"
    for outlet in ("Northmere Herald", "The Marrowby Courier", "The Skerry Standard"):
        assert outlet in summary.description
    assert "2 to 3 April 2024" in summary.description


async def test_a_coverage_has_a_timeline_with_words_for_who_cannot_see_it(world) -> None:
    result = await world.alice.slash(world.channel, "coverage", topic="the earthquake on Skerry")
    (picture,) = [one for one in result.response.attachments if one.filename == "timeline.png"]
    assert result.response.embeds[0].image.url
    assert picture.size > 1000


async def test_compare_sets_outlets_side_by_side_and_marks_disputes(world) -> None:
    result = await world.alice.slash(
        world.channel, "compare", topic="Did the mayor refuse to open the Skerry Regatta?"
    )
    text = " ".join((embed.author.name or "") for embed in result.response.embeds)
    assert "Disputed 1, one side" in text and "Disputed 1, the other side" in text
    assert len({embed.url for embed in result.response.embeds[1:]}) > 1


@pytest.mark.parametrize(
    "given",
    [
        {"topic": "the regatta", "outlets": "Lantren, The Marrowby Courier"},
        {"topic": "the Lantren and the Marrowby Courier on the regatta"},
    ],
)
async def test_compare_asks_back_which_outlet_was_meant(world, given) -> None:
    result = await world.alice.slash(world.channel, "compare", **given)
    summary, *quotes = result.response.embeds
    assert summary.description == (
        "Quoted: The Marrowby Courier.\nI know no outlet called “Lantren”. Did you mean The Lantern?"
    )
    assert quotes


async def test_outlets_lists_counts_days_and_other_names(world) -> None:
    result = await world.alice.slash(world.channel, "outlets")
    text = result.response.embeds[0].description
    assert "**The Marrowby Courier**: " in text and "articles, " in text
    assert ", also called CCR News" in text
    assert "also called Marrowby Courier" not in text  # its name but for "The"
    only = await world.alice.slash(world.channel, "outlets", name="sunday")
    assert only.response.embeds[0].title == "1 outlet for “sunday”"


async def test_an_article_is_found_by_its_title_and_shown_with_its_opening(
    world, quotes_of
) -> None:
    offered = await world.alice.autocomplete(world.channel, "article", "title", "eleven weeks")
    assert (
        offered[0]["name"] == "Eleven weeks on, Hallow Bridge reopens to cars, The Marrowby Courier"
    )
    result = await world.alice.slash(world.channel, "article", title=offered[0]["value"])
    assert quotes_of(result.response.embeds)[0].startswith(
        "Cars crossed the Hallow Bridge on Monday"
    )
    assert "Article: by Petra Lindqvale" in result.response.embeds[0].description
    context = await world.alice.click(result.response, label="Context")
    assert context.response.embeds[0].title.startswith("Eleven weeks on")


async def test_an_unknown_article_is_told(world) -> None:
    result = await world.alice.slash(world.channel, "article", title="nothing of the kind")
    assert "I know no such article" in result.response.content


async def test_about_names_snapshot_age_sizes_and_version(world, service) -> None:
    result = await world.alice.slash(world.channel, "about")
    fields = {field.name: field.value for field in result.response.embeds[0].fields}
    assert f"{service.archive.counts.articles} articles" in fields["Archive"]
    assert fields["Snapshot"].startswith(f"{service.archive.id}\nbuilt <t:")
    assert fields["Version"].startswith("0.")


async def test_help_names_every_command(world) -> None:
    result = await world.alice.slash(world.channel, "help")
    text = " ".join(field.value for field in result.response.embeds[0].fields)
    for command in world.bot.tree.get_commands():
        if command.name not in ("help", "settings", "archive", "Ask about this"):
            assert command.name in text, command.name
    assert "*last week* count from the day it is in UTC" in text


LINK = "https://www.marrowbycourier.example/news/2024/hallow-bridge-shut?utm_source=x"


async def test_an_article_is_shown_by_its_link(world) -> None:
    result = await world.alice.slash(world.channel, "article", title=LINK)
    assert result.response.embeds[0].title.startswith("Hallow Bridge shut after cracks")
    away = await world.alice.slash(world.channel, "article", title="https://example.org/a/b")
    assert away.response.content.startswith("This archive holds no article from that address.")


async def test_a_pasted_link_is_not_searched_for_as_words(world) -> None:
    answer = await world.mention(f"{LINK} is this true?")
    assert answer.content.startswith("I open no links") and not answer.embeds


async def test_ask_compares_and_checks_as_a_mention_does(world) -> None:
    asked = "compare The Marrowby Courier and The Tarnside Gazette on the bridge"
    result = await world.alice.slash(world.channel, "ask", question=asked)
    assert result.response.embeds[0].title == "Compared: the bridge"
    assert result.response.content.startswith(f"**{asked}**\nI took this as: “Compare: the bridge")
    pasted = f"“{PRINTED}” Who said this?"
    result = await world.alice.slash(world.channel, "ask", question=pasted)
    assert f"I took this as: “Who said this: {PRINTED}”" in result.response.content.replace(
        "\\", ""
    )
    assert result.response.embeds[0].title == "Verbatim"


async def test_the_outlets_given_to_ask_are_those_compared(world) -> None:
    result = await world.alice.slash(
        world.channel,
        "ask",
        question="compare the papers on the Hallow Bridge",
        outlet="The Tarnside Gazette, Calder Coast Radio",
        since="May 2024",
    )
    told = "A comparison looks at all days: “since 1 May 2024” is left out."
    assert told in result.response.content
    summary = result.response.embeds[0].description
    assert summary.startswith("Quoted: The Tarnside Gazette and Calder Coast Radio.")


@pytest.mark.parametrize("sign", ["> ", "> “"])
async def test_a_quote_set_off_in_a_message_is_what_is_looked_for(world, sign) -> None:
    said = f"{sign}You do not keep lorries on\n> a bridge like that\n{world.me} who said this?"
    await world.alice.send(world.channel, said)
    answer = world.channel.last_message
    assert answer.content == f"I took this as: “Who said this: {PRINTED[:-1]}”"
    assert answer.embeds[0].title == "Verbatim"


@pytest.mark.parametrize(
    ("text", "words"),
    [(LINK, "I open no links"), ("is that true?", "That seems to follow"), ("hello", "Hello.")],
)
async def test_nothing_is_asked_about_a_message_that_asks_nothing(world, text, words) -> None:
    message = await world.bob.send(world.channel, text)
    result = await world.alice.context_menu(world.channel, "Ask about this", message)
    assert result.ephemeral and result.response.content.startswith(words)
