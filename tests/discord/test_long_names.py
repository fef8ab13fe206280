"""An archive in which every name and title is as long as can be: all commands are answered within Discord's limits."""

from __future__ import annotations

from dataclasses import replace

import discord
import pytest

from bot.discord import WhosaidBot
from config.settings import load_settings
from tests.own_archive import serving

pytestmark = pytest.mark.simcord(settle_timeout=60)
STORY = (
    "The harbour wall at Quaymouth fell into the sea on {day} May after a storm, and {count} boats were lost. "
    "“We heard it go at four in the morning,” said Ottoline Marsh, the harbour master of Quaymouth, in a statement."
)
NAMES = [
    f"The {word} and District Independent Advertiser, Chronicle, Courier, Gazette, Herald and Intelligencer of "
    f"Quaymouth-on-the-Water {number}"
    for number, word in enumerate(["Upper", "Lower", "Greater", "Lesser", "Outer", "Inner"] * 5)
]


def articles() -> list[dict[str, str]]:
    made = []
    for number, name in enumerate(NAMES):
        title = f"Harbour wall at Quaymouth falls into the sea, {number} " + "and more of it " * 20
        made.append(
            {
                "id": f"harbour-{number}",
                "title": title,
                "outlet": name,
                "body": STORY.format(day=3 + number % 5, count=7 + number % 3),
                "url": f"https://quaymouth.example/{'harbour-' * 18}{number}",
                "published_at": f"2024-05-{4 + number % 20:02}",
            }
        )
    return made


@pytest.fixture(scope="module")
def long_service(tmp_path_factory):
    with serving(articles(), tmp_path_factory.mktemp("long"), quotes=5) as opened:
        yield opened


@pytest.fixture
def simcord_bot(long_service, tmp_path):
    settings = load_settings(
        dotenv=None, discord={"database": tmp_path / "bot.sqlite", "cooldown_seconds": 0}
    )
    return WhosaidBot(settings, lambda: long_service)


ALTERED = STORY.format(day=9, count=12).replace("morning", "evening").replace("heard", "saw")
COMMANDS = (
    ("ask", {"question": "What fell into the sea at Quaymouth?"}),
    ("coverage", {"topic": "the harbour wall at Quaymouth " * 9}),
    ("compare", {"topic": "How many boats were lost at Quaymouth? " * 7}),
    ("who-said", {"text": STORY.format(day=3, count=7)}),
    ("who-said", {"text": ALTERED}),
    ("article", {"title": "harbour-0"}),
    ("outlets", {}),
)


@pytest.mark.parametrize(("command", "options"), COMMANDS)
async def test_every_command_is_answered_and_nothing_is_too_long(world, command, options) -> None:
    result = await world.alice.slash(world.channel, command, **options)
    assert result.response.embeds, result.response.content
    shown = sum(1 for one in result.response.embeds if "\n> " in (one.description or ""))
    assert shown >= 1 or command == "outlets"


@pytest.mark.parametrize("title", ["x" * 300, None])
def test_where_there_is_no_room_for_a_quote_it_is_left_out_and_counted(long_service, title) -> None:
    from bot.discord.rendering import limits
    from bot.discord.rendering.frames import below, quote_frame

    article = replace(long_service.archive.article("harbour-0"), title=title)
    frames = [
        quote_frame(article, "a source " * 100, heading="h" * 100, remarks=["r" * 200])
        for _ in range(6)
    ]
    summary = discord.Embed(title="t" * 256, description="d" * 2500)
    embeds = below(summary, frames, [article.body] * 6, "Snapshot 1")
    assert limits.total_units(embeds) <= limits.EMBED_TOTAL
    left = 7 - len(embeds)
    assert 0 < left < 6
    assert embeds[-1].footer.text.startswith(f"{left} further quote")
    assert all("\n> The harbour wall" in embed.description for embed in embeds[1:])


async def test_an_outlet_with_a_comma_in_its_name_can_be_chosen(world) -> None:
    question = "What fell into the sea at Quaymouth?"
    result = await world.alice.slash(
        world.channel, "ask", question=question, outlet=f"{NAMES[3]}, {NAMES[8]}"
    )
    assert result.response.embeds[0].title != "No answer in this archive"
    assert result.response.content.count("Intelligencer") == 2


async def test_many_outlets_are_a_short_list_and_a_whole_file(world) -> None:
    for command, options in (("outlets", {}), ("coverage", {"topic": "the harbour wall"})):
        result = await world.alice.slash(world.channel, command, **options)
        text = result.response.embeds[0].description
        listed = sum(line.startswith("- ") for line in text.split("\n"))
        left = len(NAMES) - listed
        assert 5 < listed < len(NAMES) and left > 0, command
        assert text.endswith(f"\n\n{left} further outlets: see the attached text file.")
        names = [one.filename for one in result.response.attachments]
        assert {"outlets.txt", "coverage.txt"} & set(names)
