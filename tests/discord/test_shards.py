"""Two shards in one bot: both log in, each is answered, and one that is cut costs the other nothing."""

from __future__ import annotations

import asyncio
import os
import signal

import pytest

from bot.discord.operations import running, watching
from tests.discord.fake_gateway import IDENTIFY, INVALID, RECONNECT, RESUME, channel_of
from tests.discord.running_bot import answers, running_bot

QUESTION = "Why was the Hallow Bridge closed?"
OTHER = "How many jobs will Kestrel Ferries cut?"
pytestmark = pytest.mark.parametrize("shards", [2])


def in_time(far, gaps: list[float]) -> bool:
    """Say whether no heartbeat was so late that Discord would take the shard for dead."""
    return max(gaps) < 3 * far.gateway.heartbeat_ms / 1000


@pytest.fixture
def at_once(monkeypatch) -> None:
    """Let a shard identify without the five seconds that Discord wants between two."""

    async def at_once(*_: object, **__: object) -> None:
        return None

    monkeypatch.setattr(running.WhosaidBot, "before_identify_hook", at_once)


def operations(far) -> list[tuple[int, int]]:
    """Return what was received, in order: the operation, and the shard it is of."""
    shard_of = {
        IDENTIFY: lambda data: data["shard"][0],
        RESUME: lambda data: int(data["session_id"].removeprefix("session-")),
    }
    return [(one["op"], shard_of[one["op"]](one["d"])) for one in far.gateway.received]


def answered(far, shard: int) -> list[str]:
    """Return the ids of the messages of a shard's server that were answered."""
    ending = f"/channels/{channel_of(shard)}/messages"
    return [
        one.body["message_reference"]["message_id"]
        for one in answers(far)
        if one.path.endswith(ending)
    ]


async def test_both_shards_identify_as_far_apart_as_discord_wants_and_are_answered(
    far, settings, service, monkeypatch
) -> None:
    async with running_bot(far, settings, service, monkeypatch):
        await far.until(lambda: len(far.gateway.received) == 2)
        asked = [await far.say(QUESTION, shard=shard) for shard in (0, 1)]
        await far.command("ask", shard=1, question=OTHER)
        await far.until(lambda: len(answers(far)) == 2)
        await far.until(lambda: far.sent("PATCH", "/messages/@original"))
        await far.until(lambda: all(len(shard.beats) > 4 for shard in far.gateway.shards))
    first, second = far.gateway.received
    assert [one["d"]["shard"] for one in (first, second)] == [[0, 2], [1, 2]]
    assert second["at"] - first["at"] >= 4.9
    assert [answered(far, shard) for shard in (0, 1)] == [[str(asked[0])], [str(asked[1])]]
    assert len(far.sent("PUT", "/commands")) == 1
    for shard in far.gateway.shards:
        assert in_time(far, shard.gaps())


async def test_a_shard_that_is_cut_resumes_what_it_missed_while_the_other_goes_on(
    far, settings, service, monkeypatch, at_once
) -> None:
    monkeypatch.setattr(watching, "_TOUCH_EVERY", 0.1)
    health, (steady, broken) = settings.discord.health_file, far.gateway.shards
    async with running_bot(far, settings, service, monkeypatch):
        await far.until(health.exists)
        broken.open.clear()
        await far.gateway.cut(shard=1)
        await far.until(lambda: far.gateway.connections == 3)
        await asyncio.sleep(0.3)
        rested, beaten = health.stat().st_mtime, len(broken.beats)
        missed = await far.say(OTHER, shard=1)
        meanwhile = [await far.say(QUESTION) for _ in range(3)]
        await far.until(lambda: len(answered(far, 0)) == 3)
        assert answered(far, 1) == [] and len(broken.beats) == beaten
        assert health.stat().st_mtime == rested
        broken.open.set()
        await far.until(lambda: len(answered(far, 1)) == 1)
        await far.until(lambda: len(broken.beats) > beaten + 4)
        await far.until(lambda: health.stat().st_mtime > rested)
    assert operations(far) == [(IDENTIFY, 0), (IDENTIFY, 1), (RESUME, 1)]
    assert sorted(answered(far, 0)) == sorted(map(str, meanwhile))
    assert answered(far, 1) == [str(missed)]
    assert in_time(far, steady.gaps()) and in_time(far, broken.gaps()[beaten:])


async def test_a_shard_resumes_when_told_to_and_begins_anew_when_its_session_is_over(
    far, settings, service, monkeypatch, at_once
) -> None:
    async with running_bot(far, settings, service, monkeypatch):
        await far.until(lambda: len(far.gateway.received) == 2)
        await far.gateway.tell(RECONNECT, shard=1)
        await far.until(lambda: len(far.gateway.received) == 3)
        await far.gateway.tell(INVALID, False, shard=0)
        await far.until(lambda: len(far.gateway.received) == 4)
        for shard in (0, 1):
            await far.say(QUESTION, shard=shard)
        await far.until(lambda: len(answers(far)) == 2)
    assert operations(far) == [(IDENTIFY, 0), (IDENTIFY, 1), (RESUME, 1), (IDENTIFY, 0)]
    assert [len(answered(far, shard)) for shard in (0, 1)] == [1, 1]


async def test_told_to_stop_it_finishes_the_answers_of_both_shards(
    far, settings, service, monkeypatch, at_once, slow_answers
) -> None:
    async with running_bot(far, settings, service, monkeypatch) as task:
        await far.until(lambda: len(far.gateway.received) == 2)
        for shard in (0, 1):
            await far.say(QUESTION, shard=shard)
        await far.until(lambda: len(far.sent("POST", "/typing")) == 2)
        assert answers(far) == []
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.wait_for(asyncio.shield(task), 20)
    assert [len(answered(far, shard)) for shard in (0, 1)] == [1, 1]
