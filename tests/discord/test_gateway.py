"""The whole bot against a Discord on the loopback address: login, heartbeats, resuming, limits of rate, files."""

from __future__ import annotations

import asyncio
import os
import signal

import pytest

from bot.discord.operations import running
from bot.token import TokenRefused
from tests.discord.fake_discord import TOKEN, answer, message_of
from tests.discord.fake_gateway import ALICE, BOT, member_payload
from tests.discord.running_bot import answers, running_bot

QUESTION = "Why was the Hallow Bridge closed?"


async def test_it_logs_in_with_the_token_and_makes_its_commands_known(
    far, settings, service, monkeypatch
) -> None:
    async with running_bot(far, settings, service, monkeypatch):
        await far.until(lambda: far.gateway.received)
    identify = far.gateway.received[0]
    assert identify["op"] == 2 and identify["d"]["token"] == TOKEN
    assert identify["d"]["intents"] == (1 << 0) | (1 << 9) | (1 << 12)
    (commands,) = far.sent("PUT", "/commands")
    assert {"ask", "who-said", "coverage", "compare", "archive"} <= {
        one["name"] for one in commands.body
    }


async def test_a_token_that_discord_does_not_take_is_refused_without_showing_it(
    far, settings, service, monkeypatch
) -> None:
    other = TOKEN[:-3] + "xyz"
    monkeypatch.setattr(service, "close", lambda: None)
    with pytest.raises(TokenRefused) as refused:
        await running.run(settings, other)
    assert "Discord does not take the token" in str(refused.value)
    assert other not in str(refused.value)


async def test_heartbeats_are_never_late_while_questions_are_answered(
    far, settings, service, monkeypatch
) -> None:
    async with running_bot(far, settings, service, monkeypatch):
        for _ in range(10):
            await far.say(QUESTION)
        await far.until(lambda: len(answers(far)) == 10, 60)
        (shard,) = far.gateway.shards
        beaten = len(shard.beats)
        await far.until(lambda: len(shard.beats) > beaten + 4)
    assert max(shard.gaps()) < far.gateway.heartbeat_ms / 1000 + 0.25


async def test_after_a_cut_it_resumes_and_answers_what_it_missed(
    far, settings, service, monkeypatch
) -> None:
    async with running_bot(far, settings, service, monkeypatch):
        await far.say(QUESTION)
        await far.until(lambda: len(answers(far)) == 1)
        await far.gateway.cut()
        missed = await far.say("How many jobs will Kestrel Ferries cut?")
        await far.until(lambda: len(answers(far)) == 2)
    assert [one["op"] for one in far.gateway.received] == [2, 6]
    assert far.gateway.received[1]["d"]["session_id"] == "session-0"
    assert answers(far)[1].body["message_reference"]["message_id"] == str(missed)


async def test_a_limit_of_rate_is_waited_out_and_the_answer_sent_once(
    far, settings, service, monkeypatch
) -> None:
    limited = {"message": "You are being rate limited.", "retry_after": 0.5, "global": False}
    far.refuse["POST", "/messages"].append(
        answer(limited, 429, **{"Retry-After": "0.5", "Via": "1.1"})
    )
    async with running_bot(far, settings, service, monkeypatch):
        await far.say(QUESTION)
        await far.until(lambda: len(far.sent("POST", "/messages")) == 2)
    first, second = far.sent("POST", "/messages")
    assert second.at - first.at >= 0.5
    assert first.body["embeds"] == second.body["embeds"]


async def test_a_command_is_acknowledged_before_it_is_answered_with_a_file(
    far, settings, service, monkeypatch
) -> None:
    async with running_bot(far, settings, service, monkeypatch):
        await far.command("coverage", topic="the Hallow Bridge")
        await far.until(lambda: far.sent("PATCH", "/messages/@original"), 30)
    (callback,) = far.sent("POST", "/callback")
    (edit,) = far.sent("PATCH", "/messages/@original")
    assert callback.body["type"] == 5 and callback.at < edit.at
    assert "files[0]" in edit.files
    assert edit.files["files[0]"].startswith(b"Coverage: the Hallow Bridge")
    assert edit.body["attachments"][0]["filename"] == "coverage.txt"


async def test_everything_sent_is_as_discord_describes_it(
    far, settings, service, monkeypatch, bodies
) -> None:
    async with running_bot(far, settings, service, monkeypatch):
        await far.say(QUESTION)
        await far.command("ask", question=QUESTION)
        await far.until(lambda: answers(far) and far.sent("PATCH", "/messages/@original"))
    for one in far.requests:
        bodies.check(one.method, one.path, one.body)


async def test_told_to_stop_it_finishes_the_answer_in_flight(
    far, settings, service, monkeypatch, slow_answers
) -> None:
    async with running_bot(far, settings, service, monkeypatch) as task:
        await far.say(QUESTION)
        await far.until(lambda: far.sent("POST", "/typing"))
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.wait_for(asyncio.shield(task), 20)
    assert len(answers(far)) == 1


async def test_the_token_is_in_no_log(far, settings, service, monkeypatch, capsys) -> None:
    import logging

    import structlog

    from bot.discord.reporting import logs

    root = logging.getLogger()
    before = root.handlers[:], root.level
    try:
        logs.set_up("DEBUG", TOKEN)
        async with running_bot(far, settings, service, monkeypatch):
            logging.getLogger("discord").error("token=%s", TOKEN)
            try:
                raise RuntimeError(f"bad {TOKEN}")
            except RuntimeError as fault:
                structlog.get_logger("whosaid").error("fault", exc_info=fault)
    finally:
        root.handlers[:], level = before[0], before[1]
        root.setLevel(level)
        structlog.reset_defaults()
    text = capsys.readouterr()
    assert TOKEN not in text.err + text.out
    assert "token=[token]" in text.err and "bad [token]" in text.err


async def test_a_picture_sent_as_a_reply_with_the_ping_on_holds_no_words(
    far, settings, service, monkeypatch
) -> None:
    picture = {**message_of(7, "", ALICE), "type": 19, "referenced_message": message_of(6, "", BOT)}
    picture["message_reference"] = {"message_id": "6", "channel_id": picture["channel_id"]}
    picture["mentions"] = [{**BOT, "member": member_payload()}]
    file = {"id": "8", "filename": "a.png", "size": 1, "url": "https://a.example/a.png"}
    picture["attachments"] = [{**file, "proxy_url": file["url"]}]
    async with running_bot(far, settings, service, monkeypatch):
        await far.gateway.dispatch("MESSAGE_CREATE", {**picture, "member": member_payload()}, 0)
        await far.until(lambda: far.sent("POST", "/messages"))
    (said,) = far.sent("POST", "/messages")
    assert said.body["content"].startswith("Ask me something, for example")
