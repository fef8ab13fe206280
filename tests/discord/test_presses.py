"""Buttons pressed in quick succession: by a reader, by accident twice, and by somebody who hammers them."""

from __future__ import annotations

import asyncio

import discord
import pytest

from bot.discord.admission import presses
from bot.discord.admission.cooldowns import Allowance
from bot.discord.admission.presses import AT_ONCE, DOUBLE, SECONDS, Pressed, Presses
from bot.memory.database import BotDatabase
from bot.memory.records import Verdict
from tests.discord.running_bot import answers, running_bot

pytestmark = pytest.mark.simcord(settle_timeout=30)
QUESTION = "What happened to the Hallow Bridge?"
BUTTONS = ("Context", "Who else printed this", "Helpful", "Wrong outlet", "Not an answer")
WAIT = "Please wait 2 seconds before you press another button."


@pytest.fixture
async def asked(world):
    """Alice's question in the channel, answered; the answer as a message."""
    return await world.mention(QUESTION)


def callbacks(world) -> list[int]:
    """Return the kinds of the answers to interactions, in order."""
    return [one.json["type"] for one in world.env.http_requests if one.path.endswith("/callback")]


async def test_a_double_click_shows_one_copy(world, asked) -> None:
    first = await world.bob.click(asked, label="Context")
    second = await world.bob.click(asked, label="Context")
    assert first.response.embeds and not second.followups
    assert callbacks(world) == [5, 6]
    await world.env.advance_time(1)
    again = await world.bob.click(asked, label="Context")
    assert again.response.embeds and callbacks(world) == [5, 6, 5]


async def test_a_double_click_on_a_verdict_is_thanked_once(world, asked) -> None:
    await world.bob.click(asked, label="Helpful")
    await world.bob.click(asked, label="Helpful")
    assert callbacks(world) == [4, 6]
    assert (await world.alice.click(asked, label="Helpful")).response.content.startswith("Thank")


async def test_who_hammers_buttons_is_told_to_wait_once_and_nothing_more_is_done(
    world, asked, service, monkeypatch
) -> None:
    for label in BUTTONS[:AT_ONCE]:
        assert (await world.bob.click(asked, label=label)).response is not None
    noted = len(await world.bot.kept(BotDatabase.feedback))
    looked = []
    monkeypatch.setattr(type(service.archive), "article", lambda *_: looked.append(1))
    told = await world.bob.click(asked, label=BUTTONS[AT_ONCE])
    assert told.ephemeral and told.response.content == WAIT
    for _ in range(5):
        silent = await world.bob.click(asked, label="Other outlets")
        assert silent.response is None or silent.response.content != WAIT
        assert not silent.followups
    assert (
        callbacks(world)[-5:] == [discord.InteractionResponseType.deferred_message_update.value] * 5
    )
    assert len(await world.bot.kept(BotDatabase.feedback)) == noted and looked == []
    assert len(world.channel.history()) == 2


async def test_others_go_on_and_so_does_the_member_after_a_pause(world, asked) -> None:
    for label in BUTTONS:
        result = await world.bob.click(asked, label=label)
    assert result.response.content == WAIT
    assert (await world.alice.click(asked, label="Context")).response.embeds
    await world.env.advance_time(SECONDS)
    thanked = await world.bob.click(asked, label=BUTTONS[AT_ONCE])
    assert thanked.response.content.startswith("Thank you.")
    kept = {one.verdict for one in await world.bot.kept(BotDatabase.feedback)}
    assert kept == {Verdict.NOT_AN_ANSWER}


async def test_while_closing_no_press_is_taken(world, asked) -> None:
    world.bot.closing = True
    result = await world.bob.click(asked, label="Context")
    assert result.ephemeral and "being restarted" in result.response.content


async def test_an_article_is_not_shown_where_the_bot_does_not_answer(world) -> None:
    role = world.guild.create_role("Editors", permissions=discord.Permissions(manage_guild=True))
    admin = world.guild.add_member(world.env.create_user("carol"), roles=[role])
    await admin.slash(world.channel, "settings answers", allowed=False, channel=world.channel)
    refused = await world.bob.slash(world.channel, "article", title="courier-bridge-reopens")
    assert refused.ephemeral and "I do not answer in this channel" in refused.response.content


class TestUnderWay:
    """Presses that come while others are being seen to, at a Discord on the loopback address."""

    async def buttons(self, far) -> dict[str, str]:
        """Ask, and return the ids of the buttons under the answer by their labels."""
        before = len(answers(far))
        await far.say(QUESTION)
        await far.until(lambda: len(answers(far)) > before)
        rows = answers(far)[-1].body["components"]
        return {one["label"]: one["custom_id"] for row in rows for one in row["components"]}

    def kinds(self, far) -> list[int]:
        return [one.body["type"] for one in far.sent("POST", "/callback")]

    async def test_a_second_press_on_what_is_being_seen_to_counts_for_the_first(
        self, far, bot_settings, service, monkeypatch, held
    ) -> None:
        async with running_bot(far, bot_settings, service, monkeypatch):
            printed = (await self.buttons(far))["Who else printed this"]
            await far.press(printed)
            await far.until(lambda: self.kinds(far) == [5])
            await asyncio.sleep(DOUBLE + 0.1)
            await far.press(printed)
            await far.until(lambda: self.kinds(far) == [5, 6])
            held.set()
            await far.until(lambda: far.sent("PATCH", "/messages/@original"))
        assert len(far.sent("PATCH", "/messages/@original")) == 1

    async def test_no_more_than_a_few_presses_of_a_member_are_under_way(
        self, far, bot_settings, service, monkeypatch, held
    ) -> None:
        monkeypatch.setattr(presses, "SECONDS", 0.01)
        async with running_bot(far, bot_settings, service, monkeypatch):
            printed = [
                (await self.buttons(far))["Who else printed this"] for _ in range(AT_ONCE + 1)
            ]
            for number, button in enumerate(printed, 1):
                await far.press(button)
                await far.until(lambda number=number: len(self.kinds(far)) == number)
                await asyncio.sleep(0.05)
            await far.press(printed[0], member=1)
            await far.until(lambda: len(self.kinds(far)) == AT_ONCE + 2)
            assert self.kinds(far) == [5] * AT_ONCE + [4, 5]
            told = far.sent("POST", "/callback")[AT_ONCE].body["data"]
            assert told["content"].startswith("Please wait 1 second") and told["flags"] == 64
            held.set()
            await far.until(
                lambda: len(far.sent("PATCH", "/messages/@original")) == AT_ONCE + 1, 30
            )
            await far.press(printed[-1])
            await far.until(lambda: self.kinds(far)[-1] == 5)


def test_an_allowance_grows_back_at_its_pace(monkeypatch) -> None:
    now = [100.0]
    monkeypatch.setattr("bot.discord.admission.cooldowns.time.monotonic", lambda: now[0])
    allowance, taken = Allowance(at_once=3, seconds=2.0), 0
    for _ in range(100):
        if not allowance.wait(1):
            allowance.take(1)
            taken += 1
        now[0] += 0.1
    assert taken == 3 + 4
    assert allowance.wait(2) == 0.0


def test_what_was_pressed_is_forgotten_so_that_memory_stays_bounded() -> None:
    kept = Presses()
    for member in range(60_000):
        pressed = Pressed(member=member, message=1, button="a")
        assert kept.refusal(pressed) is None
        with kept.under_way(pressed):
            pass
    assert len(kept._last) <= 10_000 and not kept._under_way and not kept._busy
    assert len(kept._allowance._whole) <= 50_000
