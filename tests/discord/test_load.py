"""Two hundred members asking for a minute: fast answers, a loop that never stalls, memory that stays flat."""

from __future__ import annotations

import asyncio
import gc
import json
import os
import signal
import statistics
import subprocess
import sys
import time
from pathlib import Path

import discord
import pytest

from bot.discord import running
from config.settings import load_settings

MEMBERS, ROUNDS, EVERY = 200, 12, 5.0
QUESTIONS = (
    "Why was the Hallow Bridge closed?",
    "How many jobs will Kestrel Ferries cut?",
    "When did the earthquake strike the Skerry islands?",
    "Did the mayor refuse to open the Skerry Regatta?",
    "What was found in a hymn box in Tarnside?",
    "Who won the 1998 world chess title?",
)
FAKE = """
import asyncio, json, sys, time
sys.path.insert(0, sys.argv[1])
from fake_discord import FakeDiscord

async def main():
    far = FakeDiscord(heartbeat_ms=1000)
    await far.start()
    print(far.port, flush=True)
    await far.until(lambda: far.gateway, 60)
    await asyncio.sleep(1)
    members, rounds, every = map(float, sys.argv[2:5])
    questions = json.loads(sys.argv[5])
    began, asked = time.monotonic(), {}
    for turn in range(int(rounds)):
        await asyncio.sleep(max(0, began + turn * every - time.monotonic()))
        for member in range(int(members)):
            number = await far.command("ask", member=member, question=questions[(turn + member) % len(questions)])
            asked[f"token-{number}"] = time.monotonic()
    def answers():
        return {one.path.split("/")[3]: one.at for one in far.sent("PATCH", "/messages/@original")}
    end = time.monotonic() + 60
    while len(answers()) < len(asked) and time.monotonic() < end:
        await asyncio.sleep(0.1)
    done = answers()
    late = [later - earlier for earlier, later in zip(far.beats, far.beats[1:])]
    waits = [done[one] - asked[one] for one in done]
    print(json.dumps({"asked": len(asked), "waits": waits, "beat": max(late)}), flush=True)
    sys.stdin.readline()
    await far.stop()

asyncio.run(main())
"""


def resident() -> float:
    """Return this process's memory in MiB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / (1 << 20)


async def lags(stop: asyncio.Event) -> list[float]:
    """Measure how late the loop is, until told to stop."""
    found = []
    while not stop.is_set():
        before = time.perf_counter()
        await asyncio.sleep(0.01)
        found.append(time.perf_counter() - before - 0.01)
    return found


@pytest.mark.campaign
@pytest.mark.skip(reason="does not end yet after a missed bar: to be mended before it counts")
async def test_two_hundred_members_ask_for_a_minute(
    sample_index, service, tmp_path, monkeypatch, capsys
) -> None:
    far = await asyncio.create_subprocess_exec(
        sys.executable, "-c", FAKE, str(Path(__file__).parent), str(MEMBERS), str(ROUNDS), str(EVERY),
        json.dumps(QUESTIONS), stdout=subprocess.PIPE, stdin=subprocess.PIPE, limit=1 << 24,
    )  # fmt: skip
    port = int(await far.stdout.readline())
    monkeypatch.setattr(discord.http.Route, "BASE", f"http://127.0.0.1:{port}/api/v10")
    settings = load_settings(
        dotenv=None, index={"folder": sample_index}, discord={"database": tmp_path / "bot.sqlite"}
    )
    from bot.discord import WhosaidBot

    monkeypatch.setattr(service, "close", lambda: None)
    monkeypatch.setattr(running, "WhosaidBot", lambda given: WhosaidBot(given, lambda: service))
    token = "MTEyMjMzNDQ1NTY2Nzc4ODk5.GabcDE.abcdefghijklmnopqrstuvwxyz0123456789AB"
    gc.collect()
    task = asyncio.create_task(running.run(settings, token))
    await asyncio.sleep(8)
    stop, early = asyncio.Event(), resident()
    measuring = asyncio.create_task(lags(stop))
    result = json.loads(await far.stdout.readline())
    stop.set()
    late = await measuring
    grown = resident() - early
    far.stdin.write(b"\n")
    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.wait_for(task, 30)
    await far.wait()
    waits = sorted(result["waits"])
    p50, p95 = statistics.median(waits), waits[int(len(waits) * 0.95)]
    with capsys.disabled():
        print(
            f"\n{len(waits)} of {result['asked']} answered; p50 {p50:.2f} s, p95 {p95:.2f} s, "
            f"longest {waits[-1]:.2f} s; longest stall of the loop {max(late) * 1000:.0f} ms; "
            f"memory {grown:+.0f} MiB; longest time between heartbeats {result['beat']:.2f} s"
        )
    assert len(waits) == result["asked"] == MEMBERS * ROUNDS
    assert p95 <= 2.0
    assert max(late) <= 0.1
    assert grown < 60
