"""Looking after the archive from Discord: status, building, adding, going back, verifying."""

from __future__ import annotations

import asyncio
import shutil
import time

import discord
import pytest

from bot.discord import WhosaidBot
from bot.discord.administration.additions import checked_name
from bot.discord.administration.feeds import PublicResolver, fetch_feed
from bot.memory.database import BotDatabase
from bot.serving.service import AnsweringService
from config.settings import load_settings
from index.errors import UsageError
from index.snapshot.layout import current_id

pytestmark = pytest.mark.simcord(settle_timeout=60)
ARTICLE = """---
title: Lighthouse of Skerry painted green
outlet: The Skerry Standard
date: 2024-06-01
---

The lighthouse of Skerry was painted green on Saturday. "It was the only paint left," said Odalys Venn, its keeper.
"""


@pytest.fixture
def bot_settings(sample_index, tmp_path):
    """Settings over copies of the sample articles and their index: these tests change them."""
    from config.settings import CONFIG

    shutil.copytree(CONFIG / "articles", tmp_path / "articles")
    shutil.copytree(sample_index, tmp_path / "index")
    return load_settings(
        dotenv=None,
        index={"folder": tmp_path / "index", "articles": [tmp_path / "articles"]},
        discord={"database": tmp_path / "bot.sqlite", "cooldown_seconds": 0},
    )


@pytest.fixture
def own_service(bot_settings):
    with AnsweringService(bot_settings) as opened:
        yield opened


@pytest.fixture
def simcord_bot(bot_settings, own_service):
    return WhosaidBot(bot_settings, lambda: own_service)


@pytest.fixture
def manager(world):
    """A member who manages the server, and is nobody else."""
    role = world.guild.create_role("Editors", permissions=discord.Permissions(manage_guild=True))
    return world.guild.add_member(world.env.create_user("carol"), roles=[role])


@pytest.fixture
def admin(world, manager):
    """The same, whose server is trusted with the archive."""
    trust(world, archive_servers=(world.guild.id,))
    return manager


def trust(world, **named) -> None:
    """Name owners or servers in the settings."""
    kept = world.bot.settings
    changed = kept.discord.model_copy(update=named)
    world.bot.settings = kept.model_copy(update={"discord": changed})


async def built(world, message) -> str:
    """Wait for a build to end, letting the bot look at it; return what its message says then."""
    end = time.time() + 240
    while await world.bot.kept(BotDatabase.open_rebuilds):
        assert time.time() < end, world.now(message).embeds[0].description
        await asyncio.sleep(0.5)
        await world.env.advance_time(5)
    return world.now(message).embeds[0].description


async def test_status_lists_snapshots_and_the_one_in_service(world, admin, own_service) -> None:
    result = await admin.slash(world.channel, "archive status")
    text = result.response.embeds[0].description
    assert f"`{own_service.archive.id}`" in text and "**in service**" in text
    assert result.ephemeral


async def test_added_articles_are_answered_from_once_they_are_built(
    world, admin, bot_settings, quotes_of
) -> None:
    before = current_id(bot_settings.index.folder)
    result = await admin.slash(
        world.channel, "archive add", file=("lighthouse.md", ARTICLE.encode())
    )
    assert result.response.content == "Added 1 article."
    text = await built(world, result.response.message)
    assert text.startswith("Built.") and "new 1" in text
    after = current_id(bot_settings.index.folder)
    assert after != before
    await asyncio.sleep(0.6)
    answer = await world.mention("What colour was the lighthouse of Skerry painted?")
    assert any("painted green" in quote for quote in quotes_of(answer.embeds))
    back = await admin.slash(world.channel, "archive rollback", snapshot=before)
    assert "is in service" in back.response.content
    assert current_id(bot_settings.index.folder) == before


async def test_a_build_can_be_stopped_and_is_followed_after_a_restart(
    world, admin, bot_settings, own_service
) -> None:
    result = await admin.slash(world.channel, "archive rebuild", again=True)
    message = result.response.message
    again = await admin.slash(world.channel, "archive rebuild")
    assert "is running already" in again.response.content
    await world.env.restart_bot(WhosaidBot(bot_settings, lambda: own_service))
    trust(world, archive_servers=(world.guild.id,))
    refused = await world.alice.click(world.now(message), label="Stop building")
    assert "You may look at the archive but not change it" in refused.response.content
    await admin.click(world.now(message), label="Stop building")
    text = await built(world, message)
    assert text.startswith(("Stopped.", "Built."))
    assert not world.now(message).components


async def test_what_cannot_be_read_is_not_added_and_says_why(world, admin, bot_settings) -> None:
    result = await admin.slash(world.channel, "archive add", file=("a.exe", b"MZ"))
    assert result.response.content.startswith(
        "Nothing was added: a\\.exe is none of the kinds I read"
    )
    empty = await admin.slash(world.channel, "archive add", file=("a.json", b"{not json"))
    assert empty.response.content.startswith("Nothing was added: a\\.json: is not JSON")
    nothing = await admin.slash(world.channel, "archive add")
    assert "attach a file or name a feed" in nothing.response.content
    assert not list((bot_settings.index.articles[0]).glob("added/*"))


async def test_verify_finds_the_damaged_snapshot(world, admin, bot_settings) -> None:
    good = await admin.slash(world.channel, "archive verify")
    assert "every byte is right" in good.response.embeds[0].description
    place = next(p for p in (bot_settings.index.folder / "snapshots").iterdir() if p.is_dir())
    largest = max(
        (one for one in place.iterdir() if one.is_file()), key=lambda one: one.stat().st_size
    )
    data = bytearray(largest.read_bytes())
    data[len(data) // 2] ^= 1
    largest.chmod(0o644)
    largest.write_bytes(data)
    bad = await admin.slash(world.channel, "archive verify")
    assert f"damaged: {largest.name}" in bad.response.embeds[0].description.replace("\\", "")


async def test_an_unknown_snapshot_changes_nothing(world, admin, bot_settings) -> None:
    before = current_id(bot_settings.index.folder)
    result = await admin.slash(world.channel, "archive rollback", snapshot="0" * 16)
    assert result.response.content.startswith("Nothing was changed")
    assert current_id(bot_settings.index.folder) == before


async def test_snapshots_are_offered_with_their_age(world, admin, own_service) -> None:
    offered = await admin.autocomplete(world.channel, "archive rollback", "snapshot", "")
    assert offered[0]["value"] == own_service.archive.id
    assert "built" in offered[0]["name"]


async def test_a_feed_inside_the_network_is_not_fetched() -> None:
    for address in (
        "http://127.0.0.1:1/feed",
        "http://localhost/feed",
        "http://10.0.0.1/x",
        "file:///etc/passwd",
    ):
        with pytest.raises(UsageError):
            await fetch_feed(address)
    with pytest.raises(OSError, match="no public address"):
        await PublicResolver().resolve("localhost", 80)


def test_files_that_are_too_large_are_refused_before_they_are_fetched() -> None:
    assert checked_name("a.md", 9 << 20) == "a.md is larger than 8 MiB."
    assert checked_name("a.md", 1000) is None


CHANGING = (("rebuild", {}), ("add", {"file": ("a.md", ARTICLE.encode())}))


async def test_managing_a_server_is_not_enough_to_change_the_archive_of_all(
    world, manager, bot_settings
) -> None:
    snapshot = current_id(bot_settings.index.folder)
    for name, options in (*CHANGING, ("rollback", {"snapshot": snapshot})):
        result = await manager.slash(world.channel, f"archive {name}", **options)
        assert result.ephemeral and result.response.content.startswith(
            "You may look at the archive but not change it"
        )
    assert await world.bot.kept(BotDatabase.open_rebuilds) == []
    assert not list(bot_settings.index.articles[0].glob("added/*"))
    assert (await manager.slash(world.channel, "archive status")).response.embeds
    assert (await manager.slash(world.channel, "archive verify")).response.embeds


async def test_a_trusted_server_trusts_its_managers_alone(world, admin, bot_settings) -> None:
    snapshot = current_id(bot_settings.index.folder)
    done = await admin.slash(world.channel, "archive rollback", snapshot=snapshot)
    assert "is in service" in done.response.content
    elsewhere = world.env.create_guild()
    channel = elsewhere.create_text_channel("elsewhere")
    role = elsewhere.create_role("Editors", permissions=discord.Permissions(manage_guild=True))
    stranger = elsewhere.add_member(world.env.create_user("dora"), roles=[role])
    refused = await stranger.slash(channel, "archive rollback", snapshot=snapshot)
    assert "not change it" in refused.response.content


async def test_the_owner_of_the_application_or_who_is_named_may_change_it(
    world, manager, bot_settings, monkeypatch
) -> None:
    snapshot = current_id(bot_settings.index.folder)

    async def allowed() -> bool:
        result = await manager.slash(world.channel, "archive rollback", snapshot=snapshot)
        return "is in service" in result.response.content

    assert not await allowed()
    monkeypatch.setattr(world.bot.application, "owner", manager.user)
    assert await allowed()
    trust(world, owners=(1,))
    assert not await allowed()
    trust(world, owners=(1, manager.id))
    assert await allowed()


async def test_only_members_of_the_team_that_accepted_may_change_it(
    world, manager, monkeypatch
) -> None:
    from types import SimpleNamespace

    from bot.discord.administration.trust import owners

    states = discord.TeamMembershipState
    members = [
        SimpleNamespace(id=5, membership_state=states.accepted),
        SimpleNamespace(id=6, membership_state=states.invited),
    ]
    monkeypatch.setattr(world.bot.application, "team", SimpleNamespace(members=members))
    assert owners(world.bot) == [5]
